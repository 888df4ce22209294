extension SingleSamplingPlan {
  /// What producer and consumer ask of a plan.
  public struct Requirement: Hashable, Sendable {
    /// AQL: a fraction defective that should be accepted.
    public var acceptableQuality: Double
    /// α: the greatest chance that such a lot is rejected.
    public var producerRisk: Double
    /// LTPD: a fraction defective that should be rejected.
    public var rejectableQuality: Double
    /// β: the greatest chance that such a lot is accepted.
    public var consumerRisk: Double

    /// States a requirement; it is checked where a plan is looked for.
    ///
    /// - Parameters:
    ///   - acceptableQuality: AQL, above 0 and below the rejectable quality.
    ///   - producerRisk: α, above 0 and below 1.
    ///   - rejectableQuality: LTPD, below 1.
    ///   - consumerRisk: β, above 0 and below 1 - α.
    public init(
      acceptableQuality: Double, producerRisk: Double = 0.05, rejectableQuality: Double,
      consumerRisk: Double = 0.10
    ) {
      self.acceptableQuality = acceptableQuality
      self.producerRisk = producerRisk
      self.rejectableQuality = rejectableQuality
      self.consumerRisk = consumerRisk
    }
  }

  /// The smallest plan that keeps both risks, with binomial sampling.
  ///
  /// For each c the consumer's risk asks for a least n, which rises with c; so the first c whose
  /// least n also keeps the producer's risk has the smallest sample.
  ///
  /// Source: W. C. Guenther, "Use of the Binomial, Hypergeometric and Poisson Tables to Obtain
  /// Sampling Plans", *Journal of Quality Technology* 1 (2), 1969, 105–109.
  ///
  /// - Parameter requirement: The two points of the operating characteristic.
  /// - Returns: The plan.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)``, also where the plan would
  ///   need a sample above 10⁶ parts.
  public static func smallest(
    for requirement: Requirement
  ) throws(QualityInputError) -> SingleSamplingPlan {
    let (good, bad) = (requirement.acceptableQuality, requirement.rejectableQuality)
    try checkRisk(requirement.producerRisk, "producer's risk")
    try checkRisk(requirement.consumerRisk, "consumer's risk")
    guard requirement.consumerRisk < 1 - requirement.producerRisk else {
      throw .outOfRange(
        name: "consumer's risk", value: requirement.consumerRisk,
        requirement: "below 1 less the producer's risk")
    }
    try checkRisk(bad, "rejectable quality")
    guard good > 0, good < bad else {
      throw .outOfRange(
        name: "acceptable quality", value: good,
        requirement: "above 0 and below the rejectable quality, \(bad)")
    }
    var acceptanceNumber = 0
    var plan = try leastSample(0, risk: requirement.consumerRisk, at: bad, from: 1)
    while plan.accepted(good) < 1 - requirement.producerRisk {
      acceptanceNumber += 1
      plan = try leastSample(
        acceptanceNumber, risk: requirement.consumerRisk, at: bad, from: plan.sampleSize + 1)
    }
    return plan
  }

  /// The least sample with which a lot of this quality is accepted with at most this chance.
  ///
  /// It is sought from `least` on, in steps that double.
  private static func leastSample(
    _ acceptanceNumber: Int, risk: Double, at quality: Double, from least: Int
  ) throws(QualityInputError) -> SingleSamplingPlan {
    func plan(_ sampleSize: Int) throws(QualityInputError) -> SingleSamplingPlan {
      guard sampleSize <= 1_000_000 else {
        throw .outOfRange(
          name: "sample size", value: Double(sampleSize), requirement: "at most 1000000")
      }
      return try SingleSamplingPlan(
        sampleSize: sampleSize, acceptanceNumber: acceptanceNumber)
    }
    var (low, high, step) = (least, least, 1)
    while try plan(high).accepted(quality) > risk {
      (low, high, step) = (high + 1, high + step, 2 * step)
    }
    while low < high {
      let middle = (low + high) / 2
      if try plan(middle).accepted(quality) <= risk { high = middle } else { low = middle + 1 }
    }
    return try plan(high)
  }
}
