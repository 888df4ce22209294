/// Run-to-run control of one set-point by an exponentially weighted moving average.
///
/// The mean of a run is taken for y = a + b u with the set-point u; b is known, a wanders. After each run
///
///     a ← λ (y - b u) + (1 - λ) a,   u ← (T - a) / b
///
/// With independent errors of variance σ² the mean square about the target T is 2σ²/(2 - λξ), where ξ is the true
/// slope over that which is used: more than with hands off, and the price for following drifts. A drift of δ a
/// run leaves a lag of δ/(λξ). The control is stable where 0 < λξ < 2.
///
/// Source: A. Ingolfsson, E. Sachs, "Stability and sensitivity of an EWMA controller", Journal of Quality
/// Technology 25 (1993) 271–287.
public struct RunToRunControl: Hashable, Sendable {
  /// T: what the mean of runs is to be.
  public let target: Double
  /// b: by how much the mean changes with the set-point.
  public let slope: Double
  /// λ: the weight of the latest run.
  public let weight: Double
  /// a: what the mean would be at a set-point of 0, as estimated; `nil` before the first run.
  public private(set) var level: Double?

  /// Creates a control that has seen nothing.
  ///
  /// - Parameters:
  ///   - target: What the mean of runs is to be.
  ///   - slope: By how much the mean changes with the set-point, not 0.
  ///   - weight: That of the latest run, above 0 and at most 1.
  public init(target: Double, slope: Double, weight: Double) {
    precondition(slope != 0, "a set-point that changes nothing controls nothing")
    precondition(weight > 0 && weight <= 1, "a weight is above 0 and at most 1")
    self.target = target
    self.slope = slope
    self.weight = weight
  }

  /// Learns from a run.
  ///
  /// - Parameters:
  ///   - mean: What was read.
  ///   - setPoint: At which set-point.
  public mutating func learn(_ mean: Double, at setPoint: Double) {
    let seen = mean - slope * setPoint
    level = level.map { $0 + weight * (seen - $0) } ?? seen
  }

  /// The set-point at which the target is expected; `nil` before the first run.
  public var setPoint: Double? { level.map { (target - $0) / slope } }

  /// What is expected at a set-point; `nil` before the first run.
  public func expected(at setPoint: Double) -> Double? { level.map { $0 + slope * setPoint } }
}
