import LinearAlgebra

extension GaussianProcess {
  /// Values at some points, drawn together.
  ///
  /// - Parameters:
  ///   - candidates: The points.
  ///   - normal: Gives standard normal numbers.
  /// - Returns: One value a point; what is expected where they lie too close for a draw.
  func jointDraw(at candidates: [[Double]], _ normal: () -> Double) -> [Double] {
    let count = candidates.count
    var columns = Matrix(rows: points.count, columns: count)
    var room = Room(count: points.count)
    for (place, candidate) in candidates.enumerated() {
      covariances(candidate, into: &room.row, slopes: &room.slopes, products: &room.products)
      for i in points.indices { columns[i, place] = room.row[i] }
    }
    var means = Array(repeating: mean, count: count)
    for i in points.indices {
      for place in 0..<count { means[place] += columns[i, place] * coefficients[i] }
    }
    factor.solveLower(columns: &columns)
    var covariance = SymmetricMatrix(order: count)
    for i in points.indices {
      for first in 0..<count {
        let weight = columns[i, first]
        for second in 0...first { covariance[first, second] -= weight * columns[i, second] }
      }
    }
    for first in 0..<count {
      for second in 0..<first {
        covariance[first, second] += priorCovariance(candidates[first], candidates[second])
      }
      covariance[first, first] += priorVariance(candidates[first]) + 1e-8 * signal
    }
    var joint = CholeskyFactor()
    guard joint.factor(covariance) else { return means }
    let deviations = joint.times((0..<count).map { _ in normal() })
    return zip(means, deviations).map { $0 + $1 }
  }

  /// The covariance of two points before data.
  private func priorCovariance(_ first: [Double], _ second: [Double]) -> Double {
    var (distance, product) = (0.0, 0.0)
    for i in first.indices {
      if isChoice[i] {
        distance += first[i] == second[i] ? 0 : inverseSquares[i]
      } else {
        let difference = first[i] - second[i]
        distance += difference * difference * inverseSquares[i]
        product += (2 * first[i] - 1) * (2 * second[i] - 1)
      }
    }
    let value = MaternKernel.covariance(FourLanes(repeating: distance)).value[0]
    return value * signal + product * (product * quadratic + linear)
  }
}
