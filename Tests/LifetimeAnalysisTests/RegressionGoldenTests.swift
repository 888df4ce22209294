import LifetimeAnalysis
import TestSupport
import Testing

@Suite("Regressions of lives, against lifelines")
struct RegressionGoldenTests {
  @Test("Accelerated failure time: weights, entries, intervals, twelve scales", .tags(.golden))
  func accelerated() throws {
    for golden in try GoldenFits.all().regressions {
      for case let asked in golden.aft {
        let sample = try golden.sample(entry: asked.entry, weight: asked.weight)
        for family in LifeFamily.allCases {
          guard let expected = asked.fits[family.rawValue] else { continue }
          let fit = try LifeRegression(
            sample, try golden.table(golden.names), family,
            ancillary: asked.ancillary.isEmpty ? nil : try golden.table(asked.ancillary))
          let what = "\(golden.name), \(family.rawValue), ancillary \(asked.ancillary)"
          GoldenFits.compare(
            expected, fit.coefficients.map(\.estimate), fit.coefficients.map(\.standardError),
            fit.logLikelihood, what)
          if let concordance = expected.concordance, !asked.entry {
            let index = try #require(fit.concordance)
            #expect(abs(index - concordance) < 1e-12, "\(what)")
          }
        }
      }
    }
  }

  @Test("Cox: ties, weights, entries, strata, clusters", .tags(.golden))
  func cox() throws {
    for golden in try GoldenFits.all().regressions {
      let table = try golden.table(golden.names)
      for asked in golden.cox {
        let sample = try golden.sample(entry: asked.entry, weight: asked.weight)
        let fit = try CoxRegression(
          sample, table, ties: asked.ties == "breslow" ? .breslow : .efron,
          strata: asked.strata ? golden.stratum : nil, robust: asked.robust,
          clusters: asked.clusters ? golden.cluster : nil)
        let what =
          "\(golden.name), ties \(asked.ties ?? "efron"), entry \(asked.entry), weight \(asked.weight), "
          + "strata \(asked.strata), robust \(asked.robust)"
        let errors =
          fit.robustCovariance.map { matrix in matrix.indices.map { matrix[$0][$0].squareRoot() } }
          ?? fit.coefficients.map(\.standardError)
        GoldenFits.compare(
          .init(
            parameters: asked.parameters, errors: asked.errors,
            logLikelihood: asked.logLikelihood),
          fit.coefficients.map(\.estimate), errors, fit.logLikelihood, what)
        if let concordance = asked.concordance {
          #expect(abs((fit.concordance ?? 0) - concordance) < 1e-12, "\(what)")
        }
        if let baseline = asked.baseline, let time = asked.survivalTime,
          let survival = asked.survival
        {
          // With weights lifelines' baseline is at means without them.
          if !asked.weight {
            #expect(
              relativeError(fit.baselines[0].cumulativeHazard.last ?? 0, baseline) < 1e-5, "\(what)"
            )
          }
          let first = golden.covariates.map { $0[0] }
          #expect(relativeError(fit.survival(at: time, for: first), survival) < 1e-5, "\(what)")
        }
        // Ages are all different in these samples, so that ranks are, too.
        for (expected, transform) in [
          (asked.rank, ProportionalHazardsTest.Transform.rank), (asked.identity, .identity),
          (asked.log, .logarithm),
        ] {
          guard let expected, golden.name != "ties and delayed entry" || transform != .rank else {
            continue
          }
          let test = try ProportionalHazardsTest(fit, sample, table, transform: transform)
          for (statistic, value) in zip(test.coefficients.map(\.statistic), expected) {
            #expect(abs(statistic - value) < 1e-4 * max(1, value), "\(what), \(transform)")
          }
        }
      }
    }
  }
}
