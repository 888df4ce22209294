import LinearAlgebra
import SpecialFunctions

/// Whether a surface has the shape of the runs: its misses against the spread of repeated runs.
///
///     F = (SS of group means from the surface / (m - p)) / (SS within groups / (n - m))
///
/// with n runs at m different points and p terms.
///
/// Source: R. H. Myers, D. C. Montgomery, C. M. Anderson-Cook, *Response Surface Methodology*, 4th ed.,
/// Wiley, 2016, section 2.7.
public struct LackOfFit: Hashable, Sendable {
  /// The sum of squares of means of repeated runs from the surface.
  public let sumOfSquares: Double
  /// How many points there are more than terms.
  public let degreesOfFreedom: Int
  /// The sum of squares within repeated runs.
  public let pureError: Double
  /// How many runs are repeats.
  public let pureDegreesOfFreedom: Int

  /// The ratio of the two variances.
  public var ratio: Double {
    (sumOfSquares / Double(degreesOfFreedom)) / (pureError / Double(pureDegreesOfFreedom))
  }

  /// The chance of a ratio as large if the surface had the right shape.
  public var pValue: Double {
    let ratio = ratio
    guard ratio.isFinite else { return 0 }
    let (first, second) = (Double(degreesOfFreedom), Double(pureDegreesOfFreedom))
    // P(F > f) = I_x(ν₂/2, ν₁/2) with x = ν₂ / (ν₂ + ν₁ f): Abramowitz and Stegun, eq. 26.6.2.
    return RegularizedBeta.lower(second / 2, first / 2, at: second / (second + first * ratio))
  }
}

extension QuadraticResponse {
  /// Whether the surface has the shape of the runs; `nil` where no point was run twice, repeated runs
  /// are all equal, or there are no more points than terms.
  public var lackOfFit: LackOfFit? {
    var groups: [[Double]: [Int]] = [:]
    for (place, row) in data.rows.enumerated() { groups[row, default: []].append(place) }
    let pureFreedom = data.rows.count - groups.count
    let freedom = degreesOfFreedom - pureFreedom
    guard pureFreedom > 0, freedom > 0 else { return nil }
    var pure = 0.0
    // In the order of their first runs, so that sums have the same bits each time.
    for group in groups.values.sorted(by: { $0[0] < $1[0] }) where group.count > 1 {
      let mean = group.reduce(0) { $0 + data.values[$1] } / Double(group.count)
      for place in group { pure += (data.values[place] - mean) * (data.values[place] - mean) }
    }
    guard pure > 0 else { return nil }
    return LackOfFit(
      sumOfSquares: max(0, fit.residualSumOfSquares - pure), degreesOfFreedom: freedom,
      pureError: pure, pureDegreesOfFreedom: pureFreedom)
  }
}
