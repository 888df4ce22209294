/// What a metric is: its name, unit, meaning and standard.
public struct MetricDefinition: Hashable, Sendable {
  /// How the value over all replications is made from those of each.
  public enum Estimate: String, Hashable, Sendable {
    /// The mean of the replications' values.
    case mean
    /// The ratio of two sums over all replications, since what is divided by varies by chance.
    case ratio
  }

  /// Which way is better.
  public enum Direction: String, Hashable, Sendable {
    case higher
    case lower
    case neither
  }

  /// The dotted path, such as `stations.press.oee`.
  public var name: String
  /// The unit of the value, such as `parts/h`; `1` for a fraction, empty for a plain number.
  public var unit: String
  /// What is meant, in one sentence.
  public var definition: String
  /// The standard or book that defines it, where there is one.
  public var standard: String?
  /// Which way is better.
  public var better: Direction
  /// How replications are put together.
  public var estimate: Estimate
}
