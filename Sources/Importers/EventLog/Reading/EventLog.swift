/// What a shop floor reported: who was worked on, where, and when.
public struct EventLog: Hashable, Sendable {
  /// A piece of work on one order.
  public struct Report: Hashable, Sendable {
    /// The order, by its place in ``EventLog/orders``.
    public var order: Int
    /// What was done, by its place in ``EventLog/activities``.
    public var activity: Int
    /// Where, by its place in ``EventLog/machines``.
    public var machine: Int
    /// What kind of work it was.
    public var kind: EventLogMap.Kind
    /// When it began, in seconds since 1970-01-01 00:00.
    public var start: Double
    /// When it ended, in seconds since 1970-01-01 00:00.
    public var end: Double
  }

  /// An order.
  public struct Order: Hashable, Sendable {
    /// What it is called.
    public var name: String
    /// What is made, where the log says so.
    public var part: String?
    /// How many are ordered, where the log says so.
    public var quantity: Double?
  }

  /// The orders, in the order in which they first appear.
  public var orders: [Order] = []
  /// The activities.
  public var activities: [String] = []
  /// The machines; an activity without a machine is one of its own.
  public var machines: [String] = []
  /// The reports, by start, then end; others in the order of the file.
  public var reports: [Report] = []
  /// The columns of the file that are not used.
  public var ignoredColumns: [String] = []
  /// What is to be known of how it was read, each a sentence.
  public var notes: [String] = []

  /// Creates an empty log.
  public init() {}

  /// When the first report begins, in seconds since 1970-01-01 00:00.
  public var begin: Double { reports.first?.start ?? 0 }

  /// When the last report ends.
  public var end: Double { reports.reduce(-.infinity) { max($0, $1.end) } }

  /// The reports that had begun by a moment, none of them going on after it.
  public func until(_ moment: Double) -> EventLog {
    var log = self
    log.reports = reports.filter { $0.start < moment }
    for index in log.reports.indices {
      log.reports[index].end = min(log.reports[index].end, moment)
    }
    return log
  }
}
