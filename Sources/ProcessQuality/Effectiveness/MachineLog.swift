/// What a machine did, interval by interval, and what it made.
///
/// The intervals follow each other without gap or overlap; that is checked, so that the times of
/// all states add up to the whole.
public struct MachineLog: Hashable, Sendable {
  /// What a machine does in an interval.
  ///
  /// The raw value is the letter that stands in a log.
  public enum State: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    /// Working on parts.
    case producing = "P"
    /// Being changed over.
    case setup = "U"
    /// Failed, or under repair.
    case down = "D"
    /// Able to work within planned time, without work.
    case idle = "I"
    /// Outside planned busy time: a break, no order.
    case notPlanned = "N"
  }

  /// One interval.
  public struct Row: Hashable, Sendable, BitwiseCopyable {
    /// When it begins, in any unit of time.
    public var start: Double
    /// When it ends, in the same unit; after the start.
    public var end: Double
    /// What the machine does.
    public var state: State
    /// Parts that were good at once, finished within the interval.
    public var good: Int
    /// Parts scrapped.
    public var scrap: Int
    /// Parts that need rework, so that they were not good at once.
    public var rework: Int

    /// Creates an interval; it is checked when it becomes part of a log.
    ///
    /// - Parameters:
    ///   - start: When it begins.
    ///   - end: When it ends.
    ///   - state: What the machine does.
    ///   - good: Parts that were good at once.
    ///   - scrap: Parts scrapped.
    ///   - rework: Parts that need rework.
    public init(
      start: Double, end: Double, state: State, good: Int = 0, scrap: Int = 0, rework: Int = 0
    ) {
      (self.start, self.end, self.state) = (start, end, state)
      (self.good, self.scrap, self.rework) = (good, scrap, rework)
    }
  }

  /// The intervals, in time order.
  public let rows: [Row]

  /// Checks the intervals.
  ///
  /// Ends and starts that meet may differ by 1e-9 of the log's length, as calculated times do.
  ///
  /// - Parameter rows: At least one, in time order.
  /// - Throws: ``MachineLogError`` with the first row that is wrong.
  public init(_ rows: [Row]) throws(MachineLogError) {
    guard let first = rows.first, let last = rows.last else { throw .empty }
    for (index, row) in rows.enumerated() {
      guard row.start.isFinite, row.end.isFinite, row.end > row.start else {
        throw .noDuration(row: index, start: row.start, end: row.end)
      }
      guard row.good >= 0, row.scrap >= 0, row.rework >= 0 else {
        throw .negativeCount(row: index)
      }
    }
    let tolerance = 1e-9 * abs(last.end - first.start)
    for (index, row) in rows.enumerated().dropFirst() {
      let before = rows[index - 1].end
      if row.start > before + tolerance {
        throw .gap(row: index, previousEnd: before, start: row.start)
      }
      if row.start < before - tolerance {
        throw .overlap(row: index, previousEnd: before, start: row.start)
      }
    }
    self.rows = rows
  }
}

/// What is wrong with a log; rows are counted from 0.
public enum MachineLogError: Error, Hashable, Sendable {
  /// There is no row.
  case empty
  /// A row does not end after it starts, or a time is not a finite number.
  case noDuration(row: Int, start: Double, end: Double)
  /// A row starts after the one before has ended.
  case gap(row: Int, previousEnd: Double, start: Double)
  /// A row starts before the one before has ended.
  case overlap(row: Int, previousEnd: Double, start: Double)
  /// A count is below 0.
  case negativeCount(row: Int)
}

extension MachineLogError: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    switch self {
    case .empty:
      "the log has no rows"
    case .noDuration(let row, let start, let end):
      "row \(row) lasts from \(start) to \(end); it must end after it starts"
    case .gap(let row, let previousEnd, let start):
      "row \(row) starts at \(start), but the row before ends at \(previousEnd) already; "
        + "say what the machine did in between"
    case .overlap(let row, let previousEnd, let start):
      "row \(row) starts at \(start), but the row before ends only at \(previousEnd)"
    case .negativeCount(let row):
      "row \(row) has a count below 0"
    }
  }
}
