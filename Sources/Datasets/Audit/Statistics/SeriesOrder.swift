/// The rows of a table as series: unit after unit, within each in the order of time.
struct SeriesOrder {
  /// The rows, units in the order in which they are first met; `nil` where that is their order in the table.
  let rows: [Int32]?
  /// Where each unit begins, and at the end how many rows there are.
  let starts: [Int]

  /// Orders rows.
  ///
  /// - Parameters:
  ///   - count: How many rows there are.
  ///   - units: The unit of each row, by number, -1 where it is missing; `nil` for one unit. Rows without one
  ///     stand at the end and belong to none.
  ///   - unitCount: How many units there are.
  ///   - times: The time of each row; rows without one come last in their unit. `nil` for the table's order.
  init(count: Int, units: [Int32]?, unitCount: Int, times: [Double]?) {
    var order = times.map { SeriesOrder.isRising($0) ? nil : NumberSort.order(of: $0) } ?? nil
    guard let units else {
      rows = order
      starts = [0, count]
      return
    }
    // Numbered as they are first met in the table.
    var number = [Int32](repeating: -1, count: unitCount)
    var met: Int32 = 0
    for unit in units where unit >= 0 && number[Int(unit)] < 0 {
      number[Int(unit)] = met
      met += 1
    }
    var ends = [Int](repeating: 0, count: unitCount + 1)
    for unit in units where unit >= 0 { ends[Int(number[Int(unit)]) + 1] += 1 }
    for unit in 1..<max(ends.count, 1) { ends[unit] += ends[unit - 1] }
    starts = ends
    var next = ends
    var sorted = [Int32](repeating: 0, count: ends[unitCount])
    for place in 0..<count {
      let row = order.map { Int($0[place]) } ?? place
      guard units[row] >= 0 else { continue }
      let unit = Int(number[Int(units[row])])
      sorted[next[unit]] = Int32(row)
      next[unit] += 1
    }
    order = nil
    let isIdentity = sorted.count == count && sorted.indices.allSatisfy { Int(sorted[$0]) == $0 }
    rows = isIdentity ? nil : sorted
  }

  /// How many units there are.
  var unitCount: Int { starts.count - 1 }

  /// The row at a place of the order.
  @inline(__always) func row(_ place: Int) -> Int { rows.map { Int($0[place]) } ?? place }

  private static func isRising(_ times: [Double]) -> Bool {
    var last = -Double.infinity
    for time in times {
      if !(time >= last) { return false }
      last = time
    }
    return true
  }
}
