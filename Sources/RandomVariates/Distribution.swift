/// A probability distribution by name and parameters, moved by a shift and kept between two bounds.
///
/// The shift is added first; the bounds then apply to what is drawn. A bounded distribution is the
/// distribution *given* that the value lies between its bounds, both included (truncation), not the
/// distribution with its tails moved onto the bounds.
///
/// A ``Sampler`` draws from it; ``TruncatedDistribution`` gives its probabilities and quantiles. Its
/// densities and moments live in the module `Distributions`, which needs GSL.
public struct Distribution: Hashable, Sendable {
  /// The distribution without shift and bounds.
  ///
  /// Parameters are in the unit of the quantity that is drawn.
  public enum Family: Hashable, Sendable {
    /// Always `value`.
    case constant(value: Double)
    /// Equally likely anywhere from `lower` to `upper`.
    case uniform(lower: Double, upper: Double)
    /// No memory. `mean` > 0.
    case exponential(mean: Double)
    /// The bell curve. `standardDeviation` > 0.
    case normal(mean: Double, standardDeviation: Double)
    /// exp of a normal. `mean` > 0 and `standardDeviation` > 0 are those of the variable itself,
    /// not those of its logarithm.
    case logNormal(mean: Double, standardDeviation: Double)
    /// Mean shape · scale, coefficient of variation 1 / √shape. Both > 0.
    case gamma(shape: Double, scale: Double)
    /// R(t) = exp(-(t / scale)^shape). Both > 0.
    case weibull(shape: Double, scale: Double)
    /// Density rising in a straight line from `lower` to `mode` and falling to `upper`.
    case triangular(lower: Double, mode: Double, upper: Double)
    /// Density ∝ z^(first - 1) (1 - z)^(second - 1) in z = (x - lower)/(upper - lower). Shapes > 0.
    case beta(first: Double, second: Double, lower: Double, upper: Double)
    /// The sum of `stages` ≥ 1 exponential times that are alike and have the mean `mean` together.
    case erlang(stages: Int, mean: Double)
    /// First passage of a Brownian motion with drift; variance mean³ / shape. Both > 0.
    case inverseGaussian(mean: Double, shape: Double)
    /// The number of events of a kind that come independently. `mean` ≥ 0.
    case poisson(mean: Double)
    /// The number of successes in `trials` ≥ 0 independent trials, each with `probability` (0…1).
    case binomial(trials: Int, probability: Double)
    /// The number of failures *before* the first success, from 0. `probability` > 0 and ≤ 1.
    case geometric(probability: Double)
    /// The number of failures before success number `successes` > 0, which need not be whole.
    /// `probability` > 0 and ≤ 1.
    case negativeBinomial(successes: Double, probability: Double)
    /// One of some values, with probabilities in the ratio of their weights ≥ 0.
    case discrete([Weighted<Double>])
    /// What was observed: at least one value, in any order.
    ///
    /// Without interpolation one of the n values, each with probability 1/n. With it (n ≥ 2) the
    /// continuous, piecewise linear distribution function through F(x₍ᵢ₎) = (i - 1)/(n - 1) at the
    /// values in increasing order, i = 1…n; a value that stands k + 1 times has the probability
    /// k/(n - 1). Its mean is that of the data only where these lie evenly about the middle of their
    /// range.
    ///
    /// Source: A. M. Law, *Simulation Modeling and Analysis*, 5th ed., McGraw-Hill, 2015, §6.2.4
    /// and §8.3.16.
    case empirical(values: [Double], interpolated: Bool)
    /// One of some distributions, with probabilities in the ratio of their weights ≥ 0.
    case mixture([Weighted<Distribution>])
  }

  /// The distribution before it is shifted and cut.
  public var family: Family
  /// What is added to the family's value, before the bounds apply.
  public var shift: Double
  /// No value below this one; -∞ where nothing is cut.
  public var atLeast: Double
  /// No value above this one; +∞ where nothing is cut.
  public var atMost: Double

  /// Creates a distribution.
  ///
  /// - Parameters:
  ///   - family: The distribution before it is shifted and cut.
  ///   - shift: What is added before the bounds apply.
  ///   - atLeast: The lower bound, below `atMost`.
  ///   - atMost: The upper bound.
  public init(
    _ family: Family, shift: Double = 0, atLeast: Double = -.infinity, atMost: Double = .infinity
  ) {
    self.family = family
    self.shift = shift
    self.atLeast = atLeast
    self.atMost = atMost
  }

  /// Always the same value.
  public static func constant(_ value: Double) -> Distribution {
    Distribution(.constant(value: value))
  }

  /// Whether a bound cuts the distribution.
  public var isBounded: Bool { atLeast > -.infinity || atMost < .infinity }

  /// The value of a distribution that has only one, the shift included; `nil` for any other.
  ///
  /// What is certain needs no random numbers: those who know can save a stream.
  public var certainValue: Double? {
    guard case .constant(let value) = family else { return nil }
    return value + shift
  }

  /// Whether a sampler keeps cells of this distribution in ``SamplerTables``.
  public var needsTables: Bool {
    switch family {
    case .discrete, .empirical, .mixture: true
    default: false
    }
  }

  /// Whether all probability lies at separate points: counts, constants, given values.
  public var isDiscrete: Bool {
    switch family {
    case .constant, .poisson, .binomial, .geometric, .negativeBinomial, .discrete: true
    case .empirical(_, let interpolated): !interpolated
    case .mixture(let components): components.allSatisfy { $0.value.isDiscrete }
    default: false
    }
  }

  /// The distribution of a life of which it is known that it lasts longer than `age`.
  ///
  /// - Parameter age: The age reached.
  /// - Returns: The distribution cut below at the first number above `age`.
  public func givenSurvival(to age: Double) -> Distribution {
    var rest = self
    rest.atLeast = max(atLeast, age.nextUp)
    return rest
  }
}

/// A value with its weight among others.
public struct Weighted<Value> {
  /// The value.
  public var value: Value
  /// Its weight, finite and ≥ 0; only the ratios of weights matter.
  public var weight: Double

  /// Gives a value a weight.
  public init(_ value: Value, weight: Double) {
    self.value = value
    self.weight = weight
  }
}

extension Weighted: Equatable where Value: Equatable {}
extension Weighted: Hashable where Value: Hashable {}
extension Weighted: Sendable where Value: Sendable {}
