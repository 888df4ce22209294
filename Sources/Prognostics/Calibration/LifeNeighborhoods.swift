/// The curves of a ``LifeCalibration``, before they are asked.
struct LifeNeighborhoods {
  /// Rows by rising risk.
  private let rows: [ScoredLife]
  /// The risk of each.
  private let risks: [Double]
  /// Which of the units, counted from 0, each belongs to.
  private let unitOfRow: [Int]
  private let unitCount: Int
  private let options: LifeCalibration.Options

  /// What is found.
  struct Curves {
    var risks: [Double]
    var times: [Double]
    var survival: [[Double]]
    var units: [Double]
  }

  init(_ rows: [ScoredLife], meaning: ScoreMeaning, options: LifeCalibration.Options) {
    let sign = meaning.sign
    // Ties by what does not depend on the order in which the rows are given.
    let sorted = rows.sorted {
      (sign * $0.score, $0.remaining, $0.unit) < (sign * $1.score, $1.remaining, $1.unit)
    }
    self.rows = sorted
    self.options = options
    risks = sorted.map { sign * $0.score }
    var numbers: [Int: Int] = [:]
    unitOfRow = sorted.map { row in
      if let number = numbers[row.unit] { return number }
      let number = numbers.count
      numbers[row.unit] = number
      return number
    }
    unitCount = numbers.count
  }

  /// Works the curves out.
  func curves() -> Curves {
    let knots = knots()
    let neighborhoods = knots.map(neighborhood)
    let curves = neighborhoods.map(curve)
    let times = timeGrid(curves)
    var survival = curves.map { curve in times.map { $0 > 0 ? curve.survival(at: $0) : 1 } }
    // A higher risk has the lower survival at each time. Curves count alike: they rest on as many rows.
    let weights = Array(repeating: 1.0, count: knots.count)
    for place in times.indices {
      let fitted = IsotonicRegression.fitted(survival.map { -$0[place] }, weights: weights)
      for (curve, value) in fitted.enumerated() { survival[curve][place] = -value }
    }
    // Rounding may lift a mean by a last digit above the one at the time before.
    for curve in survival.indices {
      for place in times.indices.dropFirst() {
        survival[curve][place] = min(survival[curve][place], survival[curve][place - 1])
      }
    }
    return Curves(
      risks: knots, times: times, survival: survival, units: neighborhoods.map(effectiveUnits))
  }

  /// Risks that have as much weight between them, the extremes included.
  private func knots() -> [Double] {
    var below: [Double] = []
    var sum = 0.0
    for row in rows {
      sum += row.weight
      below.append(sum)
    }
    var knots: [Double] = []
    let count = max(2, options.curves)
    for number in 0..<count {
      let goal = sum * Double(number) / Double(count - 1)
      let place = min(rows.count - 1, below.partitioningIndex { $0 >= goal })
      if knots.last.map({ risks[place] > $0 }) ?? true { knots.append(risks[place]) }
    }
    return knots
  }

  /// The rows nearest to a risk, with enough units among them.
  private func neighborhood(of risk: Double) -> Range<Int> {
    let needed = max(1, min(rows.count, options.neighbors ?? max(100, rows.count / 20)))
    let unitsNeeded = min(unitCount, options.unitsNeeded)
    var low = risks.partitioningIndex { $0 >= risk }
    var high = low
    var seen = Array(repeating: false, count: unitCount)
    var units = 0
    while high - low < needed || units < unitsNeeded {
      let below = low > 0 ? risk - risks[low - 1] : .infinity
      let above = high < rows.count ? risks[high] - risk : .infinity
      guard min(below, above) < .infinity else { break }
      let place = above <= below ? high : low - 1
      if above <= below { high += 1 } else { low -= 1 }
      if !seen[unitOfRow[place]] {
        seen[unitOfRow[place]] = true
        units += 1
      }
    }
    // Rows with the same score as one that is near are as near.
    while high < rows.count, high > low, risks[high] == risks[high - 1] { high += 1 }
    while low > 0, low < high, risks[low - 1] == risks[low] { low -= 1 }
    return low..<high
  }

  private func curve(_ range: Range<Int>) -> WeightedSurvival {
    WeightedSurvival(
      times: rows[range].map(\.remaining), ended: rows[range].map { !$0.isCensored },
      weights: rows[range].map(\.weight))
  }

  /// Kish's number of units of equal weight that say as much.
  private func effectiveUnits(_ range: Range<Int>) -> Double {
    var weights = Array(repeating: 0.0, count: unitCount)
    for place in range { weights[unitOfRow[place]] += rows[place].weight }
    var (sum, square) = (0.0, 0.0)
    for weight in weights {
      sum += weight
      square += weight * weight
    }
    return sum * sum / square
  }

  /// Times at which the curves fall, dense where they do; 0 is the first.
  private func timeGrid(_ curves: [WeightedSurvival]) -> [Double] {
    let parts =
      [0.005, 0.01, 0.025, 0.05] + (1...9).map { Double($0) / 10 }
      + [0.95, 0.975, 0.99, 0.995]
    var all: Set<Double> = []
    for curve in curves {
      for time in curve.times { all.insert(time) }
    }
    var wanted = all
    if wanted.count > options.times {
      wanted = []
      for curve in curves {
        for part in parts {
          let time = curve.quantile(part)
          if time < .infinity { wanted.insert(time) }
        }
      }
    }
    if let last = all.max() { wanted.insert(last) }
    wanted.remove(0)
    let sorted = wanted.sorted()
    let count = max(2, options.times - 1)
    guard sorted.count > count else { return [0] + sorted }
    return [0] + (0..<count).map { sorted[$0 * (sorted.count - 1) / (count - 1)] }
  }
}

extension Array {
  /// The first place from which on something holds, in elements of which it holds from some place on.
  func partitioningIndex(_ holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
