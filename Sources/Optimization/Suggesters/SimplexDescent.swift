/// The downhill simplex (``NelderMead``), begun again at a random point whenever it is done.
///
/// What the simplex asks is looked up among the trials, so it stands where the trials have led it; only
/// real dimensions move within a descent, the others from one to the next. Where a point is not allowed
/// the nearest that is stands for it. The first descent begins at the best point that is known, or in
/// the middle.
///
/// Most steps ask one point at a time: while that is pending there is nothing else to suggest.
public struct SimplexDescent: PointSuggesting {
  private static let tag = 1_965.0
  /// How many descents may end without a new point.
  private static let mostIdleRuns = 16

  /// What is looked for.
  public let space: SearchSpace
  /// The seed of where descents begin.
  public let seed: UInt64
  /// A simplex of which no side is longer is done.
  public let tolerance: Double

  /// Creates a method.
  ///
  /// - Parameters:
  ///   - space: What is looked for.
  ///   - seed: The seed of where descents begin.
  ///   - tolerance: A simplex of which no side is longer, as a part of each axis, is done.
  public init(in space: SearchSpace, seed: UInt64, tolerance: Double = 1e-4) {
    self.space = space
    self.seed = seed
    self.tolerance = tolerance
  }

  /// The points that the simplex asks and nobody has tried; none while all it asks are pending.
  public func suggestions(_ count: Int, after trials: [Trial]) -> [Suggestion] {
    guard space.dimensions.contains(where: \.isReal) else {
      return RandomSuggester(in: space, seed: seed).suggestions(count, after: trials)
    }
    var scores: [[Double]: SearchScore?] = [:]
    var starts: [Int: [Double]] = [:]
    for trial in trials where trial.isWithinCube {
      let point = space.snapped(trial.point)
      if (scores[point] ?? nil) == nil { scores[point] = .some(trial.score) }
      if let notes = SuggestionMemory.notes(of: trial, tag: SimplexDescent.tag, atLeast: 1),
        notes.count == 1 + space.dimensions.count, starts[Int(notes[0])] == nil
      {
        starts[Int(notes[0])] = Array(notes.dropFirst())
      }
    }
    var run = 0
    var idle = 0
    while idle < SimplexDescent.mostIdleRuns {
      guard let start = starts[run] ?? start(of: run, trials) else { return [] }
      if starts[run] == nil { idle += 1 }
      var descent = NelderMead(
        in: space, from: start, replications: 1, evaluations: 1 << 40, tolerance: tolerance)
      while true {
        let asked = descent.ask().map { space.nearestAllowed($0.point) ?? start }
        guard !asked.isEmpty else { break }
        let known = asked.map { scores[$0] }
        if known.contains(where: { ($0 ?? nil) == nil }) {
          var seen: Set<[Double]> = []
          return zip(asked, known).filter { $1 == nil && seen.insert($0).inserted }.prefix(count)
            .map { Suggestion(point: $0.0, memory: [SimplexDescent.tag, Double(run)] + start) }
        }
        descent.tell(known.map { ($0 ?? nil) ?? .impossible })
      }
      run += 1
    }
    return []
  }

  private func start(of run: Int, _ trials: [Trial]) -> [Double]? {
    if run > 0 { return space.randomPoints(1, seed: seed, from: run).first }
    let known = trials.filter { $0.measurement != nil }
    let best = known.indices.min {
      (known[$0].score ?? .impossible, $0) < (known[$1].score ?? .impossible, $1)
    }
    return space.nearestAllowed(best.map { known[$0].point } ?? space.dimensions.map { _ in 0.5 })
  }
}
