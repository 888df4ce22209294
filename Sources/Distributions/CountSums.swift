import RandomVariates

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Moments of counts between two bounds, by summing what matters.
///
/// All terms within e⁻⁶⁰ of the largest are summed, as far as they are not more than 300,000.
/// Where they are, the terms change so slowly that beyond the first hundred thousand their sum is an
/// integral, to a relative error of 1e-9 (the midpoint rule). Counts beyond 2⁵³ are no longer told
/// from their neighbors: there the integration may end with an error.
struct CountSums {
  /// The largest number of terms that are all summed.
  private static let mostTerms = 3e5
  /// The number of terms that are summed where there are more.
  private static let firstTerms = 1e5

  /// Logarithm of the probability of a count, also between whole counts.
  let logProbability: (Double) -> Double

  /// Moments given that the count lies from `lower` to `upper`, both whole; `upper` may be infinite.
  func moments(from lower: Double, to upper: Double) throws(IntegrationFailure) -> Moments {
    // With the fourth power the terms still have one maximum: the peak for its side.
    let peak = maximum(from: lower, to: upper, power: 0)
    let far = maximum(from: lower, to: upper, power: 4)
    let start = faded(from: peak, toward: lower, power: 0)
    let end = faded(from: far, toward: upper, power: 4)
    let logPeak = logProbability(peak)
    let isShort = end - start <= CountSums.mostTerms
    let split = isShort ? end : start + CountSums.firstTerms - 1
    var integrator = AdaptiveIntegrator()

    func sum(
      tolerance: Double = 0, _ weight: (Double) -> Double
    ) throws(IntegrationFailure) -> Double {
      func term(_ k: Double) -> Double { weight(k) * exp(logProbability(k) - logPeak) }
      var sum = 0.0
      // Counted, since beyond 2^53 a count and the next are the same number.
      for step in 0...Int(split - start) { sum += term(start + Double(step)) }
      guard !isShort else { return sum }
      guard integrator != nil else { throw .outOfMemory }
      // In pieces about the peak, which may be narrow in a long interval.
      var ends = [split + 0.5, end + 0.5]
      if peak > split && peak < end { ends.insert(peak, at: 1) }
      for (left, right) in zip(ends, ends.dropFirst()) {
        sum +=
          try integrator?.integrate(from: left, to: right, tolerance: tolerance, term).get() ?? 0
      }
      return sum
    }

    let mass = try sum { _ in 1 }
    let offset = try sum { $0 - start } / mass
    let second = try sum { ($0 - start - offset) * ($0 - start - offset) } / mass
    let third =
      try sum(tolerance: 1e-11 * mass * second * second.squareRoot()) {
        let d = $0 - start - offset
        return d * d * d
      } / mass
    let fourth =
      try sum {
        let d = $0 - start - offset
        return d * d * d * d
      } / mass
    return Moments(mean: start + offset, second: second, third: third, fourth: fourth)
  }

  private func weighed(_ k: Double, _ power: Double) -> Double {
    logProbability(k) + power * log(k + 1)
  }

  /// The count at which the probability times (k + 1)ᵖ is largest.
  private func maximum(from lower: Double, to upper: Double, power: Double) -> Double {
    func rises(_ k: Double) -> Bool { weighed(k + 1, power) > weighed(k, power) }
    if upper <= lower || !rises(lower) { return lower }
    var step = 1.0
    while lower + step < upper, rises(lower + step) { step *= 2 }
    var (low, high) = (lower, min(upper, lower + step))
    while high - low > max(1, high.ulp) {
      let middle = (low + (high - low) / 2).rounded(.down)
      if rises(middle) { low = middle } else { high = middle }
    }
    return high
  }

  /// The count at which the terms have faded by e⁶⁰, or the bound before it.
  private func faded(from peak: Double, toward bound: Double, power: Double) -> Double {
    let threshold = weighed(peak, power) - 60
    func isFaded(_ k: Double) -> Bool { !(weighed(k, power) >= threshold) }
    if bound == peak || (bound.isFinite && !isFaded(bound)) { return bound }
    let direction = bound < peak ? -1.0 : 1.0
    var reach = max(1, peak.ulp)
    while abs(bound - peak) > reach, !isFaded(peak + direction * reach) { reach *= 2 }
    var (near, far) = (0.0, min(reach, abs(bound - peak)))
    while far - near > max(1, (peak + far).ulp) {
      let middle = (near + (far - near) / 2).rounded(.down)
      if isFaded(peak + direction * middle) { far = middle } else { near = middle }
    }
    return peak + direction * far
  }
}
