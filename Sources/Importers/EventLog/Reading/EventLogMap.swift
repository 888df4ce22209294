/// Which column of a log is what.
public struct EventLogMap: Hashable, Sendable {
  /// What a report says was done.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case work
    case setup
    case breakdown
  }

  /// A column whose words say what kind a report is.
  public struct KindColumn: Hashable, Sendable {
    /// The column.
    public var column: String
    /// Its words, and what they mean; other words are not used.
    public var meanings: [String: Kind]
  }

  /// The order, or case.
  public var order: String
  /// What was done.
  public var activity: String
  /// When it began.
  public var start: String
  /// When it ended.
  public var end: String
  /// The machine on which it was done.
  public var machine: String?
  /// What was made.
  public var part: String?
  /// How many parts were ordered.
  public var quantity: String?
  /// What kind of work it was.
  public var kind: KindColumn?
  /// Machines of which any does the work of the others, by the name of their station.
  public var groups: [String: [String]] = [:]
  /// How dates are written.
  public var dates = LogDate.Order.yearMonthDay

  /// Creates a map from the columns that must be there.
  public init(order: String, activity: String, start: String, end: String) {
    self.order = order
    self.activity = activity
    self.start = start
    self.end = end
  }

  /// The columns that ``XesReader`` gives a log, by the standard's names (IEEE 1849-2016).
  public static var xes: EventLogMap {
    var map = EventLogMap(
      order: "case:concept:name", activity: "concept:name", start: "start", end: "end")
    map.machine = "org:resource"
    return map
  }

  /// The columns that are used, with what for.
  var columns: [(name: String, use: String)] {
    var columns = [(order, "order"), (activity, "activity"), (start, "start"), (end, "end")]
    if let machine { columns.append((machine, "machine")) }
    if let part { columns.append((part, "part")) }
    if let quantity { columns.append((quantity, "quantity")) }
    if let kind { columns.append((kind.column, "kind")) }
    return columns
  }
}
