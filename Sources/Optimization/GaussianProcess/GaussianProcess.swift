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
    return (value, max(variance, 1e-14 * signal))
  }

  /// What to expect at many points.
  func predictions(at candidates: [[Double]]) -> [(mean: Double, variance: Double)] {
    let count = points.count
    var room = Room(count: count)
    var columns = Matrix(rows: count, columns: candidates.count)
    var answers: [(mean: Double, variance: Double)] = []
    answers.reserveCapacity(candidates.count)
    for (place, candidate) in candidates.enumerated() {
      covariances(candidate, into: &room.row, slopes: &room.slopes, products: &room.products)
      var value = mean
      for i in 0..<count {
        value += room.row[i] * coefficients[i]
        columns[i, place] = room.row[i]
      }
      answers.append((value, priorVariance(candidate)))
    }
    factor.solveLower(columns: &columns)
    for i in 0..<count {
      for place in candidates.indices {
        answers[place].variance -= columns[i, place] * columns[i, place]
      }
    }
    for place in answers.indices {
      answers[place].variance = max(answers[place].variance, 1e-14 * signal)
    }
    return answers
  }

  /// Arrays that are used again from point to point.
  struct Room {
    var row: [Double]
    var inner: [Double]
    var slopes: [FourLanes]
    var products: [FourLanes]

    init(count: Int) {
      row = Array(repeating: 0, count: count)
      inner = row
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
    let dimensions = isChoice.count
    let count = points.count
    covariances(point, into: &room.row, slopes: &room.slopes, products: &room.products)
    var answer = Sloped()
    answer.mean = mean
    for i in 0..<count { answer.mean += room.row[i] * coefficients[i] }
    factor.solveLower(&room.row)
    answer.variance = priorVariance(point)
    for i in 0..<count { answer.variance -= room.row[i] * room.row[i] }
    factor.solveUpper(&room.row)
    let norm = Self.norm(point, isChoice)
    answer.meanGradient = Array(repeating: 0, count: dimensions)
    answer.varianceGradient = answer.meanGradient
    for dimension in 0..<dimensions where !isChoice[dimension] {
      var bySlope = FourLanes.zero
      var byVariance = FourLanes.zero
      let weight = inverseSquares[dimension]
      for block in 0..<(count + 3) / 4 {
        let coordinates = blocks[block * dimensions + dimension]
        let product = room.products[block]
        let derivative =
          room.slopes[block] * (coordinates - point[dimension]) * weight
          + (coordinates * 2 - 1) * (product * (2 * quadratic) + linear) * 2
        var own = FourLanes.zero
        var solved = FourLanes.zero
        for lane in 0..<min(4, count - 4 * block) {
          own[lane] = coefficients[4 * block + lane]
          solved[lane] = room.row[4 * block + lane]
        }
        bySlope += derivative * own
        byVariance += derivative * solved
      }
      let centered = 2 * point[dimension] - 1
      answer.meanGradient[dimension] = bySlope.sum()
      answer.varianceGradient[dimension] =
        4 * centered * (linear + 2 * norm * quadratic) - 2 * byVariance.sum()
    }
    let least = 1e-14 * signal
    if answer.variance < least {
      answer.variance = least
      answer.varianceGradient = Array(repeating: 0, count: dimensions)
    }
    return answer
  }
}
