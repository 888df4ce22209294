extension IntermittentDemand {
  /// Demand of so many steps together, smoothed with the weight of least squared errors between 0.1 and 0.3,
  /// for each step.
  ///
  /// Steps at the beginning that fill no group are left out.
  ///
  /// - Parameter steps: How many steps make a group.
  /// - Returns: The forecast of one step.
  func aggregated(_ steps: Int) -> Double {
    let groups = values.count / steps
    guard groups > 0 else { return values.reduce(0, +) / Double(values.count) }
    var sums = [Double](repeating: 0, count: groups)
    let first = values.count - groups * steps
    for group in 0..<groups {
      var sum = 0.0
      for place in 0..<steps { sum += values[first + group * steps + place] }
      sums[group] = sum
    }
    return SimpleSmoothing(fitted: sums, in: IntermittentDemand.usualWeights).level / Double(steps)
  }

  /// The mean interval as a whole number of steps.
  private var usualGroup: Int { max(1, Int(meanInterval.rounded(.toNearestOrEven))) }

  /// One aggregation, by the mean interval between demands (ADIDA).
  ///
  /// Source: K. Nikolopoulos, A. A. Syntetos, J. E. Boylan, F. Petropoulos, V. Assimakopoulos, "An
  /// aggregate–disaggregate intermittent demand approach (ADIDA) to forecasting", *Journal of the Operational Research
  /// Society* 62, 2011, 544–554.
  func adida() -> Double { isSilent ? 0 : aggregated(usualGroup) }

  /// The mean over all aggregations up to the mean interval (IMAPA).
  ///
  /// Source: F. Petropoulos, N. Kourentzes, "Forecast combinations for intermittent demand", *Journal of the
  /// Operational Research Society* 66, 2015, 914–924.
  func imapa() -> Double {
    guard !isSilent else { return 0 }
    let longest = usualGroup
    var sum = 0.0
    for steps in 1...longest { sum += aggregated(steps) }
    return sum / Double(longest)
  }
}
