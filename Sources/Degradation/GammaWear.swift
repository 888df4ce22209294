/// Wear by many small jumps upwards: a gamma process.
///
/// What is added in a time t is a gamma number of the shape a · t and the scale b, independent of
/// what was before; the component fails when the sum passes 1. With c = 1/b,
///
///     P(life > t) = P(a t, c)
///
/// where P is the regularized lower incomplete gamma function.
///
/// Source: J. M. van Noortwijk, "A survey of the application of gamma processes in maintenance",
/// *Reliability Engineering & System Safety* 94 (1), 2009, 2–21.
public struct GammaWear: Hashable, Sendable, BitwiseCopyable {
  /// The shape a that is added per second, > 0.
  public var shapeRate: Double
  /// The scale b: the mean wear per unit of shape, > 0.
  public var scale: Double

  /// Creates a process from its two parameters.
  ///
  /// - Parameters:
  ///   - shapeRate: The shape a that is added per second.
  ///   - scale: The scale b.
  public init(shapeRate: Double, scale: Double) {
    self.shapeRate = shapeRate
    self.scale = scale
  }

  /// Creates a process from the mean and the variance of the wear per second.
  ///
  ///     a = rate²/variance,  b = variance/rate
  ///
  /// - Parameters:
  ///   - rate: The mean wear per second, > 0.
  ///   - variance: The variance of the wear per second, > 0.
  public init(rate: Double, variance: Double) {
    self.init(shapeRate: rate * rate / variance, scale: variance / rate)
  }

  /// Creates the process whose life has a given mean and coefficient of variation.
  ///
  /// - Parameters:
  ///   - meanLife: The mean, in seconds, > 0.
  ///   - cvOfLife: Standard deviation divided by mean, from ``leastCVOfLife`` to ``mostCVOfLife``:
  ///     with ever larger and rarer jumps the life becomes exponential, and no more random than
  ///     that.
  /// - Throws: ``WearProblem`` that says what is wrong.
  public init(meanLife: Double, cvOfLife: Double) throws(WearProblem) {
    try WearProblem.requirePositive("the mean life", meanLife)
    guard cvOfLife >= GammaWear.leastCVOfLife && cvOfLife <= GammaWear.mostCVOfLife else {
      throw WearProblem(
        "the coefficient of variation of a gamma process's life is \(cvOfLife); it must be from "
          + "\(GammaWear.leastCVOfLife) to \(GammaWear.mostCVOfLife): for more, take another "
          + "process of wear, or let units differ")
    }
    let levels = GammaPassage.levels(cvOfLife: cvOfLife)
    self.init(
      shapeRate: GammaPassage.moments(levels: levels).mean / meanLife, scale: 1 / levels)
  }

  /// The smallest coefficient of variation for which a process is looked for.
  public static let leastCVOfLife = 1e-4

  /// The largest coefficient of variation for which a process is looked for.
  public static let mostCVOfLife = 0.99

  /// The mean life, in seconds.
  public var meanLife: Double { GammaPassage.moments(levels: 1 / scale).mean / shapeRate }

  /// The coefficient of variation of the life, which is below 1.
  public var cvOfLife: Double { GammaPassage.moments(levels: 1 / scale).cv }

  /// Sees whether the parameters lie in their domains.
  ///
  /// - Throws: ``WearProblem`` that says what is wrong.
  public func validate() throws(WearProblem) {
    try WearProblem.requirePositive("the shape per second of a gamma process", shapeRate)
    guard scale >= 1e-9 && scale <= 1e6 else {
      throw WearProblem(
        "the scale of a gamma process is \(scale) of what the component bears; it must be from "
          + "1e-9 to 1e6: change the variance, which is scale times rate")
    }
  }
}
