/// The model of the Theta method: a curve smoothed exponentially, and a line that takes up part of the trend.
///
///     μ_t = ℓ_(t-1) + (1 - 1/θ) ((1-α)^(t-1) A + (1 - (1-α)^t)/α B)
///     ℓ_t = α y_t + (1 - α) ℓ_(t-1)
///
/// A + B t is the least squares line: of the whole series (STM with θ = 2, OTM with θ estimated), or of the values
/// that are known by then (DSTM, DOTM), which follows a trend that turns.
///
/// Source: J. A. Fiorucci, T. R. Pellegrini, F. Louzada, F. Petropoulos, A. B. Koehler, "Models for optimising the theta
/// method and their relationship to state space models", *International Journal of Forecasting* 32, 2016, 1151–1161.
public struct ThetaModel: Hashable, Sendable {
  /// How the line is found, and whether θ is estimated.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The line of the whole series, θ = 2.
    case standard = "STM"
    /// The line of the whole series, θ estimated.
    case optimized = "OTM"
    /// The line of what is known, θ = 2.
    case dynamicStandard = "DSTM"
    /// The line of what is known, θ estimated.
    case dynamicOptimized = "DOTM"

    var isDynamic: Bool { self == .dynamicStandard || self == .dynamicOptimized }
    var estimatesTheta: Bool { self == .optimized || self == .dynamicOptimized }
  }

  /// How the line is found.
  public let kind: Kind
  /// ℓ_0.
  public let initialLevel: Double
  /// α, from 0.1 to 0.99.
  public let alpha: Double
  /// θ, at least 1.
  public let theta: Double
  /// The mean squared one-step error from the fourth value on.
  public let meanSquare: Double
  private let level: Double
  private let mean: Double
  private let intercept: Double
  private let slope: Double
  private let remainingPower: Double
  private let count: Int

  /// How often a step's error is left out of the fit while the line is not yet one.
  static let settling = 3

  /// Follows a series with given parameters.
  ///
  /// - Parameters:
  ///   - kind: How the line is found.
  ///   - values: The series without its season.
  ///   - initialLevel: ℓ_0.
  ///   - alpha: α.
  ///   - theta: θ.
  public init(
    _ kind: Kind, _ values: [Double], initialLevel: Double, alpha: Double, theta: Double
  ) {
    let n = values.count
    self.kind = kind
    self.initialLevel = initialLevel
    self.alpha = alpha
    self.theta = theta
    count = n
    var line = kind.isDynamic ? Line() : Line(of: values)
    var (level, power, squares) = (initialLevel, 1.0, 0.0)
    for step in 0..<n {
      let next = power * (1 - alpha)
      let part = power * line.intercept + (1 - next) / alpha * line.slope
      let error = values[step] - level - (1 - 1 / theta) * part
      if step >= ThetaModel.settling { squares += error * error }
      level = alpha * values[step] + (1 - alpha) * level
      if kind.isDynamic { line.take(values[step], after: step) }
      power = next
    }
    self.level = level
    mean = line.mean
    intercept = line.intercept
    slope = line.slope
    remainingPower = power
    meanSquare = squares / Double(max(1, n - ThetaModel.settling))
  }

  /// Fits the parameters to a series without season.
  ///
  /// - Parameters:
  ///   - kind: How the line is found.
  ///   - values: At least 4.
  init(fitted kind: Kind, _ values: [Double]) {
    let size = max(values.reduce(0) { $0 + abs($1) } / Double(values.count), 1e-300)
    let scaled = values.map { $0 / size }
    let objective = ThetaObjective(kind, scaled)
    let start = [scaled[0] / 2, 0.5, 0.5]
    let used = kind.estimatesTheta ? 3 : 2
    let bounds = [-1e6...1e6, 0.1...0.99, 0...1.0]
    let search = SimplexSearch(
      bounds: Array(bounds[..<used]), evaluationLimit: 250, tolerance: 1e-7)
    let point = search.minimum(
      from: Array(start[..<used]), step: Array([0.3, 0.25, 0.25][..<used])
    ) { objective.squares($0) }.point
    self.init(
      kind, values, initialLevel: point[0] * size, alpha: point[1],
      theta: used == 3 ? 1 / max(1e-10, 1 - point[2]) : 2)
  }

  /// The expected value of each step to come.
  ///
  /// - Parameter horizon: The number of steps.
  /// - Returns: The values, the next step first.
  public func forecast(_ horizon: Int) -> [Double] {
    var line = Line(mean: mean, intercept: intercept, slope: slope)
    var (level, power) = (level, remainingPower)
    return (0..<horizon).map { step in
      let next = power * (1 - alpha)
      let part = power * line.intercept + (1 - next) / alpha * line.slope
      let value = level + (1 - 1 / theta) * part
      level = alpha * value + (1 - alpha) * level
      if kind.isDynamic { line.take(value, after: count + step) }
      power = next
      return value
    }
  }

  /// The standard deviation of each step, as simple smoothing has it: σ √(1 + (h - 1) α²).
  ///
  /// - Parameter horizon: The number of steps.
  /// - Returns: The deviations, the next step first.
  public func deviation(_ horizon: Int) -> [Double] {
    (0..<horizon).map { (meanSquare * (1 + Double($0) * alpha * alpha)).squareRoot() }
  }

  /// A least squares line through values at 1, 2, …, kept up as they come.
  struct Line {
    var mean = 0.0
    var intercept = 0.0
    var slope = 0.0

    init() {}

    init(mean: Double, intercept: Double, slope: Double) {
      (self.mean, self.intercept, self.slope) = (mean, intercept, slope)
    }

    init(of values: [Double]) {
      let n = Double(values.count)
      mean = values.reduce(0, +) / n
      var product = 0.0
      for (place, value) in values.enumerated() { product += Double(place + 1) * value }
      slope = n > 1 ? 6 / (n * n - 1) * (2 * product / n - (n + 1) * mean) : 0
      intercept = mean - slope * (n + 1) / 2
    }

    /// Takes the value that comes after so many.
    @inline(__always)
    mutating func take(_ value: Double, after count: Int) {
      let t = Double(count + 1)
      slope = ((t - 2) * slope + 6 * (value - mean) / t) / (t + 1)
      mean += (value - mean) / t
      intercept = mean - slope * (t + 1) / 2
    }
  }
}

