/// What a column of a table holds: its name, its type, its unit and its meaning.
///
/// ```swift
/// let vibration = ColumnDescription(
///   name: "vibration", type: .float32, unit: "mm/s", meaning: "RMS of the velocity at the spindle")
/// ```
public struct ColumnDescription: Hashable, Sendable {
  /// The name, unique in its table.
  public var name: String
  /// How its values are kept.
  public var type: ColumnType
  /// The unit of its values, as it is written; `nil` where they have none.
  public var unit: String?
  /// What the values mean, in a sentence without a full stop; empty where the name says it.
  public var meaning: String
  /// Whether values may be missing.
  public var isOptional: Bool

  /// Creates a description.
  public init(
    name: String, type: ColumnType, unit: String? = nil, meaning: String = "",
    isOptional: Bool = false
  ) {
    self.name = name
    self.type = type
    self.unit = unit
    self.meaning = meaning
    self.isOptional = isOptional
  }
}

/// How the values of a column are kept.
public enum ColumnType: String, Hashable, Sendable, CaseIterable {
  /// Yes or no.
  case boolean
  /// Whole numbers of 32 and of 64 bits.
  case int32, int64
  /// Numbers in single and in double precision.
  case float32, float64
  /// Moments, in whole microseconds since 1970-01-01 00:00 by the clock of the plant, which knows no
  /// time zone.
  case timestamp
  /// Texts of which each is one of few; see ``ColumnValues/category(codes:levels:)``.
  case category
  /// Texts.
  case text
  /// Equally many numbers in single precision in each row, such as the samples of a waveform.
  case float32List
}
