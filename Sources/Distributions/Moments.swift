import RandomVariates

/// Mean, standard deviation, skewness and excess kurtosis.
struct Moments {
  /// The mean.
  var mean: Double
  /// The standard deviation.
  var standardDeviation: Double
  /// E[((X - mean)/sd)³]; 0 where nothing varies.
  var skewness: Double
  /// E[((X - mean)/sd)⁴] - 3; 0 where nothing varies.
  var excessKurtosis: Double

  init(
    mean: Double, standardDeviation: Double, skewness: Double = 0, excessKurtosis: Double = 0
  ) {
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.skewness = skewness
    self.excessKurtosis = excessKurtosis
  }

  /// The moments of a value that is always the same.
  init(constant value: Double) {
    self.init(mean: value, standardDeviation: 0)
  }

  /// From the central moments.
  init(mean: Double, second: Double, third: Double, fourth: Double) {
    let varies = second > 0
    self.init(
      mean: mean, standardDeviation: second.squareRoot(),
      skewness: varies ? third / (second * second.squareRoot()) : 0,
      excessKurtosis: varies ? fourth / second / second - 3 : 0)
  }

  /// From the moments of the components of a mixture.
  ///
  /// With dᵢ = mᵢ - m, E[(X - m)⁴] = Σ wᵢ (μ₄ᵢ + 4 dᵢ μ₃ᵢ + 6 dᵢ² σᵢ² + dᵢ⁴), and so for the lower
  /// powers. Lengths are measured in the largest of the dᵢ and σᵢ, so that powers do not underflow.
  ///
  /// - Parameter parts: Moments with weights ≥ 0, their sum > 0.
  init(mixing parts: [(weight: Double, moments: Moments)]) {
    let total = parts.reduce(0) { $0 + $1.weight }
    // Offsets from the first part: a common far origin cancels nothing.
    let origin = parts[0].moments.mean
    let offset = parts.reduce(0) { $0 + $1.weight / total * ($1.moments.mean - origin) }
    let unit = parts.reduce(0) {
      max($0, abs($1.moments.mean - origin - offset), $1.moments.standardDeviation)
    }
    guard unit > 0 else {
      self.init(constant: origin)
      return
    }
    var (second, third, fourth) = (0.0, 0.0, 0.0)
    for (weight, moments) in parts {
      let share = weight / total
      let d = (moments.mean - origin - offset) / unit
      let s = moments.standardDeviation / unit
      let m3 = s == 0 ? 0 : moments.skewness * s * s * s
      let m4 = s == 0 ? 0 : (moments.excessKurtosis + 3) * s * s * s * s
      second += share * (s * s + d * d)
      third += share * (m3 + 3 * d * s * s + d * d * d)
      fourth += share * (m4 + 4 * d * m3 + 6 * d * d * s * s + d * d * d * d)
    }
    self.init(mean: origin + offset, second: second, third: third, fourth: fourth)
    standardDeviation *= unit
  }
}
