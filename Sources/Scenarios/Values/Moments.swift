import Distributions
import RandomVariates

/// What the reader needs to know of a distribution beyond its parameters.
enum Moments {
  /// The least probability that the bounds of a distribution may leave: less is a mistake, and
  /// drawing would take long.
  static let leastAcceptance = 0.01

  /// The mean, in the unit of what is drawn; `nil` where it cannot be calculated or is no time.
  static func mean(of distribution: Distribution) -> Double? {
    guard let mean = try? distribution.mean, mean.isFinite, mean > 0 else { return nil }
    return mean
  }

  /// The probability that the bounds leave; `nil` where it cannot be calculated.
  static func acceptance(of distribution: Distribution) -> Double? {
    guard (try? distribution.validate()) != nil, let acceptance = try? distribution.acceptance,
      acceptance.isFinite
    else { return nil }
    return acceptance
  }
}
