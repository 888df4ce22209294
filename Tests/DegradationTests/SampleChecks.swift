/// Mean and spread of a sample.
struct SampleMoments {
  let count: Double
  let mean: Double
  let variance: Double
  /// The standard error of the variance, from the fourth moment.
  let varianceError: Double

  init(_ values: [Double]) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    var (second, fourth) = (0.0, 0.0)
    for value in values {
      let square = (value - mean) * (value - mean)
      second += square
      fourth += square * square
    }
    self.count = count
    self.mean = mean
    variance = second / (count - 1)
    varianceError = ((fourth / count - variance * variance) / count).squareRoot()
  }

  var standardDeviation: Double { variance.squareRoot() }
  var standardError: Double { (variance / count).squareRoot() }
}

/// What four standard errors are for the statistic of Kolmogorov and Smirnov.
///
/// P(√n D > 2.28) = 2 exp(-2 · 2.28²) = 6e-5, as of four standard deviations of a normal number.
let kolmogorovLimit = 2.28

/// √n times the largest distance between a sample and a distribution function.
///
/// - Parameters:
///   - sample: The sample; for numbers that are equal, the function may jump.
///   - cumulative: The probability up to a number; continuous.
/// - Returns: The scaled distance; infinity where a probability is NaN.
func kolmogorov(_ sample: [Double], _ cumulative: (Double) -> Double) -> Double {
  let count = Double(sample.count)
  var distance = 0.0
  for (place, value) in sample.sorted().enumerated() {
    let probability = cumulative(value)
    if probability.isNaN { return .infinity }
    distance = max(
      distance, (Double(place) + 1) / count - probability, probability - Double(place) / count)
  }
  return distance * count.squareRoot()
}

/// √n times the correlation of pairs: for independent ones, a standard normal number.
func scaledCorrelation(_ first: [Double], _ second: [Double]) -> Double {
  let (one, other) = (SampleMoments(first), SampleMoments(second))
  var sum = 0.0
  for (x, y) in zip(first, second) { sum += (x - one.mean) * (y - other.mean) }
  return sum / one.count.squareRoot() / (one.standardDeviation * other.standardDeviation)
}

/// The distribution of the age of a steady unit, and of what it still has to live.
///
/// F(a) = ∫₀ᵃ S/m, by Simpson's rule on a fine grid, and straight between its points.
struct EquilibriumLaw {
  let mean: Double
  private let upper: Double
  private let sums: [Double]

  init(upTo upper: Double, cells: Int = 4_000, survival: (Double) -> Double) {
    let width = upper / Double(cells)
    var sums = [0.0]
    for cell in 0..<cells {
      let left = Double(cell) * width
      let part =
        (survival(left) + 4 * survival(left + width / 2) + survival(left + width)) / 6 * width
      sums.append(sums[cell] + part)
    }
    self.upper = upper
    self.sums = sums
    mean = sums[cells]
  }

  func cumulative(_ age: Double) -> Double {
    let place = max(0, age) / upper * Double(sums.count - 1)
    guard place < Double(sums.count - 1) else { return 1 }
    let cell = Int(place)
    let share = place - Double(cell)
    return (sums[cell] + share * (sums[cell + 1] - sums[cell])) / mean
  }
}
