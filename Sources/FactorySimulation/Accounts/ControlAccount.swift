/// What became of a rule that moves set-points, since measuring began.
public struct ControlAccount: Hashable, Sendable {
  /// Changes that took effect.
  public var changes: UInt64 = 0
  /// Changes to which nobody agreed, or with which the factory could not run.
  public var refusals: UInt64 = 0
  /// The integral of each set-point over time, in SI units times seconds.
  public var setPointTimes: [Double]

  /// Sums of a rule with so many set-points.
  public init(setPoints: Int) { setPointTimes = Array(repeating: 0, count: setPoints) }
}
