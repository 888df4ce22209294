extension IntermittentDemand {
  /// Intervals of single steps about a mean: the quantiles of past demand, with the share of zeros such that the
  /// mean is that of the forecast.
  ///
  /// - Parameters:
  ///   - mean: The forecast.
  ///   - horizon: The number of steps, all alike.
  ///   - levels: The levels of the intervals.
  /// - Returns: An interval a level.
  func intervals(about mean: Double, _ horizon: Int, _ levels: [Double]) -> [PredictionInterval] {
    let sorted = sizes.sorted()
    let size = sorted.reduce(0, +) / Double(max(1, sorted.count))
    let probability = size > 0 ? min(1, mean / size) : 0
    // Where demands come at every step and still are too few, they are larger.
    let scale = size > 0 && mean > size ? mean / size : 1
    func quantile(_ share: Double) -> Double {
      let rest = share - (1 - probability)
      guard rest > 0, probability > 0, !sorted.isEmpty else { return 0 }
      let place = min(
        sorted.count - 1, Int((rest / probability * Double(sorted.count)).rounded(.up)) - 1)
      return scale * sorted[max(0, place)]
    }
    return levels.map { level in
      PredictionInterval(
        level: level,
        lower: [Double](repeating: quantile((1 - level) / 2), count: horizon),
        upper: [Double](repeating: quantile((1 + level) / 2), count: horizon))
    }
  }
}
