public import TreeEnsembles

/// How a function is learned from rows.
public enum LearningMethod: String, Hashable, Sendable, Codable, CaseIterable {
  /// The methods by which something is learned here.
  public static let allCases: [LearningMethod] = [.boosting, .forest, .extraTrees, .blend, .linear]

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
  /// Not learned here: a program of somebody's own.
  case program
}

/// How hard a method tries.
public struct LearningSettings: Hashable, Sendable {
  /// The method.
  public var method = LearningMethod.boosting
  /// How many trees; `nil` for as many as usual: 150 for a chance, 400 for the rest.
  public var trees: Int?
  /// How many times boosting is done, each with other draws.
  ///
  /// The mean is the answer. `nil` for as often as usual: twice for remaining lives of fused columns, once for the rest.
  public var seeds: Int?
  /// The seed of what is drawn.
  public var seed: UInt64 = 1
  /// Everything else of boosting; `nil` for what suits the question and the number of rows.
  public var boosting: BoostingSettings?

  /// Creates the usual settings.
  public init() {}
}
