import CGSL
import SpecialFunctions
import TestSupport
import Testing

@Suite("Standard normal")
struct StandardNormalTests {
  // The error of erfc's argument, an ulp of z/√2, is amplified by z² in the tails. GSL's own error
  // is of that size too, hence the factor 4 over the 1e-15 · max(1, z²) of the doc comment.
  private func tolerance(_ z: Double) -> Double { 4e-15 * max(1, z * z) }

  @Test("Density, cumulative and survival agree with GSL from -37 to 37")
  func agreesWithGSL() {
    gslDoesNotAbort
    for step in -3_700...3_700 {
      let z = Double(step) / 100
      #expect(relativeError(StandardNormal.density(z), gsl_ran_ugaussian_pdf(z)) <= tolerance(z))
      #expect(relativeError(StandardNormal.cumulative(z), gsl_cdf_ugaussian_P(z)) <= tolerance(z))
      #expect(relativeError(StandardNormal.survival(z), gsl_cdf_ugaussian_Q(z)) <= tolerance(z))
    }
  }

  /// Computed with mpmath 1.3 at 60 digits.
  @Test(
    "Cumulative and survival agree with 60-digit arithmetic",
    arguments: [
      (z: -37.0, cumulative: 5.725571222524577e-300, survival: 1.0),
      (z: -20.0, cumulative: 2.7536241186062337e-89, survival: 1.0),
      (z: -8.0, cumulative: 6.220960574271784e-16, survival: 0.9999999999999993),
      (z: -3.0, cumulative: 0.0013498980316300946, survival: 0.9986501019683699),
      (z: -1.0, cumulative: 0.15865525393145705, survival: 0.8413447460685429),
      (z: -0.25, cumulative: 0.4012936743170763, survival: 0.5987063256829237),
      (z: 0.5, cumulative: 0.6914624612740131, survival: 0.3085375387259869),
      (z: 2.0, cumulative: 0.9772498680518208, survival: 0.02275013194817921),
      (z: 6.0, cumulative: 0.9999999990134123, survival: 9.86587645037698e-10),
    ])
  func agreesWithLongArithmetic(z: Double, cumulative: Double, survival: Double) {
    let tolerance = 1e-15 * max(1, z * z)
    #expect(relativeError(StandardNormal.cumulative(z), cumulative) <= tolerance)
    #expect(relativeError(StandardNormal.survival(z), survival) <= tolerance)
  }

  @Test("The quantile agrees with GSL in the center and in both tails")
  func quantileAgreesWithGSL() {
    gslDoesNotAbort
    var worst = WorstCase()
    for step in 1..<10_000 where step != 5_000 {
      let p = Double(step) / 10_000
      worst.add(StandardNormal.quantile(p), gsl_cdf_ugaussian_Pinv(p), "p = \(p)")
    }
    for p in geometricGrid(1e-300, 0.1, count: 3_000) {
      worst.add(StandardNormal.quantile(p), gsl_cdf_ugaussian_Pinv(p), "p = \(p)")
    }
    // Two roundings more than the 2e-15 of each.
    #expect(worst.error <= 4e-15, "\(worst.context)")
  }

  @Test("The quantile of the cumulative probability is the value")
  func roundTrip() {
    for step in -3_700..<0 {
      let z = Double(step) / 100
      // An error ε of p moves z by ε p/φ(z) ≤ ε/|z| for z < -1 and by at most 2 ε near the median,
      // where p is known to 1e-15 · max(1, z²).
      let back = StandardNormal.quantile(StandardNormal.cumulative(z))
      #expect(abs(back - z) <= 4e-15 * max(1, abs(z)), "z = \(z)")
    }
  }

  @Test("Probabilities 0 and 1 belong to the infinities")
  func edges() {
    #expect(StandardNormal.quantile(0) == -.infinity)
    #expect(StandardNormal.quantile(1) == .infinity)
    #expect(StandardNormal.quantile(0.5) == 0)
    #expect(StandardNormal.cumulative(-.infinity) == 0)
    #expect(StandardNormal.cumulative(.infinity) == 1)
    #expect(StandardNormal.survival(.infinity) == 0)
    #expect(StandardNormal.density(.infinity) == 0)
    #expect(StandardNormal.cumulative(0) == 0.5)
  }
}
