import FactorySimulation
import Optimization
import SimulationStatistics

/// Simulates points of a calibration: means of the metrics, and how replications spread.
struct CalibrationJudge: PointJudging {
  let plan: CalibrationPlan
  let jobs: Int

  var simulator: PointSimulator {
    PointSimulator(
      factors: plan.factors, scenario: plan.scenario, details: plan.details, seed: plan.seed,
      replications: plan.replications, engine: plan.engine, jobs: jobs)
  }

  func verdict(_ run: RunOutcome) -> PointVerdict {
    switch OutputSpread.of(run, figures: plan.figures) {
    case .success(let spread):
      .measured(Measurement(objectives: spread.means, covariances: spread.covariances))
    case .failure(let problem): .failed(problem.reason)
    }
  }
}

/// Metrics over some replications: means, and covariances of one replication.
struct OutputSpread: Hashable, Sendable {
  /// Why there are none.
  struct Problem: Error { var reason: String }

  /// One a metric: the mean, or the ratio of sums.
  let means: [Double]
  /// The rows of the lower triangle one after the other.
  let covariances: [Double]

  /// The standard deviation of one replication of a metric.
  func deviation(_ metric: Int) -> Double {
    max(0, covariances[metric * (metric + 3) / 2]).squareRoot()
  }

  /// Works it out.
  ///
  /// A metric is a ratio R = Σ a / Σ b over replications. What a replication adds to it is, as far as it is
  /// linear, (a - R b) / b̄.
  ///
  /// Source: W. G. Cochran, *Sampling Techniques*, Wiley, 3rd ed. 1977, § 6.4.
  static func of(_ run: RunOutcome, figures: [RecordedFigure]) -> Result<OutputSpread, Problem> {
    var means: [Double] = []
    var parts: [[Double]] = []
    for figure in figures {
      let observations = run.observations(of: figure.definition.name)
      guard let mean = Objective.estimate(observations), mean.isFinite else {
        return .failure(Problem(reason: "\(figure.definition.name) has no value there"))
      }
      means.append(mean)
      let base = observations.reduce(0) { $0 + $1.denominator } / Double(observations.count)
      parts.append(observations.map { ($0.numerator - mean * $0.denominator) / base })
    }
    var covariances: [Double] = []
    for row in parts.indices {
      for column in 0...row {
        let sum = zip(parts[row], parts[column]).reduce(0) { $0 + $1.0 * $1.1 }
        covariances.append(sum / Double(max(1, run.replications.count - 1)))
      }
    }
    return .success(OutputSpread(means: means, covariances: covariances))
  }
}
