import FactorySimulation
import SimulationStatistics

/// Whether the batches of one long run are long enough to stand for replications.
///
/// Batches that follow one another are alike where they are too short, and intervals from them too
/// narrow. The correlation of neighbouring batches says so: of n independent ones it exceeds 2.33/√n
/// by chance once in a hundred.
///
/// Source: A. M. Law, *Simulation Modeling and Analysis*, 5th ed., McGraw-Hill, 2015, section 9.5.
public struct BatchCorrelation: Hashable, Sendable {
  /// The metric.
  public var metric: String
  /// The correlation of neighbouring batches, -1…1.
  public var correlation: Double

  /// The metrics that are looked at.
  static let metrics = ["throughput", "work_in_process", "cycle_time"]

  /// The metrics whose batches hang together.
  ///
  /// - Parameter outcome: The batches, in their order.
  /// - Returns: One for each metric whose batches do; none for fewer than ten batches.
  public static func found(in outcome: RunOutcome) -> [BatchCorrelation] {
    metrics.compactMap { metric in
      guard let index = outcome.table.index(of: metric) else { return nil }
      let values = outcome.replications.compactMap { $0.values[index].value }
      guard values.count >= 10, let correlation = neighbours(values),
        correlation > 2.33 / Double(values.count).squareRoot()
      else { return nil }
      return BatchCorrelation(metric: metric, correlation: correlation)
    }
  }

  /// The correlation of each value with the one before; `nil` where all are equal.
  static func neighbours(_ values: [Double]) -> Double? {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard squares > 0 else { return nil }
    let products = zip(values, values.dropFirst()).reduce(0) {
      $0 + ($1.0 - mean) * ($1.1 - mean)
    }
    return products / squares
  }
}
