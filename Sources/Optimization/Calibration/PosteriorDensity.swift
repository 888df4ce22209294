/// What data say of points of a space.
protocol PosteriorDensity {
  /// The natural logarithm of the likelihood at each point, up to a constant; -∞ where it is 0.
  func logLikelihoods(at points: [[Double]]) -> [Double]
}
