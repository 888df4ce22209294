/// A control chart of any kind, small enough to be kept in flat arrays by the thousand.
public enum ControlChart: Hashable, Sendable, BitwiseCopyable {
  /// Single points against limits.
  case shewhart(ShewhartChart)
  /// Two cumulative sums.
  case cusum(CusumChart)
  /// An exponentially weighted moving average.
  case ewma(EwmaChart)

  /// Plots a point.
  ///
  /// - Parameter value: Finite.
  /// - Returns: Whether the chart signals; ``signal`` says on which side.
  @discardableResult
  public mutating func add(_ value: Double) -> Bool {
    let signals: Bool
    switch self {
    case .shewhart(var chart):
      signals = chart.add(value)
      self = .shewhart(chart)
    case .cusum(var chart):
      signals = chart.add(value)
      self = .cusum(chart)
    case .ewma(var chart):
      signals = chart.add(value)
      self = .ewma(chart)
    }
    return signals
  }

  /// Forgets all points.
  public mutating func restart() {
    switch self {
    case .shewhart(var chart):
      chart.restart()
      self = .shewhart(chart)
    case .cusum(var chart):
      chart.restart()
      self = .cusum(chart)
    case .ewma(var chart):
      chart.restart()
      self = .ewma(chart)
    }
  }

  /// What the last point said.
  public var signal: ChartSignal {
    switch self {
    case .shewhart(let chart): chart.signal
    case .cusum(let chart): chart.signal
    case .ewma(let chart): chart.signal
    }
  }

  /// The mean number of points from a restart up to and including the signal.
  ///
  /// The points are independent and normal with the chart's standard deviation.
  ///
  /// - Parameter shift: How far their mean lies from the center, in sigma; finite.
  /// - Returns: The average run length; infinite where no double can hold it.
  public func averageRunLength(shift: Double) -> Double {
    switch self {
    case .shewhart(let chart): chart.averageRunLength(shift: shift)
    case .cusum(let chart): chart.averageRunLength(shift: shift)
    case .ewma(let chart): chart.averageRunLength(shift: shift)
    }
  }
}
