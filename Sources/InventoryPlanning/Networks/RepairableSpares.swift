import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Spares that are repaired at a depot and stocked there and at bases: METRIC.
///
/// Each failure at a base takes a spare there or waits for one; the failed part goes to the depot at once and
/// the base orders one from it. The depot serves orders in their sequence. What the depot owes is (N₀ - s₀)⁺ of
/// the Poisson number N₀ in repair; which bases it owes them to is a matter of independent draws, so base i lacks
///
///     X_i = Binomial((N₀ - s₀)⁺, λ_i / λ₀) + Poisson(λ_i O_i)
///
/// METRIC itself takes X_i for a Poisson number of the same mean, which gives too few backorders.
///
/// Sources: C. C. Sherbrooke, "METRIC: A Multi-Echelon Technique for Recoverable Item Control", *Operations
/// Research* 16 (1), 1968, 122–141; S. C. Graves, "A Multi-Echelon Inventory Model for a Repairable Item with
/// One-for-One Replenishment", *Management Science* 31 (10), 1985, 1247–1256.
public struct RepairableSpares: Sendable {
  /// Failures per time at each base.
  public let failureRates: [Double]
  /// The time from the depot to each base.
  public let orderTimes: [Double]
  /// The mean time of a repair at the depot.
  public let repairTime: Double
  private let inRepair: CountDemand

  /// Describes depot and bases.
  ///
  /// - Parameters:
  ///   - failureRates: Finite and above 0, one for each base.
  ///   - orderTimes: Finite and at least 0, one for each base.
  ///   - repairTime: Finite and at least 0; there is always someone to do it.
  /// - Throws: ``InventoryError``.
  public init(
    failureRates: [Double], orderTimes: [Double], repairTime: Double
  ) throws(InventoryError) {
    try Named("number of bases", Double(failureRates.count)).expect(
      !failureRates.isEmpty && failureRates.count == orderTimes.count,
      "at least 1, with a rate and a time for each")
    for rate in failureRates { try Named("rate of failures", rate).expectPositive() }
    for time in orderTimes { try Named("time to a base", time).expectNotNegative() }
    try Named("time of a repair", repairTime).expectNotNegative()
    (self.failureRates, self.orderTimes, self.repairTime) = (failureRates, orderTimes, repairTime)
    inRepair = try .poisson(mean: failureRates.reduce(0, +) * repairTime)
  }

  /// What the depot owes to the bases, in the mean.
  public func depotBackorders(stock: Int) -> Double { inRepair.backorders(from: stock) }

  /// What a base lacks, exactly.
  ///
  /// - Parameters:
  ///   - base: Which one, from 0.
  ///   - depotStock: s₀, at least 0.
  /// - Throws: ``InventoryError``.
  /// - Returns: The number that it has ordered and not got.
  public func outstanding(
    at base: Int, depotStock: Int
  ) throws(InventoryError) -> CountDemand {
    precondition(depotStock >= 0, "a stock is at least 0")
    let share = failureRates[base] / failureRates.reduce(0, +)
    let owed = inRepair.excess(over: depotStock).probabilities
    let under = try CountDemand.poisson(mean: failureRates[base] * orderTimes[base])
    guard share < 1 else { return CountDemand(probabilities: owed) + under }
    var here = [Double](repeating: 0, count: owed.count)
    for (total, probability) in owed.enumerated() where probability > 0 {
      for part in 0...total {
        let chance = exp(
          CountTerms.logBinomial(
            successes: Double(part), failures: Double(total - part), probability: share,
            complement: 1 - share)
        )
        here[part] += probability * chance
      }
    }
    return CountDemand(probabilities: here) + under
  }

  /// What a base owes to its machines in the mean, exactly.
  ///
  /// - Parameters:
  ///   - base: Which one, from 0.
  ///   - stock: Its stock, at least 0.
  ///   - depotStock: That of the depot, at least 0.
  /// - Throws: ``InventoryError``.
  /// - Returns: Backorders.
  public func backorders(
    at base: Int, stock: Int, depotStock: Int
  ) throws(InventoryError) -> Double {
    try outstanding(at: base, depotStock: depotStock).backorders(from: stock)
  }

  /// The same with METRIC's Poisson number.
  ///
  /// - Parameters:
  ///   - base: Which one, from 0.
  ///   - stock: Its stock, at least 0.
  ///   - depotStock: That of the depot, at least 0.
  /// - Throws: ``InventoryError``.
  /// - Returns: Backorders.
  public func metricBackorders(
    at base: Int, stock: Int, depotStock: Int
  ) throws(InventoryError) -> Double {
    let delay = depotBackorders(stock: depotStock) / failureRates.reduce(0, +)
    return try CountDemand.poisson(mean: failureRates[base] * (orderTimes[base] + delay))
      .backorders(from: stock)
  }

  /// Stocks for the depot and the bases.
  public struct Allocation: Hashable, Sendable {
    /// That of the depot.
    public var depot: Int
    /// Those of the bases.
    public var bases: [Int]
    /// Backorders of all bases together, in the mean.
    public var backorders: Double
  }

  /// Where so many spares leave the fewest backorders at the bases.
  ///
  /// For each stock of the depot the rest goes to the bases one by one, each to where it helps most, which is
  /// best since what a spare more helps falls with their number.
  ///
  /// - Parameter spares: At least 0.
  /// - Throws: ``InventoryError``.
  /// - Returns: The best of all allocations.
  public func bestAllocation(of spares: Int) throws(InventoryError) -> Allocation {
    precondition(spares >= 0, "a number of spares is at least 0")
    var best = Allocation(depot: 0, bases: [], backorders: .infinity)
    for depot in 0...spares {
      var lacking: [CountDemand] = []
      for base in failureRates.indices {
        lacking.append(try outstanding(at: base, depotStock: depot))
      }
      var stocks = [Int](repeating: 0, count: lacking.count)
      for _ in depot..<spares {
        // A spare more helps by the chance that all that are there are taken.
        let place = stocks.indices.max { first, second in
          lacking[first].cumulative(at: stocks[first])
            > lacking[second].cumulative(at: stocks[second])
        }
        stocks[place ?? 0] += 1
      }
      let owed = zip(lacking, stocks).reduce(0) { $0 + $1.0.backorders(from: $1.1) }
      if owed < best.backorders {
        best = Allocation(depot: depot, bases: stocks, backorders: owed)
      }
    }
    return best
  }
}
