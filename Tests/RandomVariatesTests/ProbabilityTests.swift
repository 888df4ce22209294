import CGSL
import Distributions
import RandomVariates
import TestSupport
import Testing

@Suite("Probabilities and quantiles")
struct ProbabilityTests {
  /// A distribution at a point.
  struct Point: CustomTestStringConvertible, Sendable {
    var family: Distribution.Family
    var x: Double
    var lower: Double
    var upper: Double
    var testDescription: String { "\(family) at \(x)" }

    init(_ family: Distribution.Family, _ x: Double, lower: Double, upper: Double) {
      self.family = family
      self.x = x
      self.lower = lower
      self.upper = upper
    }
  }

  /// Computed with mpmath 1.3 at 60 digits and more, from the textbooks' formulas and sums.
  static let reference = [
    Point(
      .gamma(shape: 100000000, scale: 1), 99950000, lower: 2.854642139958626e-07,
      upper: 0.999999714535786),
    Point(.gamma(shape: 100000000, scale: 1), 100090000, lower: 1.0, upper: 1.1563178129101677e-19),
    Point(
      .gamma(shape: 20000000, scale: 1), 20000100, lower: 0.5089495903194126,
      upper: 0.49105040968058744),
    Point(
      .inverseGaussian(mean: 3, shape: 2), 0.0625, lower: 2.983219637318091e-08,
      upper: 0.9999999701678036),
    Point(
      .inverseGaussian(mean: 3, shape: 2), 0.5, lower: 0.0850264493670712, upper: 0.9149735506329288
    ),
    Point(
      .inverseGaussian(mean: 3, shape: 2), 3, lower: 0.6943693994408277, upper: 0.30563060055917235),
    Point(
      .inverseGaussian(mean: 3, shape: 2), 20, lower: 0.9925145625877193,
      upper: 0.007485437412280721),
    Point(.inverseGaussian(mean: 3, shape: 2), 300, lower: 1.0, upper: 6.0676140730090445e-18),
    Point(.inverseGaussian(mean: 3, shape: 3000000), 2.5, lower: 0.0, upper: 1.0),
    Point(
      .inverseGaussian(mean: 3, shape: 3000000), 2.984375, lower: 8.876351003191939e-08,
      upper: 0.99999991123649),
    Point(
      .inverseGaussian(mean: 3, shape: 3000000), 3.0625, lower: 1.0, upper: 9.048881548543435e-95),
    Point(
      .inverseGaussian(mean: 3, shape: 0.03125), 0.001953125, lower: 6.400555386088398e-05,
      upper: 0.9999359944461391),
    Point(
      .inverseGaussian(mean: 3, shape: 0.03125), 1000, lower: 0.9998627305525812,
      upper: 0.00013726944741875588),
    Point(
      .inverseGaussian(mean: 1, shape: 0.0009765625), 0.5, lower: 0.9656840765954227,
      upper: 0.034315923404577314),
    Point(.inverseGaussian(mean: 1, shape: 200), 5, lower: 1.0, upper: 5.559528004281688e-142),
    Point(
      .gamma(shape: 0.0009765625, scale: 1), 1e-300, lower: 0.5096543269899882,
      upper: 0.49034567301001175),
    Point(
      .gamma(shape: 0.0009765625, scale: 1), 0.5, lower: 0.999453066606331,
      upper: 0.000546933393669003),
    Point(
      .gamma(shape: 0.0009765625, scale: 1), 20, lower: 0.9999999999999036,
      upper: 9.639000303769444e-14),
    Point(
      .gamma(shape: 0.25, scale: 1), 1e-08, lower: 0.01103262649114312, upper: 0.9889673735088569),
    Point(
      .gamma(shape: 2.5, scale: 1), 40, lower: 0.9999999999999991, upper: 8.391825114831611e-16),
    Point(
      .gamma(shape: 10000, scale: 1), 9500, lower: 1.862454651795155e-07, upper: 0.9999998137545348),
    Point(
      .gamma(shape: 10000, scale: 1), 10500, lower: 0.9999995724127545,
      upper: 4.2758724550596475e-07),
    Point(
      .gamma(shape: 1000000.0, scale: 1), 1004000, lower: 0.9999676545526865,
      upper: 3.234544731347768e-05),
    Point(
      .poisson(mean: 0.0009765625), 0.0, lower: 0.9990239141819757, upper: 0.0009760858180243377),
    Point(
      .poisson(mean: 0.0009765625), 3.0, lower: 0.9999999999999621, upper: 3.7866018669878957e-14),
    Point(.poisson(mean: 3.5), 2.0, lower: 0.3208471988621341, upper: 0.6791528011378659),
    Point(.poisson(mean: 3.5), 20.0, lower: 0.9999999998130816, upper: 1.869183620178483e-10),
    Point(.poisson(mean: 10), 1.0, lower: 0.0004993992273873333, upper: 0.9995006007726127),
    Point(.poisson(mean: 800), 700.0, lower: 0.0001660907855517772, upper: 0.9998339092144483),
    Point(.poisson(mean: 800), 1000.0, lower: 0.99999999999562, upper: 4.380028308896119e-12),
    Point(
      .poisson(mean: 10000000.0), 9990000.0, lower: 0.0007818510924077965, upper: 0.9992181489075922
    ),
    Point(
      .poisson(mean: 10000000.0), 10020000.0, lower: 0.9999999998714504,
      upper: 1.2854963802784253e-10),
    Point(
      .beta(first: 2, second: 5, lower: 0, upper: 1), 0.25, lower: 0.466064453125,
      upper: 0.533935546875),
    Point(
      .beta(first: 0.5, second: 0.5, lower: 0, upper: 1), 0.0009765625, lower: 0.019897607325877215,
      upper: 0.9801023926741228),
    Point(
      .beta(first: 0.015625, second: 0.0625, lower: 0, upper: 1), 0.5, lower: 0.8004374869053669,
      upper: 0.19956251309463313),
    Point(
      .beta(first: 0.015625, second: 0.0625, lower: 0, upper: 1), 1e-30, lower: 0.27227026453650527,
      upper: 0.7277297354634947),
    Point(
      .beta(first: 300, second: 2000, lower: 0, upper: 1), 0.125, lower: 0.2212672016729617,
      upper: 0.7787327983270383),
    Point(
      .beta(first: 300, second: 2000, lower: 0, upper: 1), 0.1875, lower: 0.9999999999998983,
      upper: 1.0167539326435745e-13),
    Point(
      .binomial(trials: 12, probability: 0.25), 3.0, lower: 0.6487786173820496,
      upper: 0.35122138261795044),
    Point(
      .binomial(trials: 12, probability: 0.25), 11.0, lower: 0.9999999403953552,
      upper: 5.960464477539063e-08),
    Point(
      .binomial(trials: 1000, probability: 0.5), 430.0, lower: 5.354868832479756e-06,
      upper: 0.9999946451311675),
    Point(
      .binomial(trials: 1000000000, probability: 9.313225746154785e-10), 0.0,
      lower: 0.39403222840424457, upper: 0.6059677715957554),
    Point(
      .binomial(trials: 1000000000, probability: 9.313225746154785e-10), 8.0,
      lower: 0.9999993694437007, upper: 6.305562993077626e-07),
    Point(
      .binomial(trials: 1000000000, probability: 7.450580596923828e-09), 20.0,
      lower: 0.9999647628812126, upper: 3.5237118787436066e-05),
    Point(
      .negativeBinomial(successes: 2.5, probability: 0.25), 4.0, lower: 0.3424863815307617,
      upper: 0.6575136184692383),
    Point(
      .negativeBinomial(successes: 2.5, probability: 0.25), 60.0, lower: 0.9999988133437763,
      upper: 1.1866562237703433e-06),
    Point(
      .negativeBinomial(successes: 0.0009765625, probability: 0.5), 0.0, lower: 0.9993233275026507,
      upper: 0.0006766724973492476),
    Point(
      .negativeBinomial(successes: 0.0009765625, probability: 0.5), 20.0, lower: 0.9999999999573884,
      upper: 4.2611586221554323e-11),
    Point(
      .negativeBinomial(successes: 1000, probability: 0.5), 800.0, lower: 1.3326714405966599e-06,
      upper: 0.9999986673285594),
    Point(
      .negativeBinomial(successes: 0.5, probability: 0.0009765625), 2000.0,
      lower: 0.9519896687406906, upper: 0.04801033125930947),
    Point(
      .geometric(probability: 9.094947017729282e-13), 1000000.0, lower: 9.094951976770355e-07,
      upper: 0.9999990905048023),
    Point(.geometric(probability: 0.125), 300.0, lower: 1.0, upper: 3.502869514615984e-18),
    Point(
      .geometric(probability: 0.9375), 3.0, lower: 0.9999847412109375, upper: 1.52587890625e-05),
    Point(.normal(mean: 0, standardDeviation: 1), -30, lower: 4.906713927148187e-198, upper: 1.0),
    Point(.normal(mean: 0, standardDeviation: 1), 10, lower: 1.0, upper: 7.619853024160525e-24),
    Point(
      .normal(mean: 17, standardDeviation: 2), 16, lower: 0.3085375387259869,
      upper: 0.6914624612740131),
    Point(
      .logNormal(mean: 1, standardDeviation: 10), 1e-06, lower: 4.235144374828725e-08,
      upper: 0.9999999576485562),
    Point(
      .logNormal(mean: 1, standardDeviation: 10), 5000, lower: 0.9999997657612043,
      upper: 2.342387957349761e-07),
    Point(
      .logNormal(mean: 100, standardDeviation: 1), 95, lower: 1.4919759000403646e-07,
      upper: 0.99999985080241),
    Point(
      .logNormal(mean: 100, standardDeviation: 1), 106, lower: 0.9999999972622508,
      upper: 2.7377492298916187e-09),
    Point(
      .weibull(shape: 0.125, scale: 5), 1e-40, lower: 8.177620902655322e-06,
      upper: 0.9999918223790973),
    Point(
      .weibull(shape: 0.125, scale: 5), 1000000.0, lower: 0.9899344137809967,
      upper: 0.010065586219003275),
    Point(.weibull(shape: 50, scale: 92), 40, lower: 8.196117939280654e-19, upper: 1.0),
    Point(.weibull(shape: 50, scale: 92), 100, lower: 1.0, upper: 8.322789940719844e-29),
  ]

