import Experiments
import Optimization

/// What a search knew after each of its points.
struct SearchHistory: Sendable {
  /// A point as it was tried.
  struct Step: Sendable {
    /// What kind of point it is.
    enum Kind: String, Sendable {
      /// Spread over the ranges before anything was learned.
      case spread = "spread at the beginning"
      /// Chosen by what had been learned.
      case chosen = "chosen"
      /// It misses a condition.
      case missing = "misses a condition"
      /// It could not be simulated.
      case failed = "cannot be simulated"
      /// It is not known yet.
      case pending = "not known yet"
    }

    /// Its number in the journal, from 0.
    var trial: Int
    var kind: Kind
    /// The objective as it was measured; `nil` where it was not.
    var observed: Double?
    /// The best that was measured so far where all conditions are kept.
    var best: Double?
    /// What the model expects of it, now that the search has ended.
    var expected: LearnedResponses.Expectation?
    /// The model's expectation of the best of the points so far.
    var expectedBest: LearnedResponses.Expectation?
  }

  /// The steps, in the order in which points were chosen.
  let steps: [Step]

  /// Goes through a search.
  ///
  /// - Parameters:
  ///   - search: The search.
  ///   - learned: Its model; `nil` where it learned nothing.
  init(_ search: StoredSearch, learned: LearnedResponses?) {
    let sign = search.record.goals[0].sign
    let points = search.points
    let expectations = learned?.expectations(of: 0, at: points).map {
      SearchHistory.turned($0, sign: sign)
    }
    let chances = learned?.chancesOfKeeping(at: points)
    var steps: [Step] = []
    var best: Double?
    var expectedBest: LearnedResponses.Expectation?
    for (trial, entry) in search.journal.entries.enumerated() {
      let measured = entry.trial.measurement
      let kind: Step.Kind =
        switch entry.trial.outcome {
        case .pending: .pending
        case .failed: .failed
        case .measured(let measurement):
          !measurement.isFeasible
            ? .missing : trial < search.initial ?? 0 ? .spread : .chosen
        }
      let observed = measured.map { sign * $0.objectives[0] }
      if let observed, measured?.isFeasible == true {
        best = best.map { sign * observed < sign * $0 ? observed : $0 } ?? observed
      }
      let expected = expectations?[trial]
      if let expected, measured != nil, chances?[trial] ?? 1 >= 0.5 {
        expectedBest =
          expectedBest.map { sign * expected.mean < sign * $0.mean ? expected : $0 } ?? expected
      }
      steps.append(
        Step(
          trial: trial, kind: kind, observed: observed, best: best, expected: expected,
          expectedBest: expectedBest))
    }
    self.steps = steps
  }

  /// What is expected in the objective's own direction.
  static func turned(
    _ expectation: LearnedResponses.Expectation, sign: Double
  ) -> LearnedResponses.Expectation {
    guard sign < 0 else { return expectation }
    var turned = expectation
    turned.mean = -expectation.mean
    (turned.lower, turned.upper) = (-expectation.upper, -expectation.lower)
    return turned
  }

  /// The range of the objective that charts show: what lies far on the wrong side is left out.
  ///
  /// - Parameter sign: 1 where small is good, -1 where large is.
  /// - Returns: The range, and how many points lie beyond; `nil` where nothing was measured.
  func shown(sign: Double) -> (range: ClosedRange<Double>, beyond: Int)? {
    let values = steps.compactMap(\.observed).map { sign * $0 }.sorted()
    guard let least = values.first, let greatest = values.last else { return nil }
    let median = values[values.count / 2]
    let limit = median + 2 * (median - least)
    let end = greatest > limit + (limit - least) && limit > least ? limit : greatest
    let ends = [sign * least, sign * end].sorted()
    let pad = 0.04 * (ends[1] - ends[0])
    return (
      (ends[0] - pad)...(ends[1] + pad + (ends[0] == ends[1] ? 1e-9 + abs(ends[0]) / 100 : 0)),
      values.count { $0 > end }
    )
  }
}
