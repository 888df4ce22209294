import Experiments
public import JSONDocuments

/// An exact or reference answer, and what it is an answer to.
public struct BatteryCase: Hashable, Sendable {
  /// The case's name, such as `mm1-2`.
  public var id: String
  /// The kind of problem, such as `queue.mm1`.
  public var family: String
  /// What the problem is.
  public var parameters: CaseParameters
  /// The answers, in the order of the file.
  public var expected: [ExpectedValue]
  /// How long to simulate; `nil` where all answers are deterministic.
  public var plan: SimulationPlan?
  /// The greatest relative error of a deterministic answer.
  public var relativeTolerance: Double

  /// The relative error allowed where a case gives none: answers are printed to ten digits.
  public static let usualTolerance = 1e-6

  /// Creates a case.
  public init(
    id: String, family: String, parameters: CaseParameters, expected: [ExpectedValue],
    plan: SimulationPlan? = nil, relativeTolerance: Double = usualTolerance
  ) {
    self.id = id
    self.family = family
    self.parameters = parameters
    self.expected = expected
    self.plan = plan
    self.relativeTolerance = relativeTolerance
  }
}

/// One answer of a case.
public struct ExpectedValue: Hashable, Sendable {
  /// The metric's name in the battery.
  public var name: String
  /// A number, or numbers nested in lists and objects.
  public var value: JSONValue
  /// The standard error of a reference that was itself simulated; `nil` for an exact answer.
  public var standardError: Double?

  /// Creates an answer.
  public init(_ name: String, _ value: JSONValue, standardError: Double? = nil) {
    self.name = name
    self.value = value
    self.standardError = standardError
  }

  /// The answers of a case, names ending in `_se` taken as standard errors of those that they name.
  ///
  /// `x_se` belongs to `x` or to `x_reference`; `reference_se` to every number of the case.
  static func answers(from members: [JSONValue.Member]) -> [ExpectedValue] {
    let names = Set(members.map(\.name))
    var errors: [String: Double] = [:]
    var common: Double?
    var answers: [ExpectedValue] = []
    for member in members {
      let base = member.name.hasSuffix("_se") ? String(member.name.dropLast(3)) : nil
      if let base, let error = member.value.number {
        if base == "reference" {
          common = error
          continue
        }
        if let owner = [base, base + "_reference"].first(where: { names.contains($0) }) {
          errors[owner] = error
          continue
        }
      }
      answers.append(ExpectedValue(member.name, member.value))
    }
    for index in answers.indices where answers[index].value.number != nil {
      answers[index].standardError = errors[answers[index].name] ?? common
    }
    return answers
  }
}

/// How long a case is to be simulated, and what precision that should give.
public struct SimulationPlan: Hashable, Sendable {
  /// How many independent replications.
  public var replications: Int
  /// How much of each is discarded, in the case's unit.
  public var warmUp: Double
  /// How much of each is measured, in the case's unit.
  public var length: Double
  /// What is counted: time, customers, slots.
  public var unit: String
  /// The standard error that each metric should have at this length.
  public var standardErrors: [String: Double]
  /// The metrics that must be this precise for the verdict to count.
  public var gates: [String]

  /// Creates a plan.
  public init(
    replications: Int, warmUp: Double, length: Double, unit: String,
    standardErrors: [String: Double] = [:], gates: [String] = []
  ) {
    self.replications = replications
    self.warmUp = warmUp
    self.length = length
    self.unit = unit
    self.standardErrors = standardErrors
    self.gates = gates
  }
}

/// How thorough a verification is.
public enum VerificationTier: String, Sendable, CaseIterable {
  /// A tenth of the length: errors above some 6 to 8 % are found, in minutes.
  case quick
  /// The length that the battery recommends: errors of 2 % are found with a chance above 99 %.
  case full

  /// The share of the recommended length that is simulated.
  var lengthShare: Double { self == .quick ? 0.1 : 1 }
}

/// How much of a case is simulated in one replication, in the case's unit.
struct RunLength: Hashable, Sendable {
  var warmUp: Double
  var length: Double

  init(_ plan: SimulationPlan, tier: VerificationTier) {
    warmUp = plan.warmUp
    length = (plan.length * tier.lengthShare).rounded(.up)
  }

  /// Both, of things that come at a rate, as the time in which so many of them come.
  func time(atRate rate: Double) -> RunLength {
    var time = self
    time.warmUp /= rate
    time.length /= rate
    return time
  }

  /// So many cycles of a machine that is replaced again and again, in time: whole ones, from the middle
  /// of one to the middle of another.
  ///
  /// Of a time t that begins with a cycle t / mean + (c² - 1)/2 cycles end in it on the average, c their
  /// coefficient of variation: the last one is cut. Far from the beginning it is t / mean, once runs are
  /// out of step; where lives hardly differ they stay in step for long, and then the middles see to it that
  /// nothing is left out. The mean only says how long to simulate, and so can make no result right.
  ///
  /// Source: D. R. Cox, *Renewal Theory*, Methuen, 1962, ch. 4.
  ///
  /// - Parameters:
  ///   - mean: How long a cycle is on the average.
  ///   - step: What all cycles are multiples of, such as the time between looks; 0 for nothing.
  /// - Returns: Both times; ``RunLength/cyclesBefore`` cycles at least are discarded.
  func time(ofCycles mean: Double, step: Double = 0) -> RunLength {
    var time = self
    time.warmUp = (max(warmUp, RunLength.cyclesBefore).rounded(.up) + 0.5) * mean
    time.length = length.rounded(.up) * mean
    if step > 0 {
      time.warmUp = ((time.warmUp / step).rounded(.down) + 0.5) * step
      time.length = (time.length / step).rounded() * step
    }
    return time
  }

  /// Both times in cycles of a mean length.
  func cycles(of mean: Double) -> RunLength { time(atRate: mean) }

  /// How many cycles are discarded, where a case does not ask for more: cycles with a coefficient of
  /// variation of 0.2 are out of step by then to exp(-2 π² 0.2² 50), or 1e-17.
  static let cyclesBefore = 50.0
}
