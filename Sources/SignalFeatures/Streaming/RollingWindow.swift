/// The last n readings, of which the summary is known at any time.
///
/// Readings come in runs of n. When a run is full, the summaries of its ends are worked out, from the
/// last reading backwards: that of the last reading, of the last two, and so on. Afterwards the window
/// is always the end of the full run and the beginning of the new one, and the summary of both
/// together is its summary. Nothing is ever taken away again, so no error is left behind by what has
/// gone: after 10^7 readings the digits are as good as after the first n, and a spike of 10^9 leaves no
/// trace once it is out of the window.
///
/// - Complexity: O(1) a reading on the average, O(n) for every n-th; no memory is asked for
///   after the beginning. A window takes 80 n bytes.
public struct RollingWindow: Sendable {
  /// How many readings the window holds, n.
  public let length: Int
  /// The summary of the last n readings, or of as many as there were.
  public private(set) var summary = WindowSummary()

  private var values: [Double]
  private var times: [Double]
  /// Summaries of the full run from a place to its end.
  private var ends: [WindowSummary]
  private var hasFullRun = false
  /// The summary of the new run, which has `newest.count` readings.
  private var newest = WindowSummary()

  /// Creates an empty window.
  ///
  /// - Parameter length: How many readings it holds, ≥ 1.
  public init(length: Int) {
    precondition(length >= 1, "a window holds at least one reading")
    self.length = length
    values = [Double](repeating: 0, count: length)
    times = [Double](repeating: 0, count: length)
    ends = [WindowSummary](repeating: WindowSummary(), count: length)
  }

  /// Forgets all readings.
  public mutating func removeAll() {
    hasFullRun = false
    newest = WindowSummary()
    summary = newest
  }

  /// Adds a reading; the oldest leaves if there are n.
  ///
  /// - Parameters:
  ///   - value: The reading, finite.
  ///   - time: When it was taken, in seconds; the order in which readings are added counts, not their
  ///     times.
  public mutating func append(_ value: Double, at time: Double) {
    let place = newest.count
    values[place] = value
    times[place] = time
    newest.add(value, at: time)
    if newest.count == length {
      closeRun()
      summary = ends[0]
    } else {
      summary = hasFullRun ? ends[place + 1].joined(with: newest) : newest
    }
  }

  private mutating func closeRun() {
    var end = WindowSummary()
    for place in stride(from: length - 1, through: 0, by: -1) {
      end.add(values[place], at: times[place])
      ends[place] = end
    }
    hasFullRun = true
    newest = WindowSummary()
  }
}
