public import ProcessQuality

/// How an inspection measures a characteristic.
///
/// A reading is the true value plus an error, normal with mean 0 and independent from reading to
/// reading. A part whose reading lies outside the gauge's limits is rejected, whatever its value; one
/// that no operation gave a value is not read.
public struct Gauge: Hashable, Sendable {
  /// Index in ``Factory/characteristics``.
  public var characteristic: Int
  /// Standard deviation of the error, in SI units; at least 0.
  public var error: Double
  /// Readings outside these are rejected, in SI units; `nil` where none is.
  public var limits: SpecificationLimits?
  /// The control chart on which the readings are plotted; `nil` where there is none.
  public var chart: GaugeChart?

  /// Creates a gauge.
  public init(
    characteristic: Int, error: Double = 0, limits: SpecificationLimits? = nil,
    chart: GaugeChart? = nil
  ) {
    self.characteristic = characteristic
    self.error = error
    self.limits = limits
    self.chart = chart
  }
}

/// A control chart that is kept of a gauge's readings while the factory runs.
///
/// Each point is the mean of some readings in a row. After an alarm the chart begins anew.
public struct GaugeChart: Hashable, Sendable {
  /// What is done when the chart signals.
  public enum Response: String, Hashable, Sendable, CaseIterable {
    /// The alarm is counted.
    case count
    /// The alarm is counted, and every hidden fault at the station that gave the value is noticed.
    case stop
  }

  /// The chart without points; its standard deviation is that of a plotted point.
  public var chart: ControlChart
  /// How many readings in a row make a point; at least 1.
  public var sampleSize: Int
  /// What is done when it signals.
  public var response: Response

  /// Creates a chart.
  public init(chart: ControlChart, sampleSize: Int = 1, response: Response = .count) {
    self.chart = chart
    self.sampleSize = sampleSize
    self.response = response
  }
}
