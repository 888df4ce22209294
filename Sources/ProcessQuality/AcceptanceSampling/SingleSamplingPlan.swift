#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

internal import SpecialFunctions

/// Inspection of one sample from each lot: accepted where it holds few defectives enough.
///
/// Source: D. C. Montgomery, *Introduction to Statistical Quality Control*, Wiley, ch. 15.
public struct SingleSamplingPlan: Hashable, Sendable, BitwiseCopyable {
  /// n, the parts inspected from each lot.
  public let sampleSize: Int
  /// c, the most defectives with which a lot is accepted.
  public let acceptanceNumber: Int

  /// Creates a plan.
  ///
  /// - Parameters:
  ///   - sampleSize: n, at least 1.
  ///   - acceptanceNumber: c, from 0 to n - 1.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)``.
  public init(sampleSize: Int, acceptanceNumber: Int) throws(QualityInputError) {
    guard sampleSize >= 1 else {
      throw .outOfRange(
        name: "sample size", value: Double(sampleSize), requirement: "at least 1")
    }
    guard acceptanceNumber >= 0, acceptanceNumber < sampleSize else {
      throw .outOfRange(
        name: "acceptance number", value: Double(acceptanceNumber),
        requirement: "at least 0 and below the sample size")
    }
    (self.sampleSize, self.acceptanceNumber) = (sampleSize, acceptanceNumber)
  }

  /// The chance that a lot is accepted, where each part is defective by itself (binomial).
  ///
  /// This is a point of the operating characteristic of type B: lots from a continuing process.
  ///
  /// - Parameter fractionDefective: p, from 0 to 1.
  /// - Returns: The chance of at most c defectives in n.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)``.
  public func acceptanceProbability(
    fractionDefective: Double
  ) throws(QualityInputError) -> Double {
    try checkFraction(fractionDefective, "fraction defective")
    return accepted(fractionDefective)
  }

  /// The chance that a lot with so many defectives is accepted (hypergeometric).
  ///
  /// This is a point of the operating characteristic of type A: one lot of known size.
  ///
  /// - Parameters:
  ///   - defectives: The defectives in the lot, from 0 to its size.
  ///   - lotSize: At least the sample size.
  /// - Returns: The chance of at most c defectives in the sample.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)``.
  public func acceptanceProbability(
    defectives: Int, lotSize: Int
  ) throws(QualityInputError) -> Double {
    try checkLot(lotSize)
    guard defectives >= 0, defectives <= lotSize else {
      throw .outOfRange(
        name: "defectives", value: Double(defectives), requirement: "from 0 to the lot size")
    }
    let good = lotSize - defectives
    let fewest = max(0, sampleSize - good)
    let most = min(acceptanceNumber, defectives)
    if most < fewest { return 0 }
    // Above c no more defectives can turn up.
    if min(sampleSize, defectives) <= acceptanceNumber { return 1 }
    var sum = 0.0
    for found in fewest...most { sum += hypergeometric(found, defectives, good) }
    return min(1, sum)
  }

  // MARK: - Inside

  func accepted(_ p: Double) -> Double {
    RegularizedBeta.upper(
      Double(acceptanceNumber + 1), Double(sampleSize - acceptanceNumber), at: p)
  }

  func checkLot(_ lotSize: Int) throws(QualityInputError) {
    guard lotSize >= sampleSize else {
      throw .outOfRange(
        name: "lot size", value: Double(lotSize),
        requirement: "at least the sample size, \(sampleSize)")
    }
  }

  /// The chance of so many defectives in the sample, as a quotient of binomial terms.
  private func hypergeometric(_ found: Int, _ defectives: Int, _ good: Int) -> Double {
    let lot = defectives + good
    if sampleSize == lot { return found == defectives ? 1 : 0 }
    let p = Double(sampleSize) / Double(lot)
    let q = Double(lot - sampleSize) / Double(lot)
    func term(_ successes: Int, _ trials: Int) -> Double {
      CountTerms.logBinomial(
        successes: Double(successes), failures: Double(trials - successes), probability: p,
        complement: q)
    }
    return exp(
      term(found, defectives) + term(sampleSize - found, good) - term(sampleSize, lot))
  }
}
