/// Where a simulation teaches most about what is possible, given a plant's figures.
///
/// First the space is filled evenly. Then points are chosen among samples of the posterior as it is known:
/// each time the one at which emulators know least in comparison with the errors of the figures; others of
/// the same batch after it as if it had given what is expected.
///
/// Source: for designs that follow the posterior, M. Sinsbeck, W. Nowak, "Sequential design of computer experiments
/// for the solution of Bayesian inverse problems", SIAM/ASA Journal on Uncertainty Quantification 5 (2017)
/// 640–664; what is looked at here is the variance at a sample, not its integral.
public struct CalibrationSuggester: PointSuggesting {
  /// What is calibrated.
  public let space: SearchSpace
  /// What was recorded.
  public let observed: RecordedOutputs
  /// The seed.
  public let seed: UInt64
  /// How many points fill the space first.
  public let initial: Int
  /// How many samples of the posterior are looked at.
  static let samples = 256

  /// Creates a method.
  ///
  /// - Parameters:
  ///   - space: What is calibrated, of at most ``SearchSpace/mostDimensions`` dimensions.
  ///   - observed: What was recorded.
  ///   - seed: The seed.
  public init(in space: SearchSpace, observed: RecordedOutputs, seed: UInt64) {
    self.space = space
    self.observed = observed
    self.seed = seed
    initial = CalibrationSuggester.usualInitial(dimensions: space.dimensions.count)
  }

  /// How many points fill a space of d dimensions first: 5 d + 3.
  public static func usualInitial(dimensions: Int) -> Int { 5 * dimensions + 3 }

  /// The next points; of a batch only those that fill the space, where some of them do.
  public func suggestions(_ count: Int, after trials: [Trial]) -> [Suggestion] {
    let filling = SobolSuggester(in: space, seed: seed)
    if trials.count < initial {
      return filling.suggestions(min(count, initial - trials.count), after: trials)
    }
    guard var model = CalibrationModel(in: space, observed: observed, trials: trials) else {
      return filling.suggestions(count, after: trials)
    }
    for trial in trials where trial.outcome == .pending {
      model = model.believing(in: trial.point)
    }
    let candidates = model.posterior(
      CalibrationSuggester.samples, seed: seed &+ UInt64(trials.count)
    ).points
    var untried = UntriedPoints(space, after: trials)
    var suggestions: [Suggestion] = []
    while suggestions.count < count {
      let left = candidates.filter { untried.contains($0) }
      let ignorance = model.ignorance(at: left)
      guard
        let place = left.indices.max(by: { (ignorance[$0], -$0) < (ignorance[$1], -$1) }),
        untried.take(left[place])
      else { break }
      suggestions.append(Suggestion(point: left[place]))
      model = model.believing(in: left[place])
    }
    guard suggestions.count < count else { return suggestions }
    let known = trials + suggestions.map { Trial(point: $0.point) }
    return suggestions + filling.suggestions(count - suggestions.count, after: known)
  }
}
