/// The downhill simplex, for smooth functions of a few real numbers whose slope nobody knows.
///
/// d + 1 points walk downhill: the worst is reflected at the middle of the others, farther where that
/// is best of all, less far where it is bad; and where nothing helps, all draw together towards the
/// best. Only comparisons count, so that conditions need no penalty. Coordinates end at 0 and 1
/// (projection), and dimensions that are not real stay as they are. Constraints of the space are left
/// out of account; ``SimplexDescent`` keeps them.
///
/// A simplex that has become small begins anew around its best point, in the other direction and half
/// as large, until that improves nothing or the evaluations are used up. The best point is then asked
/// again: a function with chance in it, other than by common random numbers, has been seen at its luckiest.
///
/// Sources: J. A. Nelder, R. Mead, "A simplex method for function minimization", The Computer Journal
/// 7 (1965) 308–313; coefficients that suit more dimensions: F. Gao, L. Han, "Implementing the
/// Nelder-Mead simplex algorithm with adaptive parameters", Computational Optimization and
/// Applications 51 (2012) 259–277; bounds and restarts: M. A. Luersen, R. Le Riche, "Globalized
/// Nelder–Mead method for engineering optimization", Computers & Structures 82 (2004) 2251–2260.
public struct NelderMead: SearchMethod {
  /// What was asked last.
  private enum Step {
    case beginning
    case reflection
    case expansion(reflected: Vertex)
    case contraction(limit: SearchScore)
    case shrinkage
    case over
  }

  private struct Vertex {
    var point: [Double]
    var score: SearchScore
  }

  private let start: [Double]
  private let free: [Int]
  private let replications: Int
  private let tolerance: Double
  private var step = Step.beginning
  private var asked: [[Double]] = []
  private var simplex: [Vertex] = []
  private var size: Double
  private var left: Int
  /// The best score with which this simplex began; `nil` for the first.
  private var mark: SearchScore?
  private var bestVertex: Vertex?

  /// Begins a search.
  ///
  /// - Parameters:
  ///   - space: What is looked for; only its real dimensions move.
  ///   - start: Where to begin.
  ///   - replications: How many each evaluation takes.
  ///   - evaluations: How many there may be; the last shrinking may take d - 1 more.
  ///   - size: How long the first simplex is, as a part of each axis.
  ///   - tolerance: A simplex of which no side is longer is small.
  public init(
    in space: SearchSpace, from start: [Double], replications: Int, evaluations: Int,
    size: Double = 0.15, tolerance: Double = 0.002
  ) {
    precondition(start.count == space.dimensions.count, "a coordinate for each dimension")
    self.start = space.snapped(start)
    free = space.dimensions.indices.filter { space.dimensions[$0].isReal }
    self.replications = replications
    self.tolerance = tolerance
    self.size = size
    left = evaluations
    if free.isEmpty || evaluations < 1 { step = .over } else { beginSimplex(around: self.start) }
  }

  /// The best point of all simplexes, as it was scored last.
  public var best: ScoredCandidate? {
    bestVertex.map {
      ScoredCandidate(
        candidate: Candidate(point: $0.point, replications: replications), score: $0.score)
    }
  }

  /// The points of this step.
  public func ask() -> [Candidate] {
    asked.map { Candidate(point: $0, replications: replications) }
  }

  /// Goes on to the next step.
  public mutating func tell(_ scores: [SearchScore]) {
    precondition(scores.count == asked.count && !asked.isEmpty, "a score for each candidate")
    let vertices = zip(asked, scores).map { Vertex(point: $0, score: $1) }
    left -= vertices.count
    asked = []
    for vertex in vertices { note(vertex) }
    switch step {
    case .beginning:
      simplex = vertices
    case .reflection:
      reflected(vertices[0])
    case .expansion(let reflected):
      replaceWorst(by: vertices[0].score < reflected.score ? vertices[0] : reflected)
    case .contraction(let limit):
      if vertices[0].score < limit { replaceWorst(by: vertices[0]) } else { shrink() }
    case .shrinkage:
      simplex = [simplex[0]] + vertices
    case .over: break
    }
    if asked.isEmpty { reflect() }
  }

  // MARK: - Steps

  private mutating func note(_ vertex: Vertex) {
    guard let best = bestVertex else { return bestVertex = vertex }
    // A point that is asked again counts as it was seen last.
    if vertex.point == best.point || vertex.score < best.score { bestVertex = vertex }
  }

  private mutating func beginSimplex(around point: [Double]) {
    step = .beginning
    asked = [point]
    for (index, dimension) in free.enumerated() {
      var vertex = point
      let direction = mark == nil || index % 2 == 1 ? size : -size
      vertex[dimension] += direction
      if vertex[dimension] > 1 || vertex[dimension] < 0 { vertex[dimension] -= 2 * direction }
      vertex[dimension] = min(1, max(0, vertex[dimension]))
      asked.append(vertex)
    }
  }

  private mutating func reflect() {
    simplex = simplex.indices.sorted { (simplex[$0].score, $0) < (simplex[$1].score, $1) }
      .map { simplex[$0] }
    guard left > 0 else { return step = .over }
    guard extent > tolerance else { return beginAnew() }
    step = .reflection
    asked = [beyond(1)]
  }

  private mutating func reflected(_ vertex: Vertex) {
    let (best, worst) = (simplex[0].score, simplex[simplex.count - 1].score)
    let last = simplex[max(0, simplex.count - 2)].score
    if vertex.score < best {
      step = .expansion(reflected: vertex)
      asked = [beyond(expansion)]
    } else if vertex.score < last {
      replaceWorst(by: vertex)
    } else if vertex.score < worst {
      step = .contraction(limit: vertex.score)
      asked = [beyond(contraction)]
    } else {
      step = .contraction(limit: worst)
      asked = [beyond(-contraction)]
    }
  }

  private mutating func replaceWorst(by vertex: Vertex) {
    simplex[simplex.count - 1] = vertex
  }

  private mutating func shrink() {
    step = .shrinkage
    let best = simplex[0].point
    asked = simplex.dropFirst().map { vertex in
      zip(best, vertex.point).map { $0 + shrinkage * ($1 - $0) }
    }
  }

  private mutating func beginAnew() {
    guard let best = bestVertex else { return step = .over }
    if let mark, !(best.score < mark) { return step = .over }
    mark = best.score
    size = max(size / 2, 2 * tolerance)
    beginSimplex(around: best.point)
  }

  // MARK: - Geometry

  /// The longest side from the best point along an axis.
  private var extent: Double {
    simplex.dropFirst().reduce(0) { longest, vertex in
      max(longest, zip(vertex.point, simplex[0].point).reduce(0) { max($0, abs($1.0 - $1.1)) })
    }
  }

  /// The point so many times as far beyond the middle of the better points as the worst is before it.
  private func beyond(_ factor: Double) -> [Double] {
    var point = simplex[0].point
    let worst = simplex[simplex.count - 1].point
    for dimension in free {
      let middle =
        simplex.dropLast().reduce(0) { $0 + $1.point[dimension] } / Double(simplex.count - 1)
      point[dimension] = min(1, max(0, middle + factor * (middle - worst[dimension])))
    }
    return point
  }

  /// The dimensions that count for the coefficients: with fewer than two they are those of two.
  private var breadth: Double { Double(max(2, free.count)) }
  private var expansion: Double { 1 + 2 / breadth }
  private var contraction: Double { 0.75 - 1 / (2 * breadth) }
  private var shrinkage: Double { 1 - 1 / breadth }
}
