import SpecialFunctions

/// How well runs were foretold by a model that had not seen them, each left out in its turn.
public struct LeaveOneOutErrors: Hashable, Sendable {
  /// What was measured less what was expected.
  public let errors: [Double]
  /// The standard deviations that the model gave.
  public let deviations: [Double]
  /// How many standard deviations 95 % lie within, one a run.
  let widths: [Double]
  /// The logarithm of the density at what was measured, one a run.
  let logDensities: [Double]
  /// The sum of squared differences of the values from their mean.
  let total: Double

  /// PRESS: the sum of squared errors.
  public var sumOfSquares: Double { errors.reduce(0) { $0 + $1 * $1 } }
  /// The root of the mean squared error.
  public var rootMeanSquare: Double { (sumOfSquares / Double(errors.count)).squareRoot() }
  /// The part of the values' variance that is foretold: 1 - PRESS / total; below 0 where the mean
  /// would foretell better.
  public var predictedRSquared: Double { 1 - sumOfSquares / total }
  /// Which part of the runs lies within their 95 % interval.
  public var coverage: Double {
    let inside = errors.indices.count { abs(errors[$0]) <= widths[$0] * deviations[$0] }
    return Double(inside) / Double(errors.count)
  }
  /// The mean logarithm of the density at what was measured; larger is better.
  public var meanLogScore: Double { logDensities.reduce(0, +) / Double(errors.count) }

  /// Of normal predictions.
  init(errors: [Double], deviations: [Double], total: Double) {
    self.errors = errors
    self.deviations = deviations
    self.total = total
    widths = errors.map { _ in ResponseLevel.normalWidth }
    logDensities = zip(errors, deviations).map { error, deviation in
      let z = error / deviation
      return -0.5 * z * z - deviation.logarithm - 0.5 * (2 * Double.pi).logarithm
    }
  }

  /// Of predictions with Student's t distribution.
  init(errors: [Double], deviations: [Double], degreesOfFreedom: Int, total: Double) {
    self.errors = errors
    self.deviations = deviations
    self.total = total
    let count = Double(degreesOfFreedom)
    let width = StudentT.quantile(ResponseLevel.upper, degreesOfFreedom: count)
    widths = errors.map { _ in width }
    let constant =
      logGamma((count + 1) / 2) - logGamma(count / 2) - 0.5 * (count * Double.pi).logarithm
    logDensities = zip(errors, deviations).map { error, deviation in
      let z = error / deviation
      return constant - deviation.logarithm - (count + 1) / 2 * (1 + z * z / count).logarithm
    }
  }
}

/// The confidence that all intervals of responses have: 95 %.
enum ResponseLevel {
  /// The probability below the upper end.
  static let upper = 0.975
  /// How many standard deviations a normal variable keeps within.
  static let normalWidth = StandardNormal.quantile(upper)
}
