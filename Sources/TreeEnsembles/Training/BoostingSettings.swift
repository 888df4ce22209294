/// How trees are boosted.
public struct BoostingSettings: Hashable, Sendable {
  /// What training makes small.
  public var objective = TreeObjective.squared
  /// How many trees there are at most.
  public var trees = 400
  /// By how much the values of leaves are multiplied, above 0, at most 1.
  public var learningRate = 0.05
  /// How many questions there are at most from the root to a leaf.
  public var maximumDepth = 6
  /// How many leaves a tree has at most, the splits that gain most first; `nil` for no limit but depth.
  public var maximumLeaves: Int?
  /// The least hessian of a child; with squared loss and no weights, the number of rows.
  public var minimumChildHessian = 1.0
  /// The least number of rows of a child.
  public var minimumChildRows = 1
  /// λ: added to the hessian where the value of a leaf is found.
  public var l2 = 1.0
  /// The least gain of a split.
  public var minimumGain = 0.0
  /// The share of rows from which each tree is grown, drawn without replacement.
  public var rowShare = 1.0
  /// The share of features among which each tree chooses.
  public var featureShare = 1.0
  /// How many bins the values of a feature are put into, 2 to 255.
  public var bins = 255
  /// Where draws come from.
  public var seed: UInt64 = 1
  /// After so many trees in a row without a smaller loss on the validation part no more are grown.
  public var patience: Int?
  /// For features of these names: 1 where predictions must not fall as it rises, -1 where they must not rise.
  public var monotone: [String: Int] = [:]

  /// Creates settings that suit tables of some thousand rows.
  public init() {}

  /// Looks whether each is what it may be.
  func check() throws(TreeEnsembleError) {
    try require(Double(trees), "trees", trees >= 1, "at least 1")
    try require(learningRate, "learning rate", learningRate > 0 && learningRate <= 1, "0 to 1")
    try require(
      Double(maximumDepth), "maximum depth", maximumDepth >= 1 && maximumDepth <= 64, "1 to 64")
    let leaves = maximumLeaves ?? 2
    try require(Double(leaves), "maximum leaves", leaves >= 2, "at least 2")
    try require(
      minimumChildHessian, "minimum child hessian",
      minimumChildHessian >= 0 && minimumChildHessian.isFinite, "at least 0")
    try require(
      Double(minimumChildRows), "minimum child rows", minimumChildRows >= 1, "at least 1")
    try require(l2, "l2", l2 >= 0 && l2.isFinite, "at least 0")
    try require(minimumGain, "minimum gain", minimumGain >= 0 && minimumGain.isFinite, "at least 0")
    try require(rowShare, "row share", rowShare > 0 && rowShare <= 1, "above 0, at most 1")
    try require(
      featureShare, "feature share", featureShare > 0 && featureShare <= 1, "above 0, at most 1")
    try require(Double(bins), "bins", bins >= 2 && bins <= BinnedTable.mostBins, "2 to 255")
    if case .quantile(let level) = objective {
      try require(level, "quantile", level > 0 && level < 1, "between 0 and 1")
    }
  }
}

/// Throws unless a number is what it must be.
func require(
  _ value: Double, _ name: String, _ holds: Bool, _ requirement: String
) throws(TreeEnsembleError) {
  guard holds else { throw .outOfRange(name, value, requirement) }
}
