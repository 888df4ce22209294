/// Rinott's two-stage procedure, for systems simulated independently.
///
/// The first stage takes n₀ observations of each system, with sample variances S²ᵢ; the second as many
/// more as make
///
///     Nᵢ = max(n₀, ⌈h² S²ᵢ/δ²⌉)
///
/// in all, and the best mean of all Nᵢ observations is selected; in a tie the lowest number. With
/// probability at least P* that is the best system, if it is better than any other by δ or more. It
/// does *not* hold with common random numbers; use ``KimNelson`` there.
///
/// Source: see ``rinottConstant(systems:firstStage:probability:)``.
public struct Rinott: SelectionProcedure {
  /// The constant h.
  public let constant: Double
  /// What to simulate next; empty when the procedure is done.
  public private(set) var requests: [SelectionRequest]

  private let demand: SelectionDemand
  private let firstStage: Int
  private var tallies: [Tally]
  private var isSecondStage = false

  /// Creates the procedure.
  ///
  /// - Parameters:
  ///   - systems: How many systems, at least 2.
  ///   - goal: Whether the largest or the smallest mean is best.
  ///   - indifferenceZone: The smallest difference δ worth detecting, above 0.
  ///   - probability: That of correct selection P*, above 1/k and below 1.
  ///   - firstStage: The observations n₀ of the first stage, at least 2; with few of them h is large.
  /// - Throws: ``StatisticsInputError`` where one of them lies outside its domain.
  public init(
    systems: Int, goal: SelectionGoal, indifferenceZone: Double, probability: Double = 0.95,
    firstStage: Int = 20
  ) throws(StatisticsInputError) {
    demand = try SelectionDemand(
      systems: systems, goal: goal, probability: probability, indifferenceZone: indifferenceZone)
    constant = try rinottConstant(
      systems: systems, firstStage: firstStage, probability: probability)
    self.firstStage = firstStage
    tallies = Array(repeating: Tally(), count: systems)
    requests = (0..<systems).map { SelectionRequest(system: $0, replications: 0..<firstStage) }
  }

  /// The observations a system needs in all, Nᵢ, given its first-stage sample variance.
  ///
  /// - Parameter variance: S²ᵢ, finite and at least 0.
  /// - Returns: Nᵢ, at least n₀; what is beyond 2⁶² counts as that.
  public func sampleSize(variance: Double) -> Int {
    let ratio = constant / demand.indifferenceZone
    return max(firstStage, Int(min((ratio * ratio * variance).rounded(.up), 0x1p62)))
  }

  /// Takes what was asked for, request by request.
  ///
  /// - Parameter observations: For each request one observation for each of its replications.
  public mutating func supply(_ observations: [[Double]]) {
    checkSupply(observations, for: requests)
    for (request, series) in zip(requests, observations) {
      for observation in series { tallies[request.system].add(observation) }
    }
    requests = isSecondStage ? [] : secondStage
    isSecondStage = true
  }

  /// What was found; `nil` while there are requests.
  public var result: SelectionResult? {
    guard requests.isEmpty else { return nil }
    return SelectionResult(
      selected: demand.goal.best(of: tallies.map { $0.mean ?? 0 }),
      systems: tallies.indices.map { SystemEvidence(system: $0, observations: tallies[$0]) },
      guarantee: demand.guarantee("Rinott (1978)", [.normalObservations, .independentSystems]))
  }

  private var secondStage: [SelectionRequest] {
    tallies.indices.compactMap { system in
      let size = sampleSize(variance: tallies[system].variance ?? 0)
      return size > firstStage
        ? SelectionRequest(system: system, replications: firstStage..<size) : nil
    }
  }
}
