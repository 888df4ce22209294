import SpecialFunctions

/// An index that grows exponentially at a rate that may change on the way, followed by a Kalman filter.
///
///     ln X' = ln X + λ Δt,   λ' = λ + N(0, q Δt),   ln Y = ln X + N(0, r)
///
/// Y is what is read, above an offset that is known. With q = 0 it is ``BayesianDegradation`` with exponential growth; a
/// larger q forgets. The rate of a new unit begins as N(λ̄, s²), from lines through the logarithms of training units;
/// q/r is searched for and r follows, both of greatest likelihood over the training units.
///
/// Source: A. C. Harvey, *Forecasting, Structural Time Series Models and the Kalman Filter*, Cambridge, 1989, ch. 3 and 4 (smooth trend).
public struct GrowthFilter: DegradationModel, Hashable {
  /// What it is called in its file.
  public static let kind = "growth filter"
  /// The version of its form.
  public static let version = 1

  /// What the index is without damage.
  public let offset: Double
  /// r.
  public let noise: Double
  /// q.
  public let rateNoise: Double
  /// λ̄.
  public let rate: Double
  /// s².
  public let rateVariance: Double
  /// At which value of the index units fail.
  public let threshold: FailureThreshold

  /// Fits to training units.
  ///
  /// - Parameters:
  ///   - paths: Training units, at least two with three readings or more.
  ///   - offset: What the index is without damage.
  ///   - threshold: At which value units fail; `nil` learns it from the ends of those that did.
  /// - Throws: ``PrognosticsError`` for too few units, or an index not above its offset.
  public init(
    _ paths: [DegradationPath], offset: Double = 0, threshold: FailureThreshold? = nil
  ) throws(PrognosticsError) {
    let limit: FailureThreshold
    if let threshold { limit = threshold } else { limit = try FailureThreshold(endsOf: paths) }
    // Lines through logarithms, and all checks of values.
    let lines = try BayesianDegradation(
      paths, growth: .exponential, offset: offset, threshold: limit)
    let usable = paths.filter { $0.times.count >= 3 }
    let logs = usable.map { path in path.values.map { Reproducible.log($0 - offset) } }
    func fit(_ ratio: Double) -> (noise: Double, likelihood: Double) {
      var (squares, logarithms, count) = (0.0, 0.0, 0)
      for (path, logs) in zip(usable, logs) {
        var state = FilterState(
          level: logs[0], rate: lines.mean[1], levelVariance: 1, covariance: 0,
          rateVariance: lines.covariance[2] / lines.noise)
        for step in 1..<logs.count {
          state.predict(path.times[step] - path.times[step - 1], rateNoise: ratio)
          let variance = state.levelVariance + 1
          let surprise = logs[step] - state.level
          squares += surprise * surprise / variance
          logarithms += Reproducible.log(variance)
          count += 1
          state.update(logs[step], noise: 1)
        }
      }
      let noise = squares / Double(count)
      guard noise > 0 else { return (0, -.infinity) }
      return (noise, -(Double(count) * Reproducible.log(noise) + logarithms) / 2)
    }
    // In units of time³ the ratio is free of units: as if a typical path were of length 1.
    let length =
      usable.reduce(0.0) { $0 + ($1.times.last ?? 1) - $1.times[0] } / Double(usable.count)
    let unit = 1 / (length * length * length)
    var (best, found) = (0.0, fit(0))
    for power in stride(from: -9.0, through: 15, by: 0.5) {
      let ratio = unit * Reproducible.exp(power)
      let here = fit(ratio)
      // A rate that changes must be worth something.
      if here.likelihood > found.likelihood + (best == 0 ? 1 : 0) { (best, found) = (ratio, here) }
    }
    guard found.noise > 0 else {
      throw .noEstimate(of: "the noise", because: "all readings lie on their curves")
    }
    self.offset = offset
    self.threshold = limit
    (noise, rateNoise) = (found.noise, best * found.noise)
    (rate, rateVariance) = (lines.mean[1], lines.covariance[2])
  }

