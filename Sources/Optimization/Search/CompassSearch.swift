/// Steps along the axes of whole numbers and choices, shorter ones where no step improves anything.
///
/// Each round tries every whole number a step up and a step down, and every other choice of a choice
/// with few; the best of them is gone to if it is better. Once steps of 1 improve nothing the point is
/// a minimum among its neighbors, and of a function that is convex along each axis and separable the
/// minimum of all. Real dimensions stay as they are, and points that the space does not allow are not
/// tried.
///
/// Source: T. G. Kolda, R. M. Lewis, V. Torczon, "Optimization by direct search: new perspectives on
/// some classical and modern methods", SIAM Review 45 (2003) 385–482, § 3.
public struct CompassSearch: SearchMethod {
  /// Of a choice with more things than this only its neighbors by number are tried.
  static let mostChoices = 16

  private let space: SearchSpace
  private let replications: Int
  private var steps: [Int]
  private var left: Int
  private var isOver: Bool
  /// The best point so far.
  public private(set) var best: ScoredCandidate?
  private var center: [Double]

  /// Begins a search.
  ///
  /// - Parameters:
  ///   - space: What is looked for; only its whole numbers and choices move.
  ///   - start: Where to begin.
  ///   - replications: How many each evaluation takes.
  ///   - evaluations: How many there may be; the last round may take some more.
  ///   - size: How long the first steps are, as a part of each axis.
  public init(
    in space: SearchSpace, from start: [Double], replications: Int, evaluations: Int,
    size: Double = 0.15
  ) {
    precondition(start.count == space.dimensions.count, "a coordinate for each dimension")
    self.space = space
    self.replications = replications
    center = space.snapped(start)
    left = evaluations
    steps = space.dimensions.map { dimension in
      guard let count = dimension.levelCount, count > 1 else { return 0 }
      return max(1, Int((size * Double(count)).rounded()))
    }
    isOver = steps.allSatisfy { $0 == 0 }
  }

  /// The start, then its neighbors.
  public func ask() -> [Candidate] {
    guard !isOver, left > 0 else { return [] }
    let points = best == nil ? [center] : neighbors
    return points.map { Candidate(point: $0, replications: replications) }
  }

  /// Goes to the best neighbor, or makes the steps shorter.
  public mutating func tell(_ scores: [SearchScore]) {
    let candidates = ask()
    precondition(scores.count == candidates.count && !candidates.isEmpty, "a score for each")
    left -= scores.count
    guard let current = best else {
      best = ScoredCandidate(candidate: candidates[0], score: scores[0])
      isOver = neighbors.isEmpty
      return
    }
    let winner = scores.indices.min { (scores[$0], $0) < (scores[$1], $1) } ?? 0
    if scores[winner] < current.score {
      best = ScoredCandidate(candidate: candidates[winner], score: scores[winner])
      center = candidates[winner].point
    } else if steps.contains(where: { $0 > 1 }) {
      steps = steps.map { $0 > 1 ? $0 / 2 : $0 }
    } else {
      isOver = true
    }
  }

  private var neighbors: [[Double]] {
    var points: [[Double]] = []
    for (index, dimension) in space.dimensions.enumerated() where steps[index] > 0 {
      guard let count = dimension.levelCount else { continue }
      let level = dimension.level(at: center[index])
      var levels = [level - steps[index], level + steps[index]]
      if case .choice = dimension.domain, count <= CompassSearch.mostChoices {
        levels = Array(0..<count)
      }
      for other in levels where other != level && other >= 0 && other < count {
        var point = center
        point[index] = dimension.coordinate(ofLevel: other)
        if space.isAllowed(point) { points.append(space.snapped(point)) }
      }
    }
    return points
  }
}
