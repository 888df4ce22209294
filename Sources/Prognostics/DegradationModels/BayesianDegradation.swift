import LinearAlgebra
import SpecialFunctions

/// An index that rises in a line, or exponentially, each unit with coefficients of its own.
///
///     y(t) = θ₀ + θ₁ t + ε,   (θ₀, θ₁) ~ N(m, Σ) over units,   ε ~ N(0, σ²)
///
/// with y the index, or ln(index - offset). What units have in common is learnt from training units: a line through
/// each; m is the mean of the lines, Σ their covariance less what the noise adds to it, σ² is pooled. A new unit begins
/// with that and is brought up to date with each reading, exactly (conjugate normal). Its life ends when
/// θ₀ + θ₁ t reaches the threshold:
///
///     P(life ≤ t) = Φ((m₀ + m₁ t - D) / √(Var(θ₀ + θ₁ t) + Var D)),   given that it has not been reached yet
///
/// Source: N. Z. Gebraeel, M. A. Lawley, R. Li, J. K. Ryan, "Residual-life distributions from component degradation signals: a
/// Bayesian approach", *IIE Transactions* 37, 2005, 543–557 (model with independent errors).
public struct BayesianDegradation: DegradationModel, Hashable {
  /// What it is called in its file.
  public static let kind = "bayesian degradation"
  /// The version of its form.
  public static let version = 1

  /// How the index rises.
  public enum Growth: String, Hashable, Sendable, Codable {
    /// By as much in each unit of time.
    case linear
    /// By as large a part of index - offset.
    case exponential
  }

  /// How the index rises.
  public let growth: Growth
  /// What an exponential index is without damage; 0 for a linear one.
  public let offset: Double
  /// m.
  public let mean: [Double]
  /// Σ: the variance of θ₀, the covariance, the variance of θ₁.
  public let covariance: [Double]
  /// σ².
  public let noise: Double
  /// At which value of the index units fail.
  public let threshold: FailureThreshold

  /// Learns what units have in common.
  ///
  /// - Parameters:
  ///   - paths: Training units, at least two with three readings or more.
  ///   - growth: How the index rises.
  ///   - offset: What an exponential index is without damage.
  ///   - threshold: At which value units fail; `nil` learns it from the ends of those that did.
  /// - Throws: ``PrognosticsError`` for too few units, or an exponential index not above its offset.
  public init(
    _ paths: [DegradationPath], growth: Growth, offset: Double = 0,
    threshold: FailureThreshold? = nil
  ) throws(PrognosticsError) {
    let offset = growth == .linear ? 0 : offset
    let limit: FailureThreshold
    if let threshold { limit = threshold } else { limit = try FailureThreshold(endsOf: paths) }
    _ = try BayesianDegradation.transformed(limit.value, growth, offset)
    var lines: [UnitLine] = []
    for path in paths where path.times.count >= 3 {
      var values: [Double] = []
      for value in path.values {
        values.append(try BayesianDegradation.transformed(value, growth, offset))
      }
      lines.append(UnitLine(path.times, values))
    }
    try checkAtLeast(lines.count, 2, "units with three readings")
    let population = UnitLine.population(lines)
    guard population.noise > 0 else {
      throw .noEstimate(of: "the noise", because: "all readings lie on their lines")
    }
    (self.growth, self.offset, self.threshold) = (growth, offset, limit)
    (mean, covariance, noise) = (population.mean, population.covariance, population.noise)
  }

  /// The index as a line has it.
  private static func transformed(
    _ value: Double, _ growth: Growth, _ offset: Double
  ) throws(PrognosticsError) -> Double {
    guard growth == .exponential else { return value }
    guard value > offset else {
      throw .outOfRange(
        name: "an exponential index", value: value, requirement: "above its offset \(offset)")
    }
    return Reproducible.log(value - offset)
  }

  /// A unit of which nothing has been read yet.
  public var newUnit: Unit { Unit(model: self) }

