#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

internal import SpecialFunctions

/// Rectifying inspection: rejected lots are inspected whole.
///
/// Every defective that is found, in a sample or in a rejected lot, is replaced by a good part.
///
/// Source: H. F. Dodge, H. G. Romig, *Sampling Inspection Tables*, Wiley, 2nd ed. 1959.
extension SingleSamplingPlan {
  /// The average outgoing quality: the part of defectives behind the inspection.
  ///
  ///     AOQ = p Pₐ(p) (N - n) / N
  ///
  /// - Parameters:
  ///   - fractionDefective: p, from 0 to 1, of what comes in.
  ///   - lotSize: N, at least the sample size.
  /// - Returns: A fraction.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)``.
  public func averageOutgoingQuality(
    fractionDefective: Double, lotSize: Int
  ) throws(QualityInputError) -> Double {
    try checkFraction(fractionDefective, "fraction defective")
    try checkLot(lotSize)
    return fractionDefective * accepted(fractionDefective) * uninspected(lotSize)
  }

  /// The average total inspection: parts inspected for each lot.
  ///
  ///     ATI = n + (1 - Pₐ(p)) (N - n)
  ///
  /// - Parameters:
  ///   - fractionDefective: p, from 0 to 1, of what comes in.
  ///   - lotSize: N, at least the sample size.
  /// - Returns: Parts.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)``.
  public func averageTotalInspection(
    fractionDefective: Double, lotSize: Int
  ) throws(QualityInputError) -> Double {
    try checkFraction(fractionDefective, "fraction defective")
    try checkLot(lotSize)
    return Double(sampleSize)
      + (1 - accepted(fractionDefective)) * Double(lotSize - sampleSize)
  }

  /// The worst that incoming quality can do to outgoing quality.
  public struct OutgoingQualityLimit: Hashable, Sendable {
    /// The average outgoing quality limit AOQL, the greatest average outgoing quality.
    public let fraction: Double
    /// The incoming fraction defective at which it is reached.
    public let fractionDefective: Double
  }

  /// The average outgoing quality limit: the greatest AOQ over all incoming qualities.
  ///
  /// p Pₐ(p) rises while Pₐ(p) > -p Pₐ′(p) = p n b(c; n - 1, p); the quotient of the two sides only
  /// rises with p, so that the greatest value is where they are equal.
  ///
  /// - Parameter lotSize: N, at least the sample size.
  /// - Returns: The limit and where it is reached.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)``.
  public func averageOutgoingQualityLimit(
    lotSize: Int
  ) throws(QualityInputError) -> OutgoingQualityLimit {
    try checkLot(lotSize)
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let p = (low + high) / 2
      let loss =
        p * Double(sampleSize)
        * exp(
          CountTerms.logBinomial(
            successes: Double(acceptanceNumber),
            failures: Double(sampleSize - 1 - acceptanceNumber), probability: p,
            complement: 1 - p))
      if accepted(p) > loss { low = p } else { high = p }
    }
    let worst = (low + high) / 2
    return OutgoingQualityLimit(
      fraction: worst * accepted(worst) * uninspected(lotSize), fractionDefective: worst)
  }

  /// The part of an accepted lot that nobody looked at.
  private func uninspected(_ lotSize: Int) -> Double {
    Double(lotSize - sampleSize) / Double(lotSize)
  }
}
