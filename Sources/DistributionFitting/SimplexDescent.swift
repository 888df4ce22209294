/// The least value of a function of a few numbers, by the simplex of Nelder and Mead.
///
/// Source: J. A. Nelder, R. Mead, "A simplex method for function minimization", *The Computer Journal*
/// 7, 1965, 308–313; begun anew once from where it ends, since a simplex may collapse too early.
enum SimplexDescent {
  /// Looks for the least value.
  ///
  /// - Parameters:
  ///   - start: Where to begin.
  ///   - step: How far the other corners lie from there.
  ///   - function: The function; values that are no numbers count as very large.
  /// - Returns: The point, and the value there.
  static func minimum(
    from start: [Double], step: Double, _ function: ([Double]) -> Double
  ) -> (point: [Double], value: Double) {
    func value(_ point: [Double]) -> Double {
      let value = function(point)
      return value.isNaN ? .greatestFiniteMagnitude : value
    }
    var best = start
    for width in [step, step / 10] { best = descend(best, width, value) }
    return (best, value(best))
  }

  private static func descend(
    _ start: [Double], _ step: Double, _ value: ([Double]) -> Double
  ) -> [Double] {
    let dimensions = start.count
    var corners = [(point: start, value: value(start))]
    for axis in 0..<dimensions {
      var point = start
      point[axis] += step
      corners.append((point, value(point)))
    }
    func along(_ center: [Double], _ worst: [Double], _ factor: Double) -> [Double] {
      zip(center, worst).map { $0 + factor * ($1 - $0) }
    }
    for _ in 0..<(400 * dimensions) {
      corners.sort { $0.value < $1.value }
      let (best, worst) = (corners[0], corners[dimensions])
      let spread = abs(worst.value - best.value)
      let width = zip(best.point, worst.point).map { abs($0 - $1) }.max() ?? 0
      if spread <= 1e-13 * (abs(best.value) + 1e-9), width < 1e-7 { break }
      var center = [Double](repeating: 0, count: dimensions)
      for corner in corners.dropLast() {
        for axis in 0..<dimensions { center[axis] += corner.point[axis] / Double(dimensions) }
      }
      let reflected = along(center, worst.point, -1)
      let height = value(reflected)
      if height < best.value {
        let far = along(center, worst.point, -2)
        let farHeight = value(far)
        corners[dimensions] = farHeight < height ? (far, farHeight) : (reflected, height)
      } else if height < corners[dimensions - 1].value {
        corners[dimensions] = (reflected, height)
      } else {
        let inner = along(center, worst.point, height < worst.value ? -0.5 : 0.5)
        let innerHeight = value(inner)
        if innerHeight < min(height, worst.value) {
          corners[dimensions] = (inner, innerHeight)
        } else {
          for index in 1...dimensions {
            let point = along(best.point, corners[index].point, 0.5)
            corners[index] = (point, value(point))
          }
        }
      }
    }
    return corners.min { $0.value < $1.value }?.point ?? start
  }
}
