/// The first four moments of observations, kept without keeping the observations.
///
/// A ``Tally`` with skewness and kurtosis, at about half as much cost again. With d = x - mean and
/// Mₚ = Σ dᵖ, one observation x changes the sums by
///
///     δ = (x - mean)/n,   s = δ (x - mean)(n - 1)
///     M₄ += s δ² (n² - 3n + 3) + 6 δ² M₂ - 4 δ M₃
///     M₃ += s δ (n - 2) - 3 δ M₂
///     M₂ += s
///
/// Merging in any order gives the same counts and ranges exactly and the same moments up to
/// rounding.
///
/// Source: P. Pébay, *Formulas for Robust, One-Pass Parallel Computation of Covariances and
/// Arbitrary-Order Statistical Moments*, Sandia report SAND2008-6212, 2008; T. F. Chan, G. H.
/// Golub, R. J. LeVeque, The American Statistician 37 (1983) 242–247.
public struct MomentTally: Hashable, Sendable, BitwiseCopyable {
  /// How many observations there are.
  public private(set) var count: Int = 0
  private var center: Double = 0
  private var secondSum: Double = 0
  private var thirdSum: Double = 0
  private var fourthSum: Double = 0
  /// The smallest observation; +∞ when there is none.
  public private(set) var minimum: Double = .infinity
  /// The largest observation; -∞ when there is none.
  public private(set) var maximum: Double = -.infinity

  /// Creates an empty tally.
  public init() {}

  /// Creates a tally of observations.
  public init(_ observations: some Sequence<Double>) {
    for observation in observations { add(observation) }
  }

  /// Adds one observation.
  public mutating func add(_ observation: Double) {
    let before = Double(count)
    count += 1
    let n = before + 1
    let distance = observation - center
    let step = distance / n
    let term = distance * step * before
    center += step
    fourthSum +=
      term * step * step * (n * n - 3 * n + 3) + 6 * step * step * secondSum - 4 * step * thirdSum
    thirdSum += term * step * (n - 2) - 3 * step * secondSum
    secondSum += term
    if observation < minimum { minimum = observation }
    if observation > maximum { maximum = observation }
  }

  /// Adds the observations of another tally.
  public mutating func merge(_ other: MomentTally) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    let (a, b) = (Double(count), Double(other.count))
    let n = a + b
    let distance = other.center - center
    let step = distance / n
    let product = a * b * distance * step
    fourthSum +=
      other.fourthSum + product * step * step * (a * a - a * b + b * b)
      + 6 * step * step * (a * a * other.secondSum + b * b * secondSum)
      + 4 * step * (a * other.thirdSum - b * thirdSum)
    thirdSum +=
      other.thirdSum + product * step * (a - b)
      + 3 * step * (a * other.secondSum - b * secondSum)
    secondSum += other.secondSum + product
    center += step * b
    count += other.count
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
  }

  /// The mean; `nil` when there is no observation.
  public var mean: Double? { count > 0 ? center : nil }

  /// The sample variance (divisor n - 1); `nil` for fewer than two observations.
  public var variance: Double? { count > 1 ? secondSum / Double(count - 1) : nil }

  /// The sample standard deviation; `nil` for fewer than two observations.
  public var standardDeviation: Double? { variance?.squareRoot() }

  /// The skewness g₁ = √n M₃ / M₂^(3/2): 0 for symmetric observations, 2 in the long run for
  /// exponential ones.
  ///
  /// `nil` where all observations are equal, or there is none.
  public var skewness: Double? {
    secondSum > 0
      ? (Double(count) / secondSum).squareRoot() * (thirdSum / secondSum) : nil
  }

  /// The excess kurtosis g₂ = n M₄ / M₂² - 3: 0 in the long run for normal observations.
  ///
  /// `nil` where all observations are equal, or there is none.
  public var excessKurtosis: Double? {
    secondSum > 0 ? Double(count) * (fourthSum / secondSum) / secondSum - 3 : nil
  }
}
