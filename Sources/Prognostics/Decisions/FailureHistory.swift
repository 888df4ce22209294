/// A unit's way to its failure, with what a model would have said at each look.
public struct FailureHistory: Hashable, Sendable {
  /// When the unit failed, in the unit of the data.
  public let life: Double
  /// When somebody looked, rising, all before the failure.
  public let looks: [Double]
  /// What the model said then; higher means a sooner failure.
  public let risks: [Double]

  /// Creates a history.
  ///
  /// - Parameters:
  ///   - life: When the unit failed, > 0.
  ///   - looks: When somebody looked, rising, each above 0; those from the failure on are dropped.
  ///   - risks: What the model said then; minus a predicted life, for example.
  /// - Throws: ``PrognosticsError`` naming what is out of order.
  public init(life: Double, looks: [Double], risks: [Double]) throws(PrognosticsError) {
    try checkPositive(life, "a life")
    try checkCount(risks.count, looks.count, "the risks of looks")
    try checkFinite(risks, "a risk")
    var before = 0.0
    for look in looks {
      guard look > before, look < .infinity else {
        throw .outOfRange(
          name: "the time of a look", value: look, requirement: "finite and after \(before)")
      }
      before = look
    }
    let count = looks.partitioningIndex { $0 >= life }
    self.life = life
    self.looks = Array(looks.prefix(count))
    self.risks = Array(risks.prefix(count))
  }

  /// The histories of one unit if somebody looks at every n-th reading only: from the first one on, from the second one on, up to the n-th.
  ///
  /// How close to its failure the last look of a unit falls is luck, and the dearest threshold hangs on the few units that show least. A
  /// threshold that is chosen on all these histories hangs less on it than one chosen on the n-th of them.
  ///
  /// - Parameters:
  ///   - interval: n, how many readings there are from one look to the next, ≥ 1.
  ///   - life: When the unit failed, > 0.
  ///   - readings: When there could be a look, rising, each above 0.
  ///   - risks: What the model said then.
  /// - Returns: n histories.
  /// - Throws: ``PrognosticsError`` naming what is out of order.
  public static func lookingEvery(
    _ interval: Int, life: Double, readings: [Double], risks: [Double]
  ) throws(PrognosticsError) -> [FailureHistory] {
    try checkAtLeast(interval, 1, "readings from one look to the next")
    let whole = try FailureHistory(life: life, looks: readings, risks: risks)
    var histories: [FailureHistory] = []
    for first in 0..<interval {
      let places = stride(from: first, to: whole.looks.count, by: interval)
      histories.append(
        try FailureHistory(
          life: life, looks: places.map { whole.looks[$0] }, risks: places.map { whole.risks[$0] }))
    }
    return histories
  }
}

/// What the end of a unit costs.
public struct ReplacementCosts: Hashable, Sendable {
  /// Of a replacement before the failure.
  public var preventive: Double
  /// Of a failure, with all that comes with it.
  public var corrective: Double

  /// Creates costs.
  ///
  /// - Parameters:
  ///   - preventive: Of a replacement before the failure, > 0.
  ///   - corrective: Of a failure, > 0.
  public init(preventive: Double, corrective: Double) {
    self.preventive = preventive
    self.corrective = corrective
  }
}

/// What a policy costs on the units of a set of data.
public struct PolicyCost: Hashable, Sendable {
  /// All costs.
  public private(set) var cost = 0.0
  /// All time for which units were used.
  public private(set) var time = 0.0
  /// How many units failed.
  public private(set) var failures = 0
  /// How many were replaced before.
  public private(set) var replacements = 0

  /// Creates the cost of no unit.
  public init() {}

  /// Cost per time in the long run, by the theorem of renewal and reward.
  public var rate: Double { cost / time }

  /// How much dearer than another policy it is, as a part of that one's rate.
  ///
  /// Beside ``ReplacementPolicy/perfect`` it is the metric M of A. Kamariotis, K. Tatsis, E. Chatzi, K. Goebel,
  /// D. Straub, "A metric for assessing and optimizing data-driven prognostic algorithms for predictive maintenance",
  /// *Reliability Engineering & System Safety* 242, 2024, 109723.
  public func excess(over other: PolicyCost) -> Double { rate / other.rate - 1 }

  /// Counts the end of a unit.
  mutating func add(_ end: UnitEnd, _ costs: ReplacementCosts) {
    time += end.time
    if end.failed {
      cost += costs.corrective
      failures += 1
    } else {
      cost += costs.preventive
      replacements += 1
    }
  }

  /// Both together.
  public static func + (first: PolicyCost, second: PolicyCost) -> PolicyCost {
    var sum = first
    sum.cost += second.cost
    sum.time += second.time
    sum.failures += second.failures
    sum.replacements += second.replacements
    return sum
  }
}

/// When and how a unit ends.
struct UnitEnd {
  var time: Double
  var failed: Bool
}