  private func error(_ value: Double, _ reference: Double) -> Double {
    value == reference ? 0 : abs(value - reference) / abs(reference)
  }

  /// The smaller tail to 1e-11: what the incomplete gamma and beta functions promise.
  ///
  /// The normal distribution amplifies an ulp by z², a power by its exponent.
  @Test("Both tails agree with long arithmetic", .tags(.exact), arguments: reference)
  func longArithmetic(_ point: Point) {
    let distribution = TruncatedDistribution(Distribution(point.family))
    let (lower, upper) = (
      distribution.cumulative(at: point.x), distribution.survival(at: point.x)
    )
    #expect(error(lower, point.lower) <= 1e-11)
    #expect(error(upper, point.upper) <= 1e-11)
  }

  @Test(
    "Quantiles lead back to the point from the smaller tail", .tags(.exact), arguments: reference)
  func quantiles(_ point: Point) {
    let whole = Distribution(point.family)
    let distribution = TruncatedDistribution(whole)
    if whole.isDiscrete {
      // A little less than the probability up to k is reached at k; a little more is not.
      let isLow = point.lower <= point.upper
      func quantile(_ factor: Double) -> Double {
        isLow
          ? distribution.quantile(at: point.lower * (2 - factor))
          : distribution.upperQuantile(at: point.upper * factor)
      }
      let (at, after) = (quantile(1 + 1e-9), quantile(1 - 1e-9))
      #expect(at == point.x)
      #expect(after == point.x + 1)
    } else if min(point.lower, point.upper) > 0 {
      let back =
        point.lower <= point.upper
        ? distribution.quantile(at: point.lower) : distribution.upperQuantile(at: point.upper)
      // dx/x = dp/p · p/(x f(x)): the slope of ln F by ln x is 1e-3 for the smallest shapes.
      let tolerance: Double
      switch point.family {
      case .gamma(let shape, _): tolerance = 1e-12 / min(1, shape)
      case .beta(let first, let second, _, _): tolerance = 1e-12 / min(1, first, second)
      default: tolerance = 1e-11
      }
      #expect(error(back, point.x) <= tolerance)
    }
  }

