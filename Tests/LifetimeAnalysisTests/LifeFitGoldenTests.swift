import LifetimeAnalysis
import TestSupport
import Testing

@Suite("Fits of families to lives, against lifelines")
struct LifeFitGoldenTests {
  @Test("Parameters, standard errors and likelihoods of seven kinds of samples", .tags(.golden))
  func samples() throws {
    for golden in try GoldenFits.all().samples {
      let sample = try golden.sample()
      for family in LifeFamily.allCases {
        let expected = try #require(golden.fits[family.rawValue])
        let fit = try LifeFit(sample, family)
        GoldenFits.compare(
          expected, fit.parameters, fit.standardErrors, fit.logLikelihood,
          "\(golden.name), \(family.rawValue)")
      }
    }
  }

  @Test("The best family is the one of least AIC", .tags(.golden))
  func ranking() throws {
    for golden in try GoldenFits.all().samples {
      let ranking = LifeFitRanking(of: try golden.sample())
      #expect(ranking.leftOut.isEmpty)
      let expected = golden.fits.min {
        2 * Double($0.value.parameters.count) - 2 * $0.value.logLikelihood
          < 2 * Double($1.value.parameters.count) - 2 * $1.value.logLikelihood
      }
      #expect(ranking.best?.family.rawValue == expected?.key)
    }
  }
}
