import Distributions
import RandomVariates
import TestSupport
import Testing

@Suite("First four moments")
struct FourMomentTests {
  /// A distribution with its moments and what its bounds leave of it.
  struct Case: CustomTestStringConvertible {
    var distribution: Distribution
    var mean: Double
    var deviation: Double
    var skewness: Double
    var kurtosis: Double
    var mass: Double
    var testDescription: String { "\(distribution)" }

    init(
      _ family: Distribution.Family, _ atLeast: Double, _ atMost: Double, mean: Double,
      deviation: Double, skewness: Double, kurtosis: Double, mass: Double
    ) {
      distribution = Distribution(family, atLeast: atLeast, atMost: atMost)
      self.mean = mean
      self.deviation = deviation
      self.skewness = skewness
      self.kurtosis = kurtosis
      self.mass = mass
    }
  }

  /// Computed with mpmath 1.3 at 40 digits, by integration of the density or summing of the
  /// probabilities as the textbooks write them.
  static let reference = [
    Case(
      .gamma(shape: 2.5, scale: 3), -.infinity, .infinity, mean: 7.5,
      deviation: 4.743416490252569, skewness: 1.2649110640673518, kurtosis: 2.4, mass: 1.0),
    Case(
      .weibull(shape: 2, scale: 400), -.infinity, .infinity, mean: 354.4907701811032,
      deviation: 185.3005500704417, skewness: 0.6311106578189372, kurtosis: 0.24508930068763807,
      mass: 1.0),
    Case(
      .weibull(shape: 30, scale: 10), -.infinity, .infinity, mean: 9.81825991523323,
      deviation: 0.4100951719074509, skewness: -0.9530817363114316, kurtosis: 1.5840819990240285,
      mass: 1.0),
    Case(
      .logNormal(mean: 22, standardDeviation: 11), -.infinity, .infinity, mean: 22.0,
      deviation: 11.0, skewness: 1.625, kurtosis: 5.03515625, mass: 1.0),
    Case(
      .inverseGaussian(mean: 3, shape: 2), -.infinity, .infinity, mean: 3.0,
      deviation: 3.6742346141747673, skewness: 3.6742346141747673, kurtosis: 22.5, mass: 1.0),
    Case(
      .beta(first: 2, second: 5, lower: -1, upper: 3), -.infinity, .infinity,
      mean: 0.14285714285714285,
      deviation: 0.6388765649999399, skewness: 0.5962847939999439, kurtosis: -0.12, mass: 1.0),
    Case(
      .triangular(lower: 24, mode: 30, upper: 48), -.infinity, .infinity, mean: 34.0,
      deviation: 5.0990195135927845, skewness: 0.4224039833745502, kurtosis: -0.6, mass: 1.0),
    Case(
      .erlang(stages: 4, mean: 12), -.infinity, .infinity, mean: 12.0,
      deviation: 6.0, skewness: 1.0, kurtosis: 1.5, mass: 1.0),
    Case(
      .normal(mean: 17, standardDeviation: 2), 12, .infinity, mean: 17.035275650973833,
      deviation: 1.9550901190429062, skewness: 0.1016369144044545, kurtosis: -0.17065834179872533,
      mass: 0.9937903346742238),
    Case(
      .normal(mean: 0, standardDeviation: 1), 10, .infinity, mean: 10.098093233962512,
      deviation: 0.09718733366882878, skewness: 1.9460312188918591, kurtosis: 5.5803723236650455,
      mass: 7.619853024160525e-24),
    Case(
      .gamma(shape: 0.3, scale: 50), 0.5, 80, mean: 15.39641993793825,
      deviation: 17.67033598244552, skewness: 1.583496932052611, kurtosis: 1.884164588214531,
      mass: 0.6838752636572318),
    Case(
      .gamma(shape: 11, scale: 7.5), 100, .infinity, mean: 117.8566469717932,
      deviation: 15.892567105625734, skewness: 1.5277014759022498, kurtosis: 3.1074533249778957,
      mass: 0.22416105862411612),
    Case(
      .weibull(shape: 0.6, scale: 10), 3, .infinity, mean: 23.824579597109008,
      deviation: 30.59813893999951, skewness: 3.999465606551612, kurtosis: 28.62327641146067,
      mass: 0.6153319659148111),
    Case(
      .weibull(shape: 12, scale: 10), 0, 8, mean: 7.374432178660042,
      deviation: 0.5739995528329548, skewness: -1.5602314673021622, kurtosis: 3.0484972151740655,
      mass: 0.06641146334841108),
    Case(
      .logNormal(mean: 9, standardDeviation: 27), 2, 100, mean: 11.684416362600764,
      deviation: 14.279421335670499, skewness: 2.8723684811807457, kurtosis: 9.684105751882134,
      mass: 0.5824219225449814),
    Case(
      .exponential(mean: 300), -.infinity, 60, mean: 29.000666032380312,
      deviation: 17.303206380591675, skewness: 0.06926992720047505, kurtosis: -1.1933724970389257,
      mass: 0.18126924692201815),
    Case(
      .inverseGaussian(mean: 3, shape: 2), 5, .infinity, mean: 9.412877190687594,
      deviation: 5.15716931331668, skewness: 2.727088719199501, kurtosis: 12.041034074218905,
      mass: 0.1627237511457325),
    Case(
      .inverseGaussian(mean: 3, shape: 2), -.infinity, 1, mean: 0.6339140079799801,
      deviation: 0.21345009428910092, skewness: -0.13921033426847068, kurtosis: -0.9808057468877528,
      mass: 0.28545963282992354),
    Case(
      .beta(first: 2, second: 5, lower: -1, upper: 3), 0.5, 2, mean: 0.9608603089688301,
      deviation: 0.35226756358187544, skewness: 0.7953328809643266, kurtosis: -0.15045570348329002,
      mass: 0.2695426940917969),
    Case(
      .beta(first: 0.5, second: 0.25, lower: 0, upper: 1), 0.125, 0.75, mean: 0.4420895096144985,
      deviation: 0.18772789263817385, skewness: -0.0356036493063083, kurtosis: -1.2757231078810836,
      mass: 0.30616160606403003),
    Case(
      .triangular(lower: 24, mode: 30, upper: 48), 26, 40, mean: 32.734082397003746,
      deviation: 3.6423023597859254, skewness: 0.16923314726609553, kurtosis: -0.9827735155315089,
      mass: 0.8240740740740741),
    Case(
      .erlang(stages: 4, mean: 12), 6, 20, mean: 11.76959686378538,
      deviation: 3.656386779183488, skewness: 0.3756976160516908, kurtosis: -0.8512435168088774,
      mass: 0.756239736567647),
    Case(
      .poisson(mean: 3.5), -.infinity, .infinity, mean: 3.5,
      deviation: 1.8708286933869707, skewness: 0.5345224838248488, kurtosis: 0.2857142857142857,
      mass: 1.0),
    Case(
      .binomial(trials: 12, probability: 0.25), -.infinity, .infinity, mean: 3.0,
      deviation: 1.5, skewness: 0.3333333333333333, kurtosis: -0.05555555555555555, mass: 1.0),
    Case(
      .geometric(probability: 0.125), -.infinity, .infinity, mean: 7.0,
      deviation: 7.483314773547883, skewness: 2.004459314343183, kurtosis: 6.017857142857143,
      mass: 1.0),
    Case(
      .negativeBinomial(successes: 2.5, probability: 0.25), -.infinity, .infinity, mean: 7.5,
      deviation: 5.477225575051661, skewness: 1.2780193008453875, kurtosis: 2.433333333333333,
      mass: 1.0),
    Case(
      .poisson(mean: 3.5), 2, 8, mean: 3.8639377789159237,
      deviation: 1.5290317039426446, skewness: 0.6520147521294557, kurtosis: -0.24957293413127687,
      mass: 0.8542381165434619),
    Case(
      .poisson(mean: 3.5), 12, .infinity, mean: 12.345939736786086,
      deviation: 0.6632027863562073, skewness: 2.289502195588493, kurtosis: 6.533358945599537,
      mass: 0.0002889922199303002),
    Case(
      .binomial(trials: 12, probability: 0.25), 2.5, 12, mean: 3.953076155334309,
      deviation: 1.0504174424006845, skewness: 1.0993651998848937, kurtosis: 0.9822668688383733,
      mass: 0.6093249917030334),
    Case(
      .geometric(probability: 0.125), 3, 20, mean: 8.211188102480872,
      deviation: 4.538891697314413, skewness: 0.8147450394277529, kurtosis: -0.2719183017226048,
      mass: 0.609364211072811),
    Case(
      .negativeBinomial(successes: 2.5, probability: 0.25), 4, .infinity, mean: 9.411704605827783,
      deviation: 5.0388027543398595, skewness: 1.5283193647164977, kurtosis: 3.3122686804197565,
      mass: 0.746734619140625),
    Case(
      .negativeBinomial(successes: 0.5, probability: 0.0009765625), 1, 3000,
      mean: 472.98726083971604,
      deviation: 580.2708021548332, skewness: 1.8057487701591466, kurtosis: 3.1020467290571156,
      mass: 0.9532937612323307),
  ]

