/// How well the order of a feature tells a target.
enum RankAssociation {
  /// The ranks of numbers, from 1, equal ones sharing their mean rank; NaN for NaN.
  static func ranks(_ numbers: [Double]) -> [Double] {
    var ranks = [Double](repeating: .nan, count: numbers.count)
    forEachTie(numbers) { rows, first in
      let rank = Double(first) + Double(rows.count + 1) / 2
      for row in rows { ranks[Int(row)] = rank }
    }
    return ranks
  }

  /// The probability that the score of a row of the class is above that of one outside, ties counting half:
  /// the area under the receiver operating characteristic.
  ///
  ///     AUC = (R - n₁(n₁ + 1)/2) / (n₁ n₀)
  ///
  /// R is the sum of the ranks in the class. Source: J. A. Hanley, B. J. McNeil, "The meaning and use of the
  /// area under a receiver operating characteristic (ROC) curve", Radiology 143 (1982) 29–36.
  ///
  /// - Parameters:
  ///   - scores: One for each row; rows of NaN are left out.
  ///   - isInClass: Whether a row is in the class.
  /// - Returns: From 0 to 1; `nil` where one of the two sides is empty.
  static func area(_ scores: [Double], _ isInClass: (Int) -> Bool) -> Double? {
    var (inside, all) = (0, 0)
    var sum = 0.0
    forEachTie(scores) { rows, first in
      let rank = Double(first) + Double(rows.count + 1) / 2
      all += rows.count
      let hits = rows.count { isInClass(Int($0)) }
      inside += hits
      sum += rank * Double(hits)
    }
    guard inside > 0, inside < all else { return nil }
    let n = Double(inside)
    return (sum - n * (n + 1) / 2) / (n * Double(all - inside))
  }

  /// The square of the correlation of two columns in the rows that have both; `nil` where one is constant.
  static func squaredCorrelation(_ one: [Double], _ other: [Double]) -> Double? {
    var n = 0.0
    var (x, y) = (0.0, 0.0)
    for row in one.indices where !one[row].isNaN && !other[row].isNaN {
      n += 1
      x += (one[row] - x) / n
      y += (other[row] - y) / n
    }
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for row in one.indices where !one[row].isNaN && !other[row].isNaN {
      let (a, b) = (one[row] - x, other[row] - y)
      xx += a * a
      yy += b * b
      xy += a * b
    }
    guard xx > 0, yy > 0, xx.isFinite, yy.isFinite, xy.isFinite else { return nil }
    return xy / xx * (xy / yy)
  }

  /// Calls with the rows of equal numbers, in rising order, and how many rows came before them.
  private static func forEachTie(_ numbers: [Double], _ body: (ArraySlice<Int32>, Int) -> Void) {
    let order = NumberSort.order(of: numbers)
    var start = 0
    while start < order.count, !numbers[Int(order[start])].isNaN {
      let value = numbers[Int(order[start])]
      var end = start + 1
      while end < order.count, numbers[Int(order[end])] == value { end += 1 }
      body(order[start..<end], start)
      start = end
    }
  }
}
