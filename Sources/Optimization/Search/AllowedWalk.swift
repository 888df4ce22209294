import EventKernel
import SpecialFunctions

/// A random walk through what is allowed, whose end is nearly uniform.
///
/// A round moves every dimension that no equation binds to a random one of the values that the others
/// leave to it; draws some dimensions anew, with others that follow from them by equations and
/// conditions; and goes along random straight lines through real values to a random place of each
/// (hit and run). A step that would make dimensions that go by their logarithms too frequent is
/// taken with the chance that makes up for it (Metropolis).
///
/// Within a convex region the ends forget the start after some d² lines. Where levels are bound by
/// several equations, parts of the region may be out of reach.
///
/// Source: R. L. Smith, "Efficient Monte Carlo procedures for generating points uniformly distributed
/// over bounded regions", Operations Research 32 (1984) 1296–1308.
struct AllowedWalk {
  private let space: SearchSpace
  private var drawer: PointDrawer
  private let start: [Double]
  private var point: [Double]
  private var values: [Double]
  private var activity: [Bool]
  /// The sum of each row.
  private var sums: [Double]
  /// For each dimension that may be moved alone the rows in which it occurs, and its factors.
  private let links: [[(row: Int, factor: Double)]?]

  /// Prepares walks from the middle of what is allowed; `nil` where nothing is.
  init?(_ space: SearchSpace) {
    let middle = space.dimensions.map { _ in 0.5 }
    guard case .point(let found) = NearestPoint.search(near: middle, in: space) else { return nil }
    self.space = space
    drawer = PointDrawer(space, drawsMixtures: false)
    let activity = space.activity(at: found)
    let piece = ConvexPiece(
      space: space, rows: space.rows, activity: activity, point: found, target: found,
      free: space.dimensions.indices.filter { activity[$0] })
    let inner = space.snapped(piece.point(of: piece.middle(of: piece.places(of: found))))
    start = space.isAllowed(inner) ? inner : found
    point = start
    let values = space.values(at: start)
    self.values = values
    self.activity = activity
    sums = space.rows.map { $0.sum(of: values, activity: activity) }
    links = space.dimensions.indices.map { index in
      guard space.dimensions[index].levelCount != 1, !space.parents.contains(index) else {
        return nil
      }
      var links: [(row: Int, factor: Double)] = []
      for (place, row) in space.rows.enumerated() {
        guard let column = row.columns.firstIndex(of: index), row.factors[column] != 0 else {
          continue
        }
        if row.relation == .equal { return nil }
        links.append((place, row.factors[column]))
      }
      return links
    }
  }

  /// The end of a walk.
  ///
  /// - Parameter stream: What decides the steps.
  /// - Returns: An allowed point.
  mutating func end(from stream: inout RandomStream) -> [Double] {
    settle(start)
    let rounds = 16 + 4 * space.dimensions.count
    for _ in 0..<rounds {
      for index in space.dimensions.indices { move(index, &stream) }
      redraw(&stream)
      runAlongLine(&stream)
      runAlongLine(&stream)
    }
    // Sums that went on by single moves may have gathered rounding.
    return space.isAllowed(point) ? point : space.nearestAllowed(point) ?? start
  }

  // MARK: - Steps

  /// Moves one dimension to a random one of the values that the others leave to it.
  private mutating func move(_ index: Int, _ stream: inout RandomStream) {
    let uniform = stream.uniform()
    guard let links = links[index], activity[index] else { return }
    let dimension = space.dimensions[index]
    var (low, high) = (dimension.lowest, dimension.highest)
    for (place, factor) in links {
      let row = space.rows[place]
      let rest = row.bound - (sums[place] - factor * values[index])
      // A level may use the tolerance, so that rounding costs none.
      let slack = dimension.isReal ? 0 : row.tolerance / 2 * (row.relation == .atMost ? 1 : -1)
      let end = (rest + slack) / factor
      if (row.relation == .atMost) == (factor > 0) {
        high = min(high, end)
      } else {
        low = max(low, end)
      }
    }
    guard low <= high else { return }
    if let count = dimension.levelCount {
      var (first, last) = (dimension.level(of: low), dimension.level(of: high))
      if dimension.value(ofLevel: first) < low { first += 1 }
      if dimension.value(ofLevel: last) > high { last -= 1 }
      guard first <= last, last < count else { return }
      let level = min(last, first + Int(uniform * Double(last - first + 1)))
      point[index] = dimension.coordinate(ofLevel: level)
    } else {
      let (from, to) = (dimension.coordinate(of: low), dimension.coordinate(of: high))
      point[index] = from + uniform * (to - from)
    }
    let before = values[index]
    values[index] = dimension.value(at: point[index])
    for (place, factor) in links { sums[place] += factor * (values[index] - before) }
  }

