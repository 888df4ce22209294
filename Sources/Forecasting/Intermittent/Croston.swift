extension IntermittentDemand {
  /// Croston's method: smoothed size over smoothed interval.
  ///
  ///     f = z / p,   z and p smoothed at demands only
  ///
  /// Source: J. D. Croston, "Forecasting and Stock Control for Intermittent Demands", *Operational Research
  /// Quarterly* 23, 1972, 289–303.
  ///
  /// - Parameter alpha: The weight of smoothing for both.
  /// - Returns: The forecast of one step.
  func croston(alpha: Double = 0.1) -> Double {
    guard !isSilent else { return 0 }
    return SimpleSmoothing(sizes, alpha: alpha).level
      / SimpleSmoothing(intervals, alpha: alpha).level
  }

  /// Croston's method with the weights of least squared errors, between 0.1 and 0.3.
  func crostonOptimized() -> (value: Double, sizeWeight: Double, intervalWeight: Double) {
    guard !isSilent else { return (0, 0, 0) }
    let size = SimpleSmoothing(fitted: sizes, in: IntermittentDemand.usualWeights)
    let interval = SimpleSmoothing(fitted: intervals, in: IntermittentDemand.usualWeights)
    return (size.level / interval.level, size.alpha, interval.alpha)
  }

  /// Croston's method less its bias: (1 - α/2) z / p.
  ///
  /// Source: A. A. Syntetos, J. E. Boylan, "The accuracy of intermittent demand estimates", *International
  /// Journal of Forecasting* 21, 2005, 303–314.
  func syntetosBoylan(alpha: Double = 0.1) -> Double { (1 - alpha / 2) * croston(alpha: alpha) }

  /// The method of Teunter, Syntetos and Babai: smoothed size times smoothed probability of a demand, which falls
  /// while nothing is asked for.
  ///
  /// Source: R. H. Teunter, A. A. Syntetos, M. Z. Babai, "Intermittent demand: Linking forecasting to inventory
  /// obsolescence", *European Journal of Operational Research* 214, 2011, 606–615.
  func teunterSyntetosBabai(sizeWeight: Double, probabilityWeight: Double) -> Double {
    guard !isSilent else { return 0 }
    var probability = values[0] > 0 ? 1.0 : 0
    for value in values.dropFirst() {
      probability += probabilityWeight * ((value > 0 ? 1 : 0) - probability)
    }
    return SimpleSmoothing(sizes, alpha: sizeWeight).level * probability
  }
}
