/// One observation of a quantity that is a ratio, such as time at work per failure: what is divided
/// and by what.
///
/// Where the denominator varies by chance, the mean of the ratios is not the ratio of the means, and
/// an observation without a denominator has no ratio at all. So both are kept.
public struct Ratio: Hashable, Sendable, BitwiseCopyable {
  /// What is divided.
  public var numerator: Double
  /// What it is divided by; 0 where nothing was observed.
  public var denominator: Double

  /// Creates an observation.
  public init(_ numerator: Double, per denominator: Double = 1) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The ratio; `nil` where the denominator is 0.
  public var value: Double? {
    let value = numerator / denominator
    return value.isFinite ? value : nil
  }
}

extension StudentInterval {
  /// Creates the interval for a ratio of means, from independent observations of both.
  ///
  ///     r = Σ y / Σ x,   r ± t(1 - α/2, n - 1) · √(Σ (y - r x)² / (n - 1)) / (x̄ √n)
  ///
  /// With all denominators equal it is the interval for the mean of the ratios. The estimate is
  /// biased by a term of order 1/n, against one that stays for a mean of ratios.
  ///
  /// There is none (`nil`) where all denominators are 0.
  ///
  /// Source: W. G. Cochran, *Sampling Techniques*, 3rd ed., Wiley, 1977, ch. 6.
  ///
  /// - Parameters:
  ///   - observations: The observations, those with a denominator of 0 included.
  ///   - confidenceLevel: The chance that the interval covers the ratio, between 0 and 1.
  public init?(_ observations: [Ratio], confidenceLevel: Double = 0.95) {
    let denominators = Tally(observations.lazy.map(\.denominator))
    let numerators = Tally(observations.lazy.map(\.numerator))
    guard let denominator = denominators.mean, let numerator = numerators.mean,
      let ratio = Ratio(numerator, per: denominator).value
    else { return nil }
    let residuals = Tally(
      observations.lazy.map { ($0.numerator - ratio * $0.denominator) / denominator })
    self.init(residuals, confidenceLevel: confidenceLevel)
    mean = ratio
  }
}
