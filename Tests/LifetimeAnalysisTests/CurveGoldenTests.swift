import LifetimeAnalysis
import TestSupport
import Testing

@Suite("Curves without a family, against lifelines")
struct CurveGoldenTests {
  /// Both are sums of a few dozen terms in double precision.
  private func agree(
    _ values: [Double], _ golden: [Double], _ tolerance: Double = 1e-10,
    _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(values.count == golden.count, sourceLocation: location)
    for (value, expected) in zip(values, golden) {
      #expect(
        abs(value - expected) < tolerance * max(1, abs(expected)), "\(value) for \(expected)",
        sourceLocation: location)
    }
  }

  @Test("Kaplan and Meier with log-log intervals, quantiles, restricted mean", .tags(.golden))
  func kaplanMeier() throws {
    let golden = try GoldenFits.all().curves
    let curve = try SurvivalCurve(LifeSample(times: golden.time, failed: golden.failed))
    agree(curve.times, golden.at)
    agree(curve.survival, golden.survival)
    let intervals = curve.intervals()
    agree(intervals.map(\.lower), golden.lower)
    agree(intervals.map(\.upper), golden.upper)
    #expect(curve.median == golden.median)
    let interval = curve.quantileInterval(0.5)
    #expect([interval.lower, interval.upper] == golden.medianInterval)
    #expect(relativeError(curve.restrictedMean(to: 30).mean, golden.restrictedMean) < 1e-12)
    let weighted = try SurvivalCurve(
      LifeSample(times: golden.time, failed: golden.failed, weights: golden.weight))
    agree(weighted.survival, golden.weightedSurvival)
    let delayed = try SurvivalCurve(
      LifeSample(times: golden.time, failed: golden.failed, entries: golden.entry))
    agree(delayed.survival, golden.delayedSurvival)
  }

  @Test("Nelson and Aalen", .tags(.golden))
  func nelsonAalen() throws {
    let golden = try GoldenFits.all().curves
    let curve = try CumulativeHazardCurve(LifeSample(times: golden.time, failed: golden.failed))
    agree(curve.cumulativeHazard, golden.cumulativeHazard)
  }

  @Test("Aalen and Johansen with variances", .tags(.golden))
  func aalenJohansen() throws {
    let golden = try GoldenFits.all().curves.incidence
    let curve = try CumulativeIncidence(
      LifeSample(times: golden.time, failed: golden.cause.map { $0 > 0 }),
      causes: golden.cause.map { $0 - 1 }, causeCount: 2)
    agree(curve.incidence[0], golden.incidence1)
    agree(curve.incidence[1], golden.incidence2)
    for (errors, golden) in [
      (curve.standardErrors[0], golden.variance1), (curve.standardErrors[1], golden.variance2),
    ] {
      let variances = golden.compactMap { $0 }
      #expect(variances.count >= errors.count - 1)
      agree(errors.prefix(variances.count).map { $0 * $0 }, variances)
    }
  }

  @Test("Log-rank tests of three and of two groups", .tags(.golden))
  func logRank() throws {
    let golden = try GoldenFits.all().curves
    let sample = try LifeSample(times: golden.time, failed: golden.failed)
    let test = try LogRankTest(sample, groups: golden.group)
    agree([test.statistic, test.pValue], golden.logrank)
    #expect(test.degreesOfFreedom == 2)
    let rows = golden.group.indices.filter { golden.group[$0] < 2 }
    let two = try LogRankTest(sample.rows(rows), groups: rows.map { golden.group[$0] })
    agree([two.statistic, two.pValue], golden.logrankOfTwo)
  }
}
