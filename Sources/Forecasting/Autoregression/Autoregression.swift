import SpecialFunctions

/// A series that returns to its mean, each value a weighted sum of those before it.
///
///     y_t - μ = φ_1 (y_(t-1) - μ) + … + φ_p (y_(t-p) - μ) + e_t
///
/// Weights are found by Burg's recursion, which always gives a stationary model; p has the least corrected Akaike
/// criterion.
///
/// Source: P. J. Brockwell, R. A. Davis, *Introduction to Time Series and Forecasting*, 3rd ed., Springer, 2016,
/// sections 5.1.2 and 5.5.2.
public struct Autoregression: Hashable, Sendable {
  /// μ.
  public let mean: Double
  /// The weights φ_1, φ_2 and so on.
  public let weights: [Double]
  /// The variance of e.
  public let variance: Double
  /// The values less the mean, as many as the weights reach back, the last one last.
  private let recent: [Double]

  /// Fits the weights.
  ///
  /// - Parameters:
  ///   - values: The series.
  ///   - longest: The most weights that are tried; `nil` for 10 log10 n.
  public init(_ values: [Double], longest: Int? = nil) {
    let n = values.count
    let mean = values.reduce(0, +) / Double(max(1, n))
    let centered = values.map { $0 - mean }
    let usual = Int(10 * Reproducible.log(Double(max(2, n))) / Reproducible.log(10))
    let limit = max(0, min(longest ?? usual, n / 3))
    var (forward, backward) = (centered, centered)
    var power = centered.reduce(0) { $0 + $1 * $1 } / Double(max(1, n))
    func criterion(_ order: Int, _ power: Double) -> Double {
      let parameters = Double(order + 2)
      let rest = Double(n) - parameters - 1
      guard power > 0, rest > 0 else { return .infinity }
      return Double(n) * Reproducible.log(power) + 2 * parameters * Double(n) / rest
    }
    var weights: [Double] = []
    var best = (value: criterion(0, power), weights: weights, power: power)
    for order in 1..<max(1, limit + 1) {
      var (product, squares) = (0.0, 0.0)
      for place in order..<n {
        product += forward[place] * backward[place - 1]
        squares += forward[place] * forward[place] + backward[place - 1] * backward[place - 1]
      }
      guard squares > 0 else { break }
      let reflection = 2 * product / squares
      let old = weights
      for place in 0..<(order - 1) { weights[place] -= reflection * old[order - 2 - place] }
      weights.append(reflection)
      for place in stride(from: n - 1, through: order, by: -1) {
        let (ahead, behind) = (forward[place], backward[place - 1])
        forward[place] = ahead - reflection * behind
        backward[place] = behind - reflection * ahead
      }
      power *= 1 - reflection * reflection
      let value = criterion(order, power)
      if value < best.value { best = (value, weights, power) }
    }
    self.mean = mean
    self.weights = best.weights
    variance = best.power
    recent = Array(centered.suffix(best.weights.count))
  }

  /// The expected value of each step to come.
  ///
  /// - Parameter horizon: The number of steps.
  /// - Returns: The values, the next step first.
  public func forecast(_ horizon: Int) -> [Double] {
    var known = recent
    return (0..<horizon).map { _ in
      var sum = 0.0
      for (lag, weight) in weights.enumerated() { sum += weight * known[known.count - 1 - lag] }
      if !weights.isEmpty { known.append(sum) }
      return mean + sum
    }
  }

  /// The standard deviation of each step: σ √(1 + ψ_1² + … + ψ_(h-1)²).
  ///
  /// - Parameter horizon: The number of steps.
  /// - Returns: The deviations, the next step first.
  public func deviation(_ horizon: Int) -> [Double] {
    var (influence, total) = ([1.0], 0.0)
    return (0..<horizon).map { step in
      if step > 0 {
        var sum = 0.0
        for lag in 0..<min(step, weights.count) { sum += weights[lag] * influence[step - 1 - lag] }
        influence.append(sum)
      }
      total += influence[step] * influence[step]
      return (variance * total).squareRoot()
    }
  }
}
