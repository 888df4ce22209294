import EventKernel
import SimulationStatistics

/// Intervals of figures by drawing units again, with replacement: rows of one unit are not independent.
///
/// Source: A. C. Davison, D. V. Hinkley, *Bootstrap Methods and their Application*, 1997, ch. 2 (percentiles).
struct UnitBootstrap {
  /// The rows of each unit.
  private let rows: [[Int]]
  /// How often units are drawn.
  private let draws: Int

  init(_ units: [Int], draws: Int = 1_000) {
    var places: [Int: Int] = [:]
    var rows: [[Int]] = []
    for (row, unit) in units.enumerated() {
      if let place = places[unit] {
        rows[place].append(row)
      } else {
        places[unit] = rows.count
        rows.append([row])
      }
    }
    (self.rows, self.draws) = (rows, draws)
  }

  /// The 2.5 % and 97.5 % quantiles of a function of means.
  ///
  /// - Parameters:
  ///   - values: One value a row; NaN for rows that do not count.
  ///   - figure: What is made of their mean.
  /// - Returns: Both; `nil` where fewer than two units count.
  func interval(_ values: [Double], _ figure: (Double) -> Double) -> (Double, Double)? {
    let sums = rows.map { rows in
      rows.reduce(into: (sum: 0.0, count: 0.0)) { total, row in
        if !values[row].isNaN { total = (total.sum + values[row], total.count + 1) }
      }
    }.filter { $0.count > 0 }
    guard sums.count > 1 else { return nil }
    return quantiles(of: sums.count) { drawn in
      var (sum, count) = (0.0, 0.0)
      for unit in drawn { (sum, count) = (sum + sums[unit].sum, count + sums[unit].count) }
      return figure(sum / count)
    }
  }

  /// The same of any function of rows.
  func interval(ofRows figure: ([Int]) -> Double) -> (Double, Double)? {
    guard rows.count > 1 else { return nil }
    return quantiles(of: rows.count) { drawn in figure(drawn.flatMap { rows[$0] }) }
  }

  private func quantiles(of count: Int, _ figure: ([Int]) -> Double) -> (Double, Double)? {
    var stream = RandomStream(
      StreamKey(seed: 1, replication: 0, path: "scores", purpose: "bootstrap"))
    var drawn = [Int](repeating: 0, count: count)
    var figures: [Double] = []
    for _ in 0..<draws {
      for place in drawn.indices {
        drawn[place] = min(count - 1, Int(stream.uniform() * Double(count)))
      }
      let value = figure(drawn)
      if !value.isNaN { figures.append(value) }
    }
    guard figures.count > draws / 2 else { return nil }
    figures.sort()
    return (
      PairedBootstrap.quantile(0.025, of: figures), PairedBootstrap.quantile(0.975, of: figures)
    )
  }
}
