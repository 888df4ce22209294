#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

internal import SpecialFunctions

extension EwmaChart {
  /// The mean number of points from a restart up to and including the signal.
  ///
  /// With the asymptotic limits ±c, A(u), from the average u, solves
  ///
  ///     A(u) = 1 + 1/λ ∫ φ((y - (1 - λ) u)/λ - δ) A(y) dy  over -c…c
  ///
  /// by Gauss–Legendre quadrature with as many nodes as 10 digits ask for. With exact limits the
  /// same equation, with the limits of each point, leads back from a point at which they no longer
  /// change. The points are independent and normal with standard deviation ``sigma``. The time
  /// grows as 1/λ√λ.
  ///
  /// Source: S. V. Crowder, "A Simple Method for Studying Run-Length Distributions of Exponentially
  /// Weighted Moving Average Charts", *Technometrics* 29 (4), 1987, 401–407.
  ///
  /// - Parameter shift: δ, how far their mean lies from the center, in ``sigma``; finite.
  /// - Returns: The average run length, to about 9 digits; infinite where no double can hold it.
  public func averageRunLength(shift: Double) -> Double {
    precondition(shift.isFinite, "a shift is a finite number")
    return refined(width: 2 * asymptoticLimit / smoothing) { count in
      let quadrature = GaussLegendre(count: count)
      let steps = asymptoticSteps(shift: shift, quadrature)
      return hasExactLimits ? leadBack(steps, shift: shift, quadrature) : steps[0]
    }
  }

  /// The limit with which an undisturbed process signals once in so many points.
  ///
  /// - Parameters:
  ///   - averageRunLength: Finite and above 1.
  ///   - smoothing: λ, above 0 and at most 1.
  ///   - hasExactLimits: Whether the limits follow the number of points.
  /// - Returns: L.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)``.
  public static func limit(
    inControlRunLength averageRunLength: Double, smoothing: Double, hasExactLimits: Bool = false
  ) throws(QualityInputError) -> Double {
    guard averageRunLength > 1, averageRunLength < .infinity else {
      throw .outOfRange(
        name: "average run length", value: averageRunLength, requirement: "finite and above 1")
    }
    let chart = try EwmaChart(
      center: 0, sigma: 1, smoothing: smoothing, hasExactLimits: hasExactLimits)
    return argument(reaching: log(averageRunLength), from: 3) { limit in
      if limit == 0 { return 0 }
      return log(chart.with(limit: limit).averageRunLength(shift: 0))
    }
  }

  // MARK: - Steps of the average

  /// The chance density to go from one average to another, times λ.
  private func density(from average: Double, to next: Double, shift: Double) -> Double {
    StandardNormal.density((next - (1 - smoothing) * average) / smoothing - shift)
  }

  /// The mean numbers of points with asymptotic limits, from 0 and from each node.
  private func asymptoticSteps(shift: Double, _ quadrature: GaussLegendre) -> [Double] {
    let bound = asymptoticLimit
    let averages = [0] + quadrature.nodes.map { bound * $0 }
    var chain = AbsorbingChain(count: averages.count)
    for (state, average) in averages.enumerated() {
      for (node, weight) in quadrature.weights.enumerated() {
        chain.transitions[state * averages.count + 1 + node] =
          bound / smoothing * weight
          * density(from: average, to: averages[1 + node], shift: shift)
      }
      let kept = (1 - smoothing) * average
      chain.exits[state] =
        StandardNormal.cumulative((-bound - kept) / smoothing - shift)
        + StandardNormal.survival((bound - kept) / smoothing - shift)
    }
    return chain.meanSteps()
  }

  /// The mean number of points from a restart with exact limits, from those with asymptotic limits.
  private func leadBack(
    _ asymptotic: [Double], shift: Double, _ quadrature: GaussLegendre
  ) -> Double {
    // From this point on the limits differ from the asymptotic ones by less than 1e-14 of these.
    let last = smoothing == 1 ? 1 : Int((log(1e-14) / (2 * log1p(-smoothing))).rounded(.up))
    var steps = Array(asymptotic.dropFirst())
    var bound = bound(at: last)
    for point in stride(from: last - 1, through: 0, by: -1) {
      let earlier = point == 0 ? 0 : self.bound(at: point)
      let starts = point == 0 ? [0] : quadrature.nodes.map { earlier * $0 }
      steps = starts.map { start in
        var sum = 0.0
        for (node, weight) in quadrature.weights.enumerated() {
          sum +=
            weight * steps[node]
            * density(from: start, to: bound * quadrature.nodes[node], shift: shift)
        }
        return 1 + bound / smoothing * sum
      }
      bound = earlier
    }
    return steps[0]
  }
}
