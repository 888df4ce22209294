import EventKernel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A density in a coordinate y in which it is smooth and log-concave, whatever its parameters.
///
/// Normal: y = (x - μ)/σ. Log-normal: y = (ln x - μ)/σ. Gamma: y = ln(x/θ). Weibull:
/// y = β ln(x/η). There is then no pole at 0 to integrate over, the part that matters lies in one
/// finite interval that a bisection finds, and the integrand can be scaled by its peak so that
/// nothing underflows far out in a tail.
enum LogConcaveDensity {
  case normal(mean: Double, standardDeviation: Double)
  case logNormal(mean: Double, standardDeviation: Double)
  case gamma(shape: Double, scale: Double)
  case weibull(shape: Double, scale: Double)

  /// Mean and standard deviation of x given that it lies between two bounds.
  ///
  /// - Parameters:
  ///   - lower: The lower bound, below `upper`.
  ///   - upper: The upper bound.
  /// - Returns: The moments.
  /// - Throws: The status of an integration that failed.
  func moments(
    from lower: Double, to upper: Double
  ) throws(IntegrationFailure) -> Moments {
    guard var integrator = AdaptiveIntegrator() else { throw .outOfMemory }
    let bottom = coordinate(of: lower)
    let top = coordinate(of: upper)
    let peak = max(bottom, min(top, mode(power: 0)))
    let logPeak = logDensity(peak, power: 0)
    // All that matters for the mean and the variance: from where the density itself has faded on
    // the left to where its product with x² has faded on the right.
    let start = faded(from: peak, toward: bottom, power: 0)
    let peakOfSquare = max(bottom, min(top, mode(power: 2)))
    let end = faded(from: peakOfSquare, toward: top, power: 2)

    let mass = try integrator.integrate(from: start, to: end) { y in
      exp(logDensity(y, power: 0) - logPeak)
    }.get()
    // Distances from the start, not values: nothing cancels in a narrow interval.
    let offset =
      try integrator.integrate(from: start, to: end) { y in
        distance(from: start, to: y) * exp(logDensity(y, power: 0) - logPeak)
      }.get() / mass
    let variance =
      try integrator.integrate(from: start, to: end) { y in
        let deviation = distance(from: start, to: y) - offset
        return deviation * deviation * exp(logDensity(y, power: 0) - logPeak)
      }.get() / mass
    let (origin, unit) = scale
    return Moments(
      mean: origin + unit * (distanceFromOrigin(start) + offset),
      standardDeviation: unit * variance.squareRoot())
  }

  /// The coordinate y of a value x.
  private func coordinate(of x: Double) -> Double {
    switch self {
    case .normal(let mean, let standardDeviation):
      return (x - mean) / standardDeviation
    case .logNormal(let mean, let standardDeviation):
      let logarithm = Distribution.Family.logParameters(
        mean: mean, standardDeviation: standardDeviation)
      return x <= 0 ? -.infinity : (log(x) - logarithm.mean) / logarithm.standardDeviation
    case .gamma(_, let scale):
      return x <= 0 ? -.infinity : log(x / scale)
    case .weibull(let shape, let scale):
      return x <= 0 ? -.infinity : shape * log(x / scale)
    }
  }

  /// The values x₀ and s in x = x₀ + s T(y).
  private var scale: (origin: Double, unit: Double) {
    switch self {
    case .normal(let mean, let standardDeviation):
      return (mean, standardDeviation)
    case .logNormal(let mean, let standardDeviation):
      let logarithm = Distribution.Family.logParameters(
        mean: mean, standardDeviation: standardDeviation)
      return (0, exp(logarithm.mean))
    case .gamma(_, let scale), .weibull(_, let scale):
      return (0, scale)
    }
  }

  /// The rate r in T(y) = exp(r y); `nil` for T(y) = y.
  private var rate: Double? {
    switch self {
    case .normal: return nil
    case .logNormal(let mean, let standardDeviation):
      return Distribution.Family.logParameters(
        mean: mean, standardDeviation: standardDeviation
      ).standardDeviation
    case .gamma: return 1
    case .weibull(let shape, _): return 1 / shape
    }
  }

  /// T(y).
  private func distanceFromOrigin(_ y: Double) -> Double { rate.map { exp($0 * y) } ?? y }

  /// T(y) - T(start).
  private func distance(from start: Double, to y: Double) -> Double {
    guard let rate else { return y - start }
    let step = rate * (y - start)
    return step < 1 ? exp(rate * start) * expm1(step) : exp(rate * y) - exp(rate * start)
  }

  /// Logarithm of the density in y times T(y)ᵖ, up to a constant; for the normal, of the density.
  private func logDensity(_ y: Double, power: Double) -> Double {
    switch self {
    case .normal: return -y * y / 2
    case .logNormal: return -y * y / 2 + power * (rate ?? 0) * y
    case .gamma(let shape, _): return (shape + power) * y - exp(y)
    case .weibull: return (1 + power * (rate ?? 0)) * y - exp(y)
    }
  }

  /// The coordinate at which `logDensity` is largest.
  private func mode(power: Double) -> Double {
    switch self {
    case .normal: return 0
    case .logNormal: return power * (rate ?? 0)
    case .gamma(let shape, _): return log(shape + power)
    case .weibull: return log(1 + power * (rate ?? 0))
    }
  }

  /// The coordinate at which the density has fallen by e⁶⁰ from its peak, or the bound before it.
  private func faded(from peak: Double, toward bound: Double, power: Double) -> Double {
    let threshold = logDensity(peak, power: power) - 60
    func isFaded(_ y: Double) -> Bool { !(logDensity(y, power: power) >= threshold) }
    if peak == bound || (bound.isFinite && !isFaded(bound)) { return bound }
    var step = bound < peak ? -1.0 : 1.0
    while !isFaded(peak + step) { step *= 2 }
    var (near, far) = (peak, peak + step)
    if bound.isFinite && abs(bound - peak) < abs(step) { far = bound }
    // 60 halvings reach a density that falls within 1e-18 of the first step.
    for _ in 0..<60 {
      let middle = near + (far - near) / 2
      if isFaded(middle) { far = middle } else { near = middle }
    }
    return far
  }
}
