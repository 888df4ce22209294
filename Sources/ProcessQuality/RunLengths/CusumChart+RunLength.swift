#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

internal import SpecialFunctions

extension CusumChart {
  /// The mean number of points from a restart up to and including the signal.
  ///
  /// From the two one-sided charts, with their average run lengths A⁺ and A⁻ from the head start
  /// and A₀⁺ and A₀⁻ from 0:
  ///
  ///     (A⁺/A₀⁺ + A⁻/A₀⁻ - 1) / (1/A₀⁺ + 1/A₀⁻),   without head start 1/A = 1/A⁺ + 1/A⁻
  ///
  /// This is exact because both sides have the same k ≥ 0 and h: when one sum passes h, the other
  /// is 0. The points are independent and normal with standard deviation ``sigma``.
  ///
  /// Source: J. M. Lucas, R. B. Crosier, *Technometrics* 24 (3), 1982, 199–205.
  ///
  /// - Parameter shift: How far their mean lies from the center, in ``sigma``; finite.
  /// - Returns: The average run length, to about 9 digits; infinite where no double can hold it.
  public func averageRunLength(shift: Double) -> Double {
    precondition(shift.isFinite, "a shift is a finite number")
    let up = oneSided(shift, from: 0)
    let down = oneSided(-shift, from: 0)
    guard headStart > 0 else { return 1 / (1 / up + 1 / down) }
    // A side that practically never signals gains nothing from its head start.
    let upShare = up.isFinite ? oneSided(shift, from: headStart) / up : 1
    let downShare = down.isFinite ? oneSided(-shift, from: headStart) / down : 1
    return (upShare + downShare - 1) / (1 / up + 1 / down)
  }

  /// The mean number of points up to and including the signal of one sum.
  ///
  /// A(u), from the sum u, solves
  ///
  ///     A(u) = 1 + Φ(k - u - δ) A(0) + ∫₀ʰ φ(y + k - u - δ) A(y) dy
  ///
  /// by Gauss–Legendre quadrature with as many nodes as 10 digits ask for.
  ///
  /// Source: E. S. Page, "Continuous Inspection Schemes", *Biometrika* 41, 1954, 100–115;
  /// quadrature: A. L. Goel, S. M. Wu, "Determination of A.R.L. and a Contour Nomogram for Cusum
  /// Charts to Control Normal Mean", *Technometrics* 13 (2), 1971, 221–230.
  ///
  /// - Parameters:
  ///   - reference: k, finite and at least 0.
  ///   - decisionInterval: h, finite and > 0.
  ///   - shift: δ, how far the mean has moved towards the side that the sum watches, in standard
  ///     deviations of a point; finite.
  ///   - start: The sum at the start, from 0 to h.
  /// - Returns: The average run length; infinite where no double can hold it.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)``.
  public static func oneSidedRunLength(
    reference: Double, decisionInterval: Double, shift: Double, start: Double = 0
  ) throws(QualityInputError) -> Double {
    try checkFinite(shift, "shift")
    let chart = try CusumChart(
      center: 0, sigma: 1, reference: reference, decisionInterval: decisionInterval,
      headStart: start)
    return runLength(
      reference: chart.reference, decisionInterval: chart.decisionInterval, shift: shift,
      start: chart.headStart)
  }

  /// The decision interval with which an undisturbed process signals once in so many points.
  ///
  /// - Parameters:
  ///   - averageRunLength: Of the two-sided chart without head start; finite, and above that of
  ///     the interval 0.
  ///   - reference: k, finite and at least 0.
  /// - Returns: h.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)``.
  public static func decisionInterval(
    inControlRunLength averageRunLength: Double, reference: Double
  ) throws(QualityInputError) -> Double {
    try checkNotNegative(reference, "reference")
    let least = 0.5 / StandardNormal.survival(reference)
    guard averageRunLength > least, averageRunLength < .infinity else {
      throw .outOfRange(
        name: "average run length", value: averageRunLength,
        requirement: "finite and above \(least), that of interval 0")
    }
    return argument(reaching: log(averageRunLength), from: 4) { interval in
      log(
        runLength(reference: reference, decisionInterval: interval, shift: 0, start: 0) / 2)
    }
  }

  private func oneSided(_ shift: Double, from start: Double) -> Double {
    CusumChart.runLength(
      reference: reference, decisionInterval: decisionInterval, shift: shift, start: start)
  }

  /// The states are the start, where that is not 0; the sum 0; and the nodes.
  private static func runLength(
    reference: Double, decisionInterval: Double, shift: Double, start: Double
  ) -> Double {
    refined(width: decisionInterval) { count in
      let quadrature = GaussLegendre(count: count)
      let half = decisionInterval / 2
      let atoms = start > 0 ? [start, 0] : [0]
      let sums = atoms + quadrature.nodes.map { half * (1 + $0) }
      var chain = AbsorbingChain(count: sums.count)
      for (state, sum) in sums.enumerated() {
        let row = state * sums.count
        let drift = reference - sum - shift
        chain.transitions[row + atoms.count - 1] = StandardNormal.cumulative(drift)
        for node in 0..<count {
          let next = atoms.count + node
          chain.transitions[row + next] =
            half * quadrature.weights[node] * StandardNormal.density(sums[next] + drift)
        }
        chain.exits[state] = StandardNormal.survival(decisionInterval + drift)
      }
      return chain.meanSteps()[0]
    }
  }
}
