/// Vehicles of one kind that carry parts between stations.
public struct Fleet: Hashable, Sendable {
  /// The name.
  public var name: String
  /// How many vehicles there are.
  public var size: Int
  /// How many parts one carries at a time, all from one station to one other.
  public var carries: Int
  /// Index in ``Factory/calendars`` of when they run; `nil` for always.
  ///
  /// A trip that has begun is finished.
  public var calendar: Int?

  /// Creates a fleet.
  public init(name: String, size: Int = 1, carries: Int = 1, calendar: Int? = nil) {
    self.name = name
    self.size = size
    self.carries = carries
    self.calendar = calendar
  }
}

/// The way from one station to another, by their indices.
public struct Way: Hashable, Sendable {
  /// Index of the station in ``Factory/stations`` where it begins.
  public var from: Int
  /// Index of the station where it ends.
  public var to: Int

  /// Creates a way.
  public init(from: Int, to: Int) {
    self.from = from
    self.to = to
  }
}