  /// The parameters of the comparison with GSL: 1e-10, since GSL loses digits where its gamma functions
  /// cancel; larger parameters are compared with long arithmetic above.
  @Test("Tails agree with the GNU Scientific Library", .tags(.exact))
  func agreesWithGSL() {
    _ = unsafe gsl_set_error_handler_off()
    var worst = 0.0
    var place = ""
    func compare(
      _ family: Distribution.Family, _ x: Double, _ lower: Double, _ upper: Double
    ) {
      let distribution = TruncatedDistribution(Distribution(family))
      for (value, reference) in [
        (distribution.cumulative(at: x), lower), (distribution.survival(at: x), upper),
      ] where reference > 1e-200 {
        let new = error(value, reference)
        if !(new <= worst) { (worst, place) = (new, "\(family) \(x) \(value) \(reference)") }
      }
    }
    for step in 0..<400 {
      let a = [0.1, 0.3, 0.9, 1, 2.2, 6, 17, 50, 140, 300][step % 10]
      let b = [0.2, 0.5, 1.4, 3, 8, 25, 70, 250][step % 8]
      let share = Double(1 + step % 63) / 64
      let ratio = [0.01, 0.1, 0.4, 0.8, 1, 1.3, 2, 4][step % 8]
      let x = a * b * ratio
      let k = (x / 4).rounded(.down)
      compare(
        .gamma(shape: a, scale: b), x, gsl_cdf_gamma_P(x, a, b), gsl_cdf_gamma_Q(x, a, b))
      compare(
        .beta(first: a, second: b, lower: 0, upper: 1), share, gsl_cdf_beta_P(share, a, b),
        gsl_cdf_beta_Q(share, a, b))
      compare(.exponential(mean: b), x, gsl_cdf_exponential_P(x, b), gsl_cdf_exponential_Q(x, b))
      compare(
        .weibull(shape: min(a, 20), scale: b), b * ratio,
        gsl_cdf_weibull_P(b * ratio, b, min(a, 20)), gsl_cdf_weibull_Q(b * ratio, b, min(a, 20)))
      compare(
        .normal(mean: a, standardDeviation: b), x, gsl_cdf_gaussian_P(x - a, b),
        gsl_cdf_gaussian_Q(x - a, b))
      compare(
        .poisson(mean: a), k, gsl_cdf_poisson_P(UInt32(k), a), gsl_cdf_poisson_Q(UInt32(k), a))
      let trials = UInt32(k) + 7
      compare(
        .binomial(trials: Int(trials), probability: share), k,
        gsl_cdf_binomial_P(UInt32(k), share, trials), gsl_cdf_binomial_Q(UInt32(k), share, trials))
      compare(
        .negativeBinomial(successes: a, probability: share), k,
        gsl_cdf_negative_binomial_P(UInt32(k), share, a),
        gsl_cdf_negative_binomial_Q(UInt32(k), share, a))
      // GSL counts the trials, from 1.
      compare(
        .geometric(probability: share), k, gsl_cdf_geometric_P(UInt32(k) + 1, share),
        gsl_cdf_geometric_Q(UInt32(k) + 1, share))
    }
    #expect(worst <= 1e-10, "\(place)")
  }