  @Test("Moments agree with 40-digit integration and sums", .tags(.exact), arguments: reference)
  func agreesWithLongArithmetic(_ reference: Case) throws {
    let distribution = reference.distribution
    // The integrator is asked for 1e-11 of each integral, and the third and fourth moments divide by
    // powers of the second: some 1e-10.
    #expect(relativeError(try distribution.acceptance, reference.mass) <= 1e-11)
    #expect(relativeError(try distribution.mean, reference.mean) <= 1e-11)
    #expect(relativeError(try distribution.standardDeviation, reference.deviation) <= 1e-10)
    let skewness = try distribution.skewness
    #expect(abs(skewness - reference.skewness) <= 1e-9 * max(1, abs(reference.skewness)))
    let kurtosis = try distribution.excessKurtosis
    #expect(abs(kurtosis - reference.kurtosis) <= 1e-9 * max(1, abs(reference.kurtosis)))
  }

  @Test("A shift moves the mean and the bounds and nothing else", .tags(.law), arguments: reference)
  func shift(_ reference: Case) throws {
    let plain = reference.distribution
    // A power of two above all magnitudes: no digit of a small bound is lost beyond 1e-13.
    let moved = Distribution(
      plain.family, shift: 1_024, atLeast: plain.atLeast + 1_024, atMost: plain.atMost + 1_024)
    #expect(relativeError(try moved.mean, reference.mean + 1_024) <= 1e-11)
    #expect(relativeError(try moved.standardDeviation, reference.deviation) <= 1e-9)
    #expect(relativeError(try moved.acceptance, reference.mass) <= 1e-9)
  }

