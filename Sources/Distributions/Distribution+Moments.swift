public import EventKernel

/// Moments of the distribution as its bounds truncate it.
///
/// In closed form where no bound lies inside the support, and for the constant, uniform and
/// triangular families; by adaptive integration otherwise. The relative error of the standard
/// deviation is below 1e-8, and the error of the mean below 1e-8 of the larger of mean and standard
/// deviation.
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

  private func moments(for quantity: String) throws(NumericalError) -> Moments {
    let truncated = try TruncatedDistribution(self, for: quantity)
    guard truncated.isCut else {
      return Moments(mean: family.mean, standardDeviation: family.standardDeviation)
    }
    let (lower, upper) = (truncated.lower, truncated.upper)
    switch family {
    case .constant(let value):
      return Moments(mean: value, standardDeviation: 0)
    case .uniform:
      let rest = Distribution.Family.uniform(lower: lower, upper: upper)
      return Moments(mean: rest.mean, standardDeviation: rest.standardDeviation)
    case .triangular(let foot, let mode, let opposite):
      return Moments(
        triangleFrom: foot, mode: mode, to: opposite, cutAt: lower, and: upper)
    case .exponential(let mean):
      return try integrated(.weibull(shape: 1, scale: mean), lower, upper, quantity)
    case .normal(let mean, let deviation):
      return try integrated(
        .normal(mean: mean, standardDeviation: deviation), lower, upper, quantity)
    case .logNormal(let mean, let deviation):
      return try integrated(
        .logNormal(mean: mean, standardDeviation: deviation), lower, upper, quantity)
    case .gamma(let shape, let scale):
      return try integrated(.gamma(shape: shape, scale: scale), lower, upper, quantity)
    case .weibull(let shape, let scale):
      return try integrated(.weibull(shape: shape, scale: scale), lower, upper, quantity)
    }
  }

  private func integrated(
    _ density: LogConcaveDensity, _ lower: Double, _ upper: Double, _ quantity: String
  ) throws(NumericalError) -> Moments {
    do {
      return try density.moments(from: lower, to: upper)
    } catch {
      throw NumericalError(
        quantity: quantity, of: self, reason: ScientificLibrary.reason(status: error.status))
    }
  }
}

/// Mean and standard deviation.
struct Moments {
  /// The mean.
  var mean: Double
  /// The standard deviation.
  var standardDeviation: Double
}

extension Moments {
  /// Moments of a triangular distribution of which only an interval is kept.
  ///
  /// On each straight piece of the density Simpson's rule is exact for the moments up to the second.
  init(
    triangleFrom foot: Double, mode: Double, to opposite: Double, cutAt lower: Double,
    and upper: Double
  ) {
    // The density may be scaled at will: it is 1 at the mode.
    func height(_ x: Double, risesFrom foot: Double) -> Double { (x - foot) / (mode - foot) }
    var pieces: [(start: Double, end: Double, foot: Double)] = []
    if lower < mode { pieces.append((lower, min(upper, mode), foot)) }
    if upper > mode { pieces.append((max(lower, mode), upper, opposite)) }
    func integral(_ weight: (Double) -> Double) -> Double {
      pieces.reduce(0) { sum, piece in
        let middle = piece.start + (piece.end - piece.start) / 2
        let start = weight(piece.start) * height(piece.start, risesFrom: piece.foot)
        let center = 4 * weight(middle) * height(middle, risesFrom: piece.foot)
        let end = weight(piece.end) * height(piece.end, risesFrom: piece.foot)
        return sum + (piece.end - piece.start) / 6 * (start + center + end)
      }
    }
    let mass = integral { _ in 1 }
    let offset = integral { $0 - lower } / mass
    let variance = integral { ($0 - lower - offset) * ($0 - lower - offset) } / mass
    self.init(mean: lower + offset, standardDeviation: variance.squareRoot())
  }
}