  static let extremes: [Distribution] =
    (SamplerCases.continuous + SamplerCases.cut
    + SamplerCases.counts + SamplerCases.largeCounts + SamplerCases.discreteTables
    + SamplerCases.tables).filter { $0.mode == .fast }.map(\.distribution)

  @Test(
    "The quantile is the first value with its probability, from either tail", .tags(.law),
    arguments: extremes)
  func roundTrip(_ distribution: Distribution) {
    let truncated = TruncatedDistribution(distribution)
    // A whole distribution keeps the digits of its tails; a cut one adds roundings of what is left, up
    // to 1e-13 of the distribution times the distance out in the tail.
    let absolute = truncated.isCut ? 1e-11 : 0
    for p in [1e-12, 1e-6, 1e-3, 0.03, 0.2, 0.5] {
      let low = truncated.quantile(at: p)
      let high = truncated.upperQuantile(at: p)
      // Quantiles below the smallest number, and those that round to the upper end, are left out.
      if low != 0 || distribution.isDiscrete || truncated.lower < 0 {
        let upTo = truncated.cumulative(at: low.nextUp)
        let before = truncated.below(low.nextDown)
        #expect(upTo >= p * (1 - 1e-9) - absolute, "\(p) \(low)")
        #expect(before <= p * (1 + 1e-9) + absolute, "\(p) \(low)")
      }
      if high != truncated.upper || distribution.isDiscrete {
        let from = truncated.notBelow(high.nextDown)
        let over = truncated.survival(at: high.nextUp)
        #expect(from >= p * (1 - 1e-9) - absolute, "\(p) \(high)")
        #expect(over <= p * (1 + 1e-9) + absolute, "\(p) \(high)")
      }
    }
    #expect(truncated.quantile(at: 0) == truncated.lower)
    #expect(truncated.quantile(at: 1) == truncated.upper)
  }

