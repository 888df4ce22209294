/// The least squares line through the readings of one unit.
struct UnitLine {
  var coefficients: [Double]
  /// The sum of squares of what is left.
  var residual: Double
  /// How many values are left for the noise.
  var freedom: Int
  /// (XᵀX)⁻¹: start, both, slope.
  var spread: [Double]

  init(_ times: [Double], _ values: [Double]) {
    let count = Double(times.count)
    let (middle, level) = (times.reduce(0, +) / count, values.reduce(0, +) / count)
    var (square, product) = (0.0, 0.0)
    for (time, value) in zip(times, values) {
      square += (time - middle) * (time - middle)
      product += (time - middle) * (value - level)
    }
    let slope = product / square
    let start = level - slope * middle
    residual = zip(times, values).reduce(0) { sum, reading in
      let rest = reading.1 - start - slope * reading.0
      return sum + rest * rest
    }
    coefficients = [start, slope]
    freedom = times.count - 2
    spread = [1 / count + middle * middle / square, -middle / square, 1 / square]
  }

  /// What several units have in common: noise, mean of the coefficients, and their covariance less what the
  /// noise adds to it, cut where that is not positive.
  static func population(
    _ lines: [UnitLine]
  ) -> (mean: [Double], covariance: [Double], noise: Double) {
    let count = Double(lines.count)
    let noise =
      lines.reduce(0) { $0 + $1.residual } / Double(max(1, lines.reduce(0) { $0 + $1.freedom }))
    let mean = (0..<2).map { place in
      lines.reduce(0) { $0 + $1.coefficients[place] } / count
    }
    func moment(_ i: Int, _ j: Int) -> Double {
      lines.reduce(0) {
        $0 + ($1.coefficients[i] - mean[i]) * ($1.coefficients[j] - mean[j])
      } / (count - 1)
    }
    let raw = [moment(0, 0), moment(0, 1), moment(1, 1)]
    let added = (0..<3).map { place in lines.reduce(0) { $0 + $1.spread[place] } / count * noise }
    // At least a thousandth of what is seen: a prior that knows all could learn nothing.
    let start = max(raw[0] - added[0], 1e-3 * raw[0])
    let slope = max(raw[2] - added[2], 1e-3 * raw[2])
    let bound = 0.99 * (start * slope).squareRoot()
    return (mean, [start, min(bound, max(-bound, raw[1] - added[1])), slope], noise)
  }
}
