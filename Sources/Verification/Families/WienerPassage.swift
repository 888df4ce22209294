import Degradation
import EventKernel
import Experiments
import RandomVariates
import SimulationStatistics

/// The first passage of a Wiener process.
extension ModelFamily {
  /// Lives drawn by `WearLife`, quantiles by the inverse Gaussian distribution.
  static let wienerFirstPassage = ModelFamily(
    names: ["maint.wiener_first_passage"], kind: .library,
    parameters: ["nu", "sigma", "L", "grid_dt", "x_observed"]
  ) { (battery, tier) throws(CaseProblem) in
    guard let plan = battery.plan else {
      throw CaseProblem("tolerance_hint", "it does not say how many lives")
    }
    let passage = try WienerPassage(battery.parameters)
    let lives = Int(RunLength(plan, tier: tier).length)
    let names = ["life_mean", "life_sd", "P_life_le_mean", "grid_mean_life"].filter { name in
      battery.expected.contains { $0.name == name }
    }
    let sampling = SamplingModel(
      meaning: "\(lives) lives a replication, by WearLife", names: names
    ) { stream in
      passage.replicate(lives, names, &stream)
    }
    return CaseModel(sampling: sampling, exact: passage.answers(battery))
  }
}

/// A process that drifts, and fails where it first passes a limit.
private struct WienerPassage: Sendable {
  /// Drift per unit of time.
  var drift: Double
  /// Standard deviation of what is added in a unit of time.
  var spread: Double
  var limit: Double
  /// The time from one look to the next.
  var step: Double
  /// The level at which the remaining life is asked for.
  var observed: Double

  init(_ parameters: CaseParameters) throws(CaseProblem) {
    drift = try parameters.positive("nu")
    spread = try parameters.positive("sigma")
    limit = try parameters.positive("L")
    step = try parameters.positive("grid_dt")
    observed = try parameters.number("x_observed")
    guard observed < limit else {
      throw CaseProblem("parameters.x_observed", "expected a level below that of failure")
    }
  }

  // MARK: - Theory

  func answers(_ battery: BatteryCase) -> [ExactValue] {
    let (life, remaining) = (time(from: 0), time(from: observed))
    return battery.expected.compactMap { wanted in
      if let percent = wanted.name.number(after: "life_p") {
        return ExactValue(wanted.name, life.quantile(at: Double(percent) / 100))
      }
      if let percent = wanted.name.number(after: "rul_p") {
        return ExactValue(wanted.name, remaining.quantile(at: Double(percent) / 100))
      }
      return switch wanted.name {
      case "rul_mean": ExactValue(wanted.name, (limit - observed) / drift)
      case "grid_mean_life_approx": ExactValue(wanted.name, meanLifeOnGrid)
      default: nil
      }
    }
  }

  /// The time from a level to the first passage.
  ///
  /// Source: R. S. Chhikara, J. L. Folks, *The Inverse Gaussian Distribution*, Dekker, 1989.
  private func time(from level: Double) -> TruncatedDistribution {
    let distance = limit - level
    return TruncatedDistribution(
      Distribution(
        .inverseGaussian(mean: distance / drift, shape: distance * distance / (spread * spread))))
  }

  /// About when looks on the grid find it on the average: (L + 0.5826 σ √dt)/ν + dt/4.
  ///
  /// Source: D. Siegmund, *Sequential Analysis*, Springer, 1985, ch. X, for the correction, of which the
  /// battery takes four digits.
  private var meanLifeOnGrid: Double {
    (limit + 0.5826 * spread * step.squareRoot()) / drift + step / 4
  }

  // MARK: - Draws

  /// One replication: what is asked for by name.
  func replicate(_ lives: Int, _ names: [String], _ stream: inout RandomStream) -> [Ratio] {
    let relative = spread / limit
    let process = WienerWear(rate: drift / limit, variance: relative * relative)
    var tables = WearTables()
    let wear = tables.sampler(for: .wiener(process))
    let key = StreamKey(
      seed: stream.next(), replication: 0, path: "verification", purpose: "life")
    var tally = Tally()
    var short = 0
    var seen = 0.0
    var ordinal: UInt64 = 0
    for _ in 0..<lives {
      var life = WearLife(wear, start: .new, key: key, ordinal: ordinal, from: tables)
      ordinal += 1
      tally.add(life.passage)
      if life.passage <= process.meanLife { short += 1 }
      guard names.contains("grid_mean_life") else { continue }
      // After the passage it may be below the limit when somebody looks; then it goes on from there.
      var passage = life.passage
      while true {
        let look = (passage / step).rounded(.up) * step
        let rest = look - passage
        let level =
          1
          + stream.normal(
            mean: process.rate * rest,
            standardDeviation: (process.variance * rest).squareRoot())
        if level >= 1 {
          seen += look
          break
        }
        life = WearLife(wear, start: .level(level), key: key, ordinal: ordinal, from: tables)
        ordinal += 1
        passage = look + life.passage
      }
    }
    return names.map { name in
      switch name {
      case "life_mean": Ratio(tally.mean ?? .nan)
      case "life_sd": Ratio(tally.standardDeviation ?? .nan)
      case "P_life_le_mean": Ratio(Double(short) / Double(lives))
      default: Ratio(seen / Double(lives))
      }
    }
  }
}
