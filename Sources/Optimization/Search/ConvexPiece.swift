#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A part of a space in which sums and ends are all that bounds, with levels taken for real numbers.
///
/// Its own places are values as a part of the whole range: from 0 to 1, linear in the values.
struct ConvexPiece {
  private let space: SearchSpace
  private let rows: [SearchSpace.Row]
  private let activity: [Bool]
  private let base: [Double]
  private let target: [Double]
  /// The dimensions that move.
  private let free: [Int]
  private var lowLevels: [Int]
  private var highLevels: [Int]

  /// Makes a part.
  ///
  /// - Parameters:
  ///   - space: The whole.
  ///   - rows: The sums.
  ///   - activity: Which dimensions play a part.
  ///   - point: Where those stand that do not move.
  ///   - target: To what the nearest place is looked for.
  ///   - free: The dimensions that move.
  init(
    space: SearchSpace, rows: [SearchSpace.Row], activity: [Bool],
    point: [Double], target: [Double], free: [Int]
  ) {
    self.space = space
    self.rows = rows
    self.activity = activity
    self.base = point
    self.target = target
    self.free = free.filter { space.dimensions[$0].levelCount != 1 }
    lowLevels = space.dimensions.map { _ in 0 }
    highLevels = space.dimensions.map { ($0.levelCount ?? 1) - 1 }
  }

  func low(_ index: Int) -> Int { lowLevels[index] }
  func high(_ index: Int) -> Int { highLevels[index] }

  mutating func restrict(_ index: Int, _ low: Int, _ high: Int) {
    (lowLevels[index], highLevels[index]) = (low, high)
  }

  // MARK: - Places

  private func ends(_ index: Int) -> (low: Double, high: Double) {
    let dimension = space.dimensions[index]
    guard !dimension.isReal else { return (dimension.lowest, dimension.highest) }
    return (
      dimension.value(ofLevel: lowLevels[index]), dimension.value(ofLevel: highLevels[index])
    )
  }

  private func width(_ index: Int) -> Double {
    space.dimensions[index].highest - space.dimensions[index].lowest
  }

  private func value(_ place: Double, _ index: Int) -> Double {
    space.dimensions[index].lowest + place * width(index)
  }

  private func coordinate(_ place: Double, _ index: Int) -> Double {
    let dimension = space.dimensions[index]
    switch dimension.scale {
    case .linear(let start, let width): return (value(place, index) - start) / width
    case .logarithmic(let low, let logarithm):
      return log(max(low, value(place, index)) / low) / logarithm
    }
  }

  private func place(ofCoordinate coordinate: Double, _ index: Int) -> Double {
    let dimension = space.dimensions[index]
    return min(
      1, max(0, (dimension.value(atUnclamped: coordinate) - dimension.lowest) / width(index)))
  }

  /// How fast the coordinate changes with the place.
  private func slope(_ place: Double, _ index: Int) -> Double {
    switch space.dimensions[index].scale {
    case .linear(_, let whole): return width(index) / whole
    case .logarithmic(_, let logarithm): return width(index) / (value(place, index) * logarithm)
    }
  }

  func coordinate(of places: [Double], _ index: Int) -> Double {
    guard let position = free.firstIndex(of: index) else { return base[index] }
    return coordinate(places[position], index)
  }

  /// The square of the distance to the target, in dimensions that move.
  func distance(of places: [Double]) -> Double {
    zip(places, free).reduce(0) { sum, moved in
      let gap = coordinate(moved.0, moved.1) - target[moved.1]
      return sum + gap * gap
    }
  }

  /// Where a point stands.
  func places(of point: [Double]) -> [Double] {
    free.map { place(ofCoordinate: point[$0], $0) }
  }

  func point(of places: [Double]) -> [Double] {
    var point = base
    for (place, index) in zip(places, free) {
      let dimension = space.dimensions[index]
      point[index] = dimension.coordinate(of: value(place, index))
    }
    return point
  }

  // MARK: - Projection

  /// The nearest place; `nil` where sums and ends leave nothing.
  func nearest() -> [Double]? {
    let hasLogarithms = free.contains {
      if case .logarithmic = space.dimensions[$0].scale { true } else { false }
    }
    var places = free.map { index -> Double in
      let dimension = space.dimensions[index]
      let level = dimension.isReal ? target[index] : dimension.snapped(target[index])
      return place(ofCoordinate: level, index)
    }
    if !hasLogarithms {
      return projected(from: places, toward: free.map { target[$0] })
    }
    guard var best = projected(from: places, toward: free.map { target[$0] }) else { return nil }
    for _ in 0..<40 {
      places = best
      guard let full = projected(from: places, toward: free.map { target[$0] }) else { break }
      var part = 1.0
      while part > 1e-3 {
        let next = zip(places, full).map { $0 + part * ($1 - $0) }
        if distance(of: next) < distance(of: best) {
          best = next
          break
        }
        part /= 2
      }
      let moved = zip(places, best).reduce(0) { max($0, abs($1.0 - $1.1)) }
      if moved < 1e-10 { break }
    }
    return best
  }