/// The squared errors of a Theta model as a function of its parameters, with all that they do not change
/// worked out before.
private struct ThetaObjective {
  let kind: ThetaModel.Kind
  let values: [Double]
  /// The line before each step.
  let intercepts: [Double]
  let slopes: [Double]

  init(_ kind: ThetaModel.Kind, _ values: [Double]) {
    self.kind = kind
    self.values = values
    var line = kind.isDynamic ? ThetaModel.Line() : ThetaModel.Line(of: values)
    var (intercepts, slopes) = ([Double](), [Double]())
    intercepts.reserveCapacity(values.count)
    slopes.reserveCapacity(values.count)
    for (step, value) in values.enumerated() {
      intercepts.append(line.intercept)
      slopes.append(line.slope)
      if kind.isDynamic { line.take(value, after: step) }
    }
    (self.intercepts, self.slopes) = (intercepts, slopes)
  }

  /// Σ e² from the fourth value on; the point holds ℓ_0, α and 1 - 1/θ.
  func squares(_ point: [Double]) -> Double {
    let alpha = point[1]
    let share = point.count > 2 ? point[2] : 0.5
    let keep = 1 - alpha
    let (values, intercepts, slopes) = (values.span, intercepts.span, slopes.span)
    let perAlpha = 1 / alpha
    var (level, power, total) = (point[0], 1.0, 0.0)
    for step in 0..<values.count {
      let next = power * keep
      let part = power * intercepts[step] + (1 - next) * perAlpha * slopes[step]
      let error = values[step] - level - share * part
      if step >= ThetaModel.settling { total += error * error }
      level = alpha * values[step] + keep * level
      power = next
    }
    return total
  }
}
