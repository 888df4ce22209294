import SpecialFunctions

/// An index that only rises, by many small jumps: a gamma process.
///
///     ΔX ~ Γ(shape a Δt, scale b),   P(remaining life > t) = P(a t, d/b)
///
/// d is what is left to the threshold and P the regularized lower incomplete gamma function. Fitted by maximum
/// likelihood: b = ΣΔX/(a ΣΔt), and a solves Σ Δt (ln ΔX - ψ(a Δt) - ln b) = 0, whose left side falls in a.
///
/// Source: J. M. van Noortwijk, "A survey of the application of gamma processes in maintenance", *Reliability Engineering & System
/// Safety* 94, 2009, 2–21.
public struct GammaDegradation: DegradationModel, Hashable {
  /// What it is called in its file.
  public static let kind = "gamma degradation"
  /// The version of its form.
  public static let version = 1

  /// a, the shape that a unit of time adds.
  public let shapeRate: Double
  /// b, the mean step per unit of shape, in the unit of the index.
  public let scale: Double
  /// At which value of the index units fail.
  public let threshold: FailureThreshold

  /// Fits to the steps of training units.
  ///
  /// - Parameters:
  ///   - paths: Training units.
  ///   - threshold: At which value units fail; `nil` learns it from the ends of those that did. Its deviation
  ///     does not count here.
  /// - Throws: ``PrognosticsError`` for fewer than two steps, one that does not rise, or steps without noise.
  public init(
    _ paths: [DegradationPath], threshold: FailureThreshold? = nil
  ) throws(PrognosticsError) {
    let limit: FailureThreshold
    if let threshold { limit = threshold } else { limit = try FailureThreshold(endsOf: paths) }
    var steps: [(wait: Double, rise: Double)] = []
    for path in paths {
      for step in 0..<(path.times.count - 1) {
        let rise = path.values[step + 1] - path.values[step]
        try checkPositive(rise, "a step of a gamma process")
        steps.append((path.times[step + 1] - path.times[step], rise))
      }
    }
    try checkAtLeast(steps.count, 2, "steps of units")
    let (time, total) = steps.reduce((0.0, 0.0)) { ($0.0 + $1.wait, $0.1 + $1.rise) }
    func slope(_ a: Double) -> Double {
      let logScale = Reproducible.log(total / (a * time))
      return steps.reduce(0) { sum, step in
        sum + step.wait
          * (Reproducible.log(step.rise) - Polygamma.digamma(a * step.wait) - logScale)
      }
    }
    let least = steps.map(\.wait).min() ?? 1
    var (low, high) = (1e-6 / least, 1e8 / least)
    guard slope(high) < 0 else {
      throw .noEstimate(of: "the shape", because: "all units rise at one rate")
    }
    for _ in 0..<200 where high / low > 1 + 1e-14 {
      let middle = (low * high).squareRoot()
      if slope(middle) > 0 { low = middle } else { high = middle }
    }
    shapeRate = (low * high).squareRoot()
    scale = total / (shapeRate * time)
    self.threshold = limit
  }

  /// A unit of which there is one reading so far.
  ///
  /// - Parameters:
  ///   - value: The index.
  ///   - time: When it was read.
  /// - Returns: The unit.
  public func unit(at value: Double, time: Double = 0) -> Unit { Unit(model: self, value: value) }

  /// What is known of one unit: all that counts is where it is.
  public struct Unit: DegradingUnit, Hashable {
    private let model: GammaDegradation
    /// The last reading.
    public private(set) var value: Double

    init(model: GammaDegradation, value: Double) { (self.model, self.value) = (model, value) }

    /// Learns from a reading.
    public mutating func observe(_ value: Double, at time: Double) { self.value = value }

    /// The chance of reaching the threshold within a time.
    public func chance(within wait: Double) -> Double {
      let distance = model.threshold.value - value
      guard distance > 0 else { return 1 }
      guard wait > 0 else { return 0 }
      return RegularizedGamma.upper(
        shape: model.shapeRate * wait, at: distance / model.scale)
    }

    /// The distribution of what remains; certainly 0 where the threshold has been reached.
    public var remainingLife: RemainingLife {
      let distance = model.threshold.value - value
      guard distance > 0 else { return RemainingLife(unchecked: [0, 0], [1, 0]) }
      return RemainingLife(scale: distance / (model.scale * model.shapeRate)) {
        1 - chance(within: $0)
      }
    }
  }

  /// Sees whether the numbers can be those of a model.
  ///
  /// - Throws: ``PrognosticsError`` that says what is wrong.
  public func check() throws(PrognosticsError) {
    try checkPositive(shapeRate, "the shape of a gamma process")
    try checkPositive(scale, "the scale of a gamma process")
    try threshold.check()
  }
}
