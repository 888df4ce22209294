/// A probability distribution by name and parameters, and the bounds between which it is kept.
///
/// A bounded distribution is the distribution *given* that the value lies between its bounds
/// (truncation by rejection), not the distribution with its tails moved onto the bounds.
///
/// The kernel only draws from it, through a ``Sampler``; its densities, moments and quantiles live
/// in the module `Distributions`, which needs GSL.
public struct Distribution: Hashable, Sendable, BitwiseCopyable {
  /// The unbounded distribution.
  ///
  /// Parameters are in the unit of the quantity that is drawn.
  public enum Family: Hashable, Sendable, BitwiseCopyable {
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
  }

  /// The distribution before it is cut by the bounds.
  public var family: Family
  /// No value below this one; -∞ where nothing is cut.
  public var atLeast: Double
  /// No value above this one; +∞ where nothing is cut.
  public var atMost: Double

  /// Creates a distribution.
  ///
  /// - Parameters:
  ///   - family: The distribution before it is cut.
  ///   - atLeast: The lower bound, below `atMost`.
  ///   - atMost: The upper bound.
  public init(_ family: Family, atLeast: Double = -.infinity, atMost: Double = .infinity) {
    self.family = family
    self.atLeast = atLeast
    self.atMost = atMost
  }

  /// Always the same value.
  public static func constant(_ value: Double) -> Distribution {
    Distribution(.constant(value: value))
  }

  /// Whether a bound cuts the distribution.
  public var isBounded: Bool { atLeast > -.infinity || atMost < .infinity }
}
