/// Something of a scenario that may be moved: by `--set`, an experiment, or the timeline.
public struct Factor: Hashable, Sendable {
  /// The dotted path, such as `stations.press.buffer`.
  public var path: String
  /// The value, as it would be written; several lines of YAML on one, for a whole rule.
  public var value: String
  /// What it takes, in words.
  public var takes: String
  /// Whether it may move while the simulation runs.
  public var isLive: Bool
  /// The range in which it may move, as it is written; `nil` where none is given.
  public var range: String?
  /// What it means.
  public var meaning: String
}
