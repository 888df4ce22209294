/// The search for the allowed point that is nearest to a given one.
///
/// Distances are those of coordinates, over dimensions that play a part. Levels are first taken for
/// real numbers, for which ``PolyhedronProjection`` is exact; where the answer lies between two levels
/// each side is looked at by itself, the nearer first, and what lies farther than the best point so far
/// is left out (branch and bound). Dimensions on which others depend are tried level by level.
///
/// Sums are of values, and a coordinate that goes with a logarithm is no linear function of its value.
/// There the projection is repeated with the slope at the last answer (Gauss and Newton) until it
/// stays; every answer keeps the sums, and the last is nearer than all others around it.
///
/// Source: A. H. Land, A. G. Doig, "An automatic method of solving discrete programming problems",
/// Econometrica 28 (1960) 497–520.
struct NearestPoint {
  /// What was found.
  enum Answer {
    case point([Double])
    /// There is no allowed point.
    case nothing
    /// None was found in the time allowed.
    case unknown
  }

  /// How many projections are made at most.
  static let mostNodes = 4_000

  private let space: SearchSpace
  /// The rows that count.
  private let rows: [SearchSpace.Row]
  private let target: [Double]
  private let stopsAtFirst: Bool
  /// The dimensions that occur in rows.
  private let linked: [Int]
  /// The dimensions on which these depend, parents first.
  private let deciding: [Int]
  private var best: (point: [Double], distance: Double)?
  private var nodes = 0

  /// Searches.
  ///
  /// - Parameters:
  ///   - target: The given point.
  ///   - space: The space.
  ///   - rows: Which of its rows count; all where none are named.
  ///   - stopsAtFirst: Whether any allowed point will do.
  /// - Returns: What was found.
  static func search(
    near target: [Double], in space: SearchSpace, rows: [SearchSpace.Row]? = nil,
    stopsAtFirst: Bool = false
  ) -> Answer {
    var search = NearestPoint(
      space: space, rows: rows ?? space.rows, target: target, stopsAtFirst: stopsAtFirst)
    search.decide(0, target.indices.map { space.dimensions[$0].snapped(target[$0]) }, 0)
    if let best = search.best { return .point(best.point) }
    return search.nodes < mostNodes ? .nothing : .unknown
  }

  private init(
    space: SearchSpace, rows: [SearchSpace.Row], target: [Double], stopsAtFirst: Bool
  ) {
    self.space = space
    self.rows = rows
    self.target = target.map { min(1, max(0, $0)) }
    self.stopsAtFirst = stopsAtFirst
    let linked = Set(rows.flatMap(\.columns))
    self.linked = linked.sorted()
    var deciding: Set<Int> = []
    for index in linked {
      var place = index
      while let parent = space.parents[place] {
        deciding.insert(parent)
        place = parent
      }
    }
    self.deciding = space.order.filter { deciding.contains($0) }
  }

  private var isOver: Bool {
    nodes >= NearestPoint.mostNodes || (stopsAtFirst && best != nil)
  }

  // MARK: - Levels that decide what plays a part

  private mutating func decide(_ place: Int, _ point: [Double], _ distance: Double) {
    guard !isOver, distance < (best?.distance ?? .infinity) else { return }
    guard place < deciding.count else { return visit(point, distance) }
    let index = deciding[place]
    let dimension = space.dimensions[index]
    guard space.activity(at: point)[index], let count = dimension.levelCount, count > 1 else {
      return decide(place + 1, point, distance)
    }
    // From the target's own level outwards.
    let own = dimension.level(at: target[index])
    for away in 0..<count where !isOver {
      // Numbers farther out are farther away.
      let least = away > 1 && !dimension.isChoice ? apart(index, own, away, count) : 0
      if distance + least * least >= best?.distance ?? .infinity { break }
      for level in away == 0 ? [own] : [own - away, own + away] where level >= 0 && level < count {
        var other = point
        other[index] = dimension.coordinate(ofLevel: level)
        let gap = other[index] - dimension.snapped(target[index])
        decide(place + 1, other, distance + gap * gap)
      }
    }
  }

  /// How far the nearer of two levels, so many below and above one, is from it.
  private func apart(_ index: Int, _ own: Int, _ away: Int, _ count: Int) -> Double {
    let dimension = space.dimensions[index]
    let middle = dimension.coordinate(ofLevel: own)
    return [own - away, own + away].filter { $0 >= 0 && $0 < count }
      .map { abs(dimension.coordinate(ofLevel: $0) - middle) }.min() ?? .infinity
  }

  // MARK: - One choice of these

  private mutating func visit(_ point: [Double], _ distance: Double) {
    let activity = space.activity(at: point)
    let box = ConvexPiece(
      space: space, rows: rows, activity: activity, point: point,
      target: target,
      free: linked.filter { activity[$0] && !deciding.contains($0) })
    branch(box, distance)
  }

  private mutating func branch(_ piece: ConvexPiece, _ base: Double) {
    guard !isOver else { return }
    nodes += 1
    guard let places = piece.nearest() else { return }
    let distance = base + piece.distance(of: places)
    guard distance < (best?.distance ?? .infinity) - 1e-14 else { return }
    if let (index, below) = piece.betweenLevels(places) {
      let dimension = space.dimensions[index]
      let coordinate = piece.coordinate(of: places, index)
      let (low, high) = (piece.low(index), piece.high(index))
      var sides = [(low, below), (below + 1, high)]
      if dimension.coordinate(ofLevel: below + 1) - coordinate
        < coordinate - dimension.coordinate(ofLevel: below)
      {
        sides.reverse()
      }
      for (low, high) in sides where low <= high {
        var half = piece
        half.restrict(index, low, high)
        branch(half, base)
      }
      return
    }
    // All at levels but for rounding: put them there, and the rest in order.
    let exact = piece.fixedAtLevels(places)
    guard let last = exact.nearest() else { return }
    let found = space.snapped(exact.point(of: last))
    let (values, activity) = (space.values(at: found), space.activity(at: found))
    guard rows.allSatisfy({ $0.isKept(by: values, activity: activity) }) else { return }
    let own = base + exact.distance(of: last)
    if own < (best?.distance ?? .infinity) { best = (found, own) }
  }
}
