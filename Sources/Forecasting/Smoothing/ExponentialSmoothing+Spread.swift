public import EventKernel
import RandomVariates

extension ExponentialSmoothing {
  /// The standard deviation of each step to come, exact for forms whose parts add up; `nil` for the others.
  ///
  /// With c_j = α + β (φ + … + φ^j) + γ where j is a whole number of seasons, and additive errors
  ///
  ///     Var_h = σ² (1 + Σ_(j<h) c_j²)
  ///
  /// and with multiplicative ones Var_h = (1 + σ²) θ_h - μ_h², where θ_h = μ_h² + σ² Σ_(j<h) c_j² θ_(h-j).
  ///
  /// Source: Hyndman et al. (2008), table 6.2 and section 6.3 (``SmoothingForm``).
  ///
  /// - Parameter horizon: The number of steps.
  /// - Returns: The deviations, the next step first.
  public func deviation(_ horizon: Int) -> [Double]? {
    guard form.isLinear else { return nil }
    var (squares, sum, power) = ([Double](), 0.0, 1.0)
    for lag in 1..<max(2, horizon) {
      power *= phi
      sum += power
      var weight = alpha + (form.trend == .none ? 0 : beta * sum)
      if form.season != .none, lag % period == 0 { weight += gamma }
      squares.append(weight * weight)
    }
    if form.error == .additive {
      var total = 1.0
      return (0..<horizon).map { step in
        if step > 0 { total += squares[step - 1] }
        return (variance * total).squareRoot()
      }
    }
    let mean = mean(horizon)
    var second: [Double] = []
    for step in 0..<horizon {
      var theta = mean[step] * mean[step]
      for lag in 0..<step { theta += variance * squares[lag] * second[step - 1 - lag] }
      second.append(theta)
    }
    return (0..<horizon).map { step in
      max(0, (1 + variance) * second[step] - mean[step] * mean[step]).squareRoot()
    }
  }

  /// Futures that the fitted form may bring, each a value a step.
  ///
  /// - Parameters:
  ///   - count: The number of futures.
  ///   - horizon: The number of steps.
  ///   - key: Whose draws these are; future k is drawn from ordinal k.
  /// - Returns: For each step the values of all futures, in their order.
  public func futures(_ count: Int, horizon: Int, key: StreamKey) -> [[Double]] {
    var steps = [[Double]](repeating: [Double](repeating: 0, count: count), count: horizon)
    let deviation = variance.squareRoot()
    var states = seasons
    for future in 0..<count {
      var stream = RandomStream(key, ordinal: UInt64(future))
      var (level, slope) = (self.level, self.slope)
      for phase in states.indices { states[phase] = seasons[phase] }
      for step in 0..<horizon {
        let phase = form.season == .none ? 0 : step % period
        let base = level + phi * slope
        var forecast = base
        switch form.season {
        case .none: break
        case .additive: forecast += states[phase]
        case .multiplicative: forecast *= states[phase]
        }
        var error = deviation * Ziggurat.normal(using: &stream)
        if form.error == .multiplicative { error *= forecast }
        steps[step][future] = forecast + error
        let isTurned = form.season == .multiplicative
        let drive = isTurned ? error / states[phase] : error
        level = base + alpha * drive
        slope = form.trend == .none ? 0 : phi * slope + beta * drive
        if form.season != .none { states[phase] += gamma * (isTurned ? error / base : error) }
      }
    }
    return steps
  }
}
