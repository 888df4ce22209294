import Distributions
import RandomVariates
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Moments within bounds")
struct TruncatedMomentTests {
  /// A truncated distribution with its moments.
  struct Case: CustomTestStringConvertible {
    var distribution: Distribution
    var mean: Double
    var deviation: Double
    var testDescription: String { "\(distribution)" }

    init(
      _ family: Distribution.Family, _ atLeast: Double, _ atMost: Double, mean: Double,
      deviation: Double
    ) {
      distribution = Distribution(family, atLeast: atLeast, atMost: atMost)
      self.mean = mean
      self.deviation = deviation
    }
  }

  /// Computed with mpmath 1.3 at 40 digits, by integration of the density over x or ln x.
  static let reference = [
    Case(
      .normal(mean: 17, standardDeviation: 2), 12, .infinity, mean: 17.035275650973833,
      deviation: 1.9550901190429062),
    Case(
      .normal(mean: 17, standardDeviation: 2), 16.9, 17.1, mean: 17.0,
      deviation: 0.057725404758385945),
    Case(
      .normal(mean: 0, standardDeviation: 1), 8, .infinity, mean: 8.121368112236112,
      deviation: 0.119686605112439),
    Case(
      .normal(mean: 0, standardDeviation: 1), -.infinity, -3, mean: -3.2830986549304364,
      deviation: 0.26562979272903126),
    Case(
      .logNormal(mean: 9, standardDeviation: 2.7), 5, 20, mean: 9.120949651545374,
      deviation: 2.547620342522927),
    Case(
      .logNormal(mean: 9, standardDeviation: 27), -.infinity, 100, mean: 7.23457841674897,
      deviation: 12.176970620475291),
    Case(
      .logNormal(mean: 1, standardDeviation: 3), 2, .infinity, mean: 5.519331515899188,
      deviation: 7.462029152137073),
    Case(
      .exponential(mean: 300), -.infinity, 60, mean: 29.000666032380312,
      deviation: 17.303206380591675),
    Case(.exponential(mean: 300), 299, 301, mean: 299.9988888897119, deviation: 0.5773496276901017),
    Case(
      .gamma(shape: 0.3, scale: 50), 0.5, 80, mean: 15.396419937938248, deviation: 17.67033598244552
    ),
    Case(
      .gamma(shape: 11, scale: 7.5), 100, .infinity, mean: 117.8566469717932,
      deviation: 15.892567105625734),
    Case(
      .weibull(shape: 2, scale: 400), 100, 500, mean: 299.1772181139468,
      deviation: 107.5217751540194),
    Case(
      .weibull(shape: 0.6, scale: 10), 3, .infinity, mean: 23.824579597109008,
      deviation: 30.598138939999515),
    Case(
      .weibull(shape: 12, scale: 10), -.infinity, 8, mean: 7.374432178660042,
      deviation: 0.5739995528329548),
  ]

