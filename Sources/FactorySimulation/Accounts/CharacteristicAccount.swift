public import ProcessQuality

/// The sums kept of a characteristic while a replication runs.
public struct CharacteristicAccount: Hashable, Sendable, BitwiseCopyable {
  /// The values that operations gave, in SI units, one after the other.
  public var values = CharacteristicTally()
  /// How many of them lay outside the limits.
  public var outside = 0

  init() {}
}

/// The sums kept of a control chart while a replication runs.
public struct ChartAccount: Hashable, Sendable, BitwiseCopyable {
  /// Points that were plotted.
  public var points = 0
  /// Alarms.
  public var alarms = 0
  /// Alarms while no fault was hidden at the station that gave the value.
  public var falseAlarms = 0
  /// Hidden faults that had an alarm, each counted at its first.
  public var faultsFound = 0
  /// Time from the beginning of these faults to their first alarm, in seconds.
  public var timeToAlarm = 0.0

  init() {}
}
