/// Values of one thing at equal steps of time, with the seasons that they may follow.
public struct TimeSeries: Hashable, Sendable {
  /// What the series is called in messages and results.
  public let name: String
  /// The values, oldest first; all finite.
  public let values: [Double]
  /// Steps in a season, the shortest first; empty where there is none.
  ///
  /// Hours have 24 and 168.
  public let periods: [Int]
  /// What the first step is called, such as a date; not interpreted.
  public let start: String?

  /// What is done about values that are not there, which are written as NaN.
  public enum MissingValues: Hashable, Sendable {
    /// Refuse the series, naming the places.
    case refuse
    /// Draw a line between the neighbours; the first or last value stands for those beyond it.
    case interpolate
  }

  /// Creates a series.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - values: The values, oldest first.
  ///   - periods: Steps in a season, each at least 2, rising; none where nothing repeats.
  ///   - start: What the first step is called.
  ///   - missing: What is done about values that are not finite.
  /// - Throws: ``ForecastingError`` for no values, missing ones, or impossible periods.
  public init(
    name: String = "series", values: [Double], periods: [Int] = [], start: String? = nil,
    missing: MissingValues = .refuse
  ) throws(ForecastingError) {
    guard !values.isEmpty else { throw .noValues(series: name) }
    let holes = values.indices.filter { !values[$0].isFinite }
    guard periods.allSatisfy({ $0 >= 2 }), zip(periods, periods.dropFirst()).allSatisfy(<) else {
      throw .periods(series: name, periods: periods)
    }
    self.name = name
    self.periods = periods
    self.start = start
    if holes.isEmpty {
      self.values = values
    } else if missing == .interpolate, holes.count < values.count {
      self.values = TimeSeries.interpolated(values)
    } else {
      throw .missing(series: name, places: holes)
    }
  }

  /// A series known to be sound.
  init(checked values: [Double], name: String, periods: [Int], start: String? = nil) {
    self.name = name
    self.values = values
    self.periods = periods
    self.start = start
  }

  /// The number of values.
  public var count: Int { values.count }

  /// The first so many values, as they were known at a forecast origin.
  ///
  /// - Parameter count: How many, at least 1.
  /// - Returns: The shorter series.
  public func prefix(_ count: Int) -> TimeSeries {
    precondition(count >= 1 && count <= values.count, "a series keeps at least one value")
    return TimeSeries(
      checked: Array(values[..<count]), name: name, periods: periods, start: start)
  }

  /// Seasons of which the series has at least two.
  var usablePeriods: [Int] { periods.filter { 2 * $0 <= values.count } }

  /// Whether all values are the same.
  var isConstant: Bool { values.allSatisfy { $0 == values[0] } }

  /// Lines through the holes of values of which at least one is finite.
  private static func interpolated(_ values: [Double]) -> [Double] {
    var filled = values
    var last: Int?
    for place in values.indices where values[place].isFinite {
      if let last {
        for hole in last + 1..<max(place, last + 1) {
          let share = Double(hole - last) / Double(place - last)
          filled[hole] = values[last] + share * (values[place] - values[last])
        }
      } else {
        for hole in 0..<place { filled[hole] = values[place] }
      }
      last = place
    }
    if let last {
      for hole in (last + 1)..<max(values.count, last + 1) { filled[hole] = values[last] }
    }
    return filled
  }
}
