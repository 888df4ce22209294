import LinearAlgebra

/// How well parameters explain some data: the logarithm of the posterior density of the parameters.
///
///     ln p(y | θ) = -½ (y - m)ᵀ K⁻¹ (y - m) - ½ ln |K| + ln p(θ) + constant
///
/// with the mean m that suits the data best, m = 1ᵀK⁻¹y / 1ᵀK⁻¹1.
///
/// Source: C. E. Rasmussen, C. K. I. Williams, *Gaussian Processes for Machine Learning*, MIT Press,
/// 2006, eqs. 5.8 and 5.9.
struct MarginalLikelihood: Sendable {
  let pairs: PairTable
  /// The sum of squares of each point's coordinates that count from -1 to 1.
  let norms: [Double]
  let targets: [Double]
  /// The known variance of each observation's error, in units of the targets; else zeros.
  let variances: [Double]
  let prior: ProcessPrior

  // Room for intermediate results.
  private(set) var covariance: SymmetricMatrix
  private(set) var factor = CholeskyFactor()
  private var inverse: SymmetricMatrix
  private var values: [FourLanes]
  private var slopes: [FourLanes]
  private var weights: [FourLanes]
  private(set) var coefficients: [Double] = []
  private(set) var mean = 0.0

  init(
    pairs: PairTable, norms: [Double], targets: [Double], variances: [Double], prior: ProcessPrior
  ) {
    self.pairs = pairs
    self.norms = norms
    self.targets = targets
    self.variances = variances
    self.prior = prior
    covariance = SymmetricMatrix(order: targets.count)
    inverse = SymmetricMatrix(order: targets.count)
    values = Array(repeating: .zero, count: pairs.length)
    slopes = values
    weights = values
  }

  /// Fills the covariance matrix, factors it and solves for the coefficients.
  ///
  /// - Returns: Whether the matrix is positive definite.
  mutating func prepare(_ parameters: ProcessParameters) -> Bool {
    let count = targets.count
    let inverseSquares = parameters.lengthScales.map { (-2 * $0).exponential }
    let signal = parameters.signal.exponential
    let (linear, quadratic) = (parameters.trends[0].exponential, parameters.trends[1].exponential)
    for place in 0..<pairs.length {
      var distance = FourLanes.zero
      for dimension in 0..<pairs.dimensions {
        distance += pairs.squares[dimension * pairs.length + place] * inverseSquares[dimension]
      }
      let (value, slope) = MaternKernel.covariance(distance)
      let product = pairs.products[place]
      values[place] = value * signal + product * (product * quadratic + linear)
      slopes[place] = slope * signal
    }
    var pair = 0
    let nugget = signal * parameters.noise.exponential
    for i in 0..<count {
      for j in 0..<i {
        covariance[i, j] = values[pair / 4][pair % 4]
        pair += 1
      }
      covariance[i, i] =
        signal + nugget + variances[i] + norms[i] * (linear + norms[i] * quadratic)
    }
    guard factor.factor(covariance) else { return false }
    var ones = Array(repeating: 1.0, count: count)
    factor.solve(&ones)
    coefficients = targets
    factor.solve(&coefficients)
    let weight = ones.reduce(0, +)
    mean = coefficients.reduce(0, +) / weight
    for i in 0..<count { coefficients[i] -= mean * ones[i] }
    return true
  }

  /// The negative logarithm of the density, and its gradient; `nil` where the matrix cannot be factored.
  mutating func value(_ vector: [Double]) -> (value: Double, gradient: [Double])? {
    let dimensions = pairs.dimensions
    let parameters = ProcessParameters(vector: vector, dimensions: dimensions)
    guard prepare(parameters) else { return nil }
    let count = targets.count
    var value = 0.5 * factor.logDeterminant
    for i in 0..<count { value += 0.5 * (targets[i] - mean) * coefficients[i] }
    factor.inverse(into: &inverse)
    var pair = 0
    for i in 0..<count {
      let own = coefficients[i]
      for j in 0..<i {
        weights[pair / 4][pair % 4] = inverse[i, j] - own * coefficients[j]
        pair += 1
      }
    }
    var gradient = Array(repeating: 0.0, count: vector.count)
    let (linear, quadratic) = (parameters.trends[0].exponential, parameters.trends[1].exponential)
    // Sums over the lower triangle count twice, which the ½ before the trace takes away.
    var inner = FourLanes.zero
    var trend1 = FourLanes.zero
    var trend2 = FourLanes.zero
    for place in 0..<pairs.length {
      let weight = weights[place]
      let product = pairs.products[place]
      let first = weight * product
      let second = first * product
      trend1 += first
      trend2 += second
      inner += weight * values[place]
      weights[place] = weight * slopes[place]
    }
    for dimension in 0..<dimensions {
      var sum = FourLanes.zero
      let start = dimension * pairs.length
      for place in 0..<pairs.length { sum += weights[place] * pairs.squares[start + place] }
      gradient[dimension] = sum.sum() * (-2 * parameters.lengthScales[dimension]).exponential
    }
    var (diagonal, norm1, norm2) = (0.0, 0.0, 0.0)
    for i in 0..<count {
      let weight = 0.5 * (inverse[i, i] - coefficients[i] * coefficients[i])
      diagonal += weight
      norm1 += weight * norms[i]
      norm2 += weight * norms[i] * norms[i]
    }
    let signal = parameters.signal.exponential
    let nugget = signal * parameters.noise.exponential
    let byTrend1 = linear * (trend1.sum() + norm1)
    let byTrend2 = quadratic * (trend2.sum() + norm2)
    let offDiagonal = inner.sum() - linear * trend1.sum() - quadratic * trend2.sum()
    gradient[dimensions] = offDiagonal + (signal + nugget) * diagonal
    gradient[dimensions + 1] = nugget * diagonal
    gradient[dimensions + 2] = byTrend1
    gradient[dimensions + 3] = byTrend2
    for place in vector.indices {
      let deviation = prior.deviations[place]
      if deviation == 0 {
        gradient[place] = 0
        continue
      }
      let z = (vector[place] - prior.means[place]) / deviation
      value += 0.5 * z * z
      gradient[place] += z / deviation
    }
    return value.isFinite ? (value, gradient) : nil
  }
}
