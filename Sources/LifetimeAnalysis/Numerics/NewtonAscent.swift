import LinearAlgebra

/// A likelihood at one point, with exact derivatives.
struct LikelihoodPoint {
  /// The logarithm of the likelihood.
  var value: Double
  /// Its first derivatives.
  var score: [Double]
  /// The negative of its second derivatives; the lower triangle.
  var information: SymmetricMatrix

  var isFinite: Bool {
    guard value.isFinite, score.allSatisfy(\.isFinite) else { return false }
    for row in 0..<information.order {
      for column in 0...row where !information[row, column].isFinite { return false }
    }
    return true
  }
}

/// The greatest value of a likelihood, by Newton's method.
///
/// Each step solves (I + λ diag I) d = score, with λ = 0 wherever the information I is positive definite
/// (Levenberg, 1944; Marquardt, 1963), and is halved until the likelihood does not fall. Coefficients are
/// expected on scales on which a change of 1 moves a linear predictor by about 1.
enum NewtonAscent {
  /// Where the greatest value lies.
  struct Maximum {
    var point: [Double]
    var likelihood: LikelihoodPoint
    var covariance: SymmetricMatrix
    var iterations: Int
  }

  /// Why there is none.
  enum Failure: Error {
    /// The likelihood goes on rising along these coefficients, by less and less.
    case monotone(coefficients: [Int])
    /// The search did not end.
    case noMaximum
  }

  /// Climbs.
  ///
  /// - Parameters:
  ///   - start: Where to begin; the likelihood is finite there.
  ///   - evaluate: The likelihood at a point.
  /// - Returns: The maximum, where the step is below 1e-8 standard errors.
  /// - Throws: ``Failure``.
  static func maximum(
    from start: [Double], _ evaluate: ([Double]) -> LikelihoodPoint
  ) throws(Failure) -> Maximum {
    var point = start
    var current = evaluate(point)
    guard current.isFinite else { throw .noMaximum }
    var damping = 0.0
    var factor = CholeskyFactor()
    var rising = 0
    for iteration in 1...300 {
      var step = current.score
      if damping > 0 || !solve(current.information, 0, &factor, &step) {
        damping = max(damping, 1e-4)
        step = current.score
        while !solve(current.information, damping, &factor, &step) {
          damping *= 10
          step = current.score
          if damping > 1e12 { throw .noMaximum }
        }
      }
      let decrement = zip(step, current.score).reduce(0) { $0 + $1.0 * $1.1 }
      let longest = step.reduce(0) { max($0, abs($1)) }
      if damping == 0 {
        if decrement < 1e-16, longest < 1e-4 {
          var inverse = SymmetricMatrix(order: step.count)
          factor.inverse(into: &inverse)
          return Maximum(
            point: point, likelihood: current, covariance: inverse, iterations: iteration)
        }
        // A step of a thousand standard errors that gains nothing: there is no maximum ahead.
        rising = decrement < 1e-9 && longest > 0.03 ? rising + 1 : 0
        if rising == 3 { throw .monotone(coefficients: leading(step)) }
      }
      var length = min(1, 4 / max(longest, 1e-300))
      var next = current
      var moved = point
      let noise = 1e-13 * (1 + abs(current.value))
      var halvings = 0
      while true {
        for index in point.indices { moved[index] = point[index] + length * step[index] }
        next = evaluate(moved)
        if next.isFinite, next.value >= current.value + 1e-4 * length * decrement - noise { break }
        length /= 2
        halvings += 1
        if halvings == 40 { break }
      }
      if halvings == 40 {
        if damping > 1e8 { throw .noMaximum }
        damping = max(1e-3, damping * 100)
        continue
      }
      (point, current) = (moved, next)
      if halvings == 0, damping > 0 { damping = damping < 1e-3 ? 0 : damping / 10 }
      if point.contains(where: { abs($0) > 200 }) { throw .monotone(coefficients: leading(step)) }
    }
    throw .noMaximum
  }

  /// The coefficients that move most.
  private static func leading(_ step: [Double]) -> [Int] {
    let longest = step.reduce(0) { max($0, abs($1)) }
    return step.indices.filter { abs(step[$0]) > 0.1 * longest }
  }

  private static func solve(
    _ information: SymmetricMatrix, _ damping: Double, _ factor: inout CholeskyFactor,
    _ step: inout [Double]
  ) -> Bool {
    if damping == 0 {
      guard factor.factor(information) else { return false }
    } else {
      var damped = information
      for row in 0..<damped.order {
        damped[row, row] += damping * max(abs(damped[row, row]), 1e-8)
      }
      guard factor.factor(damped) else { return false }
    }
    factor.solve(&step)
    return step.allSatisfy(\.isFinite)
  }
}
