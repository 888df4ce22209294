#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The fully sequential procedure KN: one replication of every surviving system at a time.
///
/// After n₀ replications of each, with S²ᵢₗ the sample variance of the differences between systems i
/// and l, and from then on after every replication r, system i is eliminated where some survivor l
/// is better by more than
///
///     Wᵢₗ(r) = max(0, δ/(2r) (h² S²ᵢₗ/δ² - r))
///     h² = 2η(n₀ - 1),   η = ((2α/(k - 1))^(-2/(n₀ - 1)) - 1)/2
///
/// and the last one is selected. All comparisons of a round are made among those that survived the
/// round before. With probability at least 1 - α that is the best system, if it is better than
/// any other by δ or more. It holds with common random numbers, which make it faster: their
/// correlation lowers S²ᵢₗ. Where two survivors have equal means and no width left, as
/// deterministic systems do, the higher number is eliminated, so that the procedure ends.
///
/// Source: S.-H. Kim, B. L. Nelson, "A fully sequential procedure for indifference-zone selection in
/// simulation", ACM Transactions on Modeling and Computer Simulation 11 (2001) 251–273, with c = 1.
public struct KimNelson: SelectionProcedure {
  /// The constant η.
  public let eta: Double
  /// The constant h².
  public let hSquared: Double
  /// What to simulate next; empty when the procedure is done.
  public private(set) var requests: [SelectionRequest]

  private let demand: SelectionDemand
  private let firstStage: Int
  private var tallies: [Tally]
  private var eliminations: [SystemEvidence.Elimination?]
  private var survivors: [Int]
  /// S²ᵢₗ, row by row; empty during the first stage.
  private var variances: [Double] = []

  /// Creates the procedure.
  ///
  /// - Parameters:
  ///   - systems: How many systems, at least 2.
  ///   - goal: Whether the largest or the smallest mean is best.
  ///   - indifferenceZone: The smallest difference δ worth detecting, above 0.
  ///   - probability: That of correct selection 1 - α, above 1/k and below 1.
  ///   - firstStage: The replications n₀ of the first stage, at least 2; 10 to 20 are usual.
  /// - Throws: ``StatisticsInputError`` where one of them lies outside its domain.
  public init(
    systems: Int, goal: SelectionGoal, indifferenceZone: Double, probability: Double = 0.95,
    firstStage: Int = 10
  ) throws(StatisticsInputError) {
    demand = try SelectionDemand(
      systems: systems, goal: goal, probability: probability, indifferenceZone: indifferenceZone)
    try checkAtLeast(2, firstStage, "replications of the first stage")
    self.firstStage = firstStage
    let freedom = Double(firstStage - 1)
    eta = expm1(-2 / freedom * log(2 * (1 - probability) / Double(systems - 1))) / 2
    hSquared = 2 * eta * freedom
    tallies = Array(repeating: Tally(), count: systems)
    eliminations = Array(repeating: nil, count: systems)
    survivors = Array(0..<systems)
    requests = survivors.map { SelectionRequest(system: $0, replications: 0..<firstStage) }
  }

  /// Takes what was asked for, request by request.
  ///
  /// - Parameter observations: For each request one observation for each of its replications.
  public mutating func supply(_ observations: [[Double]]) {
    checkSupply(observations, for: requests)
    for (request, series) in zip(requests, observations) {
      for observation in series { tallies[request.system].add(observation) }
    }
    if variances.isEmpty { variances = KimNelson.variances(observations) }
    let count = requests[0].replications.upperBound
    eliminate(after: count)
    requests =
      survivors.count == 1
      ? [] : survivors.map { SelectionRequest(system: $0, replications: count..<count + 1) }
  }

  /// What was found; `nil` while there are requests.
  public var result: SelectionResult? {
    guard requests.isEmpty else { return nil }
    return SelectionResult(
      selected: survivors[0],
      systems: tallies.indices.map {
        SystemEvidence(system: $0, observations: tallies[$0], elimination: eliminations[$0])
      },
      guarantee: demand.guarantee("KN (Kim & Nelson 2001)", [.normalObservations]))
  }

  /// How many replications of a system the procedure takes at the most, ⌊h² max S²/δ²⌋ + 1, the
  /// maximum over all pairs; `nil` during the first stage.
  ///
  /// Known after the first stage, so that a caller can tell whether the budget will do; usually
  /// far fewer are needed.
  public var greatestSampleSize: Int? {
    guard let greatest = variances.max() else { return nil }
    let zone = demand.indifferenceZone
    return max(firstStage, Int(min(hSquared * greatest / zone / zone, 0x1p62)) + 1)
  }

  /// Removes the survivors that another survivor beats by more than the width.
  private mutating func eliminate(after count: Int) {
    let beaten = survivors.compactMap { system in
      winner(over: system, after: count).map { (system, $0) }
    }
    for (system, winner) in beaten {
      eliminations[system] = SystemEvidence.Elimination(by: winner, afterObservations: count)
    }
    survivors.removeAll { eliminations[$0] != nil }
  }

  /// The survivor that beats a system by most beyond the width; `nil` where none does.
  private func winner(over system: Int, after count: Int) -> Int? {
    var (winner, greatest) = (nil as Int?, 0.0)
    for rival in survivors where rival != system {
      let width = width(system, rival, after: count)
      let lead = demand.goal.sign * ((tallies[rival].mean ?? 0) - (tallies[system].mean ?? 0))
      let excess = lead - width
      if excess > greatest {
        (winner, greatest) = (rival, excess)
      } else if winner == nil, lead == 0, width == 0, rival < system {
        winner = rival
      }
    }
    return winner
  }

  private func width(_ i: Int, _ l: Int, after count: Int) -> Double {
    let zone = demand.indifferenceZone
    let r = Double(count)
    // Multiplied out, so that the square of a tiny δ cannot vanish.
    let slack = hSquared * variances[i * tallies.count + l] / zone - r * zone
    return max(0, slack / (2 * r))
  }

  /// The sample variances of the differences between all pairs of systems.
  private static func variances(_ observations: [[Double]]) -> [Double] {
    let count = observations.count
    var variances = Array(repeating: 0.0, count: count * count)
    for i in 0..<count {
      for l in 0..<i {
        let differences = Tally(zip(observations[i], observations[l]).lazy.map { $0 - $1 })
        variances[i * count + l] = differences.variance ?? 0
        variances[l * count + i] = variances[i * count + l]
      }
    }
    return variances
  }
}
