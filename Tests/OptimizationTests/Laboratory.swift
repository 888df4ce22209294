import Optimization
import TestDraws

/// Asks a method for points and measures them.
struct Laboratory {
  /// What came of the trials.
  private(set) var trials: [Trial] = []
  let method: any PointSuggesting
  let measure: ([Double]) -> Trial.Outcome

  /// Begins.
  ///
  /// - Parameters:
  ///   - method: Who suggests.
  ///   - given: Trials that there are before.
  ///   - measure: What is measured at a point.
  init(
    _ method: any PointSuggesting, given: [Trial] = [],
    measure: @escaping ([Double]) -> Trial.Outcome
  ) {
    self.method = method
    self.measure = measure
    trials = given
  }

  /// Begins with one objective.
  init(_ method: any PointSuggesting, objective: @escaping ([Double]) -> Double) {
    self.init(method) { .measured(Measurement(objectives: [objective($0)])) }
  }

  /// Goes on until there are so many trials, or no other points.
  ///
  /// - Parameters:
  ///   - count: How many trials there are to be.
  ///   - batch: How many are asked for at a time.
  mutating func run(to count: Int, batch: Int = 1) {
    while trials.count < count {
      let suggestions = method.suggestions(min(batch, count - trials.count), after: trials)
      guard !suggestions.isEmpty else { return }
      for suggestion in suggestions {
        trials.append(
          Trial(
            point: suggestion.point, outcome: measure(suggestion.point),
            memory: suggestion.memory))
      }
    }
  }

  /// Goes on with several workers, of whom each is done when chance wants it.
  ///
  /// - Parameters:
  ///   - count: How many trials there are to be.
  ///   - workers: How many are measured at a time.
  ///   - draws: What decides who is done next.
  mutating func run(to count: Int, workers: Int, _ draws: inout Draws) {
    var pending: [Int] = []
    while true {
      if trials.count < count, pending.count < workers {
        let wanted = min(workers - pending.count, count - trials.count)
        for suggestion in method.suggestions(wanted, after: trials) {
          pending.append(trials.count)
          trials.append(Trial(point: suggestion.point, memory: suggestion.memory))
        }
      }
      guard !pending.isEmpty else { return }
      let index = pending.remove(at: draws.index(below: pending.count))
      trials[index].outcome = measure(trials[index].point)
    }
  }

  /// The least first objective so far.
  var best: Double {
    trials.reduce(.infinity) { least, trial in
      guard let measurement = trial.measurement, measurement.isFeasible else { return least }
      return min(least, measurement.objectives[0])
    }
  }
}
