/// The steps from row to row of the same unit, in the order of time.
struct TimeSteps {
  /// A step, and the row at its end.
  struct Step {
    var length: Double
    var row: Int32
  }

  /// The steps above zero, unit after unit.
  let all: [Step]
  /// Where each unit's steps begin, and at the end how many there are.
  let starts: [Int]
  /// The median of all steps; `nil` where there is none.
  let usual: Double?

  init(_ times: [Double], _ series: SeriesOrder) {
    var all: [Step] = []
    var starts = [0]
    for unit in 0..<series.unitCount {
      var last = Double.nan
      for place in series.starts[unit]..<series.starts[unit + 1] {
        let row = series.row(place)
        let step = times[row] - last
        if step > 0 { all.append(Step(length: step, row: Int32(row))) }
        if !times[row].isNaN { last = times[row] }
      }
      starts.append(all.count)
    }
    self.all = all
    self.starts = starts
    let sorted = SortedSample(all.map(\.length))
    usual = sorted.values.isEmpty ? nil : sorted.quantile(0.5)
  }

  /// The share of the steps of which this holds.
  func share(where holds: (Double) -> Bool) -> Double {
    all.isEmpty ? 0 : Double(all.count { holds($0.length) }) / Double(all.count)
  }

  /// The units, of at least four steps, whose own median step differs by more than a tenth.
  ///
  /// Only those whose steps mostly are like it: where a unit's steps vary, it has no other step but none.
  func unitsWithOtherStep(than usual: Double) -> [(unit: Int, step: Double)] {
    var found: [(unit: Int, step: Double)] = []
    for unit in 0..<(starts.count - 1) {
      let steps = all[starts[unit]..<starts[unit + 1]]
      guard steps.count >= 4 else { continue }
      let median = SortedSample(steps.map(\.length)).quantile(0.5)
      let alike = steps.count { abs($0.length - median) <= 0.1 * median }
      if abs(median - usual) > 0.1 * usual, alike * 10 >= steps.count * 8 {
        found.append((unit, median))
      }
    }
    return found
  }
}
