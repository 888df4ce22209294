/// A figure by which a model is judged, with what chance leaves open.
public struct ScoreLine: Hashable, Sendable, Codable {
  /// Whether more or less of it is better.
  public enum Direction: String, Hashable, Sendable, Codable {
    /// More is better.
    case higher
    /// Less is better.
    case lower
    /// Neither: it should have a certain value.
    case neither
  }

  /// What it is called: `root mean square error`.
  public var name: String
  /// Its unit; `nil` for a share or a number without one.
  public var unit: String?
  /// Its value.
  public var value: Double
  /// The ends of its 95 % interval, from units drawn again; `nil` where there are fewer than two.
  public var lower: Double?
  /// The upper end.
  public var upper: Double?
  /// Whether more or less is better.
  public var better: Direction
  /// What it should be, for figures such as the share of intervals that hold what they should.
  public var nominal: Double?

  /// Creates a line.
  public init(
    _ name: String, _ value: Double, unit: String? = nil, better: Direction = .lower,
    nominal: Double? = nil
  ) {
    (self.name, self.value, self.unit) = (name, value, unit)
    (self.better, self.nominal) = (better, nominal)
  }
}
