/// The least value of a function of a few numbers within bounds, by the simplex of Nelder and Mead.
///
/// Corners lie in one flat array, so that looking costs no memory beyond the first.
///
/// Source: J. A. Nelder, R. Mead, "A simplex method for function minimization", *The Computer Journal* 7, 1965,
/// 308–313.
struct SimplexSearch {
  /// The least and largest values of each number.
  var bounds: [ClosedRange<Double>]
  /// The most values that are asked for.
  var evaluationLimit = 400
  /// Ends when the values at the corners differ by less than this share.
  var tolerance = 1e-8

  /// Looks for the least value.
  ///
  /// - Parameters:
  ///   - start: Where to begin, within the bounds.
  ///   - step: How far the other corners lie from there.
  ///   - function: The function; NaN counts as infinite.
  /// - Returns: The point, and the value there.
  func minimum(
    from start: [Double], step: [Double], _ function: ([Double]) -> Double
  ) -> (point: [Double], value: Double) {
    let n = start.count
    var evaluations = 0
    func value(_ point: inout [Double]) -> Double {
      for axis in 0..<n {
        point[axis] = min(max(point[axis], bounds[axis].lowerBound), bounds[axis].upperBound)
      }
      evaluations += 1
      let value = function(point)
      return value.isNaN ? .infinity : value
    }
    var corners = [Double](repeating: 0, count: (n + 1) * n)
    var heights = [Double](repeating: 0, count: n + 1)
    var (trial, other, center) = (start, start, start)
    func keep(_ point: [Double], _ height: Double, at corner: Int) {
      for axis in 0..<n { corners[corner * n + axis] = point[axis] }
      heights[corner] = height
    }
    for corner in 0...n {
      trial = start
      if corner > 0 {
        let (axis, bound) = (corner - 1, bounds[corner - 1])
        let isInside = trial[axis] + step[axis] <= bound.upperBound
        trial[axis] += isInside ? step[axis] : -step[axis]
      }
      let height = value(&trial)
      keep(trial, height, at: corner)
    }
    while evaluations < evaluationLimit {
      var (best, worst) = (0, 0)
      for corner in 1...n {
        if heights[corner] < heights[best] { best = corner }
        if heights[corner] >= heights[worst] { worst = corner }
      }
      let spread = heights[worst] - heights[best]
      if !(spread > tolerance * (abs(heights[best]) + 1e-12)) { break }
      var second = -Double.infinity
      for corner in 0...n where corner != worst { second = max(second, heights[corner]) }
      for axis in 0..<n {
        var sum = 0.0
        for corner in 0...n where corner != worst { sum += corners[corner * n + axis] }
        center[axis] = sum / Double(n)
      }
      func move(_ factor: Double, _ point: inout [Double]) -> Double {
        for axis in 0..<n {
          point[axis] = center[axis] + factor * (corners[worst * n + axis] - center[axis])
        }
        return value(&point)
      }
      let reflected = move(-1, &trial)
      if reflected < heights[best] {
        let far = move(-2, &other)
        if far < reflected {
          keep(other, far, at: worst)
        } else {
          keep(trial, reflected, at: worst)
        }
      } else if reflected < second {
        keep(trial, reflected, at: worst)
      } else {
        let inner = move(reflected < heights[worst] ? -0.5 : 0.5, &other)
        if inner < min(reflected, heights[worst]) {
          keep(other, inner, at: worst)
        } else {
          for corner in 0...n where corner != best {
            for axis in 0..<n {
              trial[axis] = 0.5 * (corners[best * n + axis] + corners[corner * n + axis])
            }
            let height = value(&trial)
            keep(trial, height, at: corner)
          }
        }
      }
    }
    var best = 0
    for corner in 1...n where heights[corner] < heights[best] { best = corner }
    return (Array(corners[best * n..<(best + 1) * n]), heights[best])
  }
}
