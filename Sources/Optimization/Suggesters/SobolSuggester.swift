import EventKernel

/// Points that fill the space evenly (``SobolSequence``, scrambled), each once.
///
/// Points that are not allowed, or have been tried, are left out.
public struct SobolSuggester: PointSuggesting {
  private static let tag = 1_967.0
  /// How many points of the sequence are looked at for one suggestion.
  private static let mostSkips = 4_096

  /// What is looked for.
  public let space: SearchSpace
  /// The seed of the scrambling.
  public let seed: UInt64

  /// Creates a method.
  ///
  /// - Parameters:
  ///   - space: What is looked for, of at most ``SearchSpace/mostDimensions`` dimensions.
  ///   - seed: The seed of the scrambling.
  public init(in space: SearchSpace, seed: UInt64) {
    precondition(space.dimensions.count <= SearchSpace.mostDimensions, "so many can be filled")
    self.space = space
    self.seed = seed
  }

  /// The next points of the sequence; random ones where it finds none.
  public func suggestions(_ count: Int, after trials: [Trial]) -> [Suggestion] {
    let sequence = SobolSequence(dimensions: space.dimensions.count, seed: seed)
    let key = StreamKey(seed: seed, replication: 0, path: "search.sobol", purpose: "coins")
    var drawer = PointDrawer(space)
    var untried = UntriedPoints(space, after: trials)
    var next =
      trials.reduce(-1) { last, trial in
        max(
          last,
          Int(SuggestionMemory.notes(of: trial, tag: SobolSuggester.tag, atLeast: 1)?[0] ?? -1))
      } + 1
    var suggestions: [Suggestion] = []
    while suggestions.count < count {
      var found: [Double]?
      for _ in 0..<SobolSuggester.mostSkips where found == nil {
        var coins = RandomStream(key, ordinal: UInt64(next))
        if let point = drawer.point(ofUniform: sequence.point(at: next), coin: coins.uniform()),
          untried.take(point)
        {
          found = point
        }
        next += 1
      }
      guard let point = found ?? untried.takeRandom(seed: seed, ordinal: next) else { break }
      suggestions.append(
        Suggestion(point: point, memory: [SobolSuggester.tag, Double(next - 1)]))
    }
    return suggestions
  }
}
