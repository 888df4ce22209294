/// What intervals are taken over, in words: independent replications, or the batches of a long one.
public struct SampleWords: Hashable, Sendable {
  /// One of them.
  public var one: String
  /// Several of them.
  public var many: String

  /// Replications that are independent of one another.
  public static let replications = SampleWords(one: "replication", many: "replications")
  /// Equal stretches of one long replication.
  public static let batches = SampleWords(one: "batch", many: "batches")

  /// So many of them: `1 replication`, `20 batches`.
  public func counted(_ count: Int) -> String { "\(count) \(count == 1 ? one : many)" }
}
