public import Optimization

/// What trials say of factors, given a plant's figures.
public struct CalibrationFinding: Sendable {
  /// What became known of a factor.
  public struct Factor: Hashable, Sendable {
    /// The dotted path.
    public var path: String
    /// The value that stands for all.
    public var best: String
    /// Half of what is possible lies below it; of things without an order, the most likely.
    public var median: String
    /// The lower and upper end of the interval in which 90 % of what is possible lie; of things without an
    /// order empty.
    public var interval: [String]
    /// Of things without an order the chance of the most likely; else `nil`.
    public var chance: Double?
    /// By which part what is possible became narrower.
    public var narrowing: Double
    /// The end of its range at which it lies.
    public var end: End?

    /// An end of a range.
    public enum End: String, Hashable, Sendable {
      case low
      case high
    }

    /// Whether the figures say nothing of it.
    public var isUnknown: Bool { narrowing < CalibrationFinding.unknownBelow }
  }

  /// Two factors that are known better together than each alone.
  public struct Pair: Hashable, Sendable {
    /// Their paths.
    public var paths: [String]
    /// The correlation of their samples, from -1 to 1.
    public var correlation: Double
  }

  /// One a factor.
  public let factors: [Factor]
  /// Pairs that only a combination identifies.
  public let pairs: [Pair]
  /// All correlations of factors that are numbers, pair by pair.
  public let correlations: [Pair]
  /// One a figure: how many standard errors it is off where it is nearest.
  public let leastImplausibilities: [Double]
  /// How many standard errors the worst of the figures is off where all are nearest together.
  public let leastTogether: Double
  /// The samples.
  public let samples: PosteriorSamples
  /// How much one replication of each figure spreads near the figures.
  public let spreads: [Double]

  /// Below this part of narrowing the figures say nothing of a factor: a tenth.
  static let unknownBelow = 0.1
  /// From this correlation on two factors are known together only.
  static let togetherFrom = 0.7
  /// From this share of samples in a twentieth of its range on a factor lies at the end of it: three times
  /// what there would be if nothing were known.
  static let atEndFrom = 0.15

  /// Looks through trials.
  ///
  /// - Parameters:
  ///   - plan: What is calibrated.
  ///   - journal: The trials.
  init?(_ plan: CalibrationPlan, journal: SearchJournal) {
    guard
      let model = CalibrationModel(
        in: plan.space, observed: plan.observed, trials: journal.trials)
    else { return nil }
    let samples = model.posterior(CalibrationPlan.samples, seed: plan.seed)
    self.samples = samples
    spreads = plan.figures.indices.map { model.replicationDeviation($0) }
    let best = samples.points[samples.best]
    factors = plan.factors.enumerated().map { axis, factor in
      let shares = samples.sharesAtEnds(axis)
      let isChoice = factor.dimension.isChoice
      let levels = isChoice ? samples.shares(axis) : []
      let likely = levels.indices.max { (levels[$0], -$0) < (levels[$1], -$1) } ?? 0
      let isAtEnd = factor.dimension.isReal
      return Factor(
        path: factor.path, best: factor.text(at: best[axis]),
        median: isChoice
          ? factor.text(at: (Double(likely) + 0.5) / Double(levels.count))
          : factor.text(at: samples.quantile(axis, 0.5)),
        interval: isChoice
          ? [] : [0.05, 0.95].map { factor.text(at: samples.quantile(axis, $0)) },
        chance: isChoice ? levels[likely] : nil, narrowing: samples.narrowing(axis),
        end: !isAtEnd
          ? nil
          : shares.low >= CalibrationFinding.atEndFrom
            ? .low : shares.high >= CalibrationFinding.atEndFrom ? .high : nil)
    }
    let numbers = plan.factors.indices.filter { !plan.factors[$0].dimension.isChoice }
    correlations = numbers.flatMap { second in
      numbers.filter { $0 < second }.map { first in
        Pair(
          paths: [plan.factors[first].path, plan.factors[second].path],
          correlation: samples.correlation(first, second))
      }
    }
    pairs = correlations.filter {
      abs($0.correlation) >= CalibrationFinding.togetherFrom
    }
    let everywhere = plan.space.spreadPoints(1_024, seed: plan.seed) + samples.points
    let implausibilities = model.implausibilities(at: everywhere)
    leastImplausibilities = plan.figures.indices.map { figure in
      implausibilities.map { $0[figure] }.min() ?? 0
    }
    leastTogether = implausibilities.map { $0.max() ?? 0 }.min() ?? 0
  }

  /// The best values, as written.
  public var best: [String] { factors.map(\.best) }

  /// The figures that no point of the ranges gives: off by more than 3 standard errors everywhere.
  public var outOfReach: [Int] {
    leastImplausibilities.indices.filter { leastImplausibilities[$0] > 3 }
  }

  /// Whether some point gives all figures.
  public var isReproducible: Bool { leastTogether <= 3 }
}
