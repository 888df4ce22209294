/// How a function is learned from rows.
public enum LearningMethod: String, Hashable, Sendable, Codable, CaseIterable {
  /// Gradient boosting: trees that each mend what the ones before have left.
  case boosting
  /// A random forest.
  case forest
  /// Extremely randomised trees.
  case extraTrees = "extra-trees"
  /// The mean of boosting and extra trees, which err differently.
  case blend
  /// A straight line or plane, shrunk a little: what the others must beat.
  case linear
}

/// How hard a method tries.
public struct LearningSettings: Hashable, Sendable {
  /// The method.
  public var method = LearningMethod.boosting
  /// How many trees.
  public var trees = 400
  /// The seed of what is drawn.
  public var seed: UInt64 = 1

  /// Creates the usual settings.
  public init() {}
}
