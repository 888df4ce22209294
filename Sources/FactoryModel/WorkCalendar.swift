/// A weekly pattern of working time, such as two shifts from Monday to Friday.
public struct WorkCalendar: Hashable, Sendable {
  /// A span of working time, in seconds from Monday 00:00.
  ///
  /// `end` > `start`; `end` may lie in the following week, for a shift that runs over midnight on
  /// Sunday.
  public struct Span: Hashable, Sendable {
    /// When work begins, 0 ..< one week.
    public var start: Double
    /// When work ends, at most one week after `start`.
    public var end: Double

    /// Creates a span.
    public init(start: Double, end: Double) {
      self.start = start
      self.end = end
    }
  }

  /// Seconds in a week.
  public static let week: Double = 7 * 86_400

  /// The calendar's name.
  public var name: String
  /// The working time as the scenario gives it; spans may touch and overlap.
  public var spans: [Span]

  /// Creates a calendar.
  public init(name: String, spans: [Span]) {
    self.name = name
    self.spans = spans
  }

  /// The spans within one week, sorted, joined where they touch or overlap, none of them crossing
  /// the end of the week.
  public var normalized: [Span] {
    var pieces: [Span] = []
    for span in spans {
      if span.end <= WorkCalendar.week {
        pieces.append(span)
      } else {
        pieces.append(Span(start: span.start, end: WorkCalendar.week))
        pieces.append(Span(start: 0, end: span.end - WorkCalendar.week))
      }
    }
    pieces.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    var joined: [Span] = []
    for piece in pieces {
      if let last = joined.last, piece.start <= last.end {
        joined[joined.count - 1].end = max(last.end, piece.end)
      } else {
        joined.append(piece)
      }
    }
    return joined
  }

  /// Working time in a week, in seconds.
  public var weeklyTime: Double { normalized.reduce(0) { $0 + $1.end - $1.start } }
}
