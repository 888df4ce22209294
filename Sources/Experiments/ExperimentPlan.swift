public import FactorySimulation
import Scenarios

/// Everything that determines what an experiment gives: what is simulated, how often, from which seed.
///
/// A single run is an experiment with one arm. Several arms are simulated with common random numbers:
/// replication n draws the same in each.
public struct ExperimentPlan: Sendable {
  /// The arms, at least one.
  public var arms: [Arm]
  /// The index of the arm with which the others are compared; `nil` where none is.
  public var baseline: Int?
  /// In a sweep: the factors' paths, in the order of the arms' settings.
  public var factors: [String]
  /// The seed of all random numbers.
  public var seed: UInt64
  /// How many replications to run of each arm, or, with a wanted precision, to begin with.
  public var replications: Int
  /// How narrow intervals have to be; none: just as many replications as asked for.
  public var precision: [Precision]
  /// With a wanted precision: the greatest number of replications of each arm.
  public var mostReplications: Int
  /// Names of metrics to keep beside the usual ones, such as `cycle_time.p95`.
  public var details: [String] = []
  /// Into how many batches one long replication is divided; 1 where there are replications.
  public var batches = 1
  /// How replications are worked out; all arms suit it, and details and batches are for events only.
  public var engine = SimulationEngine.events

  /// What is asked, where the arms' values are yet to be found, as in a benchmark: text that
  /// determines the arms, and stands for them in the fingerprint.
  public var request: String?

  /// How many replications are added at a time while a wanted precision is not reached.
  ///
  /// A fixed number, and not one that suits the number of jobs: so the same plan gives the same
  /// replications on any machine.
  public static let round = 10

  /// Plans an experiment.
  public init(
    arms: [Arm], baseline: Int? = nil, factors: [String] = [], seed: UInt64, replications: Int,
    precision: [Precision] = [], mostReplications: Int = 1_000
  ) {
    precondition(!arms.isEmpty && replications >= 1, "an experiment has arms and replications")
    precondition(baseline.map { arms.indices.contains($0) } ?? true, "the baseline is an arm")
    self.arms = arms
    self.baseline = baseline
    self.factors = factors
    self.seed = seed
    self.replications = replications
    self.precision = precision
    self.mostReplications = mostReplications
  }

  /// Whether there is one arm and nothing to set it against.
  public var isSingleRun: Bool { arms.count == 1 && factors.isEmpty }

  /// The metrics of each arm.
  public var tables: [MetricTable] { subjects.map(\.table) }

  /// What is simulated, arm by arm.
  var subjects: [ReplicationPool.Subject] {
    arms.map { arm in
      let factory = arm.scenario.factory
      return ReplicationPool.Subject(
        factory: factory, details: DetailMetric.named(details, in: factory))
    }
  }

  /// Every metric that an arm has, those of the first arm first.
  public var definitions: [MetricDefinition] {
    ExperimentPlan.union(of: tables)
  }

  static func union(of tables: [MetricTable]) -> [MetricDefinition] {
    var names: Set<String> = []
    return tables.flatMap(\.definitions).filter { names.insert($0.name).inserted }
  }

  /// A metric that arms measure in different units, so that they cannot be compared; `nil` where
  /// there is none.
  public var unitConflict: (metric: String, units: [String])? {
    let tables = tables
    guard tables.count > 1 else { return nil }
    for definition in ExperimentPlan.union(of: tables) {
      var units: [String] = []
      for table in tables {
        guard let index = table.index(of: definition.name) else { continue }
        let unit = table.definitions[index].unit
        if !units.contains(unit) { units.append(unit) }
      }
      if units.count > 1 { return (definition.name, units) }
    }
    return nil
  }

  /// Names what is run: 16 hexadecimal digits over everything that determines the results.
  ///
  /// 64 bits of FNV-1a: enough to tell runs apart, not meant to withstand forgery.
  public var fingerprint: String {
    var text = ""
    if let request {
      text = request
      if let baseline { text += "baseline \(arms[baseline].name)\n" }
    } else if isSingleRun {
      text = arms[0].scenario.resolvedText
    } else {
      for arm in arms {
        text += "arm \(arm.name)\n"
        for (factor, setting) in zip(factors, arm.settings) { text += "\(factor)=\(setting)\n" }
        text += arm.scenario.resolvedText + "\n"
      }
      if let baseline { text += "baseline \(arms[baseline].name)\n" }
    }
    text += "\nseed \(seed)\nreplications \(replications)\n"
    if !details.isEmpty { text += "details \(details)\n" }
    if engine != .events { text += "engine \(engine.rawValue)\n" }
    if batches > 1 { text += "batches \(batches)\n" }
    for wanted in precision { text += "precision \(wanted)\n" }
    if !precision.isEmpty { text += "most replications \(mostReplications)\n" }
    return Fingerprint.digits(of: text)
  }
}
