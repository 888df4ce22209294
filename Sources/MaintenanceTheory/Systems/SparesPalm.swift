import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A stock of spare parts of which each that is taken is replaced by one that has been repaired.
///
/// Failures come as a Poisson process; each failed part goes into a repair whose time is independent of
/// the others, since there is always someone to do it, and takes a spare from stock or waits for one. By
/// Palm's theorem the number N of parts in repair is a Poisson number of the mean m = rate × mean time of
/// a repair, whatever its distribution. With the base stock S,
///
///     fill rate = P(N ≤ S - 1),   backorders = E (N - S)⁺,   on hand = E (S - N)⁺
///
/// Sources: C. Palm, "Analysis of the Erlang Traffic Formulae for Busy-Signal Arrangements", *Ericsson
/// Technics* 6, 1938; G. J. Feeney, C. C. Sherbrooke, "The (S-1, S) Inventory Policy under Compound
/// Poisson Demand", *Management Science* 12 (5), 1966, 391–411.
public struct SparesPalm: Hashable, Sendable {
  /// Failures per unit of time.
  public let failureRate: Double
  /// The mean time from a failure to the return of the part into stock.
  public let meanRepair: Double

  /// Describes the parts.
  ///
  /// - Parameters:
  ///   - failureRate: Finite and above 0.
  ///   - meanRepair: Finite and above 0.
  /// - Throws: ``MaintenanceError/outOfRange(name:value:requirement:)``.
  public init(failureRate: Double, meanRepair: Double) throws(MaintenanceError) {
    try checkPositive(failureRate, "rate of failures")
    try checkPositive(meanRepair, "mean time of a repair")
    (self.failureRate, self.meanRepair) = (failureRate, meanRepair)
  }

  /// The mean number of parts in repair.
  public var pipeline: Double { failureRate * meanRepair }

  /// The part of the failures that find a spare in stock.
  ///
  /// - Parameter baseStock: S, at least 0.
  /// - Returns: From 0 to 1.
  public func fillRate(baseStock: Int) -> Double {
    precondition(baseStock >= 0, "a base stock is at least 0")
    return baseStock == 0 ? 0 : RegularizedGamma.upper(shape: Double(baseStock), at: pipeline)
  }

  /// The mean number of failed parts that wait for a spare.
  ///
  /// - Parameter baseStock: S, at least 0.
  /// - Returns: Backorders, with all digits where they are few.
  public func backorders(baseStock: Int) -> Double {
    precondition(baseStock >= 0, "a base stock is at least 0")
    guard Double(baseStock) >= pipeline else {
      return pipeline - Double(baseStock) + onHand(baseStock: baseStock)
    }
    // Σ (n - S) p_n over n > S, whose terms fall from the beginning.
    var term = exp(CountTerms.logPoisson(Double(baseStock + 1), mean: pipeline))
    var (sum, waiting) = (0.0, 1.0)
    while term * waiting > 1e-18 * sum {
      sum += term * waiting
      waiting += 1
      term *= pipeline / (Double(baseStock) + waiting)
    }
    return sum
  }

  /// The mean number of spares in stock.
  ///
  /// - Parameter baseStock: S, at least 0.
  /// - Returns: Spares on hand.
  public func onHand(baseStock: Int) -> Double {
    precondition(baseStock >= 0, "a base stock is at least 0")
    guard Double(baseStock) < pipeline else {
      return Double(baseStock) - pipeline + backorders(baseStock: baseStock)
    }
    // Σ (S - n) p_n over n < S, whose terms fall from the end.
    guard baseStock > 0 else { return 0 }
    var term = exp(CountTerms.logPoisson(Double(baseStock - 1), mean: pipeline))
    var sum = 0.0
    for spare in 1...baseStock {
      sum += Double(spare) * term
      term *= Double(baseStock - spare) / pipeline
    }
    return sum
  }

  /// Cost per unit of time.
  ///
  /// - Parameters:
  ///   - baseStock: S, at least 0.
  ///   - holding: What a spare in stock costs in a unit of time.
  ///   - backorder: What a failed part that waits costs in a unit of time.
  /// - Returns: Both together.
  public func costRate(baseStock: Int, holding: Double, backorder: Double) -> Double {
    holding * onHand(baseStock: baseStock) + backorder * backorders(baseStock: baseStock)
  }

  /// The base stock at which the cost per unit of time is least.
  ///
  /// The least S with P(N ≤ S) ≥ b/(b + h).
  ///
  /// - Parameters:
  ///   - holding: h, finite and above 0.
  ///   - backorder: b, finite and at least 0.
  /// - Returns: S.
  public func cheapestBaseStock(holding: Double, backorder: Double) -> Int {
    precondition(holding > 0 && backorder >= 0, "costs are not negative")
    // P(N > S) ≤ h/(b + h), in the tail that is small.
    let allowed = holding / (backorder + holding)
    return leastStock { RegularizedGamma.lower(shape: Double($0 + 1), at: pipeline) <= allowed }
  }

  /// The least base stock with a fill rate of at least the one asked for.
  ///
  /// - Parameter fillRate: From 0 to below 1.
  /// - Returns: S.
  public func leastBaseStock(fillRate: Double) -> Int {
    precondition(fillRate >= 0 && fillRate < 1, "a fill rate lies from 0 to below 1")
    return leastStock { self.fillRate(baseStock: $0) >= fillRate }
  }

  /// The least stock that is enough, if every greater one is too.
  private func leastStock(_ isEnough: (Int) -> Bool) -> Int {
    if isEnough(0) { return 0 }
    var (low, high) = (0, 1)
    while !isEnough(high) { (low, high) = (high, 2 * high) }
    while high - low > 1 {
      let middle = (low + high) / 2
      if isEnough(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
