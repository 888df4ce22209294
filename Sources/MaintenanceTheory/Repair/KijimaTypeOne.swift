#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A machine whose repairs undo a part of the wear since the last repair.
///
/// After the n-th failure its virtual age is V_n = V_{n-1} + q X_n with X_n the time since the failure
/// before: q times its age. The next life is that of a machine of this age that has not failed. Repairs
/// take no time; q = 0 is a renewal at each failure, q = 1 a minimal repair. The life of a new machine
/// is a Weibull one with the cumulative hazard H(t) = (t/η)^β. The mean number of failures solves
///
///     M(t) = F(t) + ∫₀ᵗ (1 - exp(H(q s) - H(q s + t - s))) dM(s)
///
/// worked out on grids that are twice as fine each time. Relative error some 1e-9 for β ≥ 1
/// (``estimate(by:)`` tells).
///
/// Sources: M. Kijima, "Some Results for Repairable Systems with General Repair", *Journal of Applied
/// Probability* 26 (1), 1989, 89–102 (model I); M. P. Kaminskiy, V. V. Krivtsov, "A Monte Carlo Approach
/// to Repairable System Reliability Analysis", *Probabilistic Safety Assessment and Management*, Springer,
/// 1998, 1063–1068.
public struct KijimaTypeOne: Hashable, Sendable {
  /// β: the shape of the first life.
  public let shape: Double
  /// η: the scale of the first life, in any unit of time.
  public let scale: Double
  /// q: what part of the age of its last life a repaired machine keeps.
  public let keptAge: Double

  /// Describes the machine.
  ///
  /// - Parameters:
  ///   - shape: Finite and above 0.
  ///   - scale: Finite and above 0.
  ///   - keptAge: q, from 0 to 1.
  /// - Throws: ``MaintenanceError/outOfRange(name:value:requirement:)``.
  public init(shape: Double, scale: Double, keptAge: Double) throws(MaintenanceError) {
    try checkPositive(shape, "shape")
    try checkPositive(scale, "scale")
    try checkShare(keptAge, "kept age")
    (self.shape, self.scale, self.keptAge) = (shape, scale, keptAge)
  }

  /// The mean number of failures up to a time.
  ///
  /// - Parameter time: Finite and at least 0.
  /// - Returns: M(t).
  public func failures(by time: Double) -> Double { estimate(by: time).failures }

  /// The mean number of failures up to a time, and about how far that may be off.
  ///
  /// - Parameter time: Finite and at least 0.
  /// - Returns: M(t), and how much it moved with the last refinement.
  public func estimate(by time: Double) -> (failures: Double, error: Double) {
    precondition(time >= 0 && time < .infinity, "a time is finite and at least 0")
    guard time > 0 else { return (0, 0) }
    // With a minimal repair, or without memory, there is nothing to solve.
    if keptAge == 1 || shape == 1 { return (hazard(time), 0) }
    let limit = SequenceLimit(coarsest: 16, finest: 4096, relative: 1e-10) { cells in
      let step = time / Double(cells)
      return StieltjesEquation.solution(
        cells: cells,
        first: { -expm1(-hazard(Double($0) * step)) },
        kernel: { end, cell in
          let middle = (Double(cell) - 0.5) * step
          let age = keptAge * middle
          return -expm1(hazard(age) - hazard(age + Double(end) * step - middle))
        })[cells]
    }
    return (limit.estimate, limit.error)
  }

  /// H(t): the mean number of failures if all repairs were minimal.
  public func hazard(_ time: Double) -> Double { pow(time / scale, shape) }

  /// Cost per unit of time with a replacement after every period and repairs in between.
  ///
  /// - Parameters:
  ///   - period: Finite and above 0.
  ///   - replacement: What a replacement costs.
  ///   - repair: What a repair costs.
  /// - Returns: Both together.
  public func costRate(every period: Double, replacement: Double, repair: Double) -> Double {
    precondition(period > 0, "a period is above 0")
    return (replacement + repair * failures(by: period)) / period
  }
}
