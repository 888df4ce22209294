/// A machine that is up and down in turn.
///
/// Either both rates are those of exponential times, in a unit of time, or both are probabilities
/// in a cycle (geometric times).
public struct UnreliableMachine: Hashable, Sendable {
  /// λ or p: the rate of failures while the machine is up.
  public let failureRate: Double
  /// μ or r: the rate of repairs while it is down.
  public let repairRate: Double

  /// Describes a machine.
  ///
  /// - Parameters:
  ///   - failureRate: Finite and at least 0.
  ///   - repairRate: Finite and > 0.
  /// - Throws: ``LineError/outOfRange(name:value:requirement:)``.
  public init(failureRate: Double, repairRate: Double) throws(LineError) {
    guard failureRate >= 0, failureRate < .infinity else {
      throw .outOfRange(
        name: "failure rate", value: failureRate, requirement: "finite and at least 0")
    }
    try checkPositive(repairRate, "repair rate")
    (self.failureRate, self.repairRate) = (failureRate, repairRate)
  }

  /// The part of time in which the machine is up by itself, neither starved nor blocked: r/(r + p).
  ///
  /// With cycles of the same length it is also its production rate in parts a cycle.
  public var isolatedEfficiency: Double { repairRate / (repairRate + failureRate) }
}
