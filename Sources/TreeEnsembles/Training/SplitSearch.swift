/// The best question for the rows of a node.
struct BestSplit {
  var gain = 0.0
  var feature = -1
  /// The last code that goes to the left.
  var lastLeft: UInt8 = 0
  var missingGoesLeft = true
  var left = SlopePair(0, 0)

  var isFound: Bool { feature >= 0 }
}

/// What a split has to be, in the units of slopes.
struct SplitRules {
  var l2: Double
  var minimumHessian: Double
  var minimumRows: Int
  /// Gains are multiplied by this to be those of the loss.
  var gainUnit: Double
  /// In the same units.
  var minimumGain: Double
  /// The value of a leaf is multiplied by this.
  var valueUnit: Double

  /// Half of what the loss falls by when a node becomes a leaf with its best value: G² / (H + λ).
  @inline(__always)
  func score(_ gradient: Double, _ hessian: Double) -> Double {
    gradient * gradient / (hessian + l2)
  }

  /// Looks for a better split of a node on a feature.
  ///
  /// - Parameters:
  ///   - histogram: Slopes by code.
  ///   - place: Where those of the feature begin.
  ///   - bins: How many bins it has.
  ///   - hasMissing: Whether some row may miss it.
  ///   - total: What all rows of the node have.
  ///   - feature: Which feature.
  ///   - direction: As in ``BoostingSettings/monotone``.
  ///   - best: The best so far.
  func improve(
    _ histogram: [SlopePair], place: Int, bins: Int, hasMissing: Bool, total: SlopePair,
    feature: Int, direction: Int, best: inout BestSplit
  ) {
    let missing = hasMissing ? histogram[place + Int(BinnedTable.missing)] : SlopePair(0, 0)
    let isMissing = missing.rows > 0
    let parent = score(total.gradient, total.hessian)
    var left = SlopePair(0, 0)
    for code in 0..<max(bins - 1, isMissing ? bins : 0) {
      let here = histogram[place + code]
      guard here.rows > 0 else { continue }
      left &+= here
      if isMissing {
        consider(left, total, parent, feature, code, false, direction, &best)
        consider(left &+ missing, total, parent, feature, code, true, direction, &best)
      } else {
        // A row that misses it later goes where most rows went.
        consider(left, total, parent, feature, code, nil, direction, &best)
      }
    }
  }

  @inline(__always)
  private func consider(
    _ left: SlopePair, _ total: SlopePair, _ parent: Double, _ feature: Int, _ code: Int,
    _ missingGoesLeft: Bool?, _ direction: Int, _ best: inout BestSplit
  ) {
    let right = total &- left
    let (leftRows, rightRows) = (left.rows, right.rows)
    guard leftRows >= minimumRows, rightRows >= minimumRows else { return }
    let (hl, hr) = (left.hessian, right.hessian)
    guard hl >= minimumHessian, hr >= minimumHessian else { return }
    let (a, b) = (hl + l2, hr + l2)
    let (gl, gr) = (left.gradient, right.gradient)
    // One division for two scores.
    let gain = (gl * gl * b + gr * gr * a) / (a * b) - parent
    guard gain > best.gain else { return }
    if direction != 0, Double(direction) * (gl * b - gr * a) < 0 { return }
    best = BestSplit(
      gain: gain, feature: feature, lastLeft: UInt8(code),
      missingGoesLeft: missingGoesLeft ?? (leftRows >= rightRows), left: left)
  }
}
