public import EventKernel

extension Distribution {
  /// Sees whether every parameter lies in its domain and the bounds are in order.
  ///
  /// That the bounds leave something of the distribution is not asked here; see ``acceptance``.
  ///
  /// - Throws: ``NumericalError`` that names the first parameter out of its domain.
  public func validate() throws(NumericalError) {
    switch family {
    case .constant(let value):
      try require(value.isFinite, "value", value, "finite")
    case .uniform(let lower, let upper):
      try require(lower.isFinite, "lower", lower, "finite")
      try require(upper.isFinite && upper > lower, "upper", upper, "finite and above lower")
    case .exponential(let mean):
      try requirePositive("mean", mean)
    case .normal(let mean, let standardDeviation):
      try require(mean.isFinite, "mean", mean, "finite")
      try requirePositive("standardDeviation", standardDeviation)
    case .logNormal(let mean, let standardDeviation):
      try requirePositive("mean", mean)
      try requirePositive("standardDeviation", standardDeviation)
    case .gamma(let shape, let scale), .weibull(let shape, let scale):
      try requirePositive("shape", shape)
      try requirePositive("scale", scale)
    case .triangular(let lower, let mode, let upper):
      try require(lower.isFinite, "lower", lower, "finite")
      try require(upper.isFinite && upper > lower, "upper", upper, "finite and above lower")
      try require(mode >= lower && mode <= upper, "mode", mode, "from lower to upper")
    }
    try require(atLeast < .infinity, "atLeast", atLeast, "a number below +∞")
    try require(atMost >= atLeast && atMost > -.infinity, "atMost", atMost, "not below atLeast")
  }

  private func requirePositive(_ name: String, _ value: Double) throws(NumericalError) {
    try require(value.isFinite && value > 0, name, value, "finite and > 0")
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
