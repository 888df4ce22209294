public import RandomVariates

extension Distribution {
  /// Sees whether every parameter lies in its domain and the bounds are in order.
  ///
  /// That the bounds leave something of the distribution is not asked here; see ``acceptance``.
  /// Shapes lie from 1e-15 to 1e15 (of gamma to 1e18; of Weibull from 0.01 to 1e6; of the inverse
  /// Gaussian from 1e-8 to 1e15 times the mean), the chances of counts from 1e-15, values and scales
  /// up to 1e100. No process needs more, and far beyond, quantiles have no digits left or take
  /// for ever.
  ///
  /// - Throws: ``NumericalError`` that names the first parameter out of its domain.
  public func validate() throws(NumericalError) {
    switch family {
    case .constant(let value):
      try requireModerate("value", value)
    case .uniform(let lower, let upper):
      try requireInterval(lower, upper)
    case .exponential(let mean):
      try requirePositive("mean", mean)
    case .normal(let mean, let standardDeviation):
      try requireModerate("mean", mean)
      try requirePositive("standardDeviation", standardDeviation)
    case .logNormal(let mean, let standardDeviation):
      try requirePositive("mean", mean)
      try requirePositive("standardDeviation", standardDeviation)
      try require(
        standardDeviation <= 1e100 * mean, "standardDeviation", standardDeviation,
        "at most 1e100 times the mean")
    case .gamma(let shape, let scale):
      try requirePositive("shape", shape, from: 1e-15, to: 1e18)
      try requirePositive("scale", scale)
    case .weibull(let shape, let scale):
      try requirePositive("shape", shape, from: 0.01, to: 1e6)
      try requirePositive("scale", scale)
    case .triangular(let lower, let mode, let upper):
      try requireInterval(lower, upper)
      try require(mode >= lower && mode <= upper, "mode", mode, "from lower to upper")
    case .beta(let first, let second, let lower, let upper):
      try requirePositive("first", first, from: 1e-15, to: 1e15)
      try requirePositive("second", second, from: 1e-15, to: 1e15)
      try requireInterval(lower, upper)
    case .erlang(let stages, let mean):
      try require(stages >= 1, "stages", Double(stages), "at least 1")
      try requirePositive("mean", mean)
    case .inverseGaussian(let mean, let shape):
      try requirePositive("mean", mean)
      try requirePositive("shape", shape)
      try require(
        shape >= 1e-8 * mean && shape <= 1e15 * mean, "shape", shape,
        "from 1e-8 to 1e15 times the mean")
    case .poisson, .binomial, .geometric, .negativeBinomial:
      try validateCount()
    case .discrete, .empirical, .mixture:
      try validateTable()
    }
    try require(shift.isFinite, "shift", shift, "finite")
    try require(atLeast < .infinity, "atLeast", atLeast, "a number below +∞")
    try require(atMost >= atLeast && atMost > -.infinity, "atMost", atMost, "not below atLeast")
  }

  private func validateCount() throws(NumericalError) {
    switch family {
    case .poisson(let mean):
      try require(mean >= 0 && mean <= 1e15, "mean", mean, "from 0 to 1e15")
    case .binomial(let trials, let probability):
      try require(trials >= 0, "trials", Double(trials), "at least 0")
      try require(probability >= 0 && probability <= 1, "probability", probability, "from 0 to 1")
      try require(
        probability == 0 || probability >= 1e-300, "probability", probability, "0, or from 1e-300")
    case .geometric(let probability):
      try requireChance(probability)
    case .negativeBinomial(let successes, let probability):
      try requirePositive("successes", successes, from: 1e-15, to: 1e15)
      try requireChance(probability)
    default: break
    }
  }

  private func validateTable() throws(NumericalError) {
    switch family {
    case .discrete(let points):
      for point in points { try requireModerate("value", point.value) }
      try requireWeights(points.map(\.weight))
    case .empirical(let values, let interpolated):
      let least = interpolated ? 2 : 1
      try require(
        values.count >= least, "values", Double(values.count), "\(least) values at least")
      for value in values { try requireModerate("value", value) }
    case .mixture(let components):
      try requireWeights(components.map(\.weight))
      for component in components { try component.value.validate() }
      // The components that count must have something left, too.
      for component in components where component.weight > 0 {
        _ = try component.value.prepared(for: "parameters")
      }
    default: break
    }
  }

  private func requireWeights(_ weights: [Double]) throws(NumericalError) {
    for weight in weights {
      try require(weight >= 0 && weight.isFinite, "weight", weight, "finite and at least 0")
    }
    let sum = weights.reduce(0, +)
    try require(sum > 0 && sum.isFinite, "sum of weights", sum, "finite and > 0")
  }

  private func requireInterval(_ lower: Double, _ upper: Double) throws(NumericalError) {
    try requireModerate("lower", lower)
    try require(upper.isFinite && upper > lower, "upper", upper, "finite and above lower")
    try requireModerate("upper", upper)
    try require(upper - lower >= 1e-100, "upper", upper, "above lower by 1e-100 at least")
  }

  private func requireChance(_ probability: Double) throws(NumericalError) {
    try require(
      probability > 0 && probability <= 1, "probability", probability, "above 0, at most 1")
    try require(probability >= 1e-15, "probability", probability, "at least 1e-15")
  }

  /// A number that is not so large that squares and products of two overflow.
  private func requireModerate(_ name: String, _ value: Double) throws(NumericalError) {
    try require(value.isFinite, name, value, "finite")
    try require(abs(value) <= 1e100, name, value, "from -1e100 to 1e100")
  }

  private func requirePositive(
    _ name: String, _ value: Double, from least: Double = 1e-100, to most: Double = 1e100
  ) throws(NumericalError) {
    try require(value.isFinite && value > 0, name, value, "finite and > 0")
    try require(value >= least && value <= most, name, value, "from \(least) to \(most)")
  }

  private func require(
    _ isMet: Bool, _ name: String, _ value: Double, _ requirement: String
  ) throws(NumericalError) {
    guard !isMet else { return }
    throw NumericalError(
      quantity: "parameters", of: self,
      reason: .parameter(name: name, value: value, requirement: requirement))
  }
}

extension Distribution {
  /// The distribution ready to be asked, of which the bounds leave something.
  ///
  /// - Parameter quantity: What is to be computed, for the error.
  /// - Returns: Its probabilities and quantiles.
  /// - Throws: ``NumericalError`` where a parameter lies outside its domain or nothing is left.
  func prepared(for quantity: String) throws(NumericalError) -> TruncatedDistribution {
    let truncated = try unchecked(for: quantity)
    guard truncated.acceptance > 0 else {
      throw NumericalError(quantity: quantity, of: self, reason: .nothingWithinBounds)
    }
    return truncated
  }

  /// The distribution ready to be asked for what its bounds leave.
  func unchecked(for quantity: String) throws(NumericalError) -> TruncatedDistribution {
    do {
      try validate()
    } catch {
      var named = error
      named.quantity = quantity
      throw named
    }
    return TruncatedDistribution(self)
  }
}
