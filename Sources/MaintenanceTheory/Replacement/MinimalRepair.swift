#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A machine that is replaced periodically, and only brought back to work when it fails in between.
///
/// A minimal repair takes no time and leaves the hazard as it was, so that failures are a Poisson
/// process in the age t with the intensity (β/η)(t/η)^(β-1). With H(T) = (T/η)^β,
///
///     cost per unit of time = (c_p + c_m H(T)) / T
///     T* = η (c_p / (c_m (β - 1)))^(1/β)   for β > 1, else never
///
/// Source: R. E. Barlow, L. C. Hunter, "Optimum Preventive Maintenance Policies", *Operations Research*
/// 8 (1), 1960, 90–100 (policy II).
public struct MinimalRepair: Hashable, Sendable {
  /// The shape β of the first life.
  public let shape: Double
  /// The scale η of the first life, in any unit of time.
  public let scale: Double
  /// c_p: the cost of a replacement.
  public let replacementCost: Double
  /// c_m: the cost of a minimal repair.
  public let repairCost: Double

  /// Describes the machine.
  ///
  /// - Parameters:
  ///   - shape: Finite and above 0.
  ///   - scale: Finite and above 0.
  ///   - replacementCost: Finite and above 0.
  ///   - repairCost: Finite and above 0.
  /// - Throws: ``MaintenanceError/outOfRange(name:value:requirement:)``.
  public init(
    shape: Double, scale: Double, replacementCost: Double, repairCost: Double
  ) throws(MaintenanceError) {
    try checkPositive(shape, "shape")
    try checkPositive(scale, "scale")
    try checkPositive(replacementCost, "cost of a replacement")
    try checkPositive(repairCost, "cost of a repair")
    (self.shape, self.scale) = (shape, scale)
    (self.replacementCost, self.repairCost) = (replacementCost, repairCost)
  }

  /// The mean number of failures from new up to an age, which is also its variance: H(T).
  ///
  /// - Parameter age: Finite and at least 0.
  /// - Returns: Failures in one period.
  public func failures(by age: Double) -> Double { pow(age / scale, shape) }

  /// Cost per unit of time with a replacement after every period.
  ///
  /// - Parameter period: Finite and above 0.
  /// - Returns: Replacements and repairs together.
  public func costRate(every period: Double) -> Double {
    precondition(period > 0 && period < .infinity, "a period is finite and above 0")
    return (replacementCost + repairCost * failures(by: period)) / period
  }

  /// The period at which the cost per unit of time is least; infinite where the hazard does not rise.
  public var cheapestPeriod: Double {
    guard shape > 1 else { return .infinity }
    return scale * pow(replacementCost / (repairCost * (shape - 1)), 1 / shape)
  }

  /// The least cost per unit of time: c_m h(T*), or what is left in the limit of ever longer periods.
  public var leastCostRate: Double {
    guard shape > 1 else { return shape == 1 ? repairCost / scale : 0 }
    let period = cheapestPeriod
    return repairCost * shape * failures(by: period) / period
  }
}
