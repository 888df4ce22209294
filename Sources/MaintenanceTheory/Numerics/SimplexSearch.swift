/// A minimum of a function of a few numbers by a simplex that walks downhill and shrinks.
///
/// Source: J. A. Nelder, R. Mead, "A Simplex Method for Function Minimization", *The Computer Journal* 7
/// (4), 1965, 308–313.
enum SimplexSearch {
  /// Walks downhill from a point until the simplex is small or flat.
  ///
  /// - Parameters:
  ///   - start: The first corner.
  ///   - size: How far the other corners are from it.
  ///   - least: How small the simplex is when the search ends.
  ///   - function: What is to be small; infinite where it is not allowed.
  /// - Returns: The best corner and its value.
  static func minimum(
    from start: [Double], size: Double, reach least: Double = 1e-9,
    of function: ([Double]) -> Double
  ) -> (point: [Double], value: Double) {
    var corners = [(point: start, value: function(start))]
    for axis in start.indices {
      var point = start
      point[axis] += size
      var value = function(point)
      if value == .infinity {
        point[axis] = start[axis] - size
        value = function(point)
      }
      corners.append((point, value))
    }
    for _ in 0..<400 {
      corners.sort { $0.value < $1.value }
      let (best, worst) = (corners[0], corners[corners.count - 1])
      let reach =
        start.indices.map { axis in
          corners.map { abs($0.point[axis] - best.point[axis]) }.max() ?? 0
        }.max() ?? 0
      // A simplex that is flat to rounding, or too small to tell its corners apart.
      if worst.value - best.value <= 1e-14 * abs(best.value) || reach < least { break }
      let others = corners.dropLast()
      let center = start.indices.map { axis in
        others.reduce(0) { $0 + $1.point[axis] } / Double(others.count)
      }
      func along(_ factor: Double) -> (point: [Double], value: Double) {
        let point = zip(center, worst.point).map { $0 + factor * ($1 - $0) }
        return (point, function(point))
      }
      let reflected = along(-1)
      if reflected.value < best.value {
        let expanded = along(-2)
        corners[corners.count - 1] = expanded.value < reflected.value ? expanded : reflected
        continue
      }
      if reflected.value < corners[corners.count - 2].value {
        corners[corners.count - 1] = reflected
        continue
      }
      let contracted = along(reflected.value < worst.value ? -0.5 : 0.5)
      if contracted.value < min(reflected.value, worst.value) {
        corners[corners.count - 1] = contracted
        continue
      }
      for index in 1..<corners.count {
        let point = zip(best.point, corners[index].point).map { ($0 + $1) / 2 }
        corners[index] = (point, function(point))
      }
    }
    return corners.min { $0.value < $1.value } ?? (start, function(start))
  }
}