  @Test("What lies up to and what lies above a value make 1", .tags(.law), arguments: extremes)
  func complements(_ distribution: Distribution) {
    let truncated = TruncatedDistribution(distribution)
    for p in [0.01, 0.3, 0.5, 0.77, 0.99] {
      let x = truncated.quantile(at: p)
      let sum = truncated.cumulative(at: x) + truncated.survival(at: x)
      #expect(abs(sum - 1) <= 1e-10)
      let other = truncated.below(x) + truncated.notBelow(x)
      #expect(abs(other - 1) <= 1e-10)
    }
  }

  @Test("Ten standard deviations out, a normal keeps its digits", .tags(.exact))
  func farTail() {
    // P(Z > 10.5)/P(Z > 10), mpmath 1.3 at 60 digits.
    let tail = TruncatedDistribution(
      Distribution(.normal(mean: 0, standardDeviation: 1), atLeast: 10))
    #expect(error(tail.survival(at: 10.5), 0.005668096620912255) <= 1e-13)
    #expect(error(tail.upperQuantile(at: 0.005668096620912255), 10.5) <= 1e-14)
    let mirrored = TruncatedDistribution(
      Distribution(.normal(mean: 0, standardDeviation: 1), atMost: -10))
    #expect(error(mirrored.quantile(at: 0.005668096620912255), -10.5) <= 1e-14)
  }

  @Test("Counts between bounds by hand", .tags(.exact))
  func cutCounts() {
    // Four trials with 1/2: 1, 4, 6, 4, 1 sixteenths; from 1.5 to 3.2 are 2 and 3.
    let cut = TruncatedDistribution(
      Distribution(.binomial(trials: 4, probability: 0.5), atLeast: 1.5, atMost: 3.2))
    #expect(error(cut.acceptance, 10.0 / 16) <= 1e-14)
    #expect(error(cut.cumulative(at: 2), 0.6) <= 1e-14)
    #expect(cut.quantile(at: 0.59) == 2)
    #expect(cut.quantile(at: 0.61) == 3)
    #expect((cut.lower, cut.upper) == (1.5, 3.2) || (cut.lower, cut.upper) == (2, 3))
    // Counted from 10: bounds apply to what is drawn.
    let moved = TruncatedDistribution(
      Distribution(.binomial(trials: 4, probability: 0.5), shift: 10, atLeast: 12, atMost: 13))
    #expect(error(moved.cumulative(at: 12), 0.6) <= 1e-14)
    // No count is left between 1.2 and 1.8.
    let none = TruncatedDistribution(
      Distribution(.poisson(mean: 2), atLeast: 1.2, atMost: 1.8))
    #expect(none.acceptance == 0)
    #expect(!none.canDraw)
  }
}
