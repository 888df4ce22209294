public import RandomVariates

/// Moments of the distribution with its shift and bounds.
///
/// In closed form where no bound lies inside the support; for uniform, triangular and tabulated
/// distributions within bounds too. Sums for counts within bounds, adaptive integration for the other
/// families. The relative error of the standard deviation is below 1e-8, the error of the mean
/// below 1e-8 of the larger of mean and standard deviation, and the error of skewness and kurtosis
/// below 1e-7 of the larger of themselves and 1.
extension Distribution {
  /// The mean, in the unit of the quantity that is drawn.
  public var mean: Double {
    get throws(NumericalError) { try moments(for: "mean").mean }
  }

  /// The variance, in the square of the quantity's unit.
  public var variance: Double {
    get throws(NumericalError) {
      let deviation = try moments(for: "variance").standardDeviation
      return deviation * deviation
    }
  }

  /// The standard deviation, in the unit of the quantity that is drawn.
  public var standardDeviation: Double {
    get throws(NumericalError) { try moments(for: "standard deviation").standardDeviation }
  }

  /// Standard deviation ÷ mean; 0 where nothing varies, infinite where only the mean is 0.
  public var coefficientOfVariation: Double {
    get throws(NumericalError) {
      let moments = try moments(for: "coefficient of variation")
      return moments.standardDeviation == 0
        ? 0 : moments.standardDeviation / abs(moments.mean)
    }
  }

  /// The third central moment over the cube of the standard deviation; 0 where nothing varies.
  public var skewness: Double {
    get throws(NumericalError) { try moments(for: "skewness").skewness }
  }

  /// The fourth central moment over the square of the variance, less the 3 of the normal
  /// distribution; 0 where nothing varies.
  public var excessKurtosis: Double {
    get throws(NumericalError) { try moments(for: "excess kurtosis").excessKurtosis }
  }

  private func moments(for quantity: String) throws(NumericalError) -> Moments {
    let truncated = try prepared(for: quantity)
    var moments: Moments
    if !truncated.isCut, let closed = family.closedMoments {
      moments = closed
    } else {
      moments = try family.moments(
        from: truncated.endsBeforeShift.lower, to: truncated.endsBeforeShift.upper,
        for: quantity)
    }
    moments.mean += shift
    return moments
  }
}

extension Distribution.Family {
  /// The moments of what lies between two points, which may be the ends of the support.
  fileprivate func moments(
    from lower: Double, to upper: Double, for quantity: String
  ) throws(NumericalError) -> Moments {
    switch self {
    case .constant(let value): return Moments(constant: value)
    case .uniform: return Moments(uniformFrom: lower, to: upper)
    case .triangular(let foot, let mode, let opposite):
      return Moments(
        triangleFrom: foot, mode: mode, to: opposite, cutAt: lower, and: upper)
    case .discrete(let points):
      let kept = points.filter { $0.value >= lower && $0.value <= upper && $0.weight > 0 }
      return Moments(mixing: kept.map { ($0.weight, Moments(constant: $0.value)) })
    case .empirical(let values, false):
      let kept = values.filter { $0 >= lower && $0 <= upper }
      return Moments(mixing: kept.map { (1, Moments(constant: $0)) })
    case .empirical(let values, true):
      return Moments(interpolating: values.sorted(), from: lower, to: upper)
    case .mixture(let components):
      return try mixtureMoments(components, lower, upper, quantity)
    case .poisson, .binomial, .geometric, .negativeBinomial, .exponential, .normal, .logNormal,
      .gamma, .erlang, .weibull, .beta, .inverseGaussian:
      do {
        return try integratedMoments(from: lower, to: upper)
      } catch {
        throw NumericalError(
          quantity: quantity, of: Distribution(self, atLeast: lower, atMost: upper),
          reason: ScientificLibrary.reason(status: error.status))
      }
    }
  }

  /// Every component is cut by the common bounds too, and counts with what they leave of it.
  private func mixtureMoments(
    _ components: [Weighted<Distribution>], _ lower: Double, _ upper: Double, _ quantity: String
  ) throws(NumericalError) -> Moments {
    var parts: [(weight: Double, moments: Moments)] = []
    for component in components where component.weight > 0 {
      let whole = try component.value.prepared(for: quantity)
      guard lower <= whole.upper && upper >= whole.lower else { continue }
      let share = whole.probability(from: lower, to: upper)
      guard share > 0 else { continue }
      var cut = component.value
      cut.atLeast = max(cut.atLeast, lower)
      cut.atMost = min(cut.atMost, upper)
      parts.append((component.weight * share, try cut.componentMoments(for: quantity)))
    }
    return Moments(mixing: parts)
  }

  private func integratedMoments(
    from lower: Double, to upper: Double
  ) throws(IntegrationFailure) -> Moments {
    switch self {
    case .exponential(let mean):
      return try LogConcaveDensity.weibull(shape: 1, scale: mean).moments(from: lower, to: upper)
    case .normal(let mean, let deviation):
      return try LogConcaveDensity.normal(mean: mean, standardDeviation: deviation)
        .moments(from: lower, to: upper)
    case .logNormal(let mean, let deviation):
      let logarithm = Self.logParameters(mean: mean, standardDeviation: deviation)
      return try LogConcaveDensity.logNormal(
        location: logarithm.mean, spread: logarithm.standardDeviation
      ).moments(from: lower, to: upper)
    case .gamma(let shape, let scale):
      return try LogConcaveDensity.gamma(shape: shape, scale: scale)
        .moments(from: lower, to: upper)
    case .erlang(let stages, let mean):
      return try LogConcaveDensity.gamma(shape: Double(stages), scale: mean / Double(stages))
        .moments(from: lower, to: upper)
    case .weibull(let shape, let scale):
      return try LogConcaveDensity.weibull(shape: shape, scale: scale)
        .moments(from: lower, to: upper)
    case .beta(let first, let second, let foot, let head):
      return try LogConcaveDensity.beta(first: first, second: second, lower: foot, upper: head)
        .moments(from: lower, to: upper)
    case .inverseGaussian(let mean, let shape):
      return try LogConcaveDensity.inverseGaussian(mean: mean, shape: shape)
        .moments(from: lower, to: upper)
    default:
      return try CountSums(logProbability: logProbability(ofCount:)).moments(
        from: lower, to: upper)
    }
  }
}

extension Distribution {
  /// The moments, for a mixture of which this is a component.
  fileprivate func componentMoments(for quantity: String) throws(NumericalError) -> Moments {
    try moments(for: quantity)
  }
}

extension TruncatedDistribution {
  /// The probability of a value from `lower` to `upper`, from the tail in which both are small.
  fileprivate func probability(from lower: Double, to upper: Double) -> Double {
    let under = below(lower)
    return under <= 0.5
      ? max(0, cumulative(at: upper) - under) : max(0, notBelow(lower) - survival(at: upper))
  }
}