  @Test("Counts so many that they are integrated have the moments of their closed forms")
  func manyCounts() throws {
    // A lower bound of 1 takes nothing of weight away, but the closed forms no longer apply.
    let families: [Distribution.Family] = [
      .poisson(mean: 1e13), .binomial(trials: 1_000_000_000_000_000, probability: 0.25),
      .negativeBinomial(successes: 1_000, probability: 1e-6),
      .negativeBinomial(successes: 40, probability: 1e-9),
    ]
    for family in families {
      let whole = Distribution(family)
      let cut = Distribution(family, atLeast: 1)
      #expect(relativeError(try cut.mean, try whole.mean) <= 1e-10)
      #expect(
        relativeError(try cut.standardDeviation, try whole.standardDeviation) <= 1e-8,
        "\(family)")
      #expect(abs(try cut.skewness - whole.skewness) <= 1e-7, "\(family)")
      #expect(abs(try cut.excessKurtosis - whole.excessKurtosis) <= 1e-7, "\(family)")
    }
    // Counts that are not told from their neighbors do not keep a sum from ending.
    let huge = Distribution(.geometric(probability: 1e-15), atLeast: 1e17)
    #expect(relativeError(try huge.mean, 1.01e17) <= 1e-9)
    // The geometric has no memory.
    let far = Distribution(.geometric(probability: 1e-9), atLeast: 3e9)
    let near = Distribution(.geometric(probability: 1e-9))
    #expect(relativeError(try far.mean, try near.mean + 3e9) <= 1e-9)
    #expect(relativeError(try far.standardDeviation, try near.standardDeviation) <= 1e-8)
    #expect(abs(try far.excessKurtosis - near.excessKurtosis) <= 1e-6)
  }

  /// Near 0 the density of a gamma variable is a power: E[X | X ≤ b] = b k/(k + 1), and
  /// Var[X | X ≤ b] = b² k/((k + 1)² (k + 2)).
  @Test("Moments within a tiny interval do not underflow", .tags(.exact))
  func tiny() throws {
    for bound in [1e-5, 1e-100, 1e-200] {
      let k = 0.03
      let cut = Distribution(.gamma(shape: k, scale: 1), atMost: bound)
      // exp(-x) changes the density by 1e-5 of itself at most.
      let tolerance = max(1e-9, bound)
      #expect(relativeError(try cut.mean, bound * k / (k + 1)) <= tolerance)
      let deviation = bound * (k / (k + 2)).squareRoot() / (k + 1)
      #expect(relativeError(try cut.standardDeviation, deviation) <= tolerance)
    }
  }

  @Test("Discrete values by hand", .tags(.exact))
  func discrete() throws {
    // 1 with 1/4, 3 with 3/4: mean 2.5, variance 0.75, third central moment
    // (1/4)(-1.5)³ + (3/4)(0.5)³ = -0.75, fourth (1/4)(1.5)⁴ + (3/4)(0.5)⁴ = 1.3125.
    let two = Distribution(.discrete([Weighted(3, weight: 6), Weighted(1, weight: 2)]))
    #expect(try two.mean == 2.5)
    #expect(relativeError(try two.variance, 0.75) <= 1e-15)
    #expect(relativeError(try two.skewness, -0.75 / (0.75 * 0.75.squareRoot())) <= 1e-14)
    #expect(relativeError(try two.excessKurtosis, 1.3125 / 0.5625 - 3) <= 1e-14)
    #expect(try two.probability(of: 3) == 0.75)
    #expect(try two.density(at: 3) == .infinity)
    #expect(try two.hazard(at: 1) == 0.25)
    #expect(try two.hazard(at: 3) == 1)
    let cut = Distribution(two.family, shift: 10, atLeast: 12)
    #expect(try cut.mean == 13)
    #expect(try cut.standardDeviation == 0)
    #expect(try cut.skewness == 0)
    #expect(try cut.acceptance == 0.75)
    let data = Distribution(.empirical(values: [4, 1, 4, 3], interpolated: false))
    #expect(try data.mean == 3)
    #expect(relativeError(try data.variance, 1.5) <= 1e-15)
    #expect(try data.probability(of: 4) == 0.5)
  }

  @Test("The continuous empirical distribution by hand", .tags(.exact))
  func interpolated() throws {
    // Sorted 0, 1, 1, 4: a third each on 0…1, at 1, and on 1…4.
    let data = Distribution(.empirical(values: [1, 0, 4, 1], interpolated: true))
    #expect(relativeError(try data.mean, (0.5 + 1 + 2.5) / 3) <= 1e-15)
    #expect(relativeError(try data.cumulative(at: 0.5), 1.0 / 6) <= 1e-15)
    #expect(relativeError(try data.cumulative(at: 1), 2.0 / 3) <= 1e-15)
    #expect(relativeError(try data.survival(at: 2.5), 1.0 / 6) <= 1e-15)
    #expect(relativeError(try data.probability(of: 1), 1.0 / 3) <= 1e-15)
    #expect(relativeError(try data.density(at: 3), 1.0 / 9) <= 1e-15)
    #expect(try data.density(at: 1) == .infinity)
    #expect(try data.quantile(at: 0.5) == 1)
    // E[X²] = (1/3 + 1 + (1 + 4 + 16)/3)/3 = 25/9.
    #expect(relativeError(try data.variance, 25.0 / 9 - 16.0 / 9) <= 1e-14)
    // From 0.5 to 2.5: 1/6 on 0.5…1, 1/3 at 1, 1/6 on 1…2.5; E = (0.75/6 + 1/3 + 1.75/6)/(2/3).
    let cut = Distribution(data.family, atLeast: 0.5, atMost: 2.5)
    #expect(relativeError(try cut.acceptance, 2.0 / 3) <= 1e-15)
    #expect(relativeError(try cut.mean, 1.125) <= 1e-15)
  }

  @Test("A mixture's moments are those of its parts, cut or not", .tags(.exact))
  func mixture() throws {
    // Two uniforms that meet are one.
    let halves = Distribution(
      .mixture([
        Weighted(Distribution(.uniform(lower: 0, upper: 2)), weight: 1),
        Weighted(Distribution(.uniform(lower: 2, upper: 6)), weight: 2),
      ]))
    let whole = Distribution(.uniform(lower: 0, upper: 6))
    for (atLeast, atMost) in [(-1.0, 7.0), (1, 5), (3, 5.5)] {
      var (part, same) = (halves, whole)
      (part.atLeast, part.atMost, same.atLeast, same.atMost) = (atLeast, atMost, atLeast, atMost)
      #expect(relativeError(try part.mean, try same.mean) <= 1e-14)
      #expect(relativeError(try part.standardDeviation, try same.standardDeviation) <= 1e-14)
      #expect(abs(try part.skewness) <= 1e-14)
      #expect(relativeError(try part.excessKurtosis, -1.2) <= 1e-13)
      #expect(relativeError(try part.density(at: 4), try same.density(at: 4)) <= 1e-14)
    }
    // An exponential with a jump at 0, as a time that one part in four needs: mean 0.25 · 8 = 2, second
    // moment 0.25 · 128 = 32.
    let rework = Distribution(
      .mixture([
        Weighted(.constant(0), weight: 3), Weighted(Distribution(.exponential(mean: 8)), weight: 1),
      ]))
    #expect(try rework.mean == 2)
    #expect(relativeError(try rework.variance, 28) <= 1e-14)
    #expect(try rework.probability(of: 0) == 0.75)
    #expect(try rework.quantile(at: 0.75) == 0)
    // The components must have something left.
    #expect(throws: NumericalError.self) {
      try Distribution(
        .mixture([Weighted(Distribution(.exponential(mean: 1), atMost: -1), weight: 1)])
      ).mean
    }
  }

  @Test("The hazard is the slope of the cumulative hazard, and constant for an exponential")
  func hazard() throws {
    let exponential = Distribution(.exponential(mean: 4), atLeast: 2)
    #expect(relativeError(try exponential.hazard(at: 3), 0.25) <= 1e-15)
    #expect(try exponential.hazard(at: 1) == 0)
    #expect(relativeError(try exponential.cumulativeHazard(at: 6), 1) <= 1e-14)
    let weibull = Distribution(.weibull(shape: 2, scale: 10))
    #expect(relativeError(try weibull.hazard(at: 500), 10) <= 1e-14)
    #expect(relativeError(try weibull.cumulativeHazard(at: 500), 2_500) <= 1e-14)
    // h(0) of the normal is φ(0)/½.
    let normal = Distribution(.normal(mean: 0, standardDeviation: 1))
    #expect(relativeError(try normal.hazard(at: 0), (2 / Double.pi).squareRoot()) <= 1e-14)
    #expect(throws: NumericalError.self) { try normal.hazard(at: 40) }
    let uniform = Distribution(.uniform(lower: 0, upper: 4))
    #expect(try uniform.hazard(at: 3) == 1)
    #expect(try uniform.hazard(at: 4) == .infinity)
    #expect(relativeError(try uniform.cumulativeHazard(at: 1), 0.28768207245178093) <= 1e-15)
    // Counts: P(N = k)/P(N ≥ k) of the geometric is p.
    let geometric = Distribution(.geometric(probability: 0.125))
    #expect(relativeError(try geometric.hazard(at: 30), 0.125) <= 1e-12)
  }
}