  @Test("Moments agree with 40-digit integration", arguments: reference)
  func agreesWithLongArithmetic(_ reference: Case) throws {
    let distribution = reference.distribution
    // The integrator is asked for 1e-11, three digits more than the doc comment promises.
    #expect(relativeError(try distribution.mean, reference.mean) <= 1e-10)
    #expect(relativeError(try distribution.standardDeviation, reference.deviation) <= 1e-10)
    #expect(
      relativeError(try distribution.variance, reference.deviation * reference.deviation) <= 2e-10)
    #expect(
      relativeError(
        try distribution.coefficientOfVariation, reference.deviation / abs(reference.mean))
        <= 2e-10)
  }

  @Test("A uniform cut by its bounds is the uniform between them")
  func uniform() throws {
    let distribution = Distribution(.uniform(lower: 0, upper: 10), atLeast: 4, atMost: 20)
    #expect(try distribution.mean == 7)
    #expect(relativeError(try distribution.variance, 3) <= 1e-15)
    #expect(relativeError(try distribution.acceptance, 0.6) <= 1e-15)
    #expect(relativeError(try distribution.density(at: 5), 1.0 / 6) <= 1e-15)
    #expect(try distribution.density(at: 3.9) == 0)
    #expect(relativeError(try distribution.cumulative(at: 7), 0.5) <= 1e-15)
  }

  @Test("A triangle cut at its mode is a falling line, and symmetric cuts keep the mean")
  func triangular() throws {
    // f = 2(2 - x) on 1…2: mean 4/3, variance 1/18.
    let falling = Distribution(.triangular(lower: 0, mode: 1, upper: 2), atLeast: 1)
    #expect(relativeError(try falling.mean, 4.0 / 3) <= 1e-14)
    #expect(relativeError(try falling.variance, 1.0 / 18) <= 1e-14)
    // 1/2…3/2: 2 ∫ d² (1 - d) dd from 0 to 1/2, over the mass 3/4, is 5/72.
    let middle = Distribution(.triangular(lower: 0, mode: 1, upper: 2), atLeast: 0.5, atMost: 1.5)
    #expect(relativeError(try middle.acceptance, 0.75) <= 1e-15)
    #expect(relativeError(try middle.mean, 1) <= 1e-14)
    #expect(relativeError(try middle.variance, 5.0 / 72) <= 1e-14)
  }

  @Test("A lower bound shifts an exponential and leaves its spread: it has no memory")
  func memoryless() throws {
    for bound in [1.0, 30, 300, 30_000] {
      let distribution = Distribution(.exponential(mean: 300), atLeast: bound)
      #expect(relativeError(try distribution.mean, bound + 300) <= 1e-11)
      #expect(relativeError(try distribution.standardDeviation, 300) <= 1e-10)
    }
  }

  @Test("An upper bound b on an exponential takes b/(exp(b/m) - 1) off its mean")
  func exponentialBelow() throws {
    for bound in [10.0, 300, 3_000] {
      let distribution = Distribution(.exponential(mean: 300), atMost: bound)
      // The reference loses a factor of m/b = 30 digits' worth at most.
      let mean = 300 - bound / expm1(bound / 300)
      #expect(relativeError(try distribution.mean, mean) <= 1e-11)
    }
  }

  @Test("A normal's moments within bounds follow from the density at the bounds")
  func normal() throws {
    // With α, β the standardized bounds, Z = Φ(β) - Φ(α): mean μ - σ (φ(β) - φ(α))/Z, variance
    // σ² (1 - (β φ(β) - α φ(α))/Z - ((φ(β) - φ(α))/Z)²). N. L. Johnson, S. Kotz, N. Balakrishnan,
    // Continuous Univariate Distributions, vol. 1, 1994, §13.10.1.
    func density(_ z: Double) -> Double { exp(-z * z / 2) / (2 * Double.pi).squareRoot() }
    for (alpha, beta) in [(-1.0, 1.5), (-3.0, 0.5), (0.25, 2), (-8, 0)] {
      let mass = (erfc(-beta / 2.0.squareRoot()) - erfc(-alpha / 2.0.squareRoot())) / 2
      let shift = (density(beta) - density(alpha)) / mass
      let spread = 1 - (beta * density(beta) - alpha * density(alpha)) / mass - shift * shift
      let distribution = Distribution(
        .normal(mean: 50, standardDeviation: 4), atLeast: 50 + 4 * alpha, atMost: 50 + 4 * beta)
      #expect(relativeError(try distribution.acceptance, mass) <= 1e-14)
      #expect(relativeError(try distribution.mean, 50 - 4 * shift) <= 1e-11)
      #expect(relativeError(try distribution.variance, 16 * spread) <= 1e-10)
    }
  }

  @Test("A log-normal's mean within bounds is a ratio of two normal probabilities")
  func logNormal() throws {
    // E[X; a < X < b] = m (Φ(β - s) - Φ(α - s)), with s the standard deviation of ln X.
    func normal(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }
    for (lower, upper) in [(5.0, 20.0), (8, 10), (1, 300)] {
      let (mean, deviation) = (9.0, 6.0)
      let s = log(1 + deviation * deviation / (mean * mean)).squareRoot()
      let mu = log(mean) - s * s / 2
      let (alpha, beta) = ((log(lower) - mu) / s, (log(upper) - mu) / s)
      let mass = normal(beta) - normal(alpha)
      let expected = mean * (normal(beta - s) - normal(alpha - s)) / mass
      let distribution = Distribution(
        .logNormal(mean: mean, standardDeviation: deviation), atLeast: lower, atMost: upper)
      #expect(relativeError(try distribution.acceptance, mass) <= 1e-13)
      #expect(relativeError(try distribution.mean, expected) <= 1e-11)
    }
  }

  @Test("A gamma of whole shape is an Erlang, whose tail is a Poisson sum")
  func erlang() throws {
    // Q(k, x) = exp(-x) Σ xʲ/j! for j < k; E[X; X > b] = k θ Q(k + 1, b/θ).
    func tail(_ shape: Int, _ x: Double) -> Double {
      var term = exp(-x)
      var sum = 0.0
      for j in 0..<shape {
        sum += term
        term *= x / Double(j + 1)
      }
      return sum
    }
    for (shape, bound) in [(1, 2.0), (3, 1), (3, 12), (9, 20)] {
      let distribution = Distribution(.gamma(shape: Double(shape), scale: 2), atLeast: bound)
      let mass = tail(shape, bound / 2)
      // GSL's incomplete gamma function is good to 1e-10.
      #expect(relativeError(try distribution.acceptance, mass) <= 1e-10)
      let mean = Double(shape) * 2 * tail(shape + 1, bound / 2) / mass
      #expect(relativeError(try distribution.mean, mean) <= 1e-11)
    }
  }

  @Test("A Weibull of shape 2 beyond a bound has a mean in terms of erfc")
  func rayleigh() throws {
    // E[X - b | X > b] = ∫ R dx / R(b) = η (√π/2) erfc(b/η) exp((b/η)²).
    for bound in [1.0, 100, 800] {
      let distribution = Distribution(.weibull(shape: 2, scale: 400), atLeast: bound)
      let z = bound / 400
      let excess = 400 * Double.pi.squareRoot() / 2 * erfc(z) * exp(z * z)
      #expect(relativeError(try distribution.acceptance, exp(-z * z)) <= 1e-14)
      #expect(relativeError(try distribution.mean, bound + excess) <= 1e-11)
    }
  }

  @Test("Bounds outside the support change nothing")
  func idleBounds() throws {
    let family = Distribution.Family.logNormal(mean: 9, standardDeviation: 90)
    let distribution = Distribution(family, atLeast: 0)
    #expect(try distribution.acceptance == 1)
    #expect(try distribution.mean == 9)
    #expect(try distribution.standardDeviation == 90)
  }

  @Test("In a very narrow interval every distribution is uniform")
  func narrow() throws {
    // The density varies by about width · f'/f = 1e-5 across the interval, so the mean is off its
    // middle by 1e-5 · width and the deviation off width/√12 by 1e-10 of itself.
    let families: [Distribution.Family] = [
      .normal(mean: 12, standardDeviation: 3), .logNormal(mean: 12, standardDeviation: 3),
      .gamma(shape: 4, scale: 3), .weibull(shape: 2, scale: 12), .exponential(mean: 12),
    ]
    for family in families {
      let distribution = Distribution(family, atLeast: 10, atMost: 10.000_01)
      #expect(abs(try distribution.mean - 10.000_005) <= 1e-10)
      let deviation = try distribution.standardDeviation
      #expect(relativeError(deviation, 1e-5 / 12.0.squareRoot()) <= 1e-9, "\(family)")
    }
  }

  @Test("Moments agree with sums over quantiles, for random parameters and bounds")
  func agreesWithQuantiles() throws {
    var stream = ParameterStream(seed: 11)
    for index in 0..<140 {
      let family = stream.family(index)
      let low = try Distribution(family).quantile(at: stream.next(in: 0.01...0.4))
      let high = try Distribution(family).quantile(at: stream.next(in: 0.5...0.99))
      let distribution = Distribution(family, atLeast: low, atMost: high)
      // The midpoint rule over n cells of equal probability errs by ∫Q''/(24 n²) at most: with a
      // total slope change below 200 interquantile widths, 1e-7 of a width for n = 10⁴.
      let count = 10_000
      let values = try (0..<count).map {
        try distribution.quantile(at: (Double($0) + 0.5) / Double(count))
      }
      let mean = values.reduce(0, +) / Double(count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
      #expect(abs(try distribution.mean - mean) <= 1e-7 * (high - low), "\(distribution)")
      let deviation = try distribution.standardDeviation
      #expect(abs(deviation - variance.squareRoot()) <= 1e-6 * (high - low), "\(distribution)")
    }
  }

  @Test("Moments exist and lie within the bounds, from nearly constant to very skewed")
  func extremes() throws {
    var stream = ParameterStream(seed: 17)
    for index in 0..<2_000 {
      let scale = exp(stream.next(in: -20...20))
      let ratio = exp(stream.next(in: -7...2))
      let family: Distribution.Family =
        switch index % 5 {
        case 0: .normal(mean: scale, standardDeviation: scale * ratio)
        case 1: .logNormal(mean: scale, standardDeviation: scale * ratio)
        case 2: .gamma(shape: 1 / (ratio * ratio), scale: scale)
        case 3: .weibull(shape: 1 / ratio, scale: scale)
        default: .exponential(mean: scale)
        }
      let unbounded = Distribution(family)
      let low = exp(stream.next(in: -25 ... -0.7))
      let high = exp(stream.next(in: -25 ... -0.7))
      var distribution = Distribution(family, atLeast: try unbounded.quantile(at: low))
      if index % 2 == 0 { distribution.atMost = try unbounded.quantile(at: 1 - high) }
      guard distribution.atLeast < distribution.atMost else { continue }
      let mean = try distribution.mean
      let deviation = try distribution.standardDeviation
      // An ulp of rounding is allowed where nearly nothing is left between the bounds.
      let slack = 1e-12 * abs(mean)
      #expect(mean >= distribution.atLeast - slack, "\(distribution)")
      #expect(mean <= distribution.atMost + slack, "\(distribution)")
      #expect(deviation > 0 && deviation.isFinite, "\(distribution)")
      // No variance exceeds (mean - a)(b - mean) (Bhatia and Davis).
      if distribution.atMost < .infinity {
        let largest = (mean - distribution.atLeast) * (distribution.atMost - mean)
        #expect(deviation * deviation <= largest * (1 + 1e-9) + slack * slack, "\(distribution)")
      }
    }
  }
}
