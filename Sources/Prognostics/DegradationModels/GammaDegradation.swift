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
public struct GammaDegradation: SavedModel, Hashable {
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

  /// The chance of reaching the threshold within a time.
  ///
  /// - Parameters:
  ///   - wait: The time.
  ///   - value: Where the index is now.
  /// - Returns: From 0 to 1.
  public func chance(within wait: Double, at value: Double) -> Double {
    let distance = threshold.value - value
    guard distance > 0 else { return 1 }
    guard wait > 0 else { return 0 }
    return RegularizedGamma.upper(shape: shapeRate * wait, at: distance / scale)
  }

  /// The distribution of what remains; certainly 0 where the threshold has been reached.
  ///
  /// - Parameter value: Where the index is now.
  /// - Returns: The distribution.
  public func remainingLife(at value: Double) -> RemainingLife {
    let distance = threshold.value - value
    guard distance > 0 else { return RemainingLife(unchecked: [0, 0], [1, 0]) }
    return RemainingLife(scale: distance / (scale * shapeRate)) {
      1 - chance(within: $0, at: value)
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
