extension TrainingTable {
  /// Leaves only the last row of each unit.
  public mutating func keepLastRows() {
    var last: [Int: Int] = [:]
    for (row, unit) in units.enumerated() {
      guard let other = last[unit] else {
        last[unit] = row
        continue
      }
      if let times, times[row] < times[other] { continue }
      last[unit] = row
    }
    keep(last.values.sorted())
  }
}
