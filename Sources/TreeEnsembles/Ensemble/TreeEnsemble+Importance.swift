extension TreeEnsemble {
  /// How much each feature has gained in training, as a share of what all have.
  ///
  /// The loss that the splits on a feature have taken away; all 0 where no node has a gain.
  public var importances: [Double] {
    var sums = Array(repeating: 0.0, count: features.count)
    for (node, gain) in zip(nodes, gains) where node.kind != .leaf {
      sums[Int(node.feature)] += gain
    }
    let total = sums.reduce(0, +)
    return total > 0 ? sums.map { $0 / total } : sums
  }
}
