import Distributions
import RandomVariates
import TestSupport
import Testing

@Suite("Moments without bounds")
struct UnboundedMomentTests {
  @Test("Closed forms worked by hand")
  func closedForms() throws {
    // Each is a rational number or one root: a few roundings.
    let cases: [(Distribution.Family, mean: Double, variance: Double)] = [
      (.constant(value: 15), 15, 0),
      (.uniform(lower: 2, upper: 5), 3.5, 0.75),
      (.exponential(mean: 4), 4, 16),
      (.normal(mean: -3, standardDeviation: 2), -3, 4),
      (.logNormal(mean: 22, standardDeviation: 2.2), 22, 4.84),
      (.gamma(shape: 4, scale: 2.5), 10, 25),
      (.weibull(shape: 1, scale: 7), 7, 49),
      (.weibull(shape: 0.5, scale: 3), 6, 180),
      (.weibull(shape: 2, scale: 10), 5 * Double.pi.squareRoot(), 100 - 25 * Double.pi),
      (.triangular(lower: 30, mode: 38, upper: 60), 128.0 / 3, 362.0 / 9),
    ]
    for (family, mean, variance) in cases {
      let distribution = Distribution(family)
      #expect(relativeError(try distribution.mean, mean) <= 1e-14, "\(family)")
      #expect(relativeError(try distribution.variance, variance) <= 1e-14, "\(family)")
    }
  }

  /// Computed with mpmath 1.3 at 60 digits.
  @Test(
    "The Weibull's coefficient of variation keeps its digits for large shapes",
    arguments: [
      (shape: 0.5, coefficient: 2.23606797749979),
      (shape: 0.9, coefficient: 1.1130299871572409),
      (shape: 2.0, coefficient: 0.5227232008770634),
      (shape: 5.0, coefficient: 0.2290529332813797),
      (shape: 9.9, coefficient: 0.12145705501984148),
      (shape: 10.5, coefficient: 0.11488806042871737),
      (shape: 50.0, coefficient: 0.025288969375381037),
      (shape: 1000.0, coefficient: 0.0012816142492659119),
      (shape: 1000000.0, coefficient: 1.2825488929236036e-06),
    ])
  func weibullSpread(shape: Double, coefficient: Double) throws {
    let distribution = Distribution(.weibull(shape: shape, scale: 400))
    // Beyond a shape of 500 the moments are integrated, with a tolerance of 1e-11.
    #expect(
      relativeError(try distribution.coefficientOfVariation, coefficient)
        <= (shape <= 500 ? 1e-13 : 1e-11))
  }

  @Test("The coefficient of variation is 0 for a constant, even 0, and infinite about a mean of 0")
  func coefficientOfVariation() throws {
    #expect(try Distribution(.constant(value: 0)).coefficientOfVariation == 0)
    #expect(try Distribution(.uniform(lower: -1, upper: 1)).coefficientOfVariation == .infinity)
    #expect(try Distribution(.gamma(shape: 16, scale: 3)).coefficientOfVariation == 0.25)
  }
}
