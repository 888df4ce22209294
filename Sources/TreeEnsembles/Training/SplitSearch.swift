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
  /// λ, in units of hessians.
  var l2: Double
  var minimumHessian: Double
  var minimumRows: Int
  /// Gains are multiplied by this to be those of the loss.
  var gainUnit: Double
  /// In the same units.
  var minimumGain: Double
  /// The value of a leaf is multiplied by this.
  var valueUnit: Double

  /// Twice what the loss falls by when a node becomes a leaf with its best value: G² / (H + λ).
  @inline(__always)
  func score(_ gradient: Double, _ hessian: Double) -> Double {
    gradient * gradient / (hessian + l2)
  }

  /// The best value of a leaf, -G / (H + λ), kept within bounds.
  func value(_ total: SlopePair, _ bounds: ClosedRange<Double>) -> Double {
    let value = -total.gradient / (total.hessian + l2) * valueUnit
    return min(max(value, bounds.lowerBound), bounds.upperBound)
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
    let parent = score(total.gradient, total.hessian)
    var left = SlopePair(0, 0)
    for code in 0..<bins {
      let here = histogram[place + code]
      guard here.rows > 0 else { continue }
      left &+= here
      consider(
        left, missing: missing, total: total, parent: parent, feature: feature, lastLeft: code,
        direction: direction, best: &best)
    }
  }

  /// Looks whether a split is better than the best so far.
  ///
  /// - Parameters:
  ///   - left: What the rows up to a code have.
  ///   - missing: What the rows have that miss the feature; they are tried on both sides.
  ///   - total: What all rows of the node have.
  ///   - parent: Their score.
  ///   - feature: Which feature.
  ///   - lastLeft: The code.
  ///   - direction: As in ``BoostingSettings/monotone``.
  ///   - best: The best so far.
  @inline(__always)
  func consider(
    _ left: SlopePair, missing: SlopePair, total: SlopePair, parent: Double, feature: Int,
    lastLeft: Int, direction: Int = 0, best: inout BestSplit
  ) {
    if missing.rows > 0 {
      consider(left, total, parent, feature, lastLeft, false, direction, &best)
      consider(left &+ missing, total, parent, feature, lastLeft, true, direction, &best)
    } else {
      // A row that misses it later goes where most rows went.
      consider(
        left, total, parent, feature, lastLeft, 2 * left.rows >= total.rows, direction, &best)
    }
  }

  @inline(__always)
  private func consider(
    _ left: SlopePair, _ total: SlopePair, _ parent: Double, _ feature: Int, _ lastLeft: Int,
    _ missingGoesLeft: Bool, _ direction: Int, _ best: inout BestSplit
  ) {
    let right = total &- left
    guard left.rows >= minimumRows, right.rows >= minimumRows else { return }
    let (hl, hr) = (left.hessian, right.hessian)
    guard hl >= minimumHessian, hr >= minimumHessian else { return }
    let (a, b) = (hl + l2, hr + l2)
    let (gl, gr) = (left.gradient, right.gradient)
    // One division for two scores.
    let gain = (gl * gl * b + gr * gr * a) / (a * b) - parent
    guard gain > best.gain else { return }
    if direction != 0, Double(direction) * (gl * b - gr * a) < 0 { return }
    best = BestSplit(
      gain: gain, feature: feature, lastLeft: UInt8(lastLeft), missingGoesLeft: missingGoesLeft,
      left: left)
  }
}
