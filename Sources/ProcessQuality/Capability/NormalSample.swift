/// What the standard deviation of a normal sample is off by on the average.
///
/// With n values, f = n - 1, and g(x) = Γ(x + 1/2) / Γ(x):
///
///     E[s] = c₄ σ,        c₄ = √(2/f) g(f/2)
///     E[1/s] = 1/(b σ),   b = √(2/f) g((f - 1)/2)
///
/// So s/c₄ estimates σ without bias, and b times an index with s below its line, such as Cp, that index.
///
/// Sources: c₄: D. C. Montgomery, *Introduction to Statistical Quality Control*, Wiley, ch. 4 and
/// appendix VI; b: W. L. Pearn, S. Kotz, N. L. Johnson, "Distributional and Inferential Properties of
/// Process Capability Indices", *Journal of Quality Technology* 24 (4), 1992, 216–231.
public enum NormalSample {
  /// c₄: the mean of a sample's standard deviation, over that of the process.
  ///
  /// - Parameter count: The number of values, at least 2.
  /// - Returns: A factor below 1.
  public static func deviationFactor(count: Int) -> Double {
    precondition(count >= 2, "a standard deviation needs two values")
    let freedom = Double(count - 1)
    return (2 / freedom).squareRoot() * gammaRatio(freedom / 2)
  }

  /// b: the reciprocal of the mean of σ/s.
  ///
  /// - Parameter count: The number of values, at least 3.
  /// - Returns: A factor below 1.
  public static func indexFactor(count: Int) -> Double {
    precondition(count >= 3, "the mean of 1/s is finite from three values on")
    let freedom = Double(count - 1)
    return (2 / freedom).squareRoot() * gammaRatio((freedom - 1) / 2)
  }

  /// Γ(x + 1/2) / Γ(x) for x > 0, within 1e-13 of itself.
  ///
  /// Its asymptotic series, reached by g(x) = g(x + 1) · x/(x + 1/2). Source: F. G. Tricomi, A. Erdélyi,
  /// "The Asymptotic Expansion of a Ratio of Gamma Functions", *Pacific Journal of Mathematics* 1 (1),
  /// 1951, 133–142.
  static func gammaRatio(_ x: Double) -> Double {
    var x = x
    var factor = 1.0
    while x < 40 {
      factor *= x / (x + 0.5)
      x += 1
    }
    let u = 1 / x
    var series = -399.0 / 262_144
    for term in [-21.0 / 32_768, 5.0 / 1_024, 1.0 / 128, -1.0 / 8, 1] { series = series * u + term }
    return factor * x.squareRoot() * series
  }
}
