import TestDraws

extension Draws {
  /// A stationary autoregressive series of order 1 with mean 0 and variance 1.
  mutating func autoregressive(_ phi: Double, count: Int) -> [Double] {
    let scale = (1 - phi * phi).squareRoot()
    var value = normal()
    var series: [Double] = []
    series.reserveCapacity(count)
    for _ in 0..<count {
      series.append(value)
      value = phi * value + scale * normal()
    }
    return series
  }
}
