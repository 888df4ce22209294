/// The histogram of a feature in a node of few rows: only the codes that occur are looked at.
struct SparseHistogram {
  private var sums = Array(repeating: SlopePair(0, 0), count: Histograms.width)
  /// The codes that occur, ascending, without that of missing values.
  private var codes: [Int] = []
  private var missing = SlopePair(0, 0)

  /// Whether no question divides the rows.
  var isConstant: Bool { codes.count < 2 && (codes.isEmpty || missing.rows == 0) }
  /// The smallest code.
  var first: Int { codes.first ?? 0 }
  /// The largest code.
  var last: Int { codes.last ?? 0 }

  /// Replaces what it holds by the rows of a node.
  ///
  /// - Parameters:
  ///   - all: Codes of all features, column behind column.
  ///   - start: Where the feature's column begins.
  ///   - rows: Rows of the table.
  ///   - range: Which of them are added.
  ///   - pairs: Their slopes, in the order of the range, from 0.
  mutating func fill(
    codes all: [UInt8], start: Int, rows: [UInt32], range: Range<Int>, pairs: [SlopePair]
  ) {
    for code in codes { sums[code] = SlopePair(0, 0) }
    sums[Int(BinnedTable.missing)] = SlopePair(0, 0)
    codes.removeAll(keepingCapacity: true)
    var occurs = SIMD4<UInt64>(repeating: 0)
    for index in 0..<range.count {
      let code = Int(all[start &+ Int(rows[range.lowerBound &+ index])])
      sums[code] &+= pairs[index]
      occurs[code &>> 6] |= 1 &<< UInt64(code & 63)
    }
    for word in 0..<4 {
      var bits = occurs[word]
      while bits != 0 {
        codes.append(64 * word + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
    missing = sums[Int(BinnedTable.missing)]
    if codes.last == Int(BinnedTable.missing) { codes.removeLast() }
  }

  /// Looks for the best threshold; it lies halfway between the codes that it divides.
  func improve(_ rules: SplitRules, total: SlopePair, feature: Int, best: inout BestSplit) {
    let parent = rules.score(total.gradient, total.hessian)
    var left = SlopePair(0, 0)
    for (index, code) in codes.enumerated() {
      left &+= sums[code]
      let next = index + 1 < codes.count ? codes[index + 1] : code + 1
      rules.consider(
        left, missing: missing, total: total, parent: parent, feature: feature,
        lastLeft: (code + next - 1) / 2,
        best: &best)
    }
  }

  /// Looks at one threshold.
  func improve(
    _ rules: SplitRules, at cut: Int, total: SlopePair, feature: Int, best: inout BestSplit
  ) {
    var left = SlopePair(0, 0)
    for code in codes where code <= cut { left &+= sums[code] }
    rules.consider(
      left, missing: missing, total: total, parent: rules.score(total.gradient, total.hessian),
      feature: feature, lastLeft: cut, best: &best)
  }
}
