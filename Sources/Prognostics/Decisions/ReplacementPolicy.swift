/// When a unit is replaced before it fails.
public enum ReplacementPolicy: Hashable, Sendable {
  /// Never.
  case onFailure
  /// At an age, looked at or not; one that fails at just that age has failed.
  case atAge(Double)
  /// At the first look at which the risk has reached a threshold.
  case atRisk(Double)
  /// At the last look before the failure, or at none where it fails before the first: what nobody can know.
  case perfect

  /// What it makes of a unit.
  func end(of history: FailureHistory) -> UnitEnd {
    switch self {
    case .onFailure: break
    case .atAge(let age):
      if age < history.life { return UnitEnd(time: age, failed: false) }
    case .atRisk(let threshold):
      for (look, risk) in zip(history.looks, history.risks) where risk >= threshold {
        return UnitEnd(time: look, failed: false)
      }
    case .perfect:
      if let look = history.looks.last { return UnitEnd(time: look, failed: false) }
    }
    return UnitEnd(time: history.life, failed: true)
  }

  /// What it costs.
  ///
  /// - Parameters:
  ///   - histories: The units.
  ///   - costs: What an end costs.
  /// - Returns: All costs and times.
  public func cost(on histories: [FailureHistory], _ costs: ReplacementCosts) -> PolicyCost {
    var sum = PolicyCost()
    for history in histories { sum.add(end(of: history), costs) }
    return sum
  }

  /// The cheapest of several policies.
  ///
  /// - Parameters:
  ///   - policies: Some; of several as cheap the first is taken.
  ///   - histories: The units.
  ///   - costs: What an end costs.
  /// - Returns: The policy; `nil` where there is none.
  public static func cheapest(
    of policies: [ReplacementPolicy], on histories: [FailureHistory], _ costs: ReplacementCosts
  ) -> ReplacementPolicy? {
    var best: (policy: ReplacementPolicy, rate: Double)?
    for policy in policies {
      let rate = policy.cost(on: histories, costs).rate
      if best.map({ rate < $0.rate }) ?? true { best = (policy, rate) }
    }
    return best?.policy
  }

  /// The thresholds of risk that make a difference on some units: all highest risks so far, at most so many.
  ///
  /// - Parameters:
  ///   - histories: The units.
  ///   - count: How many thresholds there are at most; more are thinned evenly by rank.
  /// - Returns: Policies by falling thresholds.
  public static func thresholds(
    of histories: [FailureHistory], count: Int = 400
  ) -> [ReplacementPolicy] {
    var levels: Set<Double> = []
    for history in histories {
      var highest = -Double.infinity
      for risk in history.risks where risk > highest {
        highest = risk
        levels.insert(risk)
      }
    }
    let sorted = levels.sorted(by: >)
    guard sorted.count > count, count > 1 else { return sorted.map { .atRisk($0) } }
    return (0..<count).map { .atRisk(sorted[$0 * (sorted.count - 1) / (count - 1)]) }
  }

  /// What the cheapest policy costs on units that it was not chosen on.
  ///
  /// - Parameters:
  ///   - histories: The units, with risks from a model that has not seen them either.
  ///   - fold: Which part each unit belongs to.
  ///   - costs: What an end costs.
  ///   - seen: What policies are chosen on instead of the histories themselves, each with its part: the same units with looks at other
  ///     moments, for example, so that less hangs on when somebody happened to look.
  ///   - candidates: The policies to choose among, given the units to choose on.
  /// - Returns: All costs and times, and the policy of each part by rising number.
  /// - Throws: ``PrognosticsError`` where there are fewer than two parts, or no candidates.
  public static func crossValidated(
    _ histories: [FailureHistory], fold: [Int], _ costs: ReplacementCosts,
    choosingOn seen: (histories: [FailureHistory], fold: [Int])? = nil,
    among candidates: ([FailureHistory]) -> [ReplacementPolicy]
  ) throws(PrognosticsError) -> (cost: PolicyCost, policies: [ReplacementPolicy]) {
    try checkCount(fold.count, histories.count, "the parts of units")
    try checkPositive(costs.preventive, "the cost of a replacement")
    try checkPositive(costs.corrective, "the cost of a failure")
    let seen = seen ?? (histories, fold)
    try checkCount(seen.fold.count, seen.histories.count, "the parts of units")
    let parts = Set(fold).sorted()
    try checkAtLeast(parts.count, 2, "parts of the units")
    var (sum, chosen) = (PolicyCost(), [ReplacementPolicy]())
    for part in parts {
      let others = zip(seen.histories, seen.fold).filter { $0.1 != part }.map { $0.0 }
      let own = histories.indices.filter { fold[$0] == part }.map { histories[$0] }
      guard let policy = cheapest(of: candidates(others), on: others, costs) else {
        throw .noEstimate(of: "a policy", because: "there is none to choose among")
      }
      chosen.append(policy)
      sum = sum + policy.cost(on: own, costs)
    }
    return (sum, chosen)
  }
}
