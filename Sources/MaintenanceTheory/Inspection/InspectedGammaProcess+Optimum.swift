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
  /// Levels in twelfths of that of failure and intervals from a hundredth to four mean lives are looked
  /// through, then a simplex closes in on the best. The cost rate has some 10 digits, the place about 7,
  /// or 4 where the best level is that of failure.
  ///
  /// - Throws: ``MaintenanceError`` where inspections cost nothing (then the more, the better), or where
  ///   nothing is better than to leave a failed machine alone.
  /// - Returns: The decision.
  public func optimum() throws(MaintenanceError) -> Decision {
    try checkPositive(inspectionCost, "cost of an inspection")
    let mean = life.mean
    var best = (point: [0.0, 0.0], value: Double.infinity)
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
    for twelfth in 1...12 {
      for step in 0...15 {
        let point = [Double(twelfth) / 12, log(mean) + log(0.01) + log(400) * Double(step) / 15]
        let value = cost(point, relative: 1e-6)
        if value < best.value { best = (point, value) }
      }
    }
    guard best.value < downCostRate || downCostRate == 0 else {
      throw .notCovered(
        what: "the optimum", reason: "nothing costs less than a failed machine left alone")
    }
    for size in [0.1, 0.003] {
      best = SimplexSearch.minimum(from: best.point, size: size) { cost($0, relative: 1e-11) }
    }
    best = NewtonPolish.minimum(from: best.point, step: 0.005) { cost($0, relative: 1e-12) }
    return Decision(
      level: best.point[0] * failureLevel, interval: exp(best.point[1]), costRate: best.value)
  }
}
