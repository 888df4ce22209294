/// How much more orders vary than the demand that they follow.
///
/// Each period orders q_t = y_t - y_(t-1) + D_(t-1) up to the level y_t = L f_t, where f is a forecast of the
/// demand of a period made of the past ones; orders below 0 send back. Then q_t = L (f_t - f_(t-1)) + D_(t-1).
///
/// Source: F. Chen, Z. Drezner, J. K. Ryan, D. Simchi-Levi, "Quantifying the Bullwhip Effect in a Simple Supply
/// Chain", *Management Science* 46 (3), 2000, 436–443; F. Chen, J. K. Ryan, D. Simchi-Levi, "The Impact of
/// Exponential Smoothing Forecasts on the Bullwhip Effect", *Naval Research Logistics* 47 (4), 2000, 269–286.
public struct Bullwhip: Hashable, Sendable {
  /// The variance of the orders in variances of the demand.
  public let ratio: Double

  /// Works out the ratio.
  ///
  /// - Parameters:
  ///   - forecast: How the demand is foretold.
  ///   - coverage: L: the periods that the level covers, at least 0.
  ///   - coefficient: φ of an autoregressive demand, between -1 and 1; 0 for independent demands.
  /// - Throws: ``InventoryError``.
  public init(
    forecast: SimpleForecast, coverage: Double, coefficient: Double = 0
  ) throws(InventoryError) {
    try forecast.check()
    try Named("periods covered", coverage).expectNotNegative()
    try DemandProcess.autoregressive(coefficient: coefficient, deviation: 1).check()
    switch forecast {
    case .movingAverage(let count):
      // f_t - f_(t-1) = (D_(t-1) - D_(t-1-p)) / p.
      let (weight, apart) = (coverage / Double(count), 1 - power(coefficient, count))
      ratio = 1 + 2 * weight * (1 + weight) * apart
    case .exponentialSmoothing(let weight):
      // f_t - f_(t-1) = α (D_(t-1) - f_(t-1)).
      let apart = (1 - coefficient) / (1 - coefficient * (1 - weight))
      let step = coverage * weight
      ratio = 1 + 2 * step * (1 + step / (2 - weight)) * apart
    }
  }
}

/// A number multiplied by itself so many times.
private func power(_ base: Double, _ exponent: Int) -> Double {
  (0..<exponent).reduce(1) { product, _ in product * base }
}
