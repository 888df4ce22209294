import EventKernel

/// The points of a space that nobody has tried or suggested yet.
struct UntriedPoints {
  private let space: SearchSpace
  private var tried: Set<[Double]>
  /// Whether the space has a limited number of points.
  let isFinite: Bool

  /// Takes away what was tried; trials beyond the ends of the space are none of its points.
  init(_ space: SearchSpace, after trials: [Trial]) {
    self.space = space
    tried = Set(trials.filter(\.isWithinCube).map { space.snapped($0.point) })
    isFinite = space.dimensions.allSatisfy { !$0.isReal }
  }

  /// Whether a snapped point has not been tried yet.
  func contains(_ point: [Double]) -> Bool { !tried.contains(point) }

  /// Notes that a point is going to be tried; false where it was.
  mutating func take(_ point: [Double]) -> Bool { tried.insert(point).inserted }

  /// Takes a random point that has not been tried.
  ///
  /// - Parameters:
  ///   - seed: The seed of the points.
  ///   - ordinal: Which of the seed's draws this is.
  /// - Returns: The point; `nil` where there are no others.
  mutating func takeRandom(seed: UInt64, ordinal: Int) -> [Double]? {
    // Where most points have been tried, those that are left are listed.
    let first = ordinal << 8
    for batch in 0..<8 {
      for point in space.randomPoints(8, seed: seed, from: first + 8 * batch) where take(point) {
        return point
      }
    }
    guard let all = space.listing(upTo: 64 * tried.count + 1_024) else {
      return space.randomPoints(192, seed: seed, from: first + 64).first { take($0) }
    }
    let left = all.filter { contains($0) }
    guard !left.isEmpty else { return nil }
    let key = StreamKey(seed: seed, replication: 0, path: "search.untried", purpose: "choice")
    var stream = RandomStream(key, ordinal: UInt64(ordinal))
    let point = left[Int(stream.whole(below: UInt64(left.count)))]
    return take(point) ? point : nil
  }
}

/// The memory of a method's suggestions: a number that says whose it is, and what it notes.
enum SuggestionMemory {
  /// What a method noted; `nil` for trials that are another's, or were given.
  static func notes(of trial: Trial, tag: Double, atLeast count: Int) -> [Double]? {
    guard trial.memory.count > count, trial.memory[0] == tag else { return nil }
    return Array(trial.memory.dropFirst())
  }
}

extension Trial {
  /// Whether no coordinate is beyond the ends, where points of other bounds may be.
  var isWithinCube: Bool { point.allSatisfy { $0 >= 0 && $0 <= 1 } }

  /// How good the first objective is; `nil` while it is not known.
  var score: SearchScore? {
    switch outcome {
    case .pending: nil
    case .failed: .impossible
    case .measured(let measurement):
      SearchScore(measurement.objectives.first ?? 0, violation: measurement.violation)
    }
  }
}
