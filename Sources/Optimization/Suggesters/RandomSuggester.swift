/// Random points, uniform over what is allowed, each once: what every other method has to beat.
///
/// Source: J. Bergstra, Y. Bengio, "Random search for hyper-parameter optimization", Journal of Machine
/// Learning Research 13 (2012) 281–305.
public struct RandomSuggester: PointSuggesting {
  private static let tag = 2_012.0

  /// What is looked for.
  public let space: SearchSpace
  /// The seed of the points.
  public let seed: UInt64

  /// Creates a method.
  ///
  /// - Parameters:
  ///   - space: What is looked for.
  ///   - seed: The seed of the points.
  public init(in space: SearchSpace, seed: UInt64) {
    self.space = space
    self.seed = seed
  }

  /// The next random points that have not been tried.
  public func suggestions(_ count: Int, after trials: [Trial]) -> [Suggestion] {
    var untried = UntriedPoints(space, after: trials)
    var next =
      trials.reduce(-1.0) { last, trial in
        max(
          last,
          SuggestionMemory.notes(of: trial, tag: RandomSuggester.tag, atLeast: 1)?[0] ?? -1)
      } + 1
    var suggestions: [Suggestion] = []
    while suggestions.count < count {
      guard let point = untried.takeRandom(seed: seed, ordinal: Int(next)) else { break }
      suggestions.append(Suggestion(point: point, memory: [RandomSuggester.tag, next]))
      next += 1
    }
    return suggestions
  }
}
