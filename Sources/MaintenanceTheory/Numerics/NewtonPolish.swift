/// The last steps to the minimum of a smooth function of a few numbers, by its slopes.
///
/// Values alone show a flat minimum to half their digits; slopes from differences over a wide step show
/// it to nearly all of what the step leaves.
enum NewtonPolish {
  /// Goes from a point near a minimum to the point without slopes.
  ///
  /// Slopes are differences of the fourth order, curvatures of the second.
  ///
  /// - Parameters:
  ///   - start: A point near the minimum.
  ///   - step: How far the values are apart from which slopes are made.
  ///   - function: What is to be small; infinite where it is not allowed.
  /// - Returns: The point and its value; the start where the minimum is not a smooth one.
  static func minimum(
    from start: [Double], step: Double, of function: ([Double]) -> Double
  ) -> (point: [Double], value: Double) {
    let first = function(start)
    var point = start
    for _ in 0..<4 {
      guard let move = newtonStep(at: point, step: step, of: function),
        move.allSatisfy({ abs($0) < step })
      else { return (start, first) }
      point = zip(point, move).map(+)
      if move.allSatisfy({ abs($0) < 1e-9 }) { break }
    }
    let value = function(point)
    // Rounding may hide which of the two is lower.
    return value <= first + 1e-9 * abs(first) ? (point, value) : (start, first)
  }

  private static func newtonStep(
    at point: [Double], step: Double, of function: ([Double]) -> Double
  ) -> [Double]? {
    func value(_ moves: (axis: Int, by: Double)...) -> Double {
      var place = point
      for move in moves { place[move.axis] += move.by * step }
      return function(place)
    }
    let center = function(point)
    var rows = [[Double]](
      repeating: [Double](repeating: 0, count: point.count + 1), count: point.count)
    for axis in point.indices {
      let (near, nearDown) = (value((axis, 1)), value((axis, -1)))
      let (far, farDown) = (value((axis, 2)), value((axis, -2)))
      rows[axis][point.count] = -(8 * (near - nearDown) - (far - farDown)) / (12 * step)
      rows[axis][axis] = (near - 2 * center + nearDown) / (step * step)
      for other in 0..<axis {
        let (both, neither) = (value((axis, 1), (other, 1)), value((axis, -1), (other, -1)))
        let (one, another) = (value((axis, 1), (other, -1)), value((axis, -1), (other, 1)))
        let mixed = (both - one - another + neither) / (4 * step * step)
        (rows[axis][other], rows[other][axis]) = (mixed, mixed)
      }
    }
    guard rows.joined().allSatisfy(\.isFinite) else { return nil }
    return LinearSystem.solution(of: rows)
  }
}
