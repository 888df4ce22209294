/// The best start and length of a cycle.
extension ToolWearCycle {
  /// A start, a length, and what they cost.
  public struct Optimum: Hashable, Sendable {
    /// m₀, the mean of the first part after a reset.
    public let start: Double
    /// N, the parts from reset to reset.
    public let parts: Int
    /// The expected cost of a cycle over its expected good parts.
    public let costPerGoodPart: Double
  }

  /// The start and length with the least cost per good part.
  ///
  /// For a given length the cost falls as the expected good parts rise. These depend on the start
  /// through e, how far the middle of the cycle's means lies from the middle of the limits, evenly;
  /// and |e| is at most half a drift, since beyond it the last part would be better off in front of
  /// the first. As a rule e = 0; only where the drift is large against σ another may be better.
  ///
  /// Lengths are tried from 1 upwards. With the least cost C so far, a part is worth its place only
  /// if its chance to be good is above y = (material + defect cost)/(C + defect cost). Once the
  /// outermost part must be below y, a shorter cycle is better than this one and all longer ones.
  ///
  /// - Returns: The optimum; the shorter cycle where two cost the same.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)`` without drift, where a
  ///   limit is missing, or where parts cost nothing: then no length, or no start, is the best.
  public func optimum() throws(QualityInputError) -> Optimum {
    guard drift != 0 else {
      throw .outOfRange(name: "drift", value: 0, requirement: "other than 0 for an optimum")
    }
    guard let middle = limits.middle else {
      let missing = limits.lower.isFinite ? limits.upper : limits.lower
      throw .outOfRange(name: "limit", value: missing, requirement: "finite for an optimum")
    }
    guard materialCost + defectCost > 0 else {
      throw .outOfRange(
        name: "material cost", value: 0,
        requirement: "above 0 for an optimum where a defect costs nothing")
    }
    let step = abs(drift)
    /// Good parts of a cycle whose means have their middle at a distance from that of the limits.
    func goodParts(_ parts: Int, offset: Double) -> Double {
      self.goodParts(start: middle + offset - drift * Double(parts - 1) / 2, parts: parts)
    }
    // Offsets from 0 to half a drift, no farther apart than σ/4; with the good parts of the last
    // cycle and of the one before, since two more parts are two more ends.
    let intervals = Int(min(10_000, (2 * step / standardDeviation).rounded(.up))) + 1
    let offsets = (0...intervals).map { step / 2 * Double($0) / Double(intervals) }
    var before = [Double](repeating: 0, count: offsets.count)
    var last = before
    var best = Optimum(start: middle, parts: 1, costPerGoodPart: .infinity)
    var parts = 1
    while true {
      let end = step * Double(parts - 1) / 2
      let least = (materialCost + defectCost) / (best.costPerGoodPart + defectCost)
      if goodProbability(mean: middle + end) < least { return best }
      for (index, offset) in offsets.enumerated() {
        let upper = goodProbability(mean: middle + end + offset)
        let lower = parts == 1 ? 0 : goodProbability(mean: middle - end + offset)
        (before[index], last[index]) = (last[index], before[index] + lower + upper)
      }
      var offset = 0.0
      var good = last[0]
      if let top = last.indices.max(by: { last[$0] < last[$1] }), last[top] > good {
        offset = greatest(
          from: offsets[max(top - 1, 0)], to: offsets[min(top + 1, intervals)]
        ) { goodParts(parts, offset: $0) }
        good = goodParts(parts, offset: offset)
      }
      let cost = cost(parts: parts, good: good)
      if cost < best.costPerGoodPart {
        best = Optimum(
          start: middle + offset - drift * Double(parts - 1) / 2, parts: parts,
          costPerGoodPart: cost)
      }
      parts += 1
    }
  }
}

/// Where a function with one peak in an interval is greatest, by golden sections.
func greatest(from low: Double, to high: Double, _ value: (Double) -> Double) -> Double {
  let ratio = (5.0.squareRoot() - 1) / 2
  var (low, high) = (low, high)
  var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
  var (atLeft, atRight) = (value(left), value(right))
  for _ in 0..<60 {
    if atLeft >= atRight {
      (high, right, atRight) = (right, left, atLeft)
      left = high - ratio * (high - low)
      atLeft = value(left)
    } else {
      (low, left, atLeft) = (left, right, atRight)
      right = low + ratio * (high - low)
      atRight = value(right)
    }
  }
  return (low + high) / 2
}
