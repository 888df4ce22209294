/// The point of a polyhedron that is nearest to a given one.
///
///     minimize |x - p|²   subject to   gⱼ·x ≥ hⱼ   or   gⱼ·x = hⱼ
///
/// Begins at p, which is best of all, and takes in one broken condition after the other, always the
/// one that is broken most; a condition in force that would have to pull is let go on the way. Each
/// point on the way is the best for the conditions in force, so nothing has to be known of the
/// polyhedron, and that it is empty shows.
///
/// Source: D. Goldfarb, A. Idnani, "A numerically stable dual method for solving strictly convex
/// quadratic programs", Mathematical Programming 27 (1983) 1–33, with the identity for the Hessian.
struct PolyhedronProjection {
  /// A half-space, or a plane.
  struct Side {
    /// A vector of length 1 that points into the half-space.
    var normal: [Double]
    var offset: Double
    var isPlane: Bool

    /// Makes a side; `nil` where the normal is 0.
    init?(_ normal: [Double], _ offset: Double, isPlane: Bool = false) {
      let length = normal.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0 else { return nil }
      self.normal = normal.map { $0 / length }
      self.offset = offset / length
      self.isPlane = isPlane
    }
  }

  /// By how much a condition may be broken.
  static let tolerance = 1e-11

  private let sides: [Side]
  private var point: [Double]
  private var active: [Int] = []
  private var multipliers: [Double] = []
  /// An orthonormal basis of the active normals, and the normals in it.
  private var basis: [[Double]] = []
  private var triangle: [[Double]] = []
  private var normals: [[Double]] = []
  /// Conditions that no step can mend, and that are kept but for rounding.
  private var excused: Set<Int> = []

  private init(of point: [Double], on sides: [Side]) {
    self.sides = sides
    self.point = point
  }

  /// Projects a point.
  ///
  /// - Parameters:
  ///   - point: The point.
  ///   - sides: What bounds the polyhedron.
  /// - Returns: The nearest point of the polyhedron; `nil` where it is empty.
  static func nearest(to point: [Double], within sides: [Side]) -> [Double]? {
    var projection = PolyhedronProjection(of: point, on: sides)
    return projection.solve() ? projection.point : nil
  }

  private mutating func solve() -> Bool {
    // Every step takes in a condition or is followed by one that does; cycles come from rounding only.
    var stepsLeft = 40 * (sides.count + point.count) + 100
    while let (side, normal, offset) = mostBroken() {
      var multiplier = 0.0
      while true {
        stepsLeft -= 1
        guard stepsLeft > 0 else { return false }
        let (pull, direction) = split(normal)
        let length = PolyhedronProjection.dot(direction, normal)
        var (full, partial) = (Double.infinity, Double.infinity)
        if length > 1e-18 { full = (offset - PolyhedronProjection.dot(point, normal)) / length }
        var leaving: Int?
        for place in active.indices where !sides[active[place]].isPlane && pull[place] > 1e-14 {
          if multipliers[place] / pull[place] < partial {
            partial = multipliers[place] / pull[place]
            leaving = place
          }
        }
        let step = min(full, partial)
        guard step.isFinite else {
          // It depends on others that are kept; what is missing may be rounding.
          guard offset - PolyhedronProjection.dot(point, normal) < 1e-9 else { return false }
          excused.insert(side)
          break
        }
        if full.isFinite { for i in point.indices { point[i] += step * direction[i] } }
        for place in active.indices { multipliers[place] -= step * pull[place] }
        multiplier += step
        if full <= partial {
          take(side, normal, multiplier)
          break
        }
        if let leaving { drop(leaving) }
      }
    }
    return true
  }

  /// The condition that is broken most, planes first, its normal turned so that it wants more.
  private func mostBroken() -> (side: Int, normal: [Double], offset: Double)? {
    var worst: (side: Int, gap: Double)?
    var isWorstPlane = false
    for (index, side) in sides.enumerated()
    where !active.contains(index) && !excused.contains(index) {
      if isWorstPlane, !side.isPlane { continue }
      let gap = PolyhedronProjection.dot(side.normal, point) - side.offset
      let broken = side.isPlane ? abs(gap) : -gap
      guard broken > PolyhedronProjection.tolerance else { continue }
      if worst == nil || (side.isPlane && !isWorstPlane) || broken > abs(worst?.gap ?? 0) {
        worst = (index, gap)
        isWorstPlane = side.isPlane
      }
    }
    guard let worst else { return nil }
    let side = sides[worst.side]
    return worst.gap < 0
      ? (worst.side, side.normal, side.offset)
      : (worst.side, side.normal.map { -$0 }, -side.offset)
  }

  /// A normal as a sum of active ones (its coefficients) and of a rest at right angles to them.
  private func split(_ normal: [Double]) -> (pull: [Double], rest: [Double]) {
    var rest = normal
    var parts = [Double](repeating: 0, count: basis.count)
    // Twice, for what rounding leaves.
    for _ in 0..<2 {
      for (index, vector) in basis.enumerated() {
        let part = PolyhedronProjection.dot(vector, rest)
        parts[index] += part
        for i in rest.indices { rest[i] -= part * vector[i] }
      }
    }
    var pull = parts
    for row in basis.indices.reversed() {
      for column in (row + 1)..<max(row + 1, basis.count) {
        pull[row] -= triangle[column][row] * pull[column]
      }
      pull[row] /= triangle[row][row]
    }
    // What is left of a normal that depends on the others is rounding.
    let length = PolyhedronProjection.dot(rest, rest).squareRoot()
    return (pull, length > 1e-9 ? rest : rest.map { _ in 0 })
  }

  private mutating func take(_ side: Int, _ normal: [Double], _ multiplier: Double) {
    active.append(side)
    multipliers.append(multiplier)
    extendBasis(by: normal)
    normals.append(normal)
  }

  private mutating func drop(_ place: Int) {
    active.remove(at: place)
    multipliers.remove(at: place)
    normals.remove(at: place)
    basis = []
    triangle = []
    for normal in normals { extendBasis(by: normal) }
  }

  private mutating func extendBasis(by normal: [Double]) {
    var rest = normal
    var parts = [Double](repeating: 0, count: basis.count)
    for _ in 0..<2 {
      for (index, vector) in basis.enumerated() {
        let part = PolyhedronProjection.dot(vector, rest)
        parts[index] += part
        for i in rest.indices { rest[i] -= part * vector[i] }
      }
    }
    let length = PolyhedronProjection.dot(rest, rest).squareRoot()
    basis.append(rest.map { $0 / length })
    triangle.append(parts + [length])
  }

  static func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for i in left.indices { sum += left[i] * right[i] }
    return sum
  }
}
