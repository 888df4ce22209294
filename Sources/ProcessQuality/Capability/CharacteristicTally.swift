/// Measured values of a characteristic, taken in one by one; what its capability is estimated from.
///
/// The values come in samples (rational subgroups), in the order of production. It knows three
/// standard deviations: over all values, within samples, and from moving ranges where every sample
/// is a single value. It keeps sums alone, so that it can be kept in flat arrays.
///
/// Sums of squares are updated about the mean (B. P. Welford, "Note on a Method for Calculating
/// Corrected Sums of Squares and Products", *Technometrics* 4 (3), 1962, 419–420).
public struct CharacteristicTally: Hashable, Sendable, BitwiseCopyable {
  /// The number of values.
  public private(set) var count = 0
  /// The mean of the values; 0 before the first.
  public private(set) var mean = 0.0
  private var squares = 0.0
  private var sampleCount = 0
  private var sampleMean = 0.0
  private var squaresWithin = 0.0
  private var degreesWithin = 0
  private var previous = 0.0
  private var movingRanges = 0.0

  /// Creates a tally without values.
  public init() {}

  /// Takes in a value.
  ///
  /// - Parameter value: Finite.
  public mutating func add(_ value: Double) {
    precondition(value.isFinite, "a measured value is a finite number")
    if count > 0 { movingRanges += abs(value - previous) }
    previous = value
    count += 1
    let distance = value - mean
    mean += distance / Double(count)
    squares += distance * (value - mean)
    sampleCount += 1
    let sampleDistance = value - sampleMean
    sampleMean += sampleDistance / Double(sampleCount)
    squaresWithin += sampleDistance * (value - sampleMean)
    if sampleCount > 1 { degreesWithin += 1 }
  }

  /// Ends a sample: the next value belongs to another one.
  public mutating func endSample() {
    sampleCount = 0
    sampleMean = 0
  }

  // MARK: - Standard deviations

  /// s over all values, with n - 1 degrees of freedom; `nil` below two values.
  public var overallStandardDeviation: Double? {
    count > 1 ? (squares / Double(count - 1)).squareRoot() : nil
  }

  /// The standard deviation within samples, pooled over all of them.
  ///
  /// √(Σ(nᵢ - 1)sᵢ² / Σ(nᵢ - 1)); `nil` where no sample has two values.
  public var withinSampleStandardDeviation: Double? {
    degreesWithin > 0 ? (squaresWithin / Double(degreesWithin)).squareRoot() : nil
  }

  /// The mean moving range of two successive values, divided by d₂ = 2/√π; `nil` below two values.
  ///
  /// For single values: a slow drift of the mean hardly enters.
  public var movingRangeStandardDeviation: Double? {
    count > 1 ? movingRanges / Double(count - 1) * Double.pi.squareRoot() / 2 : nil
  }

  // MARK: - Indices

  /// Cp, Cpk and Cpm, from the standard deviation within samples.
  ///
  /// Where no sample has two values, from moving ranges.
  ///
  /// - Parameters:
  ///   - limits: Between which values a part is good.
  ///   - target: `nil` for the middle of the limits.
  /// - Returns: The indices, as those of a process with the estimated mean and deviation.
  /// - Throws: ``QualityInputError`` where there are fewer than two values, or all are the same.
  public func capability(
    within limits: SpecificationLimits, target: Double? = nil
  ) throws(QualityInputError) -> ProcessCapability {
    try indices(
      limits, target, withinSampleStandardDeviation ?? movingRangeStandardDeviation)
  }

  /// Pp, Ppk and Ppm, from the standard deviation over all values.
  ///
  /// - Parameters:
  ///   - limits: Between which values a part is good.
  ///   - target: `nil` for the middle of the limits.
  /// - Returns: The indices, as those of a process with the estimated mean and deviation.
  /// - Throws: ``QualityInputError`` where there are fewer than two values, or all are the same.
  public func performance(
    within limits: SpecificationLimits, target: Double? = nil
  ) throws(QualityInputError) -> ProcessCapability {
    try indices(limits, target, overallStandardDeviation)
  }

  private func indices(
    _ limits: SpecificationLimits, _ target: Double?, _ deviation: Double?
  ) throws(QualityInputError) -> ProcessCapability {
    guard let deviation else {
      throw .tooFewValues(name: "characteristic", count: count, needed: 2)
    }
    return try ProcessCapability(
      limits: limits, mean: mean, standardDeviation: deviation, target: target)
  }
}
