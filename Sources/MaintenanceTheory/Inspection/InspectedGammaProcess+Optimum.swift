#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension InspectedGammaProcess {
  /// A level of replacement with an interval, and what it costs.
  public struct Decision: Hashable, Sendable {
    /// The level from which on a machine is replaced.
    public let level: Double
    /// The time from one inspection to the next.
    public let interval: Double
    /// Cost per unit of time.
    public let costRate: Double
  }

  /// The level and the interval that cost least together.
  ///
  /// Intervals from a hundredth to four mean lives are looked through, 24 to a factor of ten, each with
  /// its best level; a simplex closes in on each interval that is lower than its neighbors and within 2 %
  /// of the best. Where lives hardly differ there is one for each number of inspections in a life, closer
  /// together than that: from the best one the next numbers are tried, as long as they are better. The
  /// cost rate has some 10 digits, the place about 7, or 4 where the best level is that of
  /// failure.
  ///
  /// - Throws: ``MaintenanceError`` where inspections cost nothing (then the more, the better), or where
  ///   nothing is better than to leave a failed machine alone.
  /// - Returns: The decision.
  public func optimum() throws(MaintenanceError) -> Decision {
    try checkPositive(inspectionCost, "cost of an inspection")
    let (mean, deviation) = life
    func cost(_ point: [Double], relative: Double) -> Double {
      let interval = exp(point[1])
      // Outside the box nothing is worked out.
      guard point[0] > 0, point[0] <= 1, interval > 1e-4 * mean, interval < 100 * mean else {
        return .infinity
      }
      return cycle(
        replacedFrom: point[0] * failureLevel, interval: interval, relative: relative
      ).costRate
    }
    /// The best level of an interval, as a share of that of failure: half the step, until it is small.
    func lowest(near share: Double, _ logarithm: Double) -> (point: [Double], value: Double) {
      var found = (point: [share, logarithm], value: cost([share, logarithm], relative: 1e-6))
      var step = 1.0 / 64
      while step > 1e-3 {
        let around = [found.point[0] - step, found.point[0] + step].map { share in
          (point: [share, logarithm], value: cost([share, logarithm], relative: 1e-6))
        }
        let lower = around[0].value < around[1].value ? around[0] : around[1]
        if lower.value < found.value { found = lower } else { step /= 2 }
      }
      return found
    }
    var rough: [(point: [Double], value: Double)] = []
    for step in 0...63 {
      let logarithm = log(mean) + log(0.01) + log(10) * Double(step) / 24
      // The level of the interval before, or where it may have jumped the lowest of twelfths.
      var starts = rough.last.map { [$0.point[0]] } ?? []
      if step.isMultiple(of: 8) { starts += (1...12).map { Double($0) / 12 } }
      let start = starts.map { (share: $0, value: cost([$0, logarithm], relative: 1e-6)) }
        .min { $0.value < $1.value }
      rough.append(lowest(near: start?.share ?? 1, logarithm))
    }
    let lows = rough.indices.filter { index in
      (index == 0 || rough[index].value <= rough[index - 1].value)
        && (index == rough.count - 1 || rough[index].value <= rough[index + 1].value)
    }
    let least = rough.map(\.value).min() ?? .infinity
    var best = rough.first { $0.value == least } ?? rough[0]
    guard best.value < downCostRate || downCostRate == 0 else {
      throw .notCovered(
        what: "the optimum", reason: "nothing costs less than a failed machine left alone")
    }
    for low in lows where rough[low].value <= 1.02 * least {
      // As wide as the grid, so that it stays about this interval.
      let found = SimplexSearch.minimum(from: rough[low].point, size: 0.05, reach: 1e-5) {
        cost($0, relative: 1e-8)
      }
      if found.value < best.value { best = found }
    }
    if deviation < 0.2 * mean {
      let (share, interval) = (best.point[0], exp(best.point[1]))
      let length = cycle(replacedFrom: share * failureLevel, interval: interval).length
      let inspections = (length / interval).rounded()
      for direction in [-1.0, 1] {
        var (number, misses) = (inspections + direction, 0)
        while number >= 1 && misses < 2 {
          let start = lowest(near: best.point[0], log(inspections / number * interval))
          let found = SimplexSearch.minimum(from: start.point, size: 0.01, reach: 1e-5) {
            cost($0, relative: 1e-8)
          }
          misses = found.value < best.value ? 0 : misses + 1
          if found.value < best.value { best = found }
          number += direction
        }
      }
    }
    for size in [0.01, 0.001] {
      best = SimplexSearch.minimum(from: best.point, size: size) { cost($0, relative: 1e-11) }
    }
    best = NewtonPolish.minimum(from: best.point, step: 0.005) { cost($0, relative: 1e-12) }
    return Decision(
      level: best.point[0] * failureLevel, interval: exp(best.point[1]), costRate: best.value)
  }
}