  /// Draws one or two dimensions anew, and those that follow from them.
  private mutating func redraw(_ stream: inout RandomStream) {
    let count = UInt64(space.dimensions.count)
    let chosen = [Int(stream.whole(below: count)), Int(stream.whole(below: count))]
    let uniform = space.dimensions.map { _ in stream.uniform() }
    let coin = stream.uniform()
    let before = activity
    var next = point
    for index in chosen where before[index] {
      next[index] = space.dimensions[index].spread(uniform[index])
    }
    let after = space.activity(at: next)
    for index in next.indices where after[index] && !before[index] {
      next[index] = space.dimensions[index].spread(uniform[index])
    }
    guard let old = drawer.solved(point, uniform: uniform)?.weight,
      let new = drawer.solved(next, uniform: uniform), coin * old < new.weight
    else { return }
    take(new.point)
  }

  /// Goes to a random place of a random line through real values.
  private mutating func runAlongLine(_ stream: inout RandomStream) {
    let reals = space.dimensions.indices.filter { activity[$0] && space.dimensions[$0].isReal }
    var direction = [Double](repeating: 0, count: space.dimensions.count)
    for index in reals {
      let dimension = space.dimensions[index]
      direction[index] =
        StandardNormal.quantile(stream.uniform()) * (dimension.highest - dimension.lowest)
    }
    let (place, coin) = (stream.uniform(), stream.uniform())
    guard !reals.isEmpty, keepEquations(&direction, reals) else { return }
    var (from, to) = (-Double.infinity, Double.infinity)
    func bound(_ speed: Double, _ room: Double) {
      // speed · t ≤ room
      if speed > 0 { to = min(to, room / speed) }
      if speed < 0 { from = max(from, room / speed) }
    }
    for index in reals {
      let dimension = space.dimensions[index]
      bound(direction[index], dimension.highest - values[index])
      bound(-direction[index], values[index] - dimension.lowest)
    }
    for (row, sum) in zip(space.rows, sums) where row.relation != .equal {
      let sign = row.relation == .atMost ? 1.0 : -1.0
      let speed = row.sum(of: direction, activity: activity)
      bound(sign * speed, max(0, sign * (row.bound - sum)))
    }
    guard from.isFinite, to.isFinite, from <= to else { return }
    let step = from + place * (to - from)
    var next = point
    var weight = 1.0
    for index in reals where direction[index] != 0 {
      let dimension = space.dimensions[index]
      let value = min(
        dimension.highest, max(dimension.lowest, values[index] + step * direction[index]))
      if case .logarithmic = dimension.domain { weight *= values[index] / value }
      next[index] = dimension.coordinate(of: value)
    }
    if coin < weight { take(next) }
  }

  /// Turns a direction so that equations go on to hold; false where none is left.
  private func keepEquations(_ direction: inout [Double], _ reals: [Int]) -> Bool {
    // Gram and Schmidt's basis of the equations, in units of the ranges.
    let widths = reals.map { space.dimensions[$0].highest - space.dimensions[$0].lowest }
    var unit = zip(reals, widths).map { direction[$0] / $1 }
    var basis: [[Double]] = []
    for row in space.rows where row.relation == .equal {
      var normal = zip(reals, widths).map { index, width in
        row.columns.firstIndex(of: index).map { row.factors[$0] * width } ?? 0
      }
      let size = PolyhedronProjection.dot(normal, normal).squareRoot()
      guard size > 0 else { continue }
      for _ in 0..<2 {
        for vector in basis {
          let part = PolyhedronProjection.dot(vector, normal)
          for i in normal.indices { normal[i] -= part * vector[i] }
        }
      }
      let length = PolyhedronProjection.dot(normal, normal).squareRoot()
      if length > 1e-9 * size { basis.append(normal.map { $0 / length }) }
    }
    guard basis.count < reals.count else { return false }
    for _ in 0..<2 {
      for vector in basis {
        let part = PolyhedronProjection.dot(vector, unit)
        for i in unit.indices { unit[i] -= part * vector[i] }
      }
    }
    for (i, index) in reals.enumerated() { direction[index] = unit[i] * widths[i] }
    return true
  }

  private mutating func take(_ next: [Double]) {
    let next = space.snapped(next)
    if space.isAllowed(next) { settle(next) }
  }

  private mutating func settle(_ next: [Double]) {
    point = next
    values = space.values(at: next)
    activity = space.activity(at: next)
    for (place, row) in space.rows.enumerated() {
      sums[place] = row.sum(of: values, activity: activity)
    }
  }
}
