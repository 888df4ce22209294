/// A table with each value replaced by the number of the bin in which it lies, a byte each.
struct BinnedTable: Sendable {
  /// The code of a missing value, above all others.
  static let missing = UInt8.max
  /// The most bins that leave it free.
  static let mostBins = 255

  let rowCount: Int
  /// Thresholds between bins, one array a feature: a value below `cuts[c]` has a code up to c.
  let cuts: [[Double]]
  /// Whether a feature misses values.
  let hasMissing: [Bool]
  /// Codes, column behind column.
  let codes: [UInt8]

  var featureCount: Int { cuts.count }

  /// Finds bins of about as many rows each; where a column has few different values, each has its own.
  init(_ table: FeatureTable, bins: Int) {
    var cuts: [[Double]] = []
    for column in table.columns {
      var sorted = column.filter { !$0.isNaN }
      sorted.sort()
      cuts.append(BinnedTable.cuts(ofSorted: sorted, bins: bins))
    }
    self.init(table, cuts: cuts)
  }

  /// Takes the bins of another table.
  init(_ table: FeatureTable, cuts: [[Double]]) {
    rowCount = table.rowCount
    self.cuts = cuts
    var hasMissing: [Bool] = []
    var codes: [UInt8] = []
    codes.reserveCapacity(table.rowCount * cuts.count)
    for (column, cuts) in zip(table.columns, cuts) {
      var isMissing = false
      for value in column {
        guard !value.isNaN else {
          isMissing = true
          codes.append(BinnedTable.missing)
          continue
        }
        // How many cuts are at or below the value.
        var (low, count) = (0, cuts.count)
        while count > 0 {
          let half = count / 2
          if cuts[low + half] <= value {
            low += half + 1
            count -= half + 1
          } else {
            count = half
          }
        }
        codes.append(UInt8(low))
      }
      hasMissing.append(isMissing)
    }
    self.hasMissing = hasMissing
    self.codes = codes
  }

  /// Thresholds of bins, ascending.
  ///
  /// Where values are more than bins, half of the thresholds part the rows evenly, and half part the range of
  /// the values evenly: rare failures often lie in long tails, which bins of many rows would not divide.
  private static func cuts(ofSorted values: [Double], bins: Int) -> [Double] {
    var distinct: [Double] = []
    var counts: [Int] = []
    for value in values {
      if let last = distinct.last, last == value {
        counts[counts.count - 1] += 1
      } else {
        distinct.append(value)
        counts.append(1)
      }
    }
    guard distinct.count > 1 else { return [] }
    if distinct.count <= bins {
      return distinct.indices.dropFirst().map {
        threshold(between: distinct[$0 - 1], and: distinct[$0])
      }
    }
    var isCut = Array(repeating: false, count: distinct.count)
    cutByRows(counts, bins: bins - bins / 2, &isCut)
    cutByRange(distinct, steps: bins / 2, &isCut)
    return distinct.indices.filter { isCut[$0] }.map {
      threshold(between: distinct[$0 - 1], and: distinct[$0])
    }
  }

  /// Marks the values before which a bin is full.
  private static func cutByRows(_ counts: [Int], bins: Int, _ isCut: inout [Bool]) {
    var (inBin, left, binsLeft) = (0, counts.reduce(0, +), bins)
    for place in 0..<counts.count - 1 where binsLeft > 1 {
      inBin += counts[place]
      // A bin is closed when it has its share of what is left, or when its neighbour would overfill it.
      let share = Double(left) / Double(binsLeft)
      if Double(inBin) >= share || Double(inBin) + 0.5 * Double(counts[place + 1]) > share {
        isCut[place + 1] = true
        left -= inBin
        inBin = 0
        binsLeft -= 1
      }
    }
  }

  /// Marks the first value of each step of the range.
  private static func cutByRange(_ distinct: [Double], steps: Int, _ isCut: inout [Bool]) {
    let (low, high) = (distinct[0], distinct[distinct.count - 1])
    var place = 1
    for step in 1..<max(steps, 1) {
      let wanted = low + (high - low) * (Double(step) / Double(steps))
      while distinct[place] < wanted { place += 1 }
      isCut[place] = true
    }
  }

  /// A number above `low`, up to `high`, with few digits: their mean in single precision where that lies
  /// between them.
  private static func threshold(between low: Double, and high: Double) -> Double {
    let middle = low + 0.5 * (high - low)
    let short = Double(Float(middle))
    if short > low, short <= high { return short }
    return middle > low ? middle : high
  }
}