  /// A unit that begins with a reading.
  ///
  /// - Parameters:
  ///   - value: The index.
  ///   - time: When it was read.
  /// - Returns: The unit.
  /// - Throws: ``PrognosticsError`` for an index not above its offset.
  public func unit(at value: Double, time: Double = 0) throws(PrognosticsError) -> Unit {
    let state = FilterState(
      level: try logarithm(value), rate: rate, levelVariance: noise, covariance: 0,
      rateVariance: rateVariance)
    return Unit(model: self, state: state, time: time)
  }

  private func logarithm(_ value: Double) throws(PrognosticsError) -> Double {
    guard value > offset, value < .infinity else {
      throw .outOfRange(
        name: "an exponential index", value: value, requirement: "above its offset \(offset)")
    }
    return Reproducible.log(value - offset)
  }

  /// Sees whether the numbers can be those of a filter.
  ///
  /// - Throws: ``PrognosticsError`` that says what is wrong.
  public func check() throws(PrognosticsError) {
    try checkPositive(noise, "the variance of the noise")
    try checkNotNegative(rateNoise, "the variance of changes of the rate")
    try checkFinite(rate, "the rate")
    try checkNotNegative(rateVariance, "the variance of the rate")
    try threshold.check()
    _ = try logarithm(threshold.value)
  }

  /// What is known of one unit.
  public struct Unit: DegradingUnit, Hashable {
    /// What units have in common.
    private let model: GrowthFilter
    private var state: FilterState
    /// When it was last read.
    public private(set) var time: Double

    init(model: GrowthFilter, state: FilterState, time: Double) {
      (self.model, self.state, self.time) = (model, state, time)
    }

    /// Where the index is, without its noise.
    public var value: Double { model.offset + Reproducible.exp(state.level) }

    /// By which part the damage grows in a unit of time.
    public var rate: Double { state.rate }

    /// Learns from a reading.
    ///
    /// - Parameters:
    ///   - value: The index.
    ///   - time: When it was read.
    /// - Throws: ``PrognosticsError`` for an index not above its offset.
    public mutating func observe(_ value: Double, at time: Double) throws(PrognosticsError) {
      precondition(time >= self.time, "readings come in order")
      let reading = try model.logarithm(value)
      state.predict(time - self.time, rateNoise: model.rateNoise)
      state.update(reading, noise: model.noise)
      self.time = time
    }

    private func normal(after wait: Double) -> Double {
      var then = state
      then.predict(wait, rateNoise: model.rateNoise)
      let height = model.threshold.value - model.offset
      let spread = model.threshold.deviation / height
      return (then.level - Reproducible.log(height))
        / (then.levelVariance + spread * spread).squareRoot()
    }

    /// The chance of having reached the threshold within a time, given that it is not reached now.
    public func chance(within wait: Double) -> Double {
      let (now, then) = (normal(after: 0), normal(after: wait))
      guard wait > 0, then > now else { return 0 }
      let left = StandardNormal.survival(now)
      return left > 0 ? 1 - StandardNormal.survival(then) / left : 1
    }

    /// The distribution of what remains, given that it has not failed.
    public var remainingLife: RemainingLife {
      let gap = Reproducible.log(model.threshold.value - model.offset) - state.level
      let wait = gap / max(state.rate, 0.01 * abs(model.rate), 1e-12)
      return RemainingLife(scale: max(wait, 1e-3 * max(time, 1e-6))) { 1 - chance(within: $0) }
    }
  }
}

/// Mean and covariance of the logarithm and its rate.
struct FilterState: Hashable, Sendable {
  var level: Double
  var rate: Double
  var levelVariance: Double
  var covariance: Double
  var rateVariance: Double

  /// Lets time pass; a rate that wanders adds q t³/3, q t²/2 and q t.
  mutating func predict(_ wait: Double, rateNoise q: Double) {
    level += rate * wait
    levelVariance += 2 * wait * covariance + wait * wait * rateVariance + q * wait * wait * wait / 3
    covariance += wait * rateVariance + q * wait * wait / 2
    rateVariance += q * wait
  }

  /// Learns from a reading of the level.
  mutating func update(_ reading: Double, noise: Double) {
    let variance = levelVariance + noise
    let surprise = reading - level
    let (first, second) = (levelVariance / variance, covariance / variance)
    level += first * surprise
    rate += second * surprise
    rateVariance -= second * covariance
    covariance -= first * covariance
    levelVariance -= first * levelVariance
  }
}
