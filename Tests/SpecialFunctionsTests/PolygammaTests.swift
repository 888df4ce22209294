import CGSL
import SpecialFunctions
import TestSupport
import Testing

@Suite("Digamma and trigamma")
struct PolygammaTests {
  @Test(
    "Both agree with GSL", .tags(.exact), arguments: [0.01, 0.3, 1, 1.4616, 2.5, 9.99, 10, 47, 1e6])
  func agreement(x: Double) {
    // A few rounding errors of the largest term that is added.
    #expect(abs(Polygamma.digamma(x) - gsl_sf_psi(x)) < 1e-13 * max(1, 1 / x, abs(gsl_sf_psi(x))))
    #expect(abs(Polygamma.trigamma(x) - gsl_sf_psi_1(x)) < 1e-13 * gsl_sf_psi_1(x) + 1e-15)
  }
}
