import LinearAlgebra

/// A Gaussian process that has seen data: what to expect elsewhere, and how surely.
///
/// Covariance: ``MaternKernel`` with a length scale a dimension, and linear and quadratic trends; a mean
/// that suits the data best.
struct GaussianProcess: Sendable {
  /// The points that were seen, coordinates from 0 to 1.
  private(set) var points: [[Double]]
  /// Which dimensions have values without an order.
  let isChoice: [Bool]
  /// What was seen.
  private(set) var targets: [Double]
  /// The known variances of their errors.
  let variances: [Double]
  let parameters: ProcessParameters
  /// K⁻¹ (y - m).
  private(set) var coefficients: [Double]
  private(set) var mean: Double
  private(set) var factor: CholeskyFactor
  /// Coordinates in the order (four points, dimension): those of four points stand together.
  private var blocks: [FourLanes]
  private let inverseSquares: [Double]
  private let signal: Double
  private let linear: Double
  private let quadratic: Double
  /// The negative logarithm of the posterior density at the parameters.
  let misfit: Double

  /// Finds the parameters that explain data best.
  ///
  /// - Parameters:
  ///   - starts: Where descents begin; the best end counts.
  ///   - evaluations: How many evaluations each of them may use.
  /// - Returns: `nil` where no parameters give a matrix that can be factored.
  init?(
    points: [[Double]], isChoice: [Bool], targets: [Double], variances: [Double]? = nil,
    prior: ProcessPrior, starts: [[Double]], evaluations: Int
  ) {
    let pairs = PairTable(points, isChoice: isChoice)
    let norms = points.map { Self.norm($0, isChoice) }
    var likelihood = MarginalLikelihood(
      pairs: pairs, norms: norms, targets: targets,
      variances: variances ?? Array(repeating: 0, count: targets.count), prior: prior)
    let descent = LimitedMemoryDescent(
      lower: prior.means.indices.map { prior.deviations[$0] == 0 ? prior.means[$0] : prior.means[$0] - 6 * prior.deviations[$0] },
      upper: prior.means.indices.map { prior.deviations[$0] == 0 ? prior.means[$0] : prior.means[$0] + 6 * prior.deviations[$0] },
      evaluations: evaluations, gradientTolerance: 1e-3, fallTolerance: 1e-5, firstStep: 1)
    var best: (point: [Double], value: Double)?
    for start in starts {
      guard let found = descent.minimum(from: start, { likelihood.value($0) }) else { continue }
      if best.map({ found.value < $0.value }) ?? true { best = found }
    }
    guard let best else { return nil }
    self.init(
      points: points, isChoice: isChoice, targets: targets,
      parameters: ProcessParameters(vector: best.point, dimensions: isChoice.count),
      misfit: best.value, likelihood: &likelihood)
  }

  /// Takes parameters as they are.
  init?(
    points: [[Double]], isChoice: [Bool], targets: [Double], variances: [Double]? = nil,
    prior: ProcessPrior, parameters: ProcessParameters
  ) {
    var likelihood = MarginalLikelihood(
      pairs: PairTable(points, isChoice: isChoice),
      norms: points.map { Self.norm($0, isChoice) }, targets: targets,
      variances: variances ?? Array(repeating: 0, count: targets.count), prior: prior)
    self.init(
      points: points, isChoice: isChoice, targets: targets, parameters: parameters, misfit: .nan,
      likelihood: &likelihood)
  }

  private init?(
    points: [[Double]], isChoice: [Bool], targets: [Double], parameters: ProcessParameters,
    misfit: Double, likelihood: inout MarginalLikelihood
  ) {
    guard likelihood.prepare(parameters) else { return nil }
    self.points = points
    self.isChoice = isChoice
    self.targets = targets
    variances = likelihood.variances
    self.parameters = parameters
    self.misfit = misfit
    coefficients = likelihood.coefficients
    mean = likelihood.mean
    factor = likelihood.factor
    inverseSquares = parameters.lengthScales.map { (-2 * $0).exponential }
    signal = parameters.signal.exponential
    linear = parameters.trends[0].exponential
    quadratic = parameters.trends[1].exponential
    blocks = Self.blocks(of: points, dimensions: isChoice.count)
  }

  /// Takes parameters and mean as they are, for values without errors.
  init?(
    points: [[Double]], isChoice: [Bool], targets: [Double], parameters: ProcessParameters,
    mean: Double
  ) {
    self.init(
      points: points, isChoice: isChoice, targets: targets,
      prior: ProcessPrior(means: [], deviations: []), parameters: parameters)
    self.mean = mean
    coefficients = targets.map { $0 - mean }
    factor.solve(&coefficients)
  }

  /// The variance below which nothing is taken for known.
  var leastVariance: Double { 1e-14 * signal }

  /// The variance of an observation's error.
  func errorVariance(_ index: Int) -> Double { noiseVariance + variances[index] }

  /// What is thought of the true values at the points that were tried.
  var smoothed: [Double] {
    points.indices.map { targets[$0] - errorVariance($0) * coefficients[$0] }
  }

  /// The same process of true values: it has seen those that are expected at the points.
  var withoutErrors: GaussianProcess? {
    var parameters = parameters
    parameters.noise = -13
    return GaussianProcess(
      points: points, isChoice: isChoice, targets: smoothed, parameters: parameters, mean: mean)
  }

