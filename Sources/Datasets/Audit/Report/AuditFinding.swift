/// Something that an audit found: what, where, how much, why it matters and what to do.
public struct AuditFinding: Hashable, Sendable, Encodable {
  /// How bad it is.
  public enum Severity: String, Hashable, Sendable, Encodable, CaseIterable, Comparable {
    /// What a model learns or a score says from this table is wrong.
    case error
    /// Something to repair, or to decide, before a model is trained.
    case warning
    /// Something to know.
    case note

    /// Worse is less.
    public static func < (left: Severity, right: Severity) -> Bool {
      left.rank < right.rank
    }

    private var rank: Int {
      switch self {
      case .error: 0
      case .warning: 1
      case .note: 2
      }
    }
  }

  /// How bad it is.
  public var severity: Severity
  /// What was looked for.
  public var check: AuditCheck
  /// The columns that it concerns.
  public var columns: [String]
  /// The first row that it concerns; `nil` where it concerns none in particular.
  public var place: RowPlace?
  /// How many rows, cells, pairs or units it concerns; `nil` where that says nothing.
  public var count: Int?
  /// The measure that passed its threshold, such as a correlation; `nil` where there is none.
  public var measure: Double?
  /// The values that it concerns, such as the sentinels, as they stand in the table.
  public var values: [String]
  /// What was found, as a sentence without a full stop.
  public var what: String

  /// Why it matters.
  public var why: String { check.why }
  /// What to do.
  public var remedy: String { check.remedy }

  init(
    _ severity: Severity, _ check: AuditCheck, _ columns: [String] = [], place: RowPlace? = nil,
    count: Int? = nil, measure: Double? = nil, values: [String] = [], _ what: String
  ) {
    self.severity = severity
    self.check = check
    self.columns = columns
    self.place = place
    self.count = count
    self.measure = measure
    self.values = values
    self.what = what
  }

  private enum CodingKeys: String, CodingKey {
    case severity, check, columns, place, count, measure, values, what, why, remedy
  }

  /// Writes the facts and the words.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(severity, forKey: .severity)
    try container.encode(check, forKey: .check)
    try container.encode(columns, forKey: .columns)
    try container.encodeIfPresent(place, forKey: .place)
    try container.encodeIfPresent(count, forKey: .count)
    try container.encodeIfPresent(measure?.isFinite == true ? measure : nil, forKey: .measure)
    try container.encode(values, forKey: .values)
    try container.encode(what, forKey: .what)
    try container.encode(why, forKey: .why)
    try container.encode(remedy, forKey: .remedy)
  }
}
