/// Separate values with probabilities, in increasing order.
struct WeightedPoints: TailFunctions, Sendable {
  let values: [Double]
  /// The probability up to and including each value.
  private let upTo: [Double]
  /// The probability above each value.
  private let over: [Double]

  /// Sorts the values, joins equal ones, and leaves out those of weight 0.
  init(_ points: [Weighted<Double>]) {
    var values: [Double] = []
    var weights: [CompensatedSum] = []
    for point in points.sorted(by: { $0.value < $1.value }) where point.weight > 0 {
      if point.value == values.last {
        weights[weights.count - 1].add(point.weight)
      } else {
        values.append(point.value)
        weights.append(CompensatedSum(point.weight))
      }
    }
    precondition(!values.isEmpty, "a discrete distribution has a value of positive weight")
    self.values = values
    // From either end, so that both tails keep their digits.
    let total = CompensatedSum.total(weights)
    var sum = CompensatedSum(0)
    var upTo: [Double] = []
    for weight in weights {
      sum.add(weight.value)
      upTo.append(min(1, sum.value / total))
    }
    sum = CompensatedSum(0)
    var over: [Double] = []
    for weight in weights.reversed() {
      over.append(min(1, sum.value / total))
      sum.add(weight.value)
    }
    self.upTo = upTo
    self.over = over.reversed()
  }

  var support: (lower: Double, upper: Double) {
    (values[0], values[values.count - 1])
  }

  func cumulative(at x: Double) -> Double {
    let count = values.firstIndex(from: 0) { $0 > x }
    return count == 0 ? 0 : count == values.count ? 1 : upTo[count - 1]
  }

  func survival(at x: Double) -> Double {
    let count = values.firstIndex(from: 0) { $0 > x }
    return count == 0 ? 1 : over[count - 1]
  }

  func below(_ x: Double) -> Double {
    let count = values.firstIndex(from: 0) { $0 >= x }
    return count == 0 ? 0 : count == values.count ? 1 : upTo[count - 1]
  }

  func notBelow(_ x: Double) -> Double {
    let count = values.firstIndex(from: 0) { $0 >= x }
    return count == 0 ? 1 : over[count - 1]
  }

  func lowerQuantile(_ p: Double) -> Double {
    values[min(values.count - 1, upTo.firstIndex(from: 0) { $0 >= p })]
  }

  func upperQuantile(_ q: Double) -> Double {
    values[min(values.count - 1, over.firstIndex(from: 0) { $0 <= q })]
  }

  func attainable(atLeast x: Double) -> Double {
    let index = values.firstIndex(from: 0) { $0 >= x }
    return index == values.count ? .infinity : values[index]
  }

  func attainable(atMost x: Double) -> Double {
    let index = values.firstIndex(from: 0) { $0 > x }
    return index == 0 ? -.infinity : values[index - 1]
  }
}

/// A sum with its rounding error carried along.
///
/// Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen",
/// *Zeitschrift für Angewandte Mathematik und Mechanik* 54, 1974, 39–51.
struct CompensatedSum {
  private var sum: Double
  private var correction = 0.0

  init(_ first: Double) { sum = first }

  var value: Double { sum + correction }

  mutating func add(_ term: Double) {
    let next = sum + term
    correction += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
    sum = next
  }

  static func total(_ parts: [CompensatedSum]) -> Double {
    var sum = CompensatedSum(0)
    for part in parts { sum.add(part.value) }
    return sum.value
  }
}

extension Array {
  /// The first index from `start` whose element meets a condition that all later ones meet too; the
  /// count where none does.
  func firstIndex(from start: Int, where holds: (Element) -> Bool) -> Int {
    var low = start
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
