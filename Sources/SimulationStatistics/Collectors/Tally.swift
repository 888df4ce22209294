/// The number, mean, variance and range of observations, kept without keeping the observations.
///
/// Source: B. P. Welford, "Note on a method for calculating corrected sums of squares and products",
/// Technometrics 4 (1962) 419–420; merging: T. F. Chan, G. H. Golub, R. J. LeVeque, "Algorithms for
/// computing the sample variance", The American Statistician 37 (1983) 242–247.
public struct Tally: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline var number = 0
  /// The mean of no observations is 0; ask ``count`` first.
  @usableFromInline var center: Double = 0
  @usableFromInline var sumOfSquares: Double = 0
  @usableFromInline var least: Double = .infinity
  @usableFromInline var greatest: Double = -.infinity

  /// How many observations there are.
  public var count: Int { number }
  /// The smallest observation; +∞ when there is none.
  public var minimum: Double { least }
  /// The largest observation; -∞ when there is none.
  public var maximum: Double { greatest }

  /// Creates an empty tally.
  public init() {}

  /// Creates a tally of observations.
  public init(_ observations: some Sequence<Double>) {
    for observation in observations { add(observation) }
  }

  /// Adds one observation.
  @inlinable @inline(__always)
  public mutating func add(_ observation: Double) {
    number &+= 1
    let distance = observation - center
    center += distance / Double(number)
    sumOfSquares += distance * (observation - center)
    if observation < least { least = observation }
    if observation > greatest { greatest = observation }
  }

  /// Adds the observations of another tally.
  public mutating func merge(_ other: Tally) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    let total = Double(count + other.count)
    let distance = other.center - center
    sumOfSquares +=
      other.sumOfSquares + distance * distance * Double(count) * Double(other.count) / total
    center += distance * Double(other.count) / total
    number += other.number
    least = min(least, other.least)
    greatest = max(greatest, other.greatest)
  }

  /// The mean; `nil` when there is no observation.
  public var mean: Double? { count > 0 ? center : nil }

  /// The sum of the observations.
  public var sum: Double { center * Double(count) }

  /// The sample variance (divisor n - 1); `nil` for fewer than two observations.
  public var variance: Double? { count > 1 ? sumOfSquares / Double(count - 1) : nil }

  /// The sample standard deviation; `nil` for fewer than two observations.
  public var standardDeviation: Double? { variance?.squareRoot() }

  /// The standard error of the mean of independent observations; `nil` for fewer than two.
  public var standardError: Double? {
    variance.map { ($0 / Double(count)).squareRoot() }
  }
}
