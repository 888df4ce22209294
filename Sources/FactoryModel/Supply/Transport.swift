/// How things travel to a store: when vehicles leave, how many there are, and what fits into one.
public struct Transport: Hashable, Sendable {
  /// Time from one departure to the next, from the start on, in seconds; 0 where things leave at once.
  public var departures = 0.0
  /// The most that one trip brings, in the smallest amounts; `nil` for no limit.
  ///
  /// What leaves at the same time shares a trip.
  public var load: Int?
  /// What a trip costs, in currency.
  public var tripCost = 0.0
  /// How many vehicles there are; `nil` for as many as needed.
  ///
  /// Each is back when it has been on the way twice.
  public var vehicles: Int?

  /// Creates a transport without limits.
  public init() {}
}
