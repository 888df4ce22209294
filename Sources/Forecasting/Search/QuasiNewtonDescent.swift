/// A function of several numbers with its slope.
protocol SmoothFunction {
  /// The value at a point; infinite or NaN where the function is not defined.
  mutating func value(at point: [Double]) -> Double
  /// The slope at the point where ``value(at:)`` was last asked for.
  mutating func slope(into slope: inout [Double])
}

/// The least value of a smooth function, by the method of Broyden, Fletcher, Goldfarb and Shanno.
///
/// Source: J. Nocedal, S. J. Wright, *Numerical Optimization*, 2nd ed., Springer, 2006, algorithm 6.1, with
/// backtracking to Armijo's condition, and the curvature kept positive by passing over updates.
struct QuasiNewtonDescent {
  /// The most steps that are taken.
  var stepLimit = 100
  /// Ends when a step lowers the value by less than this.
  var tolerance = 1e-7

  /// Looks for the least value.
  ///
  /// - Parameters:
  ///   - function: The function.
  ///   - point: Where to begin, and where the search ended.
  /// - Returns: The value there; infinite where the function is not defined at the beginning.
  func minimum<Function: SmoothFunction>(
    of function: inout Function, from point: inout [Double]
  ) -> Double {
    let n = point.count
    var value = function.value(at: point)
    guard value.isFinite else { return .infinity }
    var slope = [Double](repeating: 0, count: n)
    function.slope(into: &slope)
    var inverse = [Double](repeating: 0, count: n * n)
    var direction = slope
    var (trial, oldSlope, product) = (point, slope, slope)
    var isFresh = true
    for _ in 0..<stepLimit {
      if isFresh { QuasiNewtonDescent.setUnit(&inverse, n) }
      var descent = 0.0
      for row in 0..<n {
        var sum = 0.0
        for column in 0..<n { sum += inverse[row * n + column] * slope[column] }
        direction[row] = -sum
        descent -= sum * slope[row]
      }
      guard descent < 0 else {
        if isFresh { break }
        isFresh = true
        continue
      }
      // The first step along a bare slope has no scale of its own.
      var step = 1.0
      if isFresh {
        var length = 0.0
        for place in 0..<n { length += direction[place] * direction[place] }
        step = min(1, 0.3 / length.squareRoot())
      }
      var next = Double.infinity
      var halvings = 0
      while halvings < 25 {
        for place in 0..<n { trial[place] = point[place] + step * direction[place] }
        next = function.value(at: trial)
        if next <= value + 1e-4 * step * descent { break }
        // A parabola through the values, where it is one, else a quarter.
        let bend = next - value - step * descent
        let guess = next.isFinite && bend > 0 ? -descent * step * step / (2 * bend) : step / 4
        step = min(max(guess, step / 10), step / 2)
        halvings += 1
      }
      guard next < value else {
        if isFresh { break }
        isFresh = true
        continue
      }
      swap(&oldSlope, &slope)
      function.slope(into: &slope)
      let gain = value - next
      value = next
      var (curvature, length) = (0.0, 0.0)
      for place in 0..<n {
        let moved = trial[place] - point[place]
        let change = slope[place] - oldSlope[place]
        direction[place] = moved
        oldSlope[place] = change
        curvature += moved * change
        length += change * change
      }
      swap(&point, &trial)
      if gain < tolerance {
        if isFresh { break }
        isFresh = true
        continue
      }
      guard curvature > 1e-12 * length, length > 0 else {
        isFresh = true
        continue
      }
      if isFresh {
        for place in 0..<n { inverse[place * n + place] = curvature / length }
        isFresh = false
      }
      QuasiNewtonDescent.update(
        &inverse, n, moved: direction, change: oldSlope, curvature: curvature, product: &product)
    }
    return value
  }

  /// Fills the matrix with the unit matrix.
  private static func setUnit(_ matrix: inout [Double], _ n: Int) {
    for place in matrix.indices { matrix[place] = 0 }
    for place in 0..<n { matrix[place * n + place] = 1 }
  }

  /// H + (1 + yᵀHy/sᵀy) ssᵀ/sᵀy - (Hy sᵀ + s yᵀH)/sᵀy.
  private static func update(
    _ inverse: inout [Double], _ n: Int, moved: [Double], change: [Double], curvature: Double,
    product: inout [Double]
  ) {
    var bend = 0.0
    for row in 0..<n {
      var sum = 0.0
      for column in 0..<n { sum += inverse[row * n + column] * change[column] }
      product[row] = sum
      bend += sum * change[row]
    }
    let scale = (1 + bend / curvature) / curvature
    for row in 0..<n {
      let (first, second) = (scale * moved[row] - product[row] / curvature, moved[row] / curvature)
      for column in 0..<n {
        inverse[row * n + column] += first * moved[column] - second * product[column]
      }
    }
  }
}
