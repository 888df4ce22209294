public import RandomVariates

/// What is asked of a scenario: its alternatives, or the factors to be varied, and the metrics.
public struct Experiment: Sendable {
  /// The ways in which an experiment is carried out.
  public enum Kind: String, Sendable {
    /// Alternatives, side by side.
    case compare
    /// Factors, at the points of a design.
    case sweep
    /// Alternatives, of which some are tuned first.
    case benchmark
    /// Factors, whose best values are looked for.
    case optimise
    /// Factors, whose values are found by what a plant recorded.
    case calibrate
  }

  /// An alternative.
  public struct Arm: Sendable {
    /// What it is called.
    public var name: String
    /// The scenario's path.
    public var path: String
    /// What differs from the scenario in the file.
    public var overrides: [Override]
    /// The scenario, with what differs.
    public var scenario: CheckedScenario
    /// The factors that are tuned first.
    public var tune: [VariedFactor]
    /// What it takes to do so: the arm's own, or that of the experiment.
    public var businessCase: BusinessCase?
  }

  /// A figure that a plant recorded, as written.
  public struct Observation: Hashable, Sendable {
    /// The metric.
    public var metric: String
    /// The figure, with its error where that stands beside it: `83 % sd 1 %`, `82 % to 84 %`.
    public var value: String
    /// The standard deviation of its error; `nil` where none is written apart.
    public var deviation: String?

    /// Notes a figure.
    public init(metric: String, value: String, deviation: String? = nil) {
      self.metric = metric
      self.value = value
      self.deviation = deviation
    }
  }

  /// A factor with the values that it takes.
  public struct VariedFactor: Hashable, Sendable {
    /// What values it takes.
    public enum Values: Hashable, Sendable {
      /// Each of these, as written.
      case list([String])
      /// Any between two ends, as written: `20 /min to 45 /min`.
      case range(String)
    }

    /// The dotted path.
    public var path: String
    /// What values it takes.
    public var values: Values

    /// Names a factor with its values.
    public init(path: String, values: Values) {
      self.path = path
      self.values = values
    }
  }

  /// What it takes to bring an arm about, in base units and the scenario's currency.
  public struct BusinessCase: Hashable, Sendable {
    /// What it costs once, for all sites.
    public var invest: Distribution
    /// What it costs per second, for all sites.
    public var runningCost: Distribution
    /// The time until the whole benefit is reached, in seconds.
    public var rampUp: Double
    /// The rate per second of which a year's part is the yearly rate of discount.
    public var discount: Distribution
    /// The time over which it is judged, in seconds.
    public var duration: Double
    /// How many such lines there are, each of which has the benefit.
    public var sites: Int
    /// The factor whose value is looked for at which the arm just pays.
    public var breakEven: VariedFactor?
  }

  /// What the experiment is called.
  public var name: String
  /// What is asked, in a sentence.
  public var question: String?
  /// How it is carried out.
  public var kind: Kind
  /// The scenario's path.
  public var path: String
  /// What differs from the scenario in every arm.
  public var overrides: [Override]
  /// The scenario, with what differs.
  public var scenario: CheckedScenario
  /// The alternatives; empty for a sweep.
  public var arms: [Arm]
  /// The index of the arm with which the others are compared.
  public var baseline: Int
  /// The index of the arm that knows the future; `nil` where none does.
  public var perfect: Int?
  /// The factors that are varied.
  public var vary: [VariedFactor]
  /// How points are laid out: `grid`, `list`, `latin_hypercube` or `sobol`.
  public var design: String
  /// How many points the design has; `nil` where its values say so.
  public var points: Int?
  /// How many points an optimisation may try.
  public var budget: Int?
  /// What a plant recorded; empty where nothing is calibrated.
  public var observed: [Observation]
  /// Bounds on sums of factors, as written.
  public var limits: [String]
  /// How many points are chosen at a time; `nil` for what is usual.
  public var batch: Int?
  /// Replications of each arm, for the comparison.
  public var replications: Int
  /// Replications of each value that is tried before.
  public var tuningReplications: Int?
  /// The most replications, where a precision is wanted.
  public var mostReplications: Int?
  /// The seed of all random numbers.
  public var seed: UInt64
  /// Wanted half-widths, each as `metric=1 %`.
  public var precision: [String]
  /// Metrics that should be small.
  public var minimise: [String]
  /// Metrics that should be large.
  public var maximise: [String]
  /// Conditions that must hold, as written.
  public var subjectTo: [String]
  /// Metrics that are shown; empty for a choice by the command.
  public var metrics: [String]
  /// Conditions of which none may hold, as written.
  public var failIf: [String]
  /// What is legal but doubtful, in the experiment and its scenarios.
  public var warnings: [Diagnostic]
  /// What this version does not carry out, where it stands.
  public var notSimulated: [Diagnostic]
  /// Where the models are found that its scenarios name.
  public var models: (any ModelShelf)?
}
