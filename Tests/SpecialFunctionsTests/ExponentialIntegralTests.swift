import CGSL
import SpecialFunctions
import TestSupport
import Testing

@Suite("Exponential integral")
struct ExponentialIntegralTests {
  @Test("It agrees with GSL from 1e-300 to 700, scaled up to 1e300")
  func agreesWithGSL() {
    gslDoesNotAbort
    var worst = WorstCase()
    var worstScaled = WorstCase()
    let grid = geometricGrid(1e-300, 0.01, count: 300) + geometricGrid(0.01, 700, count: 4_000)
    for x in grid {
      worst.add(ExponentialIntegral.first(x), gsl_sf_expint_E1(x), "x = \(x)")
    }
    for x in grid + geometricGrid(700, 1e300, count: 300) {
      worstScaled.add(
        ExponentialIntegral.scaledFirst(x), gsl_sf_expint_E1_scaled(x), "x = \(x)")
    }
    // e⁻ˣ has x units in the last place of its own, in either library: 700 · 1.1e-16 = 8e-14.
    #expect(worst.error <= 1e-13, "\(worst.context)")
    #expect(worstScaled.error <= 1e-14, "\(worstScaled.context)")
  }

  // F. W. J. Olver et al., *NIST Digital Library of Mathematical Functions*, eq. 6.8.1.
  @Test("The scaled integral lies between ln(1 + 2/x)/2 and ln(1 + 1/x)", .tags(.law))
  func bounds() {
    for x in geometricGrid(1e-8, 1e6, count: 500) {
      let value = ExponentialIntegral.scaledFirst(x)
      // One unit in the last place for each of the logarithms, and 1e-14 for the integral.
      #expect(value < (1 + 1 / x).logarithm * (1 + 1.1e-14))
      #expect(value > (1 + 2 / x).logarithm / 2 * (1 - 1.1e-14) || x > 1e5)
    }
  }

  // M. Abramowitz, I. A. Stegun, *Handbook of Mathematical Functions*, 1964, table 5.1.
  @Test("Published table: E₁ at 1/2, 1 and 2", .tags(.exact))
  func publishedTable() {
    #expect(abs(ExponentialIntegral.first(0.5) - 0.559_773_595) <= 5e-10)
    #expect(abs(ExponentialIntegral.first(1) - 0.219_383_934) <= 5e-10)
    #expect(abs(ExponentialIntegral.first(2) - 0.048_900_511) <= 5e-10)
  }

  @Test("0 gives infinity, and infinity 0")
  func edges() {
    #expect(ExponentialIntegral.first(0) == .infinity)
    #expect(ExponentialIntegral.scaledFirst(0) == .infinity)
    #expect(ExponentialIntegral.first(.infinity) == 0)
    #expect(ExponentialIntegral.scaledFirst(.infinity) == 0)
  }
}
