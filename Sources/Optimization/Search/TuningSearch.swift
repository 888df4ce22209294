/// The search for the best values of a policy's factors: wide first, then fine.
///
/// 1. Points that fill the space evenly (``SobolSequence``), and those that are given, race by
///    ``SuccessiveHalving``. Where the space has no more points than asked for, all of them race.
/// 2. From the winner whole numbers and choices move by ``CompassSearch``,
/// 3. then real numbers by ``NelderMead``, with all replications.
///
/// It assumes that the same replications are shown to all candidates. It finds the minimum of a
/// function whose valleys are no narrower than the spread points stand apart, and promises no more.
/// The last stage leaves constraints of the space out of account.
public struct TuningSearch: SearchMethod {
  /// What is going on.
  public enum Stage: String, Sendable, CaseIterable {
    /// Points spread over the space race against each other.
    case spread
    /// Whole numbers and choices move to better neighbors.
    case neighbors
    /// Real numbers are made exact.
    case polish
    /// The search is over.
    case finished
  }

  private enum Method {
    case spread(SuccessiveHalving)
    case neighbors(CompassSearch)
    case polish(NelderMead)
    case finished
  }

  private let space: SearchSpace
  private let replications: Int
  private var method: Method
  /// The best of all that was tried with all replications; before, the best of the race so far.
  public private(set) var best: ScoredCandidate?

  /// Begins a search.
  ///
  /// - Parameters:
  ///   - space: What is looked for.
  ///   - points: How many points are spread; best a power of 2.
  ///   - given: Points that join the race, such as what holds today.
  ///   - replications: From how many replications the best is judged.
  ///   - seed: The seed of the spreading.
  public init(
    in space: SearchSpace, points: Int, given: [[Double]] = [], replications: Int, seed: UInt64
  ) {
    precondition(points >= 1, "a search has points")
    self.space = space
    self.replications = replications
    var candidates: [[Double]] = []
    var seen: Set<[Double]> = []
    for point in given.map({ space.snapped($0) }) + space.spreadPoints(points, seed: seed)
    where seen.insert(point).inserted {
      candidates.append(point)
    }
    isWhole = space.pointCount.map { $0 <= candidates.count } ?? false
    method = .spread(SuccessiveHalving(points: candidates, replications: replications))
  }

  /// Whether the race sees every point there is.
  private let isWhole: Bool

  /// How many points are spread where nobody says: 16 in one dimension, 32 in two, 64 in more.
  public static func usualPoints(dimensions: Int) -> Int { 8 << min(3, max(1, dimensions)) }

  /// What is going on.
  public var stage: Stage {
    switch method {
    case .spread: .spread
    case .neighbors: .neighbors
    case .polish: .polish
    case .finished: .finished
    }
  }

  /// What this stage asks.
  public func ask() -> [Candidate] {
    switch method {
    case .spread(let race): race.ask()
    case .neighbors(let compass): compass.ask()
    case .polish(let simplex): simplex.ask()
    case .finished: []
    }
  }

  /// Tells the stage, and goes on to the next where it is over.
  public mutating func tell(_ scores: [SearchScore]) {
    switch method {
    case .spread(var race):
      race.tell(scores)
      best = race.best
      method = .spread(race)
      if race.ask().isEmpty { goOn(to: .neighbors) }
    case .neighbors(var compass):
      compass.tell(scores)
      take(compass.best)
      method = .neighbors(compass)
      if compass.ask().isEmpty { goOn(to: .polish) }
    case .polish(var simplex):
      simplex.tell(scores)
      take(simplex.best)
      method = .polish(simplex)
      if simplex.ask().isEmpty { method = .finished }
    case .finished: preconditionFailure("nothing was asked")
    }
  }

  private mutating func take(_ found: ScoredCandidate?) {
    guard let found else { return }
    guard let best else { return self.best = found }
    if found.score < best.score { self.best = found }
  }

  private mutating func goOn(to stage: Stage) {
    guard !isWhole, let best, best.score < .impossible else { return method = .finished }
    let start = best.candidate.point
    let discrete = space.dimensions.count { ($0.levelCount ?? 1) > 1 }
    let real = space.dimensions.count { $0.isReal }
    if stage == .neighbors, discrete > 0 {
      method = .neighbors(
        CompassSearch(
          in: space, from: start, replications: replications, evaluations: 20 + 20 * discrete))
    } else if real > 0 {
      method = .polish(
        NelderMead(
          in: space, from: start, replications: replications, evaluations: 10 + 20 * real))
    } else {
      method = .finished
    }
  }
}
