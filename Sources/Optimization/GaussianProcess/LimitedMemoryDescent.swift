/// The minimum of a smooth function within a box, by a quasi-Newton method of limited memory.
///
/// Steps follow the two-loop recursion of J. Nocedal, "Updating quasi-Newton matrices with limited
/// storage", Mathematics of Computation 35 (1980) 773–782, among the coordinates that are free to move
/// (D. P. Bertsekas, "Projected Newton methods for optimization problems with simple constraints", SIAM
/// Journal on Control and Optimization 20 (1982) 221–246), each cut back until the function falls enough.
struct LimitedMemoryDescent {
  /// The bounds of the box.
  var lower: [Double]
  var upper: [Double]
  /// After how many evaluations it stops.
  var evaluations: Int
  /// It stops when no free coordinate's derivative is larger.
  var gradientTolerance = 1e-5
  /// It stops when the function has fallen by less, as a part of its size.
  var fallTolerance = 1e-9
  /// How many steps are remembered.
  var memory = 8
  /// The longest first step, in any coordinate.
  var firstStep = 0.5

  /// Descends.
  ///
  /// - Parameters:
  ///   - start: Where it begins, within the box.
  ///   - function: The value and the gradient; `nil` where there is none.
  /// - Returns: The best point found with its value; `nil` where the function has none at the start.
  func minimum(
    from start: [Double], _ function: ([Double]) -> (value: Double, gradient: [Double])?
  ) -> (point: [Double], value: Double)? {
    let count = start.count
    var point = start
    for i in 0..<count { point[i] = min(upper[i], max(lower[i], point[i])) }
    guard var (value, gradient) = function(point) else { return nil }
    var used = 1
    var steps: [[Double]] = []
    var changes: [[Double]] = []
    while used < evaluations {
      var isFree = Array(repeating: true, count: count)
      var steepest = 0.0
      for i in 0..<count {
        isFree[i] =
          !(point[i] <= lower[i] && gradient[i] > 0) && !(point[i] >= upper[i] && gradient[i] < 0)
        if isFree[i] { steepest = max(steepest, abs(gradient[i])) }
      }
      if steepest <= gradientTolerance { break }
      var direction = gradient.indices.map { isFree[$0] ? -gradient[$0] : 0 }
      var weights: [Double] = []
      for (step, change) in zip(steps, changes).reversed() {
        var (along, curvature) = (0.0, 0.0)
        for i in 0..<count where isFree[i] {
          along += step[i] * direction[i]
          curvature += step[i] * change[i]
        }
        let weight = curvature > 0 ? along / curvature : 0
        weights.append(weight)
        for i in 0..<count where isFree[i] { direction[i] -= weight * change[i] }
      }
      if let step = steps.last, let change = changes.last {
        var (curvature, size) = (0.0, 0.0)
        for i in 0..<count where isFree[i] {
          curvature += step[i] * change[i]
          size += change[i] * change[i]
        }
        if curvature > 0 { for i in 0..<count { direction[i] *= curvature / size } }
      } else {
        let scale = min(1, firstStep / steepest)
        for i in 0..<count { direction[i] *= scale }
      }
      for (place, (step, change)) in zip(steps, changes).enumerated() {
        var (along, curvature) = (0.0, 0.0)
        for i in 0..<count where isFree[i] {
          along += change[i] * direction[i]
          curvature += step[i] * change[i]
        }
        guard curvature > 0 else { continue }
        let weight = weights[steps.count - 1 - place] - along / curvature
        for i in 0..<count where isFree[i] { direction[i] += weight * step[i] }
      }
      var slope = 0.0
      for i in 0..<count { slope += direction[i] * gradient[i] }
      if !(slope < 0) {
        steps.removeAll()
        changes.removeAll()
        let scale = min(1, firstStep / steepest)
        for i in 0..<count { direction[i] = isFree[i] ? -gradient[i] * scale : 0 }
      }
      var length = 1.0
      var next = point
      var found: (value: Double, gradient: [Double])?
      while used < evaluations {
        var expected = 0.0
        for i in 0..<count {
          next[i] = min(upper[i], max(lower[i], point[i] + length * direction[i]))
          expected += gradient[i] * (next[i] - point[i])
        }
        let trial = function(next)
        used += 1
        // Cut off by bounds, a direction may lead upwards; such a step is none.
        if let trial, trial.value.isFinite, expected < 0, trial.value <= value + 1e-4 * expected {
          found = trial
          break
        }
        if length < 1e-10 { break }
        // The minimum of the parabola through what is known, kept away from both ends.
        if let trial, trial.value.isFinite, expected < 0 {
          let curve = trial.value - value - expected
          length *= min(0.5, max(0.1, -expected / (2 * curve)))
        } else {
          length *= 0.2
        }
      }
      // Where the function goes on falling as steeply, remembered steps are too short for it.
      while used < evaluations, let near = found {
        var (before, after) = (0.0, 0.0)
        var farther = next
        for i in 0..<count {
          before += gradient[i] * (next[i] - point[i])
          after += near.gradient[i] * (next[i] - point[i])
          farther[i] = min(upper[i], max(lower[i], point[i] + 3 * length * direction[i]))
        }
        guard after < 0.9 * before, farther != next else { break }
        let trial = function(farther)
        used += 1
        guard let trial, trial.value < near.value else { break }
        (found, next, length) = (trial, farther, 3 * length)
      }
      guard let found else {
        if steps.isEmpty { break }
        steps.removeAll()
        changes.removeAll()
        continue
      }
      let step = zip(next, point).map { $0 - $1 }
      let change = zip(found.gradient, gradient).map { $0 - $1 }
      var (curvature, size) = (0.0, 0.0)
      for i in 0..<count {
        curvature += step[i] * change[i]
        size += change[i] * change[i]
      }
      if curvature > 1e-10 * size {
        steps.append(step)
        changes.append(change)
        if steps.count > memory {
          steps.removeFirst()
          changes.removeFirst()
        }
      }
      let fall = value - found.value
      (point, value, gradient) = (next, found.value, found.gradient)
      if fall <= fallTolerance * max(1, abs(value)) { break }
    }
    return (point, value)
  }
}
