import RandomVariates

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A density in a coordinate y in which it is smooth and log-concave, whatever its parameters.
///
/// Normal: y = (x - μ)/σ. Log-normal: y = (ln x - μ)/σ. Gamma: y = ln(x/kθ). Weibull: y = β ln(x/η).
/// Beta: y = ln(z/(1 - z)). Inverse Gaussian: y = ln(x/μ). There is then no pole at an end to
/// integrate over, the part that matters lies in one finite interval that a bisection finds, and
/// the integrand can be scaled by its peak so that nothing underflows far out in a tail.
enum LogConcaveDensity {
  case normal(mean: Double, standardDeviation: Double)
  case logNormal(location: Double, spread: Double)
  case gamma(shape: Double, scale: Double)
  case weibull(shape: Double, scale: Double)
  case beta(first: Double, second: Double, lower: Double, upper: Double)
  case inverseGaussian(mean: Double, shape: Double)

  /// The first four moments of x given that it lies between two bounds.
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
    // All that matters for the moments: from where the density itself has faded on the left to where
    // its product with x⁴ has faded on the right.
    let start = faded(from: peak, toward: bottom, power: 0)
    let peakOfFourth = max(bottom, min(top, mode(power: 4)))
    let end = faded(from: peakOfFourth, toward: top, power: 4)

    let mass = try integrator.integrate(from: start, to: end) { y in
      exp(logDensity(y, power: 0) - logPeak)
    }.get()
    // Distances from the start, not values: nothing cancels in a narrow interval. As shares of the
    // whole: nothing underflows in a tiny one.
    let reach = distance(from: start, to: end)
    let offset =
      try integrator.integrate(from: start, to: end) { y in
        distance(from: start, to: y) / reach * exp(logDensity(y, power: 0) - logPeak)
      }.get() / mass
    // In units of the deviation, once it is known: no power of it overflows or underflows.
    let variance =
      try integrator.integrate(from: start, to: end) { y in
        let deviation = distance(from: start, to: y) / reach - offset
        return deviation * deviation * exp(logDensity(y, power: 0) - logPeak)
      }.get() / mass
    let deviation = variance.squareRoot()
    let third =
      try integrator.integrate(from: start, to: end, tolerance: 1e-11 * mass) { y in
        let z = (distance(from: start, to: y) / reach - offset) / deviation
        return z * z * z * exp(logDensity(y, power: 0) - logPeak)
      }.get() / mass
    let fourth =
      try integrator.integrate(from: start, to: end) { y in
        let z = (distance(from: start, to: y) / reach - offset) / deviation
        return z * z * z * z * exp(logDensity(y, power: 0) - logPeak)
      }.get() / mass
    let (origin, unit) = scale
    return Moments(
      mean: origin + unit * (distanceFromOrigin(start) + reach * offset),
      standardDeviation: unit * (reach * deviation), skewness: third, excessKurtosis: fourth - 3)
  }

  /// The coordinate y of a value x.
  private func coordinate(of x: Double) -> Double {
    switch self {
    case .normal(let mean, let standardDeviation): return (x - mean) / standardDeviation
    case .logNormal(let location, let spread):
      return x <= 0 ? -.infinity : (log(x) - location) / spread
    case .gamma, .inverseGaussian:
      return x <= 0 ? -.infinity : log(x / scale.unit)
    case .weibull(let shape, let scale): return x <= 0 ? -.infinity : shape * log(x / scale)
    case .beta(_, _, let lower, let upper):
      return x <= lower ? -.infinity : x >= upper ? .infinity : log((x - lower) / (upper - x))
    }
  }

  /// The values x₀ and s in x = x₀ + s T(y).
  private var scale: (origin: Double, unit: Double) {
    switch self {
    case .normal(let mean, let standardDeviation): (mean, standardDeviation)
    case .logNormal(let location, _): (0, exp(location))
    case .gamma(let shape, let scale): (0, shape * scale)
    case .weibull(_, let scale), .inverseGaussian(let scale, _): (0, scale)
    case .beta(_, _, let lower, let upper): (lower, upper - lower)
    }
  }

  /// The rate r in T(y) = exp(r y); `nil` for the normal, T(y) = y, and the beta,
  /// T(y) = 1/(1 + exp(-y)).
  private var rate: Double? {
    switch self {
    case .normal, .beta: nil
    case .logNormal(_, let spread): spread
    case .gamma, .inverseGaussian: 1
    case .weibull(let shape, _): 1 / shape
    }
  }

  /// T(y).
  private func distanceFromOrigin(_ y: Double) -> Double {
    if case .beta = self { return 1 / (1 + exp(-y)) }
    return rate.map { exp($0 * y) } ?? y
  }

  /// T(y) - T(start).
  private func distance(from start: Double, to y: Double) -> Double {
    if case .beta = self { return -expm1(start - y) / ((1 + exp(-y)) * (1 + exp(start))) }
    guard let rate else { return y - start }
    let step = rate * (y - start)
    return step < 1 ? exp(rate * start) * expm1(step) : exp(rate * y) - exp(rate * start)
  }

  /// Logarithm of the density in y times T(y)ᵖ, up to a constant; for the normal, of the density.
  private func logDensity(_ y: Double, power: Double) -> Double {
    switch self {
    case .normal: -y * y / 2
    case .logNormal: -y * y / 2 + power * (rate ?? 0) * y
    case .gamma(let shape, _): power * y - shape * exponentialRest(y)
    case .weibull: (1 + power * (rate ?? 0)) * y - exp(y)
    case .beta(let first, let second, _, _):
      // z^a (1 - z)^b, with ln(1 + exp(y)) for either share.
      -(first + power) * logOnePlusExp(-y) - second * logOnePlusExp(y)
    case .inverseGaussian(let mean, let shape):
      // cosh(y) - 1 without its cancellation.
      (power - 0.5) * y - 2 * (shape / mean) * (sinh(y / 2) * sinh(y / 2))
    }
  }

  /// The coordinate at which `logDensity` is largest.
  private func mode(power: Double) -> Double {
    switch self {
    case .normal: 0
    case .logNormal: power * (rate ?? 0)
    case .gamma(let shape, _): log1p(power / shape)
    case .weibull: log(1 + power * (rate ?? 0))
    case .beta(let first, let second, _, _): log((first + power) / second)
    case .inverseGaussian(let mean, let shape): asinh((power - 0.5) * mean / shape)
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

/// ln(1 + eʸ), where eʸ may overflow.
private func logOnePlusExp(_ y: Double) -> Double { max(0, y) + log1p(exp(-abs(y))) }

/// eʸ - 1 - y, without its cancellation near 0.
private func exponentialRest(_ y: Double) -> Double {
  guard abs(y) < 0.02 else { return expm1(y) - y }
  // The first term left out is y⁸/8!.
  return y * y / 2 * (1 + y / 3 * (1 + y / 4 * (1 + y / 5 * (1 + y / 6 * (1 + y / 7)))))
}
