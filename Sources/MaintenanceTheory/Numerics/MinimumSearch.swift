/// The least value of a function of one number that may have several minima.
enum MinimumSearch {
  /// Looks through a grid, and then closely about its lowest points.
  ///
  /// The three lowest of those points of the grid that are not above their neighbors are taken as
  /// beginnings. What lies between two points of the grid and is narrower than their distance can be
  /// missed.
  ///
  /// - Parameters:
  ///   - grid: Places in rising order.
  ///   - function: What is to be small; may be infinite, not NaN.
  /// - Returns: The place, with about 8 digits, and the value.
  static func minimum(
    over grid: [Double], of function: (Double) -> Double
  ) -> (place: Double, value: Double) {
    let values = grid.map(function)
    var starts = values.indices.filter { index in
      (index == 0 || values[index] <= values[index - 1])
        && (index == values.count - 1 || values[index] <= values[index + 1])
    }
    starts.sort { (values[$0], $0) < (values[$1], $1) }
    var best = (place: Double.nan, value: Double.infinity)
    for start in starts.prefix(3) {
      if values[start] < best.value { best = (grid[start], values[start]) }
      // Points that nearly coincide are no neighbors: rounding decides which of them is lower.
      let near = 1e-6 * abs(grid[start])
      let lower = grid[..<start].last { grid[start] - $0 > near } ?? grid[start]
      let upper = grid[(start + 1)...].first { $0 - grid[start] > near } ?? grid[start]
      let found = minimum(from: lower, to: upper, startingAt: grid[start], of: function)
      if found.value < best.value { best = found }
    }
    return best
  }

  /// A minimum within an interval by parabolas and golden sections.
  ///
  /// Source: R. P. Brent, *Algorithms for Minimization without Derivatives*, Prentice-Hall, 1973, ch. 5.
  static func minimum(
    from lower: Double, to upper: Double, startingAt start: Double, of function: (Double) -> Double
  ) -> (place: Double, value: Double) {
    let golden = (3 - 5.0.squareRoot()) / 2
    var (a, b) = (lower, upper)
    // Inside, so that an end of the grid is left at once.
    var x = start > a && start < b ? start : a + golden * (b - a)
    var (w, v) = (x, x)
    var fx = function(x)
    var (fw, fv) = (fx, fx)
    var (step, before) = (0.0, 0.0)
    for _ in 0..<200 {
      let middle = a + (b - a) / 2
      let tolerance = 3e-9 * abs(x) + 1e-300
      if abs(x - middle) <= 2 * tolerance - (b - a) / 2 { break }
      var isParabola = false
      if abs(before) > tolerance {
        let r = (x - w) * (fx - fv)
        let s = (x - v) * (fx - fw)
        var p = (x - v) * s - (x - w) * r
        var q = 2 * (s - r)
        if q > 0 { p = -p } else { q = -q }
        if abs(p) < abs(q * before / 2), p > q * (a - x), p < q * (b - x) {
          (before, step) = (step, p / q)
          isParabola = true
          let reached = x + step
          if reached - a < 2 * tolerance || b - reached < 2 * tolerance {
            step = x < middle ? tolerance : -tolerance
          }
        }
      }
      if !isParabola {
        before = x < middle ? b - x : a - x
        step = golden * before
      }
      let u = abs(step) >= tolerance ? x + step : x + (step > 0 ? tolerance : -tolerance)
      let fu = function(u)
      if fu <= fx {
        if u < x { b = x } else { a = x }
        (v, fv, w, fw, x, fx) = (w, fw, x, fx, u, fu)
      } else {
        if u < x { a = u } else { b = u }
        if fu <= fw || w == x {
          (v, fv, w, fw) = (w, fw, u, fu)
        } else if fu <= fv || v == x || v == w {
          (v, fv) = (u, fu)
        }
      }
    }
    return (x, fx)
  }
}
