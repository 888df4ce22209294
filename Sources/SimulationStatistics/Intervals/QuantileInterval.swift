#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An interval for a quantile that holds whatever the distribution: from one ordered observation to
/// another.
///
/// With X₍₁₎ ≤ … ≤ X₍ₙ₎ from n independent observations of a continuous quantity, X₍lo₎…X₍hi₎
/// covers the p-quantile with the chance
///
///     P(lo ≤ B ≤ hi - 1),   B binomial with n trials of probability p
///
/// For a quantity that is not continuous the chance is at least that.
///
/// Source: H. A. David, H. N. Nagaraja, *Order Statistics*, 3rd ed., Wiley, 2003, § 7.1.
public struct QuantileInterval: Hashable, Sendable {
  /// The p of the quantile, between 0 and 1.
  public let probability: Double
  /// The lower end, X₍lo₎.
  public let lower: Double
  /// The upper end, X₍hi₎.
  public let upper: Double
  /// Which ordered observations the ends are, counted from 1.
  public let ranks: ClosedRange<Int>
  /// The exact chance that the interval covers the quantile, at least the level asked for.
  public let coverage: Double
  /// How many observations there are.
  public let count: Int

  /// Creates the interval.
  ///
  /// - Parameters:
  ///   - observations: Independent observations, in any order.
  ///   - probability: The p of the quantile, between 0 and 1.
  ///   - confidenceLevel: The least chance to cover, between 0 and 1.
  /// - Throws: ``StatisticsInputError`` where an argument lies outside its domain, an observation is
  ///   not finite, or even the smallest and largest observation do not reach the level.
  public init(
    _ observations: [Double], probability: Double, confidenceLevel: Double = 0.95
  ) throws(StatisticsInputError) {
    try checkObservations(observations, "observations", atLeast: 2)
    ranks = try QuantileInterval.ranks(
      count: observations.count, probability: probability, confidenceLevel: confidenceLevel)
    coverage = try QuantileInterval.coverage(
      ranks: ranks, count: observations.count, probability: probability)
    let ordered = observations.sorted()
    self.probability = probability
    lower = ordered[ranks.lowerBound - 1]
    upper = ordered[ranks.upperBound - 1]
    count = observations.count
  }

  /// The chance P(lo ≤ B ≤ hi - 1) that the observations of two ranks enclose the quantile.
  ///
  /// Relative error below 1e-11 up to a million observations.
  ///
  /// - Parameters:
  ///   - ranks: lo and hi, from 1 to `count`, lo < hi.
  ///   - count: How many observations there are.
  ///   - probability: The p of the quantile, between 0 and 1.
  /// - Returns: A probability.
  /// - Throws: ``StatisticsInputError`` where an argument lies outside its domain.
  public static func coverage(
    ranks: ClosedRange<Int>, count: Int, probability: Double
  ) throws(StatisticsInputError) -> Double {
    try checkLevel(probability, "probability of the quantile")
    try checkAtLeast(1, ranks.lowerBound, "lower rank")
    try checkAtLeast(ranks.lowerBound + 1, ranks.upperBound, "upper rank")
    try checkAtLeast(ranks.upperBound, count, "number of observations")
    return BinomialProbabilities(trials: count, probability: probability)
      .probability(of: ranks.lowerBound..<ranks.upperBound)
  }

  /// The ranks nearest to each other that cover a quantile with at least a level.
  ///
  /// Among pairs equally near it is the one that covers best; in a tie, the lower. The risk is that of
  /// both sides together: where observations are few it may lie mostly on one of them, so that one
  /// end alone is no bound at half the risk.
  ///
  /// - Parameters:
  ///   - count: How many observations there are, at least 2.
  ///   - probability: The p of the quantile, between 0 and 1.
  ///   - confidenceLevel: The least chance to cover, between 0 and 1.
  /// - Returns: lo and hi, counted from 1.
  /// - Throws: ``StatisticsInputError`` where an argument lies outside its domain, or there are too
  ///   few observations for the level.
  public static func ranks(
    count: Int, probability: Double, confidenceLevel: Double = 0.95
  ) throws(StatisticsInputError) -> ClosedRange<Int> {
    try checkLevel(probability, "probability of the quantile")
    try checkLevel(confidenceLevel)
    try checkAtLeast(2, count, "number of observations")
    let chances = BinomialProbabilities(trials: count, probability: probability)
    // Probabilities rise to one peak and fall, so the best so many neighbors grow one from another.
    var low = min(max(Int(Double(count + 1) * probability), 1), count - 1)
    var high = low
    var sum = chances[low]
    while sum < confidenceLevel {
      let below = low > 1 ? chances[low - 1] : -1
      let above = high < count - 1 ? chances[high + 1] : -1
      guard max(below, above) > 0 else {
        throw .tooFewObservations(
          name: "quantile interval", count: count,
          needed: QuantileInterval.least(probability, confidenceLevel))
      }
      if below >= above {
        low -= 1
        sum += below
      } else {
        high += 1
        sum += above
      }
    }
    return low...high + 1
  }

  /// The fewest observations whose smallest and largest cover with at least the level: the
  /// smallest n with 1 - pⁿ - (1 - p)ⁿ ≥ level.
  private static func least(_ probability: Double, _ level: Double) -> Int {
    func covers(_ n: Int) -> Bool {
      1 - pow(probability, Double(n)) - pow(1 - probability, Double(n)) >= level
    }
    var (low, high) = (1, 2)
    while !covers(high), high < Int.max / 2 { (low, high) = (high, 2 * high) }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if covers(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
