import DistributionFitting
import Foundation
import LifetimeAnalysis
import LinearAlgebra
import RandomVariates
import TestDraws
import TestSupport
import Testing

@Suite("Lives that are drawn")
struct SimulatedLivesTests {
  /// Weibull lives with covariates, right-censored, some with delayed entry.
  private func drawn(
    _ count: Int, covariates: Int, _ purpose: String
  ) throws -> (sample: LifeSample, table: CovariateTable) {
    var draws = Draws(purpose)
    var (times, failed, entries) = ([Double](), [Bool](), [Double]())
    var elements: [Double] = []
    while times.count < count {
      let row = (0..<covariates).map { _ in draws.normal() }
      var location = 6.0
      for (index, value) in row.enumerated() { location += 0.1 * Double(index + 1) * value }
      let life = exp(location) * pow(draws.exponential(), 1 / 1.5)
      let end = 1000 * draws.uniform()
      let entry = draws.chance(0.5) ? 200 * draws.uniform() : 0
      guard min(life, end) > entry else { continue }
      times.append(min(life, end))
      failed.append(life <= end)
      entries.append(entry)
      elements += row
    }
    let values = Matrix(rows: count, columns: covariates, elements: elements)
    return (
      try LifeSample(times: times, failed: failed, entries: entries),
      try CovariateTable(names: (0..<covariates).map { "x\($0)" }, values: values)
    )
  }

  @Test("Estimates lie within their errors of what was drawn", .tags(.statistical))
  func recovered() throws {
    let (sample, table) = try drawn(20_000, covariates: 3, "recovered")
    let fit = try LifeRegression(sample, table, .weibull)
    // 4 standard errors each: five correct estimates fail together for one seed in 3,000.
    for (coefficient, truth) in zip(fit.coefficients, [6, 0.1, 0.2, 0.3, log(1.5)]) {
      #expect(abs(coefficient.estimate - truth) < 4 * coefficient.standardError)
    }
    let cox = try CoxRegression(sample, table, robust: true)
    for (coefficient, truth) in zip(cox.coefficients, [-0.15, -0.3, -0.45]) {
      #expect(abs(coefficient.estimate - truth) < 4 * coefficient.standardError)
    }
    // The model is right: robust and plain errors differ by their own error of about 1/√n of the failures.
    let robust = try #require(cox.robustCovariance)
    for index in 0..<3 {
      #expect(relativeError(robust[index][index], cox.covariance[index][index]) < 0.1)
    }
    let test = try ProportionalHazardsTest(cox, sample, table)
    #expect(test.global.pValue > 1e-3 && test.coefficients.allSatisfy { $0.pValue > 1e-3 })
    #expect(cox.likelihoodRatio.pValue < 1e-12 && cox.scoreTest.pValue < 1e-12)
  }

  @Test("Intervals of 90 % hold what was drawn nine times of ten", .tags(.statistical))
  func coverage() throws {
    var (held, heldMedian, heldCurve) = (0, 0, 0)
    for trial in 0..<400 {
      var draws = Draws("coverage", ordinal: trial)
      let lives = (0..<60).map { _ in 100 * pow(draws.exponential(), 1 / 2.0) }
      let ends = lives.map { _ in 200 * draws.uniform() }
      let sample = try LifeSample(
        times: zip(lives, ends).map { min($0, $1) }, failed: zip(lives, ends).map { $0 <= $1 })
      let fit = try LifeFit(sample, .weibull)
      let tenth = fit.quantileInterval(0.1, level: 0.9)
      let truth = 100 * pow(-log(0.9), 0.5)
      if tenth.lower < truth, truth < tenth.upper { held += 1 }
      let share = fit.survivalInterval(at: 80, level: 0.9)
      let survival = exp(-0.64)
      if share.lower < survival, survival < share.upper { heldMedian += 1 }
      let curve = try SurvivalCurve(sample)
      let at = curve.times.lastIndex { $0 <= 80 } ?? 0
      let interval = curve.intervals(level: 0.9)[at]
      if interval.lower < survival, survival < interval.upper { heldCurve += 1 }
    }
    // 360 expected with a deviation of 6; 5 deviations, since intervals of 40 failures are approximate.
    for count in [held, heldMedian, heldCurve] { #expect(abs(count - 360) < 30, "\(count)") }
  }

  @Test("The room of fits has the same likelihood for the same right-censored lives", .tags(.law))
  func sameAsFits() throws {
    let (sample, _) = try drawn(300, covariates: 1, "same")
    let plain = try LifeSample(
      times: sample.lower, failed: (0..<300).map { sample.isExact($0) })
    let ranking = FitRanking(
      of: FitSample(
        (0..<300).filter(plain.isExact).map { plain.lower[$0] },
        censored: (0..<300).filter(plain.isRightCensored).map { plain.lower[$0] }),
      FitRequest(families: [.exponential, .weibull, .lognormal], bootstraps: 0))
    for (family, life) in [
      (FittedFamily.exponential, LifeFamily.exponential), (.weibull, .weibull),
      (.lognormal, .lognormal),
    ] {
      let other = try #require(ranking.fits.first { $0.family == family })
      // Both searches end within about 1e-10 of the maximum.
      #expect(
        relativeError(try LifeFit(plain, life).logLikelihood, other.logLikelihood) < 1e-9)
    }
  }

  @Test("A hundred thousand lives take well under a second")
  func speed() throws {
    let (sample, table) = try drawn(100_000, covariates: 5, "speed")
    var times: [String: Double] = [:]
    for family in LifeFamily.allCases {
      times["fit " + family.rawValue] = try ThreadTime.seconds { _ = try LifeFit(sample, family) }
    }
    times["weibull regression"] = try ThreadTime.seconds {
      _ = try LifeRegression(sample, table, .weibull)
    }
    times["cox"] = try ThreadTime.seconds { _ = try CoxRegression(sample, table) }
    times["kaplan-meier"] = try ThreadTime.seconds { _ = try SurvivalCurve(sample) }
    let text = times.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    // The bound leaves room for a machine that is busy with other work.
    #expect(times.values.allSatisfy { $0 < 1 }, "\(text)")
    if ProcessInfo.processInfo.environment["FETTLE_TIMES"] != nil {
      Issue.record("\(text.joined(separator: ", "))")
    }
  }
}
