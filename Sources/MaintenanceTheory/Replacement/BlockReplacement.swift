public import RandomVariates

/// A machine that is replaced at fixed times, whatever its age, and at every failure in between.
///
/// Replacements take no time. With M the renewal function of the life and T the time between planned
/// replacements,
///
///     cost per unit of time = (c_p + c_f M(T)) / T
///
/// Source: R. E. Barlow, F. Proschan, *Mathematical Theory of Reliability*, Wiley, 1965, ch. 4.
public struct BlockReplacement: Sendable {
  /// The renewals of the life.
  public let renewals: RenewalFunction
  /// c_p: the cost of a planned replacement.
  public let plannedCost: Double
  /// c_f: the cost of a replacement at a failure.
  public let failureCost: Double

  /// Describes the machine.
  ///
  /// - Parameters:
  ///   - life: A continuous life with a mean above 0; what lies below 0 counts as 0.
  ///   - plannedCost: Finite and above 0.
  ///   - failureCost: Finite and above 0.
  /// - Throws: ``MaintenanceError``.
  public init(
    life: Distribution, plannedCost: Double, failureCost: Double
  ) throws(MaintenanceError) {
    try checkPositive(plannedCost, "cost of a planned replacement")
    try checkPositive(failureCost, "cost of a replacement at a failure")
    renewals = try RenewalFunction(of: life)
    (self.plannedCost, self.failureCost) = (plannedCost, failureCost)
  }

  /// Cost per unit of time with a planned replacement after every period.
  ///
  /// - Parameter period: Above 0; infinite for replacements at failures only.
  /// - Returns: Both kinds of replacement together.
  public func costRate(every period: Double) -> Double {
    precondition(period > 0, "a period is above 0")
    guard period < .infinity else { return failureCost / renewals.meanLife }
    return (plannedCost + failureCost * renewals.renewals(by: period)) / period
  }

  /// The period at which the cost per unit of time is least.
  ///
  /// It is looked for up to eight mean lives, by when renewals hardly remember the beginning; infinite
  /// where no such period is better than replacements at failures only, by more than 1e-9 of the cost.
  public var cheapestPeriod: Double {
    let (cells, longest) = (800, 8 * renewals.meanLife)
    let rough = renewals.renewals(by: longest, cells: cells)
    let periods = (1...cells).map { longest * Double($0) / Double(cells) }
    let costs = (1...cells).map { (plannedCost + failureCost * rough[$0]) / periods[$0 - 1] }
    // The rough costs say where to look; what lies below the first cell is looked at on a finer scale.
    guard let lowest = costs.indices.min(by: { costs[$0] < costs[$1] }) else { return .infinity }
    var grid = [lowest - 1, lowest, lowest + 1].filter(periods.indices.contains).map { periods[$0] }
    if lowest <= 1 { grid = (1...24).reversed().map { grid[0] / Double(1 << $0) } + grid }
    let least = MinimumSearch.minimum(over: grid) { costRate(every: $0) }
    return least.value < costRate(every: .infinity) * (1 - 1e-9) ? least.place : .infinity
  }
}