  /// The nearest place where coordinates are taken for linear, with their slopes at `places`.
  private func projected(from places: [Double], toward target: [Double]) -> [Double]? {
    let slopes = zip(places, free).map { slope($0, $1) }
    // In units in which all slopes are 1.
    let aims = free.indices.map { i in
      slopes[i] * places[i] + (target[i] - coordinate(places[i], free[i]))
    }
    guard let sides = sides(slopes: slopes, margin: 0) else { return nil }
    guard let found = PolyhedronProjection.nearest(to: aims, within: sides) else { return nil }
    return free.indices.map { min(1, max(0, found[$0] / slopes[$0])) }
  }

  // MARK: - Levels

  /// A dimension that stands between two levels, the one that does so most, and the lower level.
  func betweenLevels(_ places: [Double]) -> (index: Int, below: Int)? {
    var worst: (index: Int, below: Int)?
    var most = 1e-7
    for (place, index) in zip(places, free) {
      let dimension = space.dimensions[index]
      guard !dimension.isReal else { continue }
      let coordinate = coordinate(place, index)
      let below = dimension.levelBelow(coordinate)
      guard below < highLevels[index], below >= lowLevels[index] else { continue }
      let (first, second) = (
        dimension.coordinate(ofLevel: below), dimension.coordinate(ofLevel: below + 1)
      )
      let part = (coordinate - first) / (second - first)
      let away = min(part, 1 - part)
      if away > most { (worst, most) = ((index, below), away) }
    }
    return worst
  }

  /// The same part with every level where the places nearly are.
  func fixedAtLevels(_ places: [Double]) -> ConvexPiece {
    var piece = self
    for (place, index) in zip(places, free) where !space.dimensions[index].isReal {
      let dimension = space.dimensions[index]
      let below = dimension.levelBelow(coordinate(place, index) + 1e-12)
      var level = below
      if below < highLevels[index] {
        let (first, second) = (
          dimension.coordinate(ofLevel: below), dimension.coordinate(ofLevel: below + 1)
        )
        if coordinate(place, index) - first > (second - first) / 2 { level = below + 1 }
      }
      level = min(highLevels[index], max(lowLevels[index], level))
      piece.restrict(index, level, level)
    }
    return piece
  }

  // MARK: - Middle

  /// A place well inside: where sums and ends are about as far away as they can be.
  ///
  /// Levels that move are held where they are nearest to it; the margin, a part of each side's
  /// length, is found by halving.
  func middle(of places: [Double]) -> [Double] {
    let held = fixedAtLevels(places)
    var (least, most) = (0.0, 0.5)
    var best = places
    for _ in 0..<24 {
      let margin = (least + most) / 2
      if let found = held.withMargin(margin) {
        (best, least) = (found, margin)
      } else {
        most = margin
      }
    }
    return best
  }

  private func withMargin(_ margin: Double) -> [Double]? {
    let slopes = [Double](repeating: 1, count: free.count)
    guard let sides = sides(slopes: slopes, margin: margin) else { return nil }
    let middle = [Double](repeating: 0.5, count: free.count)
    return PolyhedronProjection.nearest(to: middle, within: sides)
  }

  // MARK: - Sides

  /// Ends and sums, with places times slopes for unknowns; `nil` where one that nothing moves is broken.
  ///
  /// - Parameters:
  ///   - slopes: The units of the unknowns.
  ///   - margin: How far inside sums and the ends of real numbers are to be kept.
  /// - Returns: The sides.
  private func sides(slopes: [Double], margin: Double) -> [PolyhedronProjection.Side]? {
    var sides: [PolyhedronProjection.Side] = []
    for (i, index) in free.enumerated() {
      let (low, high) = ends(index)
      let start = space.dimensions[index].lowest
      let inside = space.dimensions[index].isReal ? margin : 0
      let from = slopes[i] * ((low - start) / width(index) + inside)
      let to = slopes[i] * ((high - start) / width(index) - inside)
      var normal = [Double](repeating: 0, count: free.count)
      normal[i] = 1
      if from == to {
        sides += [PolyhedronProjection.Side(normal, from, isPlane: true)].compactMap(\.self)
        continue
      }
      sides += [PolyhedronProjection.Side(normal, from)].compactMap(\.self)
      normal[i] = -1
      sides += [PolyhedronProjection.Side(normal, -to)].compactMap(\.self)
    }
    for row in rows where row.columns.contains(where: { activity[$0] }) {
      var normal = [Double](repeating: 0, count: free.count)
      var rest = row.bound
      var canMove = false
      for (column, factor) in zip(row.columns, row.factors) where activity[column] {
        if let i = free.firstIndex(of: column) {
          normal[i] = factor * width(column) / slopes[i]
          rest -= factor * space.dimensions[column].lowest
          // Levels cannot give way to a margin.
          if space.dimensions[column].isReal, factor != 0 { canMove = true }
        } else {
          rest -= factor * space.dimensions[column].value(at: base[column])
        }
      }
      let sign = row.relation == .atMost ? -1.0 : 1.0
      if var side = PolyhedronProjection.Side(
        normal.map { sign * $0 }, sign * rest, isPlane: row.relation == .equal)
      {
        if !side.isPlane, canMove { side.offset += margin }
        sides.append(side)
      } else if !row.isKept(by: row.bound - rest) {
        return nil
      }
    }
    return sides
  }
}
