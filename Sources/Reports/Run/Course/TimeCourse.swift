import FactorySimulation
import SimulationStatistics

/// A metric from one stretch of time to the next, with intervals over replications.
struct TimeCourse: Sendable {
  /// One stretch.
  struct Point: Hashable, Sendable {
    /// When it begins and ends, in seconds from the start.
    var start: Double
    var end: Double
    /// The mean, as all of the metric's estimates are formed; `nil` where there is no value.
    var mean: Double?
    /// The ends of the interval; `nil` of a single replication.
    var lower: Double?
    var upper: Double?
  }

  /// What is measured.
  var definition: MetricDefinition
  /// What people call it.
  var title: String
  /// The stretches.
  var points: [Point]

  /// Follows metrics through a look.
  ///
  /// - Parameters:
  ///   - metrics: The metrics and what people call them; those that the factory lacks are left out.
  ///   - look: The replications.
  /// - Returns: One course a metric.
  static func all(
    of metrics: [(metric: String, title: String)], in look: SecondLook
  ) -> [TimeCourse] {
    let table = MetricTable(for: look.factory)
    return metrics.compactMap { metric, title in
      guard let index = table.index(of: metric) else { return nil }
      let points = (0..<look.slices.count).map { slice -> Point in
        let ratios = look.replications.map { table.value(index, of: $0.accounts[slice]) }
        let start = Double(slice) * look.slices.length
        var point = Point(start: start, end: start + look.slices.length)
        if let interval = StudentInterval(ratios, confidenceLevel: 0.95), interval.mean.isFinite {
          point.mean = interval.mean
          point.lower = interval.lower
          point.upper = interval.upper
        }
        return point
      }
      return TimeCourse(definition: table.definitions[index], title: title, points: points)
    }
  }
}
