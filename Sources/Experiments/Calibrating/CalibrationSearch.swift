import FactorySimulation
import Optimization
import Scenarios

/// A calibration that is under way: it chooses points, has them simulated, and keeps a journal of both.
public struct CalibrationSearch {
  /// What is calibrated.
  public let plan: CalibrationPlan
  private var series: TrialSeries

  /// What has happened so far.
  public var journal: SearchJournal { series.journal }

  /// Begins, or goes on.
  ///
  /// - Parameters:
  ///   - plan: What is calibrated.
  ///   - journal: What has happened before; `nil` where nothing has.
  ///   - file: Where the journal is kept; nowhere where there is none.
  /// - Throws: ``RunFolderError`` where the journal cannot be written.
  public init(
    _ plan: CalibrationPlan, journal: SearchJournal? = nil, file: JournalFile? = nil
  ) throws(RunFolderError) {
    self.plan = plan
    series = try TrialSeries(
      plan.factors, present: plan.present, budget: plan.budget, batch: plan.batch,
      replications: plan.replications, facts: plan.facts, journal: journal, file: file)
  }

  /// Tries points until the budget is spent.
  ///
  /// - Parameters:
  ///   - jobs: How many replications run at the same time; it changes nothing but the time it takes.
  ///   - isInterrupted: Asked now and then.
  ///   - progress: Told how far it is.
  /// - Returns: Why it ended.
  /// - Throws: ``RunFolderError`` where the journal cannot be written.
  public mutating func run(
    jobs: Int, isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (SearchProgress) -> Void = { _ in }
  ) async throws(RunFolderError) -> SearchEnd {
    let suggester = CalibrationSuggester(in: plan.space, observed: plan.observed, seed: plan.seed)
    return try await series.run(
      suggester, CalibrationJudge(plan: plan, jobs: jobs), isInterrupted: isInterrupted,
      progress: progress)
  }

  /// What the trials say; `nil` where fewer than two could be measured.
  public var finding: CalibrationFinding? { CalibrationFinding(plan, journal: journal) }

  /// Simulates values on replications that no trial has seen.
  ///
  /// - Parameters:
  ///   - values: One a factor, as written.
  ///   - jobs: How many replications run at the same time.
  ///   - isInterrupted: Asked now and then.
  ///   - progress: Told how many replications are finished.
  /// - Returns: One comparison a figure; `nil` where it was interrupted, or cannot be simulated there.
  public func check(
    _ values: [String], jobs: Int, isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async -> [FigureComparison]? {
    // The final comparison of a search counts its replications from 0, too.
    let simulator = PointSimulator(
      factors: plan.factors, scenario: plan.scenario, details: plan.details, seed: plan.seed,
      replications: plan.judgeReplications, engine: plan.engine, jobs: jobs, first: 0)
    guard
      let outcomes = await simulator.outcomes(
        of: [values], isInterrupted: isInterrupted, progress: progress),
      case .success(let run) = outcomes[0],
      case .success(let spread) = OutputSpread.of(run, figures: plan.figures)
    else { return nil }
    return plan.figures.enumerated().map { place, figure in
      FigureComparison(
        figure: figure, simulated: spread.means[place], deviation: spread.deviation(place),
        replications: run.replications.count)
    }
  }
}

/// A recorded figure beside what the model gives.
public struct FigureComparison: Hashable, Sendable {
  /// What was recorded.
  public let figure: RecordedFigure
  /// The mean over the replications.
  public let simulated: Double
  /// The standard deviation of one replication.
  public let deviation: Double
  /// How many replications there were.
  public let replications: Int

  /// The standard deviation of the recorded figure's error: its own, or the spread of one replication.
  public var error: Double { figure.deviation ?? deviation }

  /// The standard deviation of the simulated mean.
  public var simulationError: Double { deviation / Double(replications).squareRoot() }

  /// Simulated less recorded.
  public var difference: Double { simulated - figure.value }

  /// The difference in standard errors; 0 where there is none.
  public var standardErrors: Double {
    let square = error * error + simulationError * simulationError
    return difference == 0 ? 0 : difference / square.squareRoot()
  }
}
