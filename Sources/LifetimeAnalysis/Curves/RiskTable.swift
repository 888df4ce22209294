/// Who was under observation when lives ended.
///
/// A life counts at a time t if it entered before t, or was seen from the beginning, and had not ended
/// before t: failures come before censored lives of the same age.
struct RiskTable {
  /// The ages at which lives failed, increasing.
  var times: [Double] = []
  /// How many were under observation just before.
  var atRisk: [Double] = []
  /// How many failed, in all.
  var failures: [Double] = []
  /// How many failed of each cause, causes from 0 on; a row for each cause.
  var byCause: [[Double]]

  /// Counts.
  ///
  /// - Parameters:
  ///   - sample: Exact and right-censored lives.
  ///   - causes: The cause of each failure; those of censored lives do not matter.
  ///   - causeCount: How many causes there are.
  init(_ sample: LifeSample, causes: [Int]? = nil, causeCount: Int = 1) {
    byCause = Array(repeating: [], count: causeCount)
    let order = RiskTable.order(sample.lower)
    let entryOrder = RiskTable.order(sample.entries)
    var (risk, entered, index) = (0.0, 0, 0)
    while entered < sample.count, sample.entries[entryOrder[entered]] == 0 {
      risk += sample.weights[entryOrder[entered]]
      entered += 1
    }
    let total = sample.weights.reduce(0, +)
    while index < sample.count {
      let time = sample.lower[order[index]]
      while entered < sample.count, sample.entries[entryOrder[entered]] < time {
        risk += sample.weights[entryOrder[entered]]
        entered += 1
      }
      var (failed, gone) = (0.0, 0.0)
      var each = Array(repeating: 0.0, count: causeCount)
      while index < sample.count, sample.lower[order[index]] == time {
        let row = order[index]
        let weight = sample.weights[row]
        if sample.isExact(row) {
          failed += weight
          each[causes?[row] ?? 0] += weight
        }
        gone += weight
        index += 1
      }
      if failed > 0 {
        times.append(time)
        // Sums of weights that are no whole numbers may miss each other by rounding.
        atRisk.append(abs(risk - failed) < 1e-12 * total ? failed : risk)
        failures.append(failed)
        for cause in 0..<causeCount { byCause[cause].append(each[cause]) }
      }
      risk -= gone
    }
  }

  /// Rows by increasing values; equal ones in their order.
  static func order(_ values: [Double]) -> [Int] {
    values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
  }

  /// The last place whose time is not after `time`; `nil` before the first.
  static func place(of time: Double, in times: [Double]) -> Int? {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}
