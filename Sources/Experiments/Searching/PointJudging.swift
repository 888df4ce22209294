import FactorySimulation
import Optimization
import Scenarios

/// What became of a point.
enum PointVerdict: Sendable {
  case measured(Measurement)
  case failed(String)
}

/// Measures points by simulating them.
protocol PointJudging: Sendable {
  /// Simulates them.
  var simulator: PointSimulator { get }

  /// What a point is worth whose replications are there.
  func verdict(_ run: RunOutcome) -> PointVerdict
}

extension PointJudging {
  /// Simulates points and says what they are worth.
  ///
  /// - Parameters:
  ///   - points: The values of each, as written.
  ///   - isInterrupted: Asked now and then.
  ///   - progress: Told how many replications are finished.
  /// - Returns: What became of each; `nil` where it was interrupted.
  func verdicts(
    on points: [[String]], isInterrupted: @escaping @Sendable () -> Bool,
    progress: @escaping @Sendable (Int) -> Void
  ) async -> [PointVerdict]? {
    let outcomes = await simulator.outcomes(
      of: points, isInterrupted: isInterrupted, progress: progress)
    return outcomes?.map { outcome in
      switch outcome {
      case .success(let run): verdict(run)
      case .failure(let problem): .failed(problem.reason)
      }
    }
  }
}

/// Simulates a scenario at points of its factors, all with the same replications.
struct PointSimulator: Sendable {
  /// Why a point cannot be simulated.
  struct Problem: Error { var reason: String }

  let factors: [TuningFactor]
  /// Reads the scenario with some values.
  let scenario: @Sendable ([Override]) throws(ScenarioFailure) -> Scenario
  /// Metrics to keep beside the usual ones.
  let details: [String]
  let seed: UInt64
  let replications: Int
  let engine: SimulationEngine
  let jobs: Int
  /// The number of the first replication.
  var first = OptimizationPlan.firstForSearch

  /// A factory ready to be simulated, or why there is none.
  private func subject(_ values: [String]) -> Result<ReplicationPool.Subject, Problem> {
    do throws(ScenarioFailure) {
      let scenario = try scenario(zip(factors, values).map { Override(path: $0.path, text: $1) })
      if let refusal = engine.refusal(of: scenario.factory) {
        return .failure(Problem(reason: refusal))
      }
      return .success(
        ReplicationPool.Subject(
          factory: scenario.factory, details: DetailMetric.named(details, in: scenario.factory)))
    } catch {
      return .failure(Problem(reason: error.diagnostics.first?.message ?? "cannot be read"))
    }
  }

  /// Simulates points.
  ///
  /// - Parameters:
  ///   - points: The values of each, as written.
  ///   - isInterrupted: Asked now and then.
  ///   - progress: Told how many replications are finished.
  /// - Returns: What became of each; `nil` where it was interrupted.
  func outcomes(
    of points: [[String]], isInterrupted: @escaping @Sendable () -> Bool,
    progress: @escaping @Sendable (Int) -> Void
  ) async -> [Result<RunOutcome, Problem>]? {
    var results = [Result<RunOutcome, Problem>?](repeating: nil, count: points.count)
    var subjects: [(place: Int, subject: ReplicationPool.Subject)] = []
    for (place, values) in points.enumerated() {
      switch subject(values) {
      case .success(let subject): subjects.append((place, subject))
      case .failure(let problem): results[place] = .failure(problem)
      }
    }
    while !subjects.isEmpty {
      let pool = ReplicationPool(
        subjects: subjects.map(\.subject), seed: seed, jobs: jobs, engine: engine)
      do throws(ReplicationFailure) {
        let outcomes = try await pool.run(
          replications: first..<first + replications, isInterrupted: isInterrupted,
          progress: progress)
        if isInterrupted() { return nil }
        for ((place, subject), finished) in zip(subjects, outcomes) {
          results[place] = .success(
            RunOutcome(table: subject.table, requested: replications, replications: finished))
        }
        subjects = []
      } catch {
        // A point that cannot go on is none; the others are simulated again.
        results[subjects[error.arm].place] = .failure(Problem(reason: "\(error.failure)"))
        subjects.remove(at: error.arm)
      }
    }
    return results.map { $0 ?? .failure(Problem(reason: "was not simulated")) }
  }
}
