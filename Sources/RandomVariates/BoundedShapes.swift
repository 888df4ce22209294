import SpecialFunctions

/// A triangular density, by its corners.
struct Triangle: Sendable, BitwiseCopyable {
  var lower: Double
  var mode: Double
  var upper: Double

  /// The triangle of -x.
  var mirrored: Triangle { Triangle(lower: -upper, mode: -mode, upper: -lower) }

  /// Probability of a value up to `x`.
  func cumulative(at x: Double) -> Double {
    if x <= lower { return 0 }
    if x >= upper { return 1 }
    let (width, rise, fall) = (upper - lower, mode - lower, upper - mode)
    let distance = x - lower
    if x < mode { return distance / width * (distance / rise) }
    // Where the falling side begins low, 1 - … would lose the digits of a small probability.
    return rise < fall
      ? (2 * distance - rise) / fall - distance / width * (distance / fall)
      : 1 - (upper - x) / width * ((upper - x) / fall)
  }

  /// The value with the probability `p` up to it.
  func quantile(_ p: Double) -> Double {
    let (width, rise, fall) = (upper - lower, mode - lower, upper - mode)
    if p * width <= rise { return lower + (p * width * rise).squareRoot() }
    // upper - √((1 - p) · width · fall), as a quotient of positive terms.
    let root = ((1 - p) * width * fall).squareRoot()
    return min(upper, lower + width * ((rise + p * fall) / (width + root)))
  }
}

/// A beta variable stretched over an interval.
struct BetaInterval: Sendable, BitwiseCopyable {
  var first: Double
  var second: Double
  var lower: Double
  var upper: Double

  func cumulative(at x: Double) -> Double {
    if x <= lower { return 0 }
    if x >= upper { return 1 }
    let width = upper - lower
    return RegularizedBeta.lower(
      first, second, at: (x - lower) / width, complement: (upper - x) / width)
  }

  func survival(at x: Double) -> Double {
    if x <= lower { return 1 }
    if x >= upper { return 0 }
    let width = upper - lower
    return RegularizedBeta.lower(
      second, first, at: (upper - x) / width, complement: (x - lower) / width)
  }

  func lowerQuantile(_ p: Double) -> Double {
    let (x, complement) = RegularizedBeta.inverseWithComplement(first, second, probability: p)
    return place(x, complement)
  }

  func upperQuantile(_ q: Double) -> Double {
    let (complement, x) = RegularizedBeta.inverseWithComplement(second, first, probability: q)
    return place(x, complement)
  }

  /// The value from its shares of the distance from either end, of which the smaller has more
  /// digits.
  func place(_ x: Double, _ complement: Double) -> Double {
    x <= complement ? lower + (upper - lower) * x : upper - (upper - lower) * complement
  }
}
