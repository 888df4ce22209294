public import SimulationStatistics

/// What can be observed of a process since the last decision about it.
///
/// All counts are of parts that were made at the present set-points.
public struct ProcessObservation: Hashable, Sendable {
  /// When, in seconds since the start of the simulation.
  public var time: Double
  /// The set-points of the rule, in SI units, in its order.
  public var setPoints: [Double]
  /// For how long parts have been counted, in seconds.
  public var duration: Double
  /// How many parts the station has finished.
  public var made: Int
  /// How many parts were inspected, those among them more than once that were sent back.
  public var inspected: Int
  /// How many of these passed.
  public var passed: Int
  /// What gauges have read of the rule's characteristic; empty where it has none.
  public var readings: Tally

  /// Creates an observation; see the properties for units.
  public init(
    time: Double, setPoints: [Double], duration: Double, made: Int, inspected: Int, passed: Int,
    readings: Tally = Tally()
  ) {
    self.time = time
    self.setPoints = setPoints
    self.duration = duration
    self.made = made
    self.inspected = inspected
    self.passed = passed
    self.readings = readings
  }

  /// The share of the inspected parts that passed.
  public var yield: Double { inspected > 0 ? Double(passed) / Double(inspected) : 0 }
  /// Parts an hour that the station has finished.
  public var rate: Double { duration > 0 ? Double(made) / duration * 3_600 : 0 }
}
