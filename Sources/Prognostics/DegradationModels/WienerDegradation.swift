import SpecialFunctions

/// An index that drifts upwards with noise that adds up, each unit at a rate of its own.
///
///     ΔX ~ N(μ Δt, σ² Δt),   μ ~ N(m, s²) over units
///
/// Fitted by maximum likelihood; for given ρ = s²/σ² the rest has a closed form, and ρ is searched. What a
/// unit has shown so far says more about its own rate; its life ends when the index first reaches the
/// threshold, d above where it is now:
///
///     F(t) = Φ((m t - d)/v) + e^(2md/σ² + 2s²d²/σ⁴) Φ(-(2s²dt + σ²(mt + d))/(σ² v)),   v² = s²t² + σ²t
///
/// with m and s² those of the unit. With s = 0 this is the inverse Gaussian distribution.
///
/// Sources: G. A. Whitmore, "Normal-gamma mixtures of inverse Gaussian distributions", *Scandinavian Journal of Statistics* 13, 1986,
/// 211–220; X.-S. Si, W. Wang, C.-H. Hu, D.-H. Zhou, M. G. Pecht, "Remaining useful life estimation based on a nonlinear diffusion
/// degradation process", *IEEE Transactions on Reliability* 61, 2012, 50–67.
public struct WienerDegradation: DegradationModel, Hashable {
  /// What it is called in its file.
  public static let kind = "wiener degradation"
  /// The version of its form.
  public static let version = 1

  /// m, the mean rate, in index per time.
  public let drift: Double
  /// s², how much the rate differs between units.
  public let driftVariance: Double
  /// σ², the variance that a unit of time adds.
  public let diffusion: Double
  /// At which value of the index units fail.
  public let threshold: FailureThreshold
  /// The greatest logarithm of the likelihood.
  public let logLikelihood: Double

  /// Fits to the steps of training units.
  ///
  /// - Parameters:
  ///   - paths: Training units, with two readings or more each.
  ///   - unitsDiffer: Whether each has a rate of its own.
  ///   - threshold: At which value units fail; `nil` learns it from the ends of those that did. Its deviation
  ///     does not count here.
  /// - Throws: ``PrognosticsError`` for too few steps, or an index without noise or that does not rise.
  public init(
    _ paths: [DegradationPath], unitsDiffer: Bool = true, threshold: FailureThreshold? = nil
  ) throws(PrognosticsError) {
    let limit: FailureThreshold
    if let threshold { limit = threshold } else { limit = try FailureThreshold(endsOf: paths) }
    let steps = WienerSteps(paths)
    try checkAtLeast(steps.units.count, unitsDiffer ? 2 : 1, "units with two readings")
    try checkAtLeast(steps.count, 2, "steps of units")
    let found = unitsDiffer ? steps.best() : steps.fit(ratio: 0)
    guard found.diffusion > 0 else {
      throw .noEstimate(of: "the noise", because: "all units rise at one rate")
    }
    guard found.drift > 0 else {
      throw .noEstimate(of: "the rate", because: "the index does not rise: negate it")
    }
    (drift, driftVariance, diffusion) = (found.drift, found.driftVariance, found.diffusion)
    (self.threshold, logLikelihood) = (limit, found.logLikelihood)
  }

  /// A unit that begins with a reading.
  ///
  /// - Parameters:
  ///   - value: The index.
  ///   - time: When it was read.
  /// - Returns: The unit.
  public func unit(at value: Double, time: Double = 0) -> Unit {
    Unit(model: self, firstValue: value, firstTime: time, value: value, time: time)
  }

  /// Sees whether the numbers can be those of a model.
  ///
  /// - Throws: ``PrognosticsError`` that says what is wrong.
  public func check() throws(PrognosticsError) {
    try checkPositive(drift, "the rate")
    try checkNotNegative(driftVariance, "the variance of the rate")
    try checkPositive(diffusion, "the variance of the noise")
    try checkFinite(logLikelihood, "the likelihood")
    try threshold.check()
  }

  /// What is known of one unit.
  public struct Unit: DegradingUnit, Hashable {
    /// What units have in common.
    fileprivate let model: WienerDegradation
    fileprivate let (firstValue, firstTime): (Double, Double)
    /// The last reading.
    public fileprivate(set) var value: Double
    /// When it was.
    public fileprivate(set) var time: Double

    fileprivate init(
      model: WienerDegradation, firstValue: Double, firstTime: Double, value: Double, time: Double
    ) {
      self.model = model
      (self.firstValue, self.firstTime) = (firstValue, firstTime)
      (self.value, self.time) = (value, time)
    }

    /// Learns from a reading; only the last one counts, beside the first.
    public mutating func observe(_ value: Double, at time: Double) {
      precondition(time >= self.time, "readings come in order")
      (self.value, self.time) = (value, time)
    }

    /// The mean of the unit's own rate, and its variance.
    public var rate: (mean: Double, variance: Double) {
      guard model.driftVariance > 0 else { return (model.drift, 0) }
      let seen = (time - firstTime) / model.diffusion
      let variance = 1 / (1 / model.driftVariance + seen)
      return (
        variance
          * (model.drift / model.driftVariance + (value - firstValue) / model.diffusion),
        variance
      )
    }

    /// The chance of first reaching the threshold within a time.
    public func chance(within wait: Double) -> Double {
      let distance = model.threshold.value - value
      guard distance > 0 else { return 1 }
      guard wait > 0 else { return 0 }
      let (m, variance) = rate
      return WienerDegradation.passage(
        wait, distance: distance, drift: m, driftVariance: variance, diffusion: model.diffusion)
    }

    /// The distribution of what remains; certainly 0 where the threshold has been reached.
    ///
    /// What is left beyond all times is the chance that the unit's rate is negative and it never fails.
    public var remainingLife: RemainingLife {
      let distance = model.threshold.value - value
      guard distance > 0 else { return RemainingLife(unchecked: [0, 0], [1, 0]) }
      let mean = max(rate.mean, 0.01 * model.drift)
      return RemainingLife(scale: distance / mean) { 1 - chance(within: $0) }
    }
  }

  /// F(t) above.
  static func passage(
    _ t: Double, distance d: Double, drift m: Double, driftVariance: Double, diffusion: Double
  ) -> Double {
    let v = (driftVariance * t * t + diffusion * t).squareRoot()
    let direct = StandardNormal.cumulative((m * t - d) / v)
    // The product of a huge and a tiny number, as the power of a sum.
    let power = 2 * m * d / diffusion + 2 * driftVariance * d * d / (diffusion * diffusion)
    let z = (2 * driftVariance * d * t + diffusion * (m * t + d)) / (diffusion * v)
    return min(1, direct + Reproducible.exp(min(0, power + logTail(z))))
  }

  /// ln Φ(-z).
  private static func logTail(_ z: Double) -> Double {
    guard z > 30 else { return Reproducible.log(StandardNormal.survival(z)) }
    // Mills' series; what is left out is below 15/30⁶ = 2e-8 of a factor.
    let square = 1 / (z * z)
    return -z * z / 2 - Reproducible.log(z) - 0.9189385332046727
      + Reproducible.log(1 - square + 3 * square * square)
  }
}
