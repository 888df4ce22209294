import LifetimeAnalysis
import TestSupport
import Testing

@Suite("Curves without a family, by hand")
struct ExactCurveTests {
  /// Weeks of remission of 21 patients on 6-MP.
  ///
  /// E. J. Freireich et al., *Blood* 21, 1963, 699–716; the estimates and Greenwood's standard errors are
  /// those of J. P. Klein, M. L. Moeschberger, *Survival Analysis*, 2nd ed., 2003, table 4.1B.
  static let treated: [(Double, Bool)] = [
    (6, true), (6, true), (6, true), (6, false), (7, true), (9, false), (10, true), (10, false),
    (11, false), (13, true), (16, true), (17, false), (19, false), (20, false), (22, true),
    (23, true), (25, false), (32, false), (32, false), (34, false), (35, false),
  ]
  /// Of 21 patients on placebo.
  static let placebo: [Double] = [
    1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23,
  ]

  @Test(
    "Remissions: product limit and Greenwood's errors as in Klein and Moeschberger", .tags(.exact))
  func kaplanMeier() throws {
    let data = ExactCurveTests.treated
    let curve = try SurvivalCurve(LifeSample(times: data.map(\.0), failed: data.map(\.1)))
    #expect(curve.times == [6, 7, 10, 13, 16, 22, 23])
    #expect(curve.atRisk == [21, 17, 15, 12, 11, 7, 6])
    #expect(curve.failures == [3, 1, 1, 1, 1, 1, 1])
    for (value, printed) in zip(curve.survival, [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]) {
      #expect(abs(value - printed) < 0.0006)
    }
    for (value, printed) in zip(
      curve.standardErrors, [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346])
    {
      #expect(abs(value - printed) < 0.0001)
    }
    #expect(curve.median == 23)
    #expect(curve.survival(at: 5.9) == 1 && curve.survival(at: 100) == curve.survival[6])
    #expect(curve.quantile(0.9) == nil)
  }

  @Test("Remissions: the log-rank statistic is 16.79", .tags(.exact))
  func logRank() throws {
    // Lee, Wang, Statistical Methods for Survival Data Analysis: 16.793 by the hypergeometric variance.
    let data = ExactCurveTests.treated + ExactCurveTests.placebo.map { ($0, true) }
    let test = try LogRankTest(
      LifeSample(times: data.map(\.0), failed: data.map(\.1)),
      groups: data.indices.map { $0 < 21 ? 0 : 1 })
    #expect(abs(test.statistic - 16.793) < 0.0006)
    #expect(test.observed == [9, 21])
    #expect(abs(test.expected[0] - 19.25) < 0.01)
    #expect(test.pValue < 1e-4)
  }

