public import RandomVariates
public import SensorSignals

/// How a sensor fails, again and again: after a while a fault begins, and after another it is over.
public struct SensorFaultPlan: Hashable, Sendable {
  /// The fault's name.
  public var name: String
  /// What is wrong while it lasts, in the unit that the sensor shows.
  public var behavior: SensorFault.Behavior
  /// The time until it begins, in seconds, from the start or from the end of the last one.
  public var after: Distribution
  /// How long it lasts, in seconds; `nil` for ever.
  public var lasts: Distribution?

  /// Creates a plan; see the properties for units.
  public init(
    name: String, behavior: SensorFault.Behavior, after: Distribution, lasts: Distribution? = nil
  ) {
    self.name = name
    self.behavior = behavior
    self.after = after
    self.lasts = lasts
  }
}
