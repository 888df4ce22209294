/// What a user may choose where a source leaves it open.
public struct ImportOptions: Hashable, Sendable {
  /// The instance of a collection; `nil` for all of them.
  public var instance: String?
  /// Which part goes next; `nil` for what the source says, else first come.
  public var rule: ImportRule?
  /// What one unit of the source's times is, such as `min`.
  public var timeUnit: ImportTimeUnit
  /// The least share of the largest batch with which a batch begins, 0…1; `nil` for what the source says,
  /// else 0.
  public var minimumBatch: Double?
  /// How often lots of each route enter, as the language writes it, where the source has no jobs.
  public var intervals: [String]
  /// How long to simulate, as the language writes it; `nil` for what the source says, or for as long as all
  /// jobs can take.
  public var horizon: String?

  /// Creates options.
  public init(
    instance: String? = nil, rule: ImportRule? = nil, timeUnit: ImportTimeUnit = .minutes,
    minimumBatch: Double? = nil, intervals: [String] = [], horizon: String? = nil
  ) {
    self.instance = instance
    self.rule = rule
    self.timeUnit = timeUnit
    self.minimumBatch = minimumBatch
    self.intervals = intervals
    self.horizon = horizon
  }
}

/// What one unit of a source's times is.
public enum ImportTimeUnit: String, Hashable, Sendable, CaseIterable {
  /// A second.
  case seconds = "s"
  /// A minute.
  case minutes = "min"
  /// An hour.
  case hours = "h"
  /// A day.
  case days = "d"
}