  /// The same process after it has seen what it expects at other points.
  func believing(in others: [[Double]]) -> GaussianProcess {
    let expected = predictions(at: others).map(\.mean)
    return GaussianProcess(
      points: points + others, isChoice: isChoice, targets: targets + expected,
      variances: variances + others.map { _ in 0 },
      prior: ProcessPrior(means: [], deviations: []), parameters: parameters) ?? self
  }

  /// Values at some points, drawn together.
  ///
  /// - Parameters:
  ///   - candidates: The points.
  ///   - normal: Gives standard normal numbers.
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
    let others = GaussianProcess.Prior(of: self)
    for first in 0..<count {
      for second in 0..<first {
        covariance[first, second] += others.covariance(candidates[first], candidates[second])
      }
      covariance[first, first] += priorVariance(candidates[first]) + 1e-8 * signal
    }
    var joint = CholeskyFactor()
    guard joint.factor(covariance) else { return means }
    let deviations = joint.times((0..<count).map { _ in normal() })
    return zip(means, deviations).map { $0 + $1 }
  }

  /// What is thought of two points before data.
  private struct Prior {
    let process: GaussianProcess

    init(of process: GaussianProcess) { self.process = process }

    func covariance(_ first: [Double], _ second: [Double]) -> Double {
      var (distance, product) = (0.0, 0.0)
      for i in first.indices {
        if process.isChoice[i] {
          distance += first[i] == second[i] ? 0 : process.inverseSquares[i]
        } else {
          let difference = first[i] - second[i]
          distance += difference * difference * process.inverseSquares[i]
          product += (2 * first[i] - 1) * (2 * second[i] - 1)
        }
      }
      let value = MaternKernel.covariance(FourLanes(repeating: distance)).value[0]
      return value * process.signal + product * (product * process.quadratic + process.linear)
    }
  }

  /// L z, of the factor L Lᵀ = K.
  func lowerProduct(_ vector: [Double]) -> [Double] { factor.times(vector) }

  /// Lᵀ z.
  func upperProduct(_ vector: [Double]) -> [Double] { factor.timesUpper(vector) }

  private static func norm(_ point: [Double], _ isChoice: [Bool]) -> Double {
    var sum = 0.0
    for (coordinate, choice) in zip(point, isChoice) where !choice {
      sum += (2 * coordinate - 1) * (2 * coordinate - 1)
    }
    return sum
  }

  private static func blocks(of points: [[Double]], dimensions: Int) -> [FourLanes] {
    var blocks = Array(
      repeating: FourLanes.zero, count: (points.count + 3) / 4 * dimensions)
    for (i, point) in points.enumerated() {
      for dimension in 0..<dimensions { blocks[i / 4 * dimensions + dimension][i % 4] = point[dimension] }
    }
    return blocks
  }

  /// The variance before data at a point.
  private func priorVariance(_ point: [Double]) -> Double {
    let norm = Self.norm(point, isChoice)
    return signal + norm * (linear + norm * quadratic)
  }

  /// The variance of an observation's inferred error.
  var noiseVariance: Double { signal * parameters.noise.exponential }

  /// Fills a row with the covariances of a point and the data.
  ///
  /// - Parameters:
  ///   - row: Takes as many numbers as there are data.
  ///   - slopes: Takes the shared parts of the derivatives, where it has room for them.
  private func covariances(
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
  func slopedMean(
    at point: [Double], room: inout Room
  ) -> (value: Double, gradient: [Double]) {
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

  /// What the process expects of each point from all the others, in closed form.
  ///
  ///     μ₋ᵢ = yᵢ - (K⁻¹(y - m))ᵢ / (K⁻¹)ᵢᵢ,  σ²₋ᵢ = 1 / (K⁻¹)ᵢᵢ
  ///
  /// Source: C. E. Rasmussen, C. K. I. Williams, *Gaussian Processes for Machine Learning*, MIT Press,
  /// 2006, eq. 5.12. The mean m and the parameters are those of all data.
  var leaveOneOut: [(mean: Double, variance: Double)] {
    var inverse = SymmetricMatrix(order: points.count)
    factor.inverse(into: &inverse)
    return points.indices.map { i in
      (targets[i] - coefficients[i] / inverse[i, i], 1 / inverse[i, i])
    }
  }

  /// What the process expects of each point from all the others, with the mean that suits those best.
  ///
  ///     μ₋ᵢ = yᵢ - (K⁻¹(y - m))ᵢ / Cᵢᵢ,  C = K⁻¹ - K⁻¹11ᵀK⁻¹ / 1ᵀK⁻¹1,  σ²₋ᵢ = 1 / (K⁻¹)ᵢᵢ
  ///
  /// That is what a process with the same parameters says which has not seen the point; the variance
  /// takes the mean for known, as ``prediction(at:)`` does.
  ///
  /// Source: O. Dubrule, "Cross validation of kriging in a unique neighborhood", Journal of the
  /// International Association for Mathematical Geology 15 (1983) 687–699.
  var leaveOneOutWithMean: [(mean: Double, variance: Double)] {
    var inverse = SymmetricMatrix(order: points.count)
    factor.inverse(into: &inverse)
    let sums = points.indices.map { i in
      points.indices.reduce(0.0) { $0 + inverse[i, $1] }
    }
    let total = sums.reduce(0, +)
    return points.indices.map { i in
      let weight = inverse[i, i] - sums[i] * sums[i] / total
      return (targets[i] - coefficients[i] / weight, 1 / inverse[i, i])
    }
  }
}
