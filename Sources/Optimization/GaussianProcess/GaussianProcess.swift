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
  private(set) var blocks: [FourLanes]
  /// 1 / ℓ², one a dimension.
  let inverseSquares: [Double]
  /// σ².
  let signal: Double
  /// The variance of the linear trend.
  let linear: Double
  /// The variance of the quadratic trend.
  let quadratic: Double
  /// The negative logarithm of the posterior density at the parameters.
  let misfit: Double

  /// Finds the parameters that explain data best; `nil` where none give a matrix that can be factored.
  ///
  /// - Parameters:
  ///   - points: Where was looked, coordinates from 0 to 1.
  ///   - isChoice: Which dimensions have values without an order.
  ///   - targets: What was seen.
  ///   - variances: The known variances of errors; `nil` for zeros.
  ///   - prior: What is thought of the parameters before.
  ///   - starts: Where descents begin; the best end counts.
  ///   - evaluations: How many evaluations each of them may use.
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
      lower: prior.means.indices.map {
        prior.deviations[$0] == 0 ? prior.means[$0] : prior.means[$0] - 6 * prior.deviations[$0]
      },
      upper: prior.means.indices.map {
        prior.deviations[$0] == 0 ? prior.means[$0] : prior.means[$0] + 6 * prior.deviations[$0]
      },
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

  /// The same process after it has seen what it expects at other points; `nil` where they are too close to
  /// its own for the matrix to be factored.
  func believing(in others: [[Double]]) -> GaussianProcess? {
    let expected = predictions(at: others).map(\.mean)
    return GaussianProcess(
      points: points + others, isChoice: isChoice, targets: targets + expected,
      variances: variances + others.map { _ in 0 },
      prior: ProcessPrior(means: [], deviations: []), parameters: parameters)
  }

  /// L z, of the factor L Lᵀ = K.
  func lowerProduct(_ vector: [Double]) -> [Double] { factor.times(vector) }

  /// Lᵀ z.
  func upperProduct(_ vector: [Double]) -> [Double] { factor.timesUpper(vector) }

  static func norm(_ point: [Double], _ isChoice: [Bool]) -> Double {
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
      for dimension in 0..<dimensions {
        blocks[i / 4 * dimensions + dimension][i % 4] = point[dimension]
      }
    }
    return blocks
  }

  /// The variance before data at a point.
  func priorVariance(_ point: [Double]) -> Double {
    let norm = Self.norm(point, isChoice)
    return signal + norm * (linear + norm * quadratic)
  }

  /// The variance of an observation's inferred error.
  var noiseVariance: Double { signal * parameters.noise.exponential }

  /// What the process expects of each point from all the others, with the mean that suits those best.
  ///
  ///     μ₋ᵢ = yᵢ - (K⁻¹(y - m))ᵢ / Cᵢᵢ,  C = K⁻¹ - K⁻¹11ᵀK⁻¹ / 1ᵀK⁻¹1,  σ²₋ᵢ = 1 / (K⁻¹)ᵢᵢ
  ///
  /// That is what a process with the same parameters says which has not seen the point; the variance
  /// takes the mean for known, as ``prediction(at:)`` does.
  ///
  /// Source: O. Dubrule, "Cross validation of kriging in a unique neighborhood", Journal of the
  /// International Association for Mathematical Geology 15 (1983) 687–699.
  var leaveOneOut: [(mean: Double, variance: Double)] {
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
