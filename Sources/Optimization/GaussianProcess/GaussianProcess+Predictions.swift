import LinearAlgebra

extension GaussianProcess {
  /// Fills a row with the covariances of a point and the data.
  ///
  /// - Parameters:
  ///   - point: The point.
  ///   - row: Takes as many numbers as there are data.
  ///   - slopes: Takes what ``MaternKernel`` says of slopes, times the signal's variance.
  ///   - products: Takes the products of coordinates, which trends depend on.
  func covariances(
    _ point: [Double], into row: inout [Double], slopes: inout [FourLanes],
    products: inout [FourLanes]
  ) {
    let dimensions = isChoice.count
    let count = points.count
    for block in 0..<(count + 3) / 4 {
      var distance = FourLanes.zero
      var product = FourLanes.zero
      for dimension in 0..<dimensions {
        let coordinates = blocks[block * dimensions + dimension]
        if isChoice[dimension] {
          let differs = coordinates .!= point[dimension]
          distance += FourLanes.zero.replacing(with: inverseSquares[dimension], where: differs)
        } else {
          let difference = coordinates - point[dimension]
          distance += difference * difference * inverseSquares[dimension]
          product += (coordinates * 2 - 1) * (2 * point[dimension] - 1)
        }
      }
      let (value, slope) = MaternKernel.covariance(distance)
      let covariance = value * signal + product * (product * quadratic + linear)
      slopes[block] = slope * signal
      products[block] = product
      for lane in 0..<min(4, count - 4 * block) { row[4 * block + lane] = covariance[lane] }
    }
  }

  /// What to expect at a point.
  func prediction(at point: [Double]) -> (mean: Double, variance: Double) {
    var room = Room(count: points.count)
    covariances(point, into: &room.row, slopes: &room.slopes, products: &room.products)
    var value = mean
    for i in points.indices { value += room.row[i] * coefficients[i] }
    factor.solveLower(&room.row)
    var variance = priorVariance(point)
    for i in points.indices { variance -= room.row[i] * room.row[i] }
    return (value, max(variance, leastVariance))
  }

  /// What to expect at many points.
  func predictions(at candidates: [[Double]]) -> [(mean: Double, variance: Double)] {
    let sights = predictions(at: candidates, weights: [coefficients])
    return zip(sights.means[0], sights.variances).map { (mean: $0, variance: $1) }
  }

  /// What to expect at many points, for several ways the data may be.
  ///
  /// - Parameters:
  ///   - candidates: The points.
  ///   - weights: K⁻¹ (f - m), one row a way.
  /// - Returns: The means, one row a way, and the variances, which all have in common.
  func predictions(
    at candidates: [[Double]], weights: [[Double]]
  ) -> (means: [[Double]], variances: [Double]) {
    let count = points.count
    var room = Room(count: count)
    var columns = Matrix(rows: count, columns: candidates.count)
    var variances = candidates.map { priorVariance($0) }
    for (place, candidate) in candidates.enumerated() {
      covariances(candidate, into: &room.row, slopes: &room.slopes, products: &room.products)
      for i in 0..<count { columns[i, place] = room.row[i] }
    }
    let means = weights.map { weight in
      var means = Array(repeating: mean, count: candidates.count)
      for i in 0..<count {
        for place in candidates.indices { means[place] += columns[i, place] * weight[i] }
      }
      return means
    }
    factor.solveLower(columns: &columns)
    for i in 0..<count {
      for place in candidates.indices {
        variances[place] -= columns[i, place] * columns[i, place]
      }
    }
    for place in variances.indices { variances[place] = max(variances[place], leastVariance) }
    return (means, variances)
  }

  /// Arrays that are used again from point to point.
  struct Room {
    var row: [Double]
    var solved: [Double]
    var slopes: [FourLanes]
    var products: [FourLanes]

