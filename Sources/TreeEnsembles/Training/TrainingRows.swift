/// Rows to learn from.
public struct TrainingRows: Sendable {
  /// What is known of each.
  public let features: FeatureTable
  /// What is to be predicted.
  public let targets: [Double]
  /// How much each counts; `nil` for all the same.
  public let weights: [Double]?

  /// Creates rows.
  ///
  /// - Parameters:
  ///   - features: What is known of each.
  ///   - targets: What is to be predicted, finite.
  ///   - weights: How much each counts, finite and above 0; `nil` for all the same.
  /// - Throws: ``TreeEnsembleError`` for other numbers of rows, targets or weights out of range.
  public init(
    features: FeatureTable, targets: [Double], weights: [Double]? = nil
  ) throws(TreeEnsembleError) {
    guard targets.count == features.rowCount else {
      throw .unequalCounts("targets", targets.count, "rows", features.rowCount)
    }
    if let weights, weights.count != targets.count {
      throw .unequalCounts("weights", weights.count, "rows", targets.count)
    }
    if let row = targets.firstIndex(where: { !$0.isFinite }) {
      throw .outOfRange("target of row \(row)", targets[row], "finite")
    }
    if let weights, let row = weights.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
      throw .outOfRange("weight of row \(row)", weights[row], "finite and above 0")
    }
    self.features = features
    self.targets = targets
    self.weights = weights
  }

  /// Looks whether there is something to learn.
  func check(isShare: Bool) throws(TreeEnsembleError) {
    guard targets.count >= 2 else { throw .nothingToLearn("there are \(targets.count) rows") }
    guard targets.count < SlopePair.mostRows else {
      throw .outOfRange("rows", Double(targets.count), "below \(SlopePair.mostRows)")
    }
    guard !features.columns.isEmpty else { throw .nothingToLearn("there is no feature") }
    if isShare, let row = targets.firstIndex(where: { $0 < 0 || $0 > 1 }) {
      throw .outOfRange("target of row \(row)", targets[row], "0 to 1")
    }
  }
}