  @Test(
    "Four lives by hand: restricted mean with its error, hazards, a curve that ends at 0",
    .tags(.exact))
  func byHand() throws {
    // Failures at 1, 2, 4, one censored at 3: S = 3/4, 1/2, 0.
    let sample = try LifeSample(times: [1, 2, 3, 4], failed: [true, true, false, true])
    let curve = try SurvivalCurve(sample)
    #expect(curve.survival == [0.75, 0.5, 0])
    // Area 1 + 3/4 + 2 · 1/2 = 2.75; variance (1.75)²/(4 · 3) + 1²/(3 · 2); the last failure adds none.
    let mean = curve.restrictedMean(to: 4)
    #expect(abs(mean.mean - 2.75) < 1e-15)
    #expect(relativeError(mean.standardError, (1.75 * 1.75 / 12 + 1.0 / 6).squareRoot()) < 1e-14)
    #expect(curve.restrictedMean(to: 1.5).mean == 1 + 0.5 * 0.75)
    #expect(curve.standardErrors[2] == 0)
    let last = curve.intervals()[2]
    #expect(last.lower == 0 && last.upper == curve.intervals()[1].upper)
    let plain = curve.intervals(.plain)[0]
    // Greenwood: 0.75² · 1/(4 · 3) = 0.046875.
    #expect(relativeError(plain.lower, 0.75 - 1.959963984540054 * 0.046875.squareRoot()) < 1e-13)
    #expect(plain.upper == 1)
    let hazard = try CumulativeHazardCurve(sample)
    #expect(
      zip(hazard.cumulativeHazard, [0.25, 0.25 + 1.0 / 3, 0.25 + 1.0 / 3 + 1]).allSatisfy {
        abs($0 - $1) < 1e-15
      })
    #expect(
      relativeError(hazard.standardErrors[2], (1.0 / 16 + 1.0 / 9 + 1).squareRoot()) < 1e-14)
    #expect(hazard.cumulativeHazard(at: 2.5) == 0.25 + 1.0 / 3)
  }

  @Test("Weights count as so many lives", .tags(.law))
  func weights() throws {
    let once = try SurvivalCurve(
      LifeSample(
        times: [1, 2, 2, 3, 4, 4, 4], failed: [true, true, true, false, true, true, true]))
    let weighted = try SurvivalCurve(
      LifeSample(times: [1, 2, 3, 4], failed: [true, true, false, true], weights: [1, 2, 1, 3]))
    #expect(once == weighted)
  }

  @Test("Competing causes add up to the product limit", .tags(.law))
  func causes() throws {
    let times: [Double] = [1, 2, 2, 3, 5, 5, 6, 8, 9, 9]
    let causes = [0, 1, 0, 0, 1, 1, 0, 2, 2, 0]
    let failed = [true, true, true, false, true, true, true, false, true, true]
    let sample = try LifeSample(times: times, failed: failed)
    let incidence = try CumulativeIncidence(sample, causes: causes, causeCount: 3)
    let curve = try SurvivalCurve(sample)
    for index in curve.times.indices {
      let sum = incidence.incidence.reduce(0) { $0 + $1[index] }
      #expect(abs(1 - sum - curve.survival[index]) < 1e-15)
    }
    // By hand: cause 1 at 2 with S(2-) = 9/10: 9/10 · 1/9; two at 5 with S = 7/10 of 6 at risk.
    #expect(abs(incidence.incidence(of: 1, at: 2) - 0.1) < 1e-15)
    #expect(abs(incidence.incidence(of: 1, at: 5) - (0.1 + 0.7 * 2 / 6)) < 1e-15)
    let columns = incidence.columns(of: 1)
    #expect(
      columns.map(\.name)
        == ["time", "at_risk", "failures", "incidence", "standard_error", "lower", "upper"])
    #expect(columns.allSatisfy { $0.values.count == curve.times.count })
  }

  @Test("A single cause has Greenwood's variance, nearly", .tags(.law))
  func oneCause() throws {
    // With one cause the three sums are Greenwood's up to terms of d/n³: equal for single failures in
    // large samples. Here n ≥ 50: within 2 %.
    let times = (1...100).map { Double($0) }
    let sample = try LifeSample(times: times, failed: times.map { $0 <= 50 })
    let curve = try SurvivalCurve(sample)
    let incidence = try CumulativeIncidence(
      sample, causes: Array(repeating: 0, count: 100), causeCount: 1)
    for index in curve.times.indices {
      #expect(abs(incidence.incidence[0][index] + curve.survival[index] - 1) < 1e-14)
      #expect(
        relativeError(incidence.standardErrors[0][index], curve.standardErrors[index]) < 0.02)
    }
  }

  /// The mean cumulative function and its variance as the formula says, unit by unit.
  private func slowly(_ units: [RecurrentUnit], at time: Double) -> (mean: Double, variance: Double)
  {
    func observes(_ unit: RecurrentUnit, _ time: Double) -> Bool {
      (unit.start < time || unit.start == 0) && time <= unit.end
    }
    let times = Set(units.flatMap(\.events)).sorted().filter { $0 <= time }
    var (mean, residuals) = (0.0, Array(repeating: 0.0, count: units.count))
    for time in times {
      let number = Double(units.count { observes($0, time) })
      let all = Double(units.reduce(0) { $0 + $1.events.count { $0 == time } })
      mean += all / number
      for (index, unit) in units.enumerated() where observes(unit, time) {
        residuals[index] += (Double(unit.events.count { $0 == time }) - all / number) / number
      }
    }
    return (mean, residuals.reduce(0) { $0 + $1 * $1 })
  }

  @Test("Failures that recur: the function and its error as the formula says", .tags(.exact))
  func recurrent() throws {
    let units = [
      RecurrentUnit(events: [3, 3, 7], end: 10), RecurrentUnit(events: [], end: 5),
      RecurrentUnit(events: [4, 6, 8, 9], start: 3, end: 9), RecurrentUnit(events: [9], end: 12),
      RecurrentUnit(events: [8, 11.5], start: 7.5, end: 12), RecurrentUnit(events: [0, 5], end: 6),
    ]
    let function = try MeanCumulativeFunction(units)
    #expect(function.times == [0, 3, 4, 5, 6, 7, 8, 9, 11.5])
    // At 3 four are observed (one enters at 3 and counts after it), at 9 four again.
    #expect(function.atRisk == [4, 4, 5, 5, 4, 3, 4, 4, 2])
    for index in function.times.indices {
      let (mean, variance) = slowly(units, at: function.times[index])
      #expect(relativeError(function.mean[index], mean) < 1e-14)
      #expect(relativeError(function.standardErrors[index], variance.squareRoot()) < 1e-12)
    }
    #expect(function.columns().map(\.values.count).allSatisfy { $0 == 9 })
    #expect(function.mean(at: 2) == 0.25)
  }

  @Test("One failure each and no more: the function is Nelson and Aalen's", .tags(.law))
  func recurrentOnce() throws {
    let times: [Double] = [1, 2, 3, 4, 5]
    let function = try MeanCumulativeFunction(
      times.map { RecurrentUnit(events: [$0], end: $0) })
    let curve = try CumulativeHazardCurve(LifeSample(times: times))
    #expect(function.mean == curve.cumulativeHazard)
  }

  @Test(
    "Turnbull's estimate: exact lives give the product limit; grouped lives their shares",
    .tags(.law))
  func turnbull() throws {
    let sample = try LifeSample(
      times: [1, 2, 3, 4, 5, 6], failed: [true, true, false, true, false, true])
    let curve = try IntervalSurvivalCurve(sample)
    let product = try SurvivalCurve(sample)
    for time in [0.5, 1, 2.5, 4, 6] {
      let bounds = curve.survival(at: time)
      // Rounds end when no share moves by 1e-11; the error is then a small multiple of that.
      #expect(abs(bounds.least - product.survival(at: time)) < 1e-9)
      #expect(abs(bounds.greatest - bounds.least) < 1e-9)
    }
    let grouped = try IntervalSurvivalCurve(
      LifeSample(lower: [0, 10, 20], upper: [10, 20, .infinity], weights: [5, 3, 2]))
    #expect(zip(grouped.shares, [0.5, 0.3, 0.2]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(abs(grouped.survival(at: 10).least - 0.5) < 1e-12)
    #expect(grouped.survival(at: 5).least == grouped.survival(at: 10).greatest)
    #expect(grouped.survival(at: 5).greatest == 1)
  }

  @Test("Turnbull's estimate is self-consistent", .tags(.law))
  func selfConsistent() throws {
    let sample = try LifeSample(
      lower: [0, 2, 4, 1, 3, 6, 0, 5], upper: [3, 5, 7, 4, .infinity, 8, 2, .infinity])
    let curve = try IntervalSurvivalCurve(sample)
    #expect(abs(curve.shares.reduce(0, +) - 1) < 1e-12)
    for index in curve.shares.indices {
      var sum = 0.0
      for row in 0..<sample.count {
        let mine = curve.shares.indices.filter {
          curve.from[$0] >= sample.lower[row] && curve.to[$0] <= sample.upper[row]
        }
        guard mine.contains(index) else { continue }
        sum += curve.shares[index] / mine.reduce(0) { $0 + curve.shares[$1] }
      }
      // A share that tends to 0 without a slope does so like 1/k: it still moves by 1/k² = 2.5e-9 in round
      // 20 000, of which these are a few.
      #expect(abs(sum / 8 - curve.shares[index]) < 1e-8)
    }
  }
}