    init(count: Int) {
      row = Array(repeating: 0, count: count)
      solved = row
      slopes = Array(repeating: .zero, count: (count + 3) / 4)
      products = slopes
    }
  }

  /// What to expect at a point, with derivatives.
  struct Sloped {
    var mean = 0.0
    var variance = 0.0
    var meanGradient: [Double] = []
    var varianceGradient: [Double] = []
  }

  /// What to expect at a point, with the derivatives by its coordinates; 0 for choices.
  func sloped(at point: [Double], room: inout Room) -> Sloped {
    var answer = Sloped()
    answer.variance = spread(at: point, room: &room)
    answer.mean = mean
    for i in points.indices { answer.mean += room.row[i] * coefficients[i] }
    answer.meanGradient = meanGradient(at: point, weights: coefficients, room: room)
    answer.varianceGradient = varianceGradient(at: point, room: room)
    if answer.variance < leastVariance {
      answer.variance = leastVariance
      answer.varianceGradient = Array(repeating: 0, count: isChoice.count)
    }
    return answer
  }

  /// What to expect at a point, without its variance: no system is solved.
  func mean(at point: [Double], room: inout Room) -> Double {
    covariances(point, into: &room.row, slopes: &room.slopes, products: &room.products)
    var value = mean
    for i in points.indices { value += room.row[i] * coefficients[i] }
    return value
  }

  /// What to expect at a point, with the derivatives by its coordinates, without the variance.
  func slopedMean(at point: [Double], room: inout Room) -> (value: Double, gradient: [Double]) {
    let value = mean(at: point, room: &room)
    return (value, meanGradient(at: point, weights: coefficients, room: room))
  }

  /// The variance at a point; covariances with the data remain in the room, and K⁻¹ times them.
  func spread(at point: [Double], room: inout Room) -> Double {
    covariances(point, into: &room.row, slopes: &room.slopes, products: &room.products)
    for i in points.indices { room.solved[i] = room.row[i] }
    factor.solveLower(&room.solved)
    var variance = priorVariance(point)
    for i in points.indices { variance -= room.solved[i] * room.solved[i] }
    factor.solveUpper(&room.solved)
    return variance
  }

  /// The derivatives of Σ wᵢ k(x, xᵢ) at a point whose covariances are in the room.
  func meanGradient(at point: [Double], weights: [Double], room: Room) -> [Double] {
    var gradient = Array(repeating: 0.0, count: isChoice.count)
    let dimensions = isChoice.count
    let blockCount = (points.count + 3) / 4
    var lanes = Array(repeating: FourLanes.zero, count: blockCount)
    for i in points.indices { lanes[i / 4][i % 4] = weights[i] }
    for dimension in 0..<dimensions where !isChoice[dimension] {
      var sum = FourLanes.zero
      let weight = inverseSquares[dimension]
      for block in 0..<blockCount {
        let coordinates = blocks[block * dimensions + dimension]
        let bySlope: FourLanes = room.slopes[block] * (coordinates - point[dimension]) * weight
        let trend: FourLanes = room.products[block] * (2 * quadratic) + linear
        let byTrend: FourLanes = (coordinates * 2 - 1) * trend * 2
        sum += (bySlope + byTrend) * lanes[block]
      }
      gradient[dimension] = sum.sum()
    }
    return gradient
  }

  /// The derivatives of the variance at a point whose covariances are in the room.
  func varianceGradient(at point: [Double], room: Room) -> [Double] {
    zip(
      priorVarianceGradient(at: point),
      meanGradient(at: point, weights: room.solved, room: room)
    ).map { $0 - 2 * $1 }
  }

  /// The derivatives of the variance before data.
  func priorVarianceGradient(at point: [Double]) -> [Double] {
    let norm = Self.norm(point, isChoice)
    let slope = 4 * (linear + 2 * norm * quadratic)
    return point.indices.map { isChoice[$0] ? 0 : slope * (2 * point[$0] - 1) }
  }
}
