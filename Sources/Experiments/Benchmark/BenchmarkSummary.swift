/// A benchmark in figures: what is printed of it beside the comparison, and what `benchmark.json` holds.
public struct BenchmarkSummary: Codable, Hashable, Sendable {
  /// A factor with the value that was found.
  public struct TunedValue: Codable, Hashable, Sendable {
    /// The factor's path.
    public var factor: String
    /// The value, as written.
    public var value: String
  }

  /// What became of a condition in an arm.
  public struct Finding: Codable, Hashable, Sendable {
    /// How far the judgement goes.
    public enum Judgement: String, Codable, Hashable, Sendable {
      /// The whole interval satisfies the condition.
      case kept
      /// The whole interval breaks it.
      case broken
      /// The interval does both, or there is none.
      case unclear
    }

    /// The condition, as written.
    public var condition: String
    /// How far the judgement goes.
    public var judgement: Judgement
  }

  /// A figure with the ends of its 95 % interval.
  public struct Estimate: Codable, Hashable, Sendable {
    /// The figure.
    public var mean: Double
    /// The lower end.
    public var lower: Double
    /// The upper end.
    public var upper: Double
  }

  /// One arm.
  public struct ArmEntry: Codable, Hashable, Sendable {
    /// The arm's name.
    public var arm: String
    /// The values that were found; empty for an arm that is not tuned.
    public var tuned: [TunedValue]
    /// How many points were tried for them.
    public var pointsTried: Int
    /// The objective that they gave while they were looked for, on other replications; absent where
    /// nothing was tuned.
    public var objectiveWhenTuned: Double?
    /// The objective; absent where it has no value.
    public var objective: Double?
    /// The conditions.
    public var conditions: [Finding]
    /// The chance that it is the best arm among those that can be chosen; absent for one that cannot.
    public var chanceOfBeingBest: Double?
    /// The part of the gap between baseline and perfect prediction that it closes; absent where
    /// there is no such gap beyond chance.
    public var gapClosed: Estimate?

    /// Whether a condition is broken beyond chance.
    public var isBroken: Bool { conditions.contains { $0.judgement == .broken } }
  }

  /// What is asked, in a sentence; absent where the experiment does not say.
  public var question: String?
  /// The metric by which arms are judged.
  public var objective: String
  /// Its unit; `1` for a fraction.
  public var unit: String
  /// Whether it should be large, not small.
  public var maximized: Bool
  /// The arm with which the others are compared.
  public var baseline: String
  /// The arm that knows the future; absent where none does.
  public var perfect: String?
  /// From how many replications values were judged while they were looked for; absent where nothing
  /// was tuned.
  public var tuningReplications: Int?
  /// The arms.
  public var arms: [ArmEntry]
  /// The best arm of those that can be chosen; absent where each breaks a condition.
  public var best: String?
  /// How the best arm changes with what failures cost; absent where the objective is no such cost.
  public var sensitivity: CostSensitivity?
  /// What it amounts to, in a sentence.
  public var verdict: String

  /// The number of resamples behind chances and intervals of this summary.
  public static let resamples = 10_000
}
