import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension LifeLikelihood {
  /// Where the search begins: the likeliest of two guesses.
  ///
  /// One is the rate of failures for all lives alike; the other, for families of locations and scales, a
  /// least squares fit of ln t that takes censored lives as they stand. Column 0 of both designs is 1.
  func start() -> [Double] {
    let count = location.columns + ancillary.columns
    var (exposure, failures) = (0.0, 0.0)
    let middles = LifeLikelihood.middles(sample)
    for row in 0..<sample.count {
      exposure += sample.weights[row] * max(0, middles[row] - sample.entries[row])
      if sample.upper[row] < .infinity { failures += sample.weights[row] }
    }
    var byRate = Array(repeating: 0.0, count: count)
    byRate[0] = log(max(exposure, 1e-9 * unit) / failures / unit)
    guard family.isLocationScale, let byLogarithms = leastSquaresStart(middles) else {
      return byRate
    }
    let heights = [byRate, byLogarithms].map { evaluate($0).value }
    return heights[1] > heights[0] || !heights[0].isFinite ? byLogarithms : byRate
  }

  private func leastSquaresStart(_ middles: [Double]) -> [Double]? {
    let columns = location.columns
    var gram = SymmetricMatrix(order: columns)
    var solution = Array(repeating: 0.0, count: columns)
    for row in 0..<sample.count where middles[row] > 0 {
      let (weight, y) = (sample.weights[row], log(middles[row] / unit))
      for i in 0..<columns {
        let x = weight * location[row, i]
        solution[i] += x * y
        for j in 0...i { gram[i, j] += x * location[row, j] }
      }
    }
    var factor = CholeskyFactor()
    guard factor.factor(gram) else { return nil }
    factor.solve(&solution)
    var (squares, weights) = (0.0, 0.0)
    for row in 0..<sample.count where middles[row] > 0 {
      var rest = log(middles[row] / unit)
      for column in 0..<columns { rest -= location[row, column] * solution[column] }
      squares += sample.weights[row] * rest * rest
      weights += sample.weights[row]
    }
    var start = solution + Array(repeating: 0, count: ancillary.columns)
    // The standard deviation of z: π/√6, 1, π/√3.
    let deviation =
      switch family.standard {
      case .smallestExtreme: 1.2825498301618641
      case .logistic: 1.8137993642342178
      default: 1.0
      }
    let spread = max((squares / weights).squareRoot(), 1e-3) / deviation
    if ancillary.columns > 0 { start[columns] = -log(spread) }
    return start
  }
}
