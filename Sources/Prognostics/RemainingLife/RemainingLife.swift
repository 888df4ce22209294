/// A distribution of the time that is left until failure.
///
///     S(t) = P(remaining life > t)
///
/// The survival is 1 up to the first of the ``times``, linear from each to the next, and stays from
/// the last on: what is left there is the chance of a life that is longer than anything that the model
/// has seen, of which it says no more. Two equal times are a jump.
///
/// Times are in the unit of the data; no look-up asks for memory.
public struct RemainingLife: Hashable, Sendable, Codable {
  /// Where the survival is known, in order, each ≥ 0.
  public let times: [Double]
  /// The survival there, from 1 on, never rising.
  public let survival: [Double]

  /// Creates a distribution from its survival.
  ///
  /// - Parameters:
  ///   - times: In order, each finite and ≥ 0.
  ///   - survival: One a time: the first is 1, none is above the one before it, none below 0.
  /// - Throws: ``PrognosticsError`` naming what is out of order.
  public init(times: [Double], survival: [Double]) throws(PrognosticsError) {
    self.init(unchecked: times, survival)
    try check()
  }

  /// A distribution that is known to be in order.
  init(unchecked times: [Double], _ survival: [Double]) {
    self.times = times
    self.survival = survival
  }

  /// The life that certainly ends after a time.
  ///
  /// - Parameter time: Finite and ≥ 0.
  /// - Returns: A distribution with one jump.
  /// - Throws: ``PrognosticsError`` where the time is none.
  public static func certain(_ time: Double) throws(PrognosticsError) -> RemainingLife {
    try RemainingLife(times: [time, time], survival: [1, 0])
  }

  /// Creates a distribution from quantiles, between which it is uniform.
  ///
  /// - Parameters:
  ///   - probabilities: Rising, the first 0; where the last is below 1, the rest is the chance of a
  ///     longer life.
  ///   - quantile: The time up to which a part of the lives end; asked once for each probability. An
  ///     infinite one, and what follows it, is left to the rest.
  /// - Throws: ``PrognosticsError`` where the probabilities or the times are out of order.
  public init(
    probabilities: [Double], quantile: (Double) -> Double
  ) throws(PrognosticsError) {
    var (times, survival): ([Double], [Double]) = ([], [])
    for probability in probabilities {
      let time = quantile(probability)
      guard time < .infinity else { break }
      times.append(max(time, times.last ?? 0))
      survival.append(1 - probability)
    }
    try self.init(times: times, survival: survival)
  }

  /// Probabilities that show both tails: 0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, …, 0.999, 1.
  public static let usualProbabilities: [Double] =
    [0, 0.001, 0.002, 0.005] + (1...99).map { Double($0) / 100 } + [0.995, 0.998, 0.999, 1]

  /// Sees whether it is a distribution.
  ///
  /// - Throws: ``PrognosticsError`` naming what is out of order.
  public func check() throws(PrognosticsError) {
    try checkAtLeast(times.count, 1, "times of a remaining life")
    try checkCount(survival.count, times.count, "the survival of a remaining life")
    var (before, left) = (0.0, 1.0)
    for (time, share) in zip(times, survival) {
      guard time >= before, time < .infinity else {
        throw .outOfRange(
          name: "a time of a remaining life", value: time,
          requirement: "finite and not before \(before)")
      }
      guard share <= left, share >= 0 else {
        throw .outOfRange(
          name: "the survival of a remaining life", value: share,
          requirement: "from 0 to \(left)")
      }
      (before, left) = (time, share)
    }
    guard survival[0] == 1 else {
      throw .outOfRange(
        name: "the first survival of a remaining life", value: survival[0], requirement: "1")
    }
  }
}
