public import FactoryModel
public import FactorySimulation

/// A replication that could not go on.
public struct ReplicationFailure: Error, Hashable, Sendable {
  /// The arm, counted from 0.
  public var arm: Int
  /// The number of the replication, counted from 0.
  public var replication: Int
  /// What happened.
  public var failure: SimulationFailure

  /// What happened and when, in one sentence.
  ///
  /// `replication 3 cannot go on at 2026-01-05 06:12: deadlock: …`
  ///
  /// - Parameter factory: What was simulated.
  /// - Returns: The sentence, without the arm.
  public func sentence(in factory: Factory) -> String {
    let moment = PlantTime(seconds: factory.start.seconds + failure.time)
    return "replication \(replication) cannot go on at \(moment): \(failure.explanation)"
  }
}
