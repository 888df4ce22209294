import LinearAlgebra
import SpecialFunctions

/// Whether groups have the same hazard at all ages: the log-rank test.
///
///     Z_g = Σ (d_g - n_g d/n),   V_gh = Σ (n_g/n)(δ_gh - n_h/n) d (n - d)/(n - 1)
///     χ² = Zᵀ V⁻¹ Z with one group left out, groups - 1 degrees of freedom
///
/// Source: N. Mantel, "Evaluation of Survival Data and Two New Rank Order Statistics Arising in its
/// Consideration", *Cancer Chemotherapy Reports* 50, 1966, 163–170; J. P. Klein, M. L. Moeschberger, *Survival
/// Analysis*, 2nd ed., Springer, 2003, sec. 7.3.
public struct LogRankTest: Hashable, Sendable {
  /// χ².
  public let statistic: Double
  /// How many groups less one.
  public let degreesOfFreedom: Int
  /// The chance of a statistic as large if the groups did not differ.
  public let pValue: Double
  /// How many failed in each group.
  public let observed: [Double]
  /// How many would have failed in each if they did not differ.
  public let expected: [Double]

  /// Compares groups.
  ///
  /// - Parameters:
  ///   - sample: Exact and right-censored lives, at least one of which failed.
  ///   - groups: The group of each life, counted from 0 without a gap.
  /// - Throws: ``LifetimeError`` where there are fewer than two groups, no failures, or lives within
  ///   intervals.
  public init(_ sample: LifeSample, groups: [Int]) throws(LifetimeError) {
    guard groups.count == sample.count else {
      throw .differentCounts(what: "groups", count: groups.count, lives: sample.count)
    }
    precondition(groups.allSatisfy { $0 >= 0 }, "groups count from 0")
    try sample.requireExact()
    try sample.requireFailures()
    let count = (groups.max() ?? 0) + 1
    let present = Set(groups).count
    guard present > 1, present == count else { throw .tooFewGroups(present) }
    let order = RiskTable.order(sample.lower)
    let entryOrder = RiskTable.order(sample.entries)
    var risk = Array(repeating: 0.0, count: count)
    var (observed, expected) = (risk, risk)
    var covariance = SymmetricMatrix(order: count - 1)
    var (entered, index) = (0, 0)
    while index < sample.count {
      let time = sample.lower[order[index]]
      while entered < sample.count,
        sample.entries[entryOrder[entered]] < time || sample.entries[entryOrder[entered]] == 0
      {
        risk[groups[entryOrder[entered]]] += sample.weights[entryOrder[entered]]
        entered += 1
      }
      var failed = 0.0
      let first = index
      while index < sample.count, sample.lower[order[index]] == time {
        let row = order[index]
        if sample.isExact(row) {
          failed += sample.weights[row]
          observed[groups[row]] += sample.weights[row]
        }
        index += 1
      }
      if failed > 0 {
        let all = risk.reduce(0, +)
        let factor = all > 1 ? failed * (all - failed) / (all - 1) : 0
        for g in 0..<count { expected[g] += risk[g] * failed / all }
        for g in 0..<(count - 1) {
          for h in 0...g {
            covariance[g, h] += risk[g] / all * ((g == h ? 1 : 0) - risk[h] / all) * factor
          }
        }
      }
      for place in first..<index {
        risk[groups[order[place]]] -= sample.weights[order[place]]
      }
    }
    var factor = CholeskyFactor()
    var solution = (0..<(count - 1)).map { observed[$0] - expected[$0] }
    let differences = solution
    // Groups that are never under observation together cannot be compared.
    guard factor.factor(covariance) else { throw .tooFewGroups(1) }
    factor.solve(&solution)
    statistic = max(0, zip(differences, solution).reduce(0) { $0 + $1.0 * $1.1 })
    degreesOfFreedom = count - 1
    pValue = RegularizedGamma.upper(shape: Double(count - 1) / 2, at: statistic / 2)
    self.observed = observed
    self.expected = expected
  }
}
