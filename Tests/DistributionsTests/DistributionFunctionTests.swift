import Distributions
import RandomVariates
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Distribution functions")
struct DistributionFunctionTests {
  @Test("The cumulative of the quantile is the probability, for random parameters and bounds")
  func roundTrip() throws {
    var stream = ParameterStream(seed: 7)
    for index in 0..<700 {
      let family = stream.family(index)
      var distribution = Distribution(family)
      if index % 3 > 0 {
        distribution.atLeast = try Distribution(family).quantile(at: stream.next(in: 0.001...0.4))
      }
      if index % 3 > 1 {
        distribution.atMost = try Distribution(family).quantile(at: stream.next(in: 0.5...0.999))
      }
      let p = stream.next(in: 0.0001...0.9999)
      let x = try distribution.quantile(at: p)
      // The acceptance is 0.1 at least, and the gamma functions behind it are good to 1e-10.
      #expect(abs(try distribution.cumulative(at: x) - p) <= 1e-9, "\(distribution)")
      #expect(abs(try distribution.survival(at: x) - (1 - p)) <= 1e-9, "\(distribution)")
      #expect(x >= distribution.atLeast && x <= distribution.atMost)
    }
  }

  @Test("The density is the slope of the cumulative probability")
  func slope() throws {
    var stream = ParameterStream(seed: 13)
    for index in 0..<140 {
      let family = stream.family(index)
      let low = try Distribution(family).quantile(at: 0.2)
      let high = try Distribution(family).quantile(at: 0.9)
      let distribution = Distribution(family, atLeast: low, atMost: high)
      let x = try distribution.quantile(at: stream.next(in: 0.1...0.9))
      // The density changes over lengths not much shorter than the distance to the nearer bound, of
      // which h is 1/1000: the central difference errs by some (h/length)²/6 ≈ 1e-6, and errors of
      // 1e-10 in the gamma functions, over probabilities of 1e-4, by as much.
      let h = 1e-3 * min(x - low, high - x)
      let difference = try distribution.cumulative(at: x + h) - distribution.cumulative(at: x - h)
      let isNearKink: Bool
      if case .triangular(_, let mode, _) = family {
        isNearKink = abs(x - mode) <= h
      } else {
        isNearKink = false
      }
      guard !isNearKink else { continue }
      #expect(
        relativeError(difference / (2 * h), try distribution.density(at: x)) <= 1e-5,
        "\(distribution)")
    }
  }

  @Test("The far tail of a truncated normal keeps its digits")
  func farTail() throws {
    // P(Z > 9 | Z > 8) = erfc(9/√2)/erfc(8/√2); erfc amplifies an ulp by 81.
    let distribution = Distribution(.normal(mean: 0, standardDeviation: 1), atLeast: 8)
    let expected = erfc(9 / 2.0.squareRoot()) / erfc(8 / 2.0.squareRoot())
    #expect(relativeError(try distribution.survival(at: 9), expected) <= 1e-12)
    #expect(relativeError(try distribution.quantile(at: 1 - expected), 9) <= 1e-12)
  }

  @Test("Exponential, Weibull, log-normal and triangular follow their formulas")
  func formulas() throws {
    let exponential = Distribution(.exponential(mean: 5))
    #expect(relativeError(try exponential.survival(at: 12), exp(-2.4)) <= 1e-14)
    #expect(relativeError(try exponential.density(at: 12), exp(-2.4) / 5) <= 1e-14)
    #expect(relativeError(try exponential.quantile(at: 0.5), 5 * log(2)) <= 1e-14)
    let weibull = Distribution(.weibull(shape: 3, scale: 400))
    #expect(relativeError(try weibull.survival(at: 400), exp(-1)) <= 1e-14)
    #expect(relativeError(try weibull.quantile(at: 1 - exp(-8)), 800) <= 1e-12)
    // The median of a log-normal is m/√(1 + cv²).
    let logNormal = Distribution(.logNormal(mean: 10, standardDeviation: 7.5))
    #expect(relativeError(try logNormal.quantile(at: 0.5), 8) <= 1e-14)
    #expect(relativeError(try logNormal.cumulative(at: 8), 0.5) <= 1e-14)
    let triangular = Distribution(.triangular(lower: 30, mode: 38, upper: 60))
    #expect(relativeError(try triangular.cumulative(at: 38), 8.0 / 30) <= 1e-15)
    #expect(relativeError(try triangular.density(at: 38), 2.0 / 30) <= 1e-15)
    #expect(relativeError(try triangular.quantile(at: 8.0 / 30), 38) <= 1e-15)
    #expect(relativeError(try triangular.survival(at: 49), 121.0 / 660) <= 1e-14)
  }

  @Test("Right-angled triangles are allowed")
  func rightAngled() throws {
    let rising = Distribution(.triangular(lower: 0, mode: 1, upper: 1))
    let falling = Distribution(.triangular(lower: 0, mode: 0, upper: 1))
    #expect(try rising.cumulative(at: 0.5) == 0.25)
    #expect(try falling.cumulative(at: 0.5) == 0.75)
    #expect(try rising.density(at: 1) == 2)
    #expect(try falling.density(at: 0) == 2)
    #expect(try rising.quantile(at: 0.25) == 0.5)
    #expect(try falling.quantile(at: 0.75) == 0.5)
    var cut = falling
    cut.atLeast = 0.5
    #expect(relativeError(try cut.mean, 2.0 / 3) <= 1e-14)
  }

  @Test("Probabilities 0 and 1 belong to the ends of the support within the bounds")
  func ends() throws {
    let normal = Distribution(.normal(mean: 3, standardDeviation: 1))
    #expect(try normal.quantile(at: 0) == -.infinity)
    #expect(try normal.quantile(at: 1) == .infinity)
    #expect(try normal.cumulative(at: -.infinity) == 0)
    #expect(try normal.survival(at: .infinity) == 0)
    let gamma = Distribution(.gamma(shape: 2, scale: 3), atLeast: -5, atMost: 40)
    #expect(try gamma.quantile(at: 0) == 0)
    #expect(try gamma.quantile(at: 1) == 40)
    #expect(try gamma.cumulative(at: 40) == 1)
    #expect(try gamma.survival(at: -1) == 1)
    #expect(try gamma.density(at: 41) == 0)
  }

  @Test("A constant stands within its bounds and falls with them")
  func constant() throws {
    let standing = Distribution(.constant(value: 15), atLeast: 15, atMost: 20)
    #expect(try standing.acceptance == 1)
    #expect(try standing.mean == 15)
    #expect(try standing.standardDeviation == 0)
    #expect(try standing.coefficientOfVariation == 0)
    #expect(try standing.quantile(at: 0.3) == 15)
    #expect(try standing.cumulative(at: 15) == 1)
    #expect(try standing.cumulative(at: 14.9) == 0)
    #expect(try standing.survival(at: 15) == 0)
    #expect(try standing.survival(at: 14.9) == 1)
    #expect(try standing.density(at: 15) == .infinity)
    #expect(try standing.density(at: 16) == 0)
    let fallen = Distribution(.constant(value: 15), atLeast: 16)
    #expect(try fallen.acceptance == 0)
    #expect(throws: NumericalError.self) { try fallen.mean }
  }

  @Test("Gamma quantiles exist from very skewed to nearly normal shapes")
  func gammaQuantiles() throws {
    for shape in [0.05, 0.1, 0.25, 0.5, 1, 2, 10, 100, 1e3, 1e4, 1e5] {
      let distribution = Distribution(.gamma(shape: shape, scale: 3))
      for p in [1e-6, 1e-3, 0.1, 0.5, 0.9, 0.999, 1 - 1e-6] {
        let x = try distribution.quantile(at: p)
        // The smaller tail is what the search works on; GSL is good to 1e-10, its search to 1e-8.
        let error =
          p <= 0.5
          ? relativeError(try distribution.cumulative(at: x), p)
          : relativeError(try distribution.survival(at: x), 1 - p)
        #expect(error <= 1e-8, "shape \(shape), p \(p)")
      }
    }
  }
}
