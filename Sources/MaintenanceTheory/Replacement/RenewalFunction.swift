public import RandomVariates

/// The mean number of renewals up to a time, where each life begins with the end of the one before.
///
///     M(t) = F(t) + ∫₀ᵗ F(t - s) dM(s)
///
/// On a grid, with the life's distribution function taken in the middle of each cell; then on grids twice
/// as fine each time, and from these the limit. Relative error some 1e-10 for smooth distribution
/// functions; 1e-8 for a density that is infinite at 0, or has jumps (``estimate(by:)`` tells).
///
/// Source: M. Xie, "On the Solution of Renewal-Type Integral Equations", *Communications in Statistics –
/// Simulation and Computation* 18 (1), 1989, 281–293 (the RS method).
public struct RenewalFunction: Sendable {
  private let functions: LifeFunctions
  /// The mean life.
  public var meanLife: Double { functions.mean }

  /// Prepares the renewals of a life.
  ///
  /// - Parameter life: A continuous life with a mean above 0; what lies below 0 counts as 0.
  /// - Throws: ``MaintenanceError``.
  public init(of life: Distribution) throws(MaintenanceError) {
    guard !life.isDiscrete else {
      throw .notCovered(
        what: "the renewal function of a discrete life", reason: "it moves in steps")
    }
    functions = LifeFunctions(life)
    try checkPositive(functions.mean, "mean life")
  }

  /// The mean number of renewals up to a time.
  ///
  /// - Parameter time: Finite and at least 0.
  /// - Returns: M(t), the one at time 0 not counted.
  public func renewals(by time: Double) -> Double { estimate(by: time).renewals }

  /// The mean number of renewals up to a time, and about how far that may be off.
  ///
  /// - Parameter time: Finite and at least 0.
  /// - Returns: M(t), and how much it moved with the last refinement.
  public func estimate(by time: Double) -> (renewals: Double, error: Double) {
    precondition(time >= 0 && time < .infinity, "a time is finite and at least 0")
    guard time > 0 else { return (0, 0) }
    let limit = SequenceLimit(coarsest: 16, finest: 4096, relative: 1e-11) { cells in
      renewals(by: time, cells: cells)[cells]
    }
    return (limit.estimate, limit.error)
  }

  /// The renewals up to the end of each cell of a grid from 0 to a time.
  func renewals(by time: Double, cells: Int) -> [Double] {
    let half = time / Double(2 * cells)
    let lives = (0...2 * cells).map { functions.cumulative(at: Double($0) * half) }
    return StieltjesEquation.solution(
      cells: cells, first: { lives[2 * $0] }, kernel: { lives[2 * ($0 - $1) + 1] })
  }
}
