#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

import SpecialFunctions

/// Bechhofer's single-stage procedure, for independent systems whose equal variance is known.
///
/// Every system has n observations, and the best sample mean is selected; in a tie the lowest
/// number. In the slippage configuration, with the best mean δ better than all others, which are
/// equal, the probability of correct selection is
///
///     P(k, λ) = ∫ Φ(z + λ)^(k-1) φ(z) dz,   λ = δ √n / σ
///
/// and it is at least that wherever the best is better by δ or more.
///
/// Source: R. E. Bechhofer, "A single-sample multiple decision procedure for ranking means of normal
/// populations with known variances", Annals of Mathematical Statistics 25 (1954) 16–39.
public struct KnownVarianceSelection: SelectionProcedure {
  /// The observations n of each system.
  public let sampleSize: Int
  /// What to simulate next; empty when the procedure is done.
  public private(set) var requests: [SelectionRequest]

  private let demand: SelectionDemand
  private var tallies: [Tally] = []

  /// Creates the procedure with the sample size that the probability needs.
  ///
  /// - Parameters:
  ///   - systems: How many systems, at least 2.
  ///   - goal: Whether the largest or the smallest mean is best.
  ///   - indifferenceZone: The smallest difference δ worth detecting, above 0.
  ///   - standardDeviation: The known σ of every system, above 0.
  ///   - probability: That of correct selection P*, above 1/k and below 1.
  /// - Throws: ``StatisticsInputError`` where one of them lies outside its domain.
  public init(
    systems: Int, goal: SelectionGoal, indifferenceZone: Double, standardDeviation: Double,
    probability: Double = 0.95
  ) throws(StatisticsInputError) {
    demand = try SelectionDemand(
      systems: systems, goal: goal, probability: probability, indifferenceZone: indifferenceZone)
    sampleSize = try KnownVarianceSelection.sampleSize(
      systems: systems, difference: indifferenceZone, standardDeviation: standardDeviation,
      probability: probability)
    let all = 0..<sampleSize
    requests = (0..<systems).map { SelectionRequest(system: $0, replications: all) }
  }

  /// Takes what was asked for, request by request.
  ///
  /// - Parameter observations: For each request one observation for each of its replications.
  public mutating func supply(_ observations: [[Double]]) {
    checkSupply(observations, for: requests)
    tallies = observations.map { Tally($0) }
    requests = []
  }

  /// What was found; `nil` while there are requests.
  public var result: SelectionResult? {
    guard requests.isEmpty else { return nil }
    return SelectionResult(
      selected: demand.goal.best(of: tallies.map { $0.mean ?? 0 }),
      systems: tallies.indices.map { SystemEvidence(system: $0, observations: tallies[$0]) },
      guarantee: demand.guarantee(
        "Bechhofer (1954)", [.normalObservations, .knownEqualVariances, .independentSystems]))
  }

  // MARK: - Theory

  /// The probability P(k, λ) of correct selection in the slippage configuration.
  ///
  /// Relative error of it, and of its complement down to 1e-12, below 1e-10.
  ///
  /// - Parameters:
  ///   - systems: The number of systems k, at least 2.
  ///   - sampleSize: The observations n of each system, at least 1.
  ///   - difference: How much better the best is, δ, at least 0.
  ///   - standardDeviation: The σ of every system, above 0.
  /// - Returns: A probability, at least 1/k.
  /// - Throws: ``StatisticsInputError`` where an argument lies outside its domain.
  public static func probabilityOfCorrectSelection(
    systems: Int, sampleSize: Int, difference: Double, standardDeviation: Double
  ) throws(StatisticsInputError) -> Double {
    try checkAtLeast(2, systems, "number of systems")
    try checkAtLeast(1, sampleSize, "sample size")
    try checkPositive(standardDeviation, "standard deviation")
    guard difference >= 0, difference < .infinity else {
      throw .outOfRange(
        name: "difference", value: difference, requirement: "finite and at least 0")
    }
    return 1
      - errorProbability(
        systems: systems, difference * Double(sampleSize).squareRoot() / standardDeviation)
  }

  /// Bechhofer's constant h: the λ = δ√n/σ at which P(k, λ) is the wanted probability.
  ///
  /// Relative error below 1e-10.
  ///
  /// - Parameters:
  ///   - systems: The number of systems k, at least 2.
  ///   - probability: That of correct selection P*, above 1/k and below 1.
  /// - Returns: The constant.
  /// - Throws: ``StatisticsInputError`` where an argument lies outside its domain.
  public static func constant(
    systems: Int, probability: Double
  ) throws(StatisticsInputError) -> Double {
    try checkAtLeast(2, systems, "number of systems")
    try checkCorrectSelection(probability, systems: systems)
    return solveFalling(to: 1 - probability) { errorProbability(systems: systems, $0) }
  }

  /// The least n with P(k, δ√n/σ) ≥ P*: ⌈(h σ/δ)²⌉.
  ///
  /// - Parameters:
  ///   - systems: The number of systems k, at least 2.
  ///   - difference: The smallest difference δ worth detecting, above 0.
  ///   - standardDeviation: The σ of every system, above 0.
  ///   - probability: That of correct selection P*, above 1/k and below 1.
  /// - Returns: The observations of each system.
  /// - Throws: ``StatisticsInputError`` where an argument lies outside its domain.
  public static func sampleSize(
    systems: Int, difference: Double, standardDeviation: Double, probability: Double
  ) throws(StatisticsInputError) -> Int {
    try checkPositive(difference, "difference")
    try checkPositive(standardDeviation, "standard deviation")
    let root =
      try constant(systems: systems, probability: probability) * standardDeviation / difference
    guard root < 1e9 else {
      throw .outOfRange(
        name: "difference", value: difference,
        requirement: "large enough for a sample below 1e18 observations")
    }
    return max(1, Int((root * root).rounded(.up)))
  }

  /// 1 - P(k, λ), by a trapezoidal sum; for so smooth an integrand it converges exponentially.
  private static func errorProbability(systems: Int, _ lambda: Double) -> Double {
    let step = 1.0 / 16
    // Beyond ±12 lies less than 1e-32 of the normal distribution.
    return (-192...192).reduce(0) { sum, place in
      let z = Double(place) * step
      let beaten = StandardNormal.survival(z + lambda)
      return sum - step * StandardNormal.density(z) * expm1(Double(systems - 1) * log1p(-beaten))
    }
  }
}
