#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension InspectedChain {
  /// A threshold with an interval, and what it costs.
  public struct Decision: Hashable, Sendable {
    /// The least state in which a machine is replaced.
    public let threshold: Int
    /// The time from one inspection to the next; infinite for none.
    public let interval: Double
    /// Cost per unit of time.
    public let costRate: Double
  }

  /// The threshold with the least cost at a given interval; of several the lowest.
  ///
  /// - Parameter interval: τ, above 0.
  /// - Returns: The decision.
  public func bestThreshold(interval: Double) -> Decision {
    let costs = costRates(interval: interval)
    var best = 0
    for index in costs.indices where costs[index] < costs[best] { best = index }
    return Decision(threshold: best + 1, interval: interval, costRate: costs[best])
  }

  /// The threshold and the interval that cost least together.
  ///
  /// For each threshold intervals from 1e-5 to 30 mean lives are looked through, 24 to a factor of ten,
  /// and then closely about the best ones. No inspections, with the threshold K, where nothing is better
  /// by more than 1e-12 of the cost.
  ///
  /// - Throws: ``MaintenanceError`` where inspections cost nothing: then the more, the better.
  /// - Returns: The decision.
  public func optimum() throws(MaintenanceError) -> Decision {
    try checkPositive(inspectionCost, "cost of an inspection")
    let logarithms = (0...156).map { log(meanLife) + log(10) * (Double($0) / 24 - 5) }
    let costs = logarithms.map { costRates(interval: exp($0)) }
    var best = Decision(
      threshold: rates.count, interval: .infinity, costRate: uninspected.costRate)
    for threshold in thresholds {
      let rough = costs.map { $0[threshold - 1] }
      let lows = rough.indices.filter { index in
        (index == 0 || rough[index] <= rough[index - 1])
          && (index == rough.count - 1 || rough[index] <= rough[index + 1])
      }
      for low in lows {
        let found = MinimumSearch.minimum(
          from: logarithms[max(0, low - 1)], to: logarithms[min(rough.count - 1, low + 1)],
          startingAt: logarithms[low]
        ) { costRate(threshold: threshold, interval: exp($0)) }
        if found.value < best.costRate * (1 - 1e-12) {
          best = Decision(
            threshold: threshold, interval: exp(found.place), costRate: found.value)
        }
      }
    }
    return best
  }
}
