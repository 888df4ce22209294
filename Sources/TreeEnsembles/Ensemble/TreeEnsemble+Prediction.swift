extension TreeEnsemble {
  /// What the model predicts for a row, where it has one output.
  ///
  /// - Parameter row: A value for each feature; NaN is missing.
  /// - Returns: The prediction.
  public func prediction(_ row: borrowing Span<Double>) -> Double {
    link.prediction(sum(row))
  }

  /// What the model predicts for a row, where it has one output.
  ///
  /// - Parameter row: A value for each feature; NaN is missing.
  /// - Returns: The prediction.
  public func prediction(_ row: [Double]) -> Double { prediction(row.span) }

  /// The base score and the leaves of a row together, before the link, where there is one output.
  ///
  /// - Parameter row: A value for each feature; NaN is missing.
  /// - Returns: The sum.
  /// - Complexity: A step for each level of each tree; nothing is allocated.
  public func sum(_ row: borrowing Span<Double>) -> Double {
    precondition(outputCount == 1, "a model of several outputs gives several sums")
    precondition(row.count == features.count, "a value for each feature")
    if let complete, !complete.hasMissing(row) {
      return sumsInSinglePrecision
        ? complete.singleSum(row, from: baseScores[0]) : complete.sum(row, from: baseScores[0])
    }
    var sum = baseScores[0]
    for root in roots {
      let next = sum + nodes[leaf(of: row, from: root)].threshold
      sum = sumsInSinglePrecision ? Double(Float(next)) : next
    }
    return sum
  }

  /// What the model predicts for a row, a number for each output.
  ///
  /// - Parameters:
  ///   - row: A value for each feature; NaN is missing.
  ///   - predictions: Where they go.
  public func predict(
    _ row: borrowing Span<Double>, into predictions: inout MutableSpan<Double>
  ) {
    precondition(predictions.count == outputCount, "a place for each output")
    guard outputCount > 1 else {
      predictions[0] = prediction(row)
      return
    }
    precondition(row.count == features.count, "a value for each feature")
    for output in predictions.indices { predictions[output] = baseScores[output] }
    for (root, output) in zip(roots, outputs) {
      let next = predictions[output] + nodes[leaf(of: row, from: root)].threshold
      predictions[output] = sumsInSinglePrecision ? Double(Float(next)) : next
    }
    link.apply(&predictions)
  }

  /// What the model predicts for each row of a table: one output behind the other, row by row.
  ///
  /// - Parameter table: With the features of the model, in any order; others are left out.
  /// - Returns: As many numbers as rows times outputs.
  /// - Throws: ``TreeEnsembleError/otherFeatures(missing:unknown:)`` where features are missing.
  public func predictions(_ table: FeatureTable) throws(TreeEnsembleError) -> [Double] {
    let columns = try columns(in: table)
    var row = Array(repeating: 0.0, count: features.count)
    var result = Array(repeating: 0.0, count: table.rowCount * outputCount)
    for number in 0..<table.rowCount {
      for feature in columns.indices { row[feature] = table.columns[columns[feature]][number] }
      var all = result.mutableSpan
      var place = all._mutatingExtracting(number * outputCount..<(number + 1) * outputCount)
      predict(row.span, into: &place)
    }
    return result
  }

  /// Where a table has the features of the model.
  private func columns(in table: FeatureTable) throws(TreeEnsembleError) -> [Int] {
    if table.names == features { return Array(features.indices) }
    let places = Dictionary(uniqueKeysWithValues: zip(table.names, table.names.indices))
    let missing = features.filter { places[$0] == nil }
    guard missing.isEmpty else {
      let known = Set(features)
      throw .otherFeatures(
        missing: missing, unknown: table.names.filter { !known.contains($0) })
    }
    return features.compactMap { places[$0] }
  }

  /// The leaf in which a row ends.
  func leaf(of row: borrowing Span<Double>, from root: Int) -> Int {
    var place = root
    while true {
      let node = nodes[place]
      if node.kind == .leaf { return place }
      let value = row[Int(node.feature)]
      let goesLeft =
        switch node.kind {
        case .leaf: true
        case .below: value.isNaN ? node.missingGoesLeft : value < node.threshold
        case .belowOrZeroMissing:
          // The program that has such nodes takes what is this near to zero for it.
          value.isNaN || abs(value) <= 1e-35 ? node.missingGoesLeft : value < node.threshold
        case .category:
          value.isNaN ? node.missingGoesLeft : categorySets[Int(node.threshold)].goesLeft(value)
        }
      place = Int(node.left) + (goesLeft ? 0 : 1)
    }
  }
}
