import TestDraws
import TreeEnsembles

/// Rows whose target is a known function of some features, with noise.
enum SampleRows {
  /// Five features, the last of which says nothing; the second misses a tenth of its values.
  ///
  ///     y = 10 x0 + 5 (x1 missing) + x2², x in 0...1
  static func table(
    _ count: Int, ordinal: Int = 0, noise: Double = 0.1, missing: Double = 0.1
  ) throws -> TrainingRows {
    var draws = Draws("rows of trees", ordinal: ordinal)
    var rows: [[Double]] = []
    var targets: [Double] = []
    for _ in 0..<count {
      var row = (0..<5).map { _ in draws.uniform() }
      if draws.chance(missing) { row[1] = .nan }
      targets.append(
        10 * row[0] + (row[1].isNaN ? 5 : 0) + row[2] * row[2] + noise * draws.normal())
      rows.append(row)
    }
    return try TrainingRows(
      features: FeatureTable(names: ["a", "b", "c", "d", "e"], rows: rows), targets: targets)
  }

  /// The mean squared error of predictions.
  static func error(_ model: TreeEnsemble, on rows: TrainingRows) throws -> Double {
    let predictions = try model.predictions(rows.features)
    return zip(predictions, rows.targets).reduce(0) {
      $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
    } / Double(predictions.count)
  }
}

extension TreeEnsemble {
  /// The sum of a row's leaves by the definition of nodes, a number for each output.
  func sumsByDefinition(_ row: [Double]) -> [Double] {
    var sums = baseScores
    for (root, output) in zip(roots, outputs) {
      var place = root
      while nodes[place].kind == .below {
        let node = nodes[place]
        let value = row[Int(node.feature)]
        let isLeft = value.isNaN ? node.missingGoesLeft : value < node.threshold
        place = Int(node.left) + (isLeft ? 0 : 1)
      }
      sums[output] += nodes[place].threshold
    }
    return sums
  }
}
