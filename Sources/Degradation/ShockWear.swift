public import RandomVariates

/// Wear by shocks that come as a Poisson process and each add a damage.
///
/// The component fails with the shock at which the sum of the damages reaches 1 (to within 1e-12,
/// so that ten damages of 0.1 do it). The level after failure is the sum, which may exceed 1.
///
/// Source: J. D. Esary, A. W. Marshall, F. Proschan, "Shock Models and Wear Processes", *Annals of
/// Probability* 1 (4), 1973, 627–649.
public struct ShockWear: Hashable, Sendable {
  /// The mean time between shocks, in seconds, > 0.
  public var meanInterval: Double
  /// The damage of a shock, at least 0 and not always 0.
  public var damage: Distribution

  /// Creates the process.
  ///
  /// - Parameters:
  ///   - meanInterval: The mean time between shocks, in seconds.
  ///   - damage: The damage of a shock, as a share of what the component bears.
  public init(meanInterval: Double, damage: Distribution) {
    self.meanInterval = meanInterval
    self.damage = damage
  }

  /// A sum of damages from here on counts as reaching the level.
  static func reaches(_ sum: Double, _ level: Double) -> Bool { sum >= level - 1e-12 }

  /// The mean life, in seconds: the mean number of shocks times the mean time between them.
  public var meanLife: Double { meanInterval * meanCount }

  /// Sees whether the parameters lie in their domains.
  ///
  /// - Throws: ``WearProblem`` that says what is wrong.
  public func validate() throws(WearProblem) {
    try WearProblem.requirePositive("the mean interval between shocks", meanInterval)
    try damage.validateAsTime("the damage of a shock")
    let mean = LifeMoments(damage).mean
    guard mean >= 1e-7 else {
      throw WearProblem(
        "the mean damage of a shock is \(mean); it must be at least 1e-7: use a gamma process for "
          + "so many so small shocks")
    }
  }
}