  /// A unit of which there is one reading so far.
  ///
  /// - Parameters:
  ///   - value: The index.
  ///   - time: When it was read, since the unit was new.
  /// - Returns: The unit.
  /// - Throws: ``PrognosticsError`` for an exponential index not above its offset.
  public func unit(at value: Double, time: Double = 0) throws(PrognosticsError) -> Unit {
    var unit = newUnit
    try unit.observe(value, at: time)
    return unit
  }

  /// Sees whether the numbers can be those of a model.
  ///
  /// - Throws: ``PrognosticsError`` that says what is wrong.
  public func check() throws(PrognosticsError) {
    try checkCount(mean.count, 2, "means of coefficients")
    try checkFinite(mean, "the mean of a coefficient")
    try checkCount(covariance.count, 3, "covariances of coefficients")
    try checkFinite(covariance, "a covariance of coefficients")
    try checkNotNegative(covariance[0], "the variance of a coefficient")
    try checkNotNegative(covariance[2], "the variance of a coefficient")
    try checkPositive(noise, "the variance of the noise")
    try checkFinite(offset, "the offset")
    try threshold.check()
    _ = try BayesianDegradation.transformed(threshold.value, growth, offset)
  }

  /// What is known of one unit.
  public struct Unit: DegradingUnit, Hashable {
    /// What units have in common.
    private let model: BayesianDegradation
    /// The means of θ₀ and θ₁.
    public private(set) var (start, slope): (Double, Double)
    /// Their variances and covariance.
    public private(set) var (startVariance, covariance, slopeVariance): (Double, Double, Double)
    /// When it was last read.
    public private(set) var time = 0.0

    init(model: BayesianDegradation) {
      self.model = model
      (start, slope) = (model.mean[0], model.mean[1])
      (startVariance, covariance) = (model.covariance[0], model.covariance[1])
      slopeVariance = model.covariance[2]
    }

    /// Learns from a reading.
    ///
    /// - Parameters:
    ///   - value: The index.
    ///   - time: When it was read.
    /// - Throws: ``PrognosticsError`` for an exponential index not above its offset.
    public mutating func observe(_ value: Double, at time: Double) throws(PrognosticsError) {
      try checkFinite(value, "the index")
      let y = try BayesianDegradation.transformed(value, model.growth, model.offset)
      let first = startVariance + covariance * time
      let second = covariance + slopeVariance * time
      let variance = first + second * time + model.noise
      let surprise = y - start - slope * time
      start += first / variance * surprise
      slope += second / variance * surprise
      startVariance -= first * first / variance
      covariance -= first * second / variance
      slopeVariance -= second * second / variance
      self.time = time
    }

    /// Φ⁻¹ of the chance that the threshold has been reached at a time.
    private func normal(at time: Double) -> Double {
      let (limit, spread) = model.line
      let variance =
        startVariance + 2 * covariance * time + slopeVariance * time * time + spread * spread
      let gap = start + slope * time - limit
      guard variance > 0 else { return gap >= 0 ? .infinity : -.infinity }
      return gap / variance.squareRoot()
    }

    /// The chance of a failure within a time, given that there has been none.
    public func chance(within wait: Double) -> Double {
      let (now, then) = (normal(at: time), normal(at: time + wait))
      guard then > now else { return 0 }
      let left = StandardNormal.survival(now)
      return left > 0 ? 1 - StandardNormal.survival(then) / left : 1
    }

    /// The distribution of what remains, given that it has not failed.
    ///
    /// What is left beyond all times is the chance that the line does not rise.
    public var remainingLife: RemainingLife {
      let (limit, _) = model.line
      let wait = slope > 0 ? (limit - start) / slope - time : 1
      let scale = max(wait, 1e-3 * max(time, 1e-6), 1e-9)
      return RemainingLife(scale: scale) { 1 - chance(within: $0) }
    }
  }

  /// The threshold as a line has it, and its deviation to first order.
  private var line: (limit: Double, deviation: Double) {
    guard growth == .exponential else { return (threshold.value, threshold.deviation) }
    let height = threshold.value - offset
    return (Reproducible.log(height), threshold.deviation / height)
  }
}
