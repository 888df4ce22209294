/// Wear that drifts upwards with noise: a Wiener process.
///
///     X(t) = rate · t + σ B(t),  the life is the first time when X reaches 1
///
/// B is a standard Brownian motion and σ² is the variance per second. The life has the inverse
/// Gaussian distribution with the mean 1/rate and the shape 1/σ². The level may be below 0 for a
/// while.
///
/// Source: R. S. Chhikara, J. L. Folks, *The Inverse Gaussian Distribution*, Dekker, 1989.
public struct WienerWear: Hashable, Sendable, BitwiseCopyable {
  /// The mean wear per second, > 0.
  public var rate: Double
  /// σ², the variance of the wear per second, > 0.
  public var variance: Double

  /// Creates a process from its rate and variance, both per second.
  ///
  /// - Parameters:
  ///   - rate: The mean wear per second, > 0.
  ///   - variance: The variance of the wear per second, > 0.
  public init(rate: Double, variance: Double) {
    self.rate = rate
    self.variance = variance
  }

  /// Creates the process whose life has a given mean and coefficient of variation.
  ///
  ///     rate = 1/m,  σ² = cv²/m
  ///
  /// - Parameters:
  ///   - meanLife: The mean m, in seconds, > 0.
  ///   - cvOfLife: Standard deviation divided by mean, > 0.
  public init(meanLife: Double, cvOfLife: Double) {
    self.init(rate: 1 / meanLife, variance: cvOfLife * cvOfLife / meanLife)
  }

  /// The mean life, in seconds.
  public var meanLife: Double { 1 / rate }

  /// The coefficient of variation of the life.
  public var cvOfLife: Double { (variance / rate).squareRoot() }

  /// Sees whether the parameters lie in their domains.
  ///
  /// - Throws: ``WearProblem`` that says what is wrong.
  public func validate() throws(WearProblem) {
    try WearProblem.requirePositive("the rate of wear", rate)
    try WearProblem.requirePositive("the variance of wear", variance)
    guard cvOfLife <= 1e4 else {
      throw WearProblem(
        "the coefficient of variation of the life is \(cvOfLife); it must be at most 10000: "
          + "lower the variance or raise the rate")
    }
  }
}
