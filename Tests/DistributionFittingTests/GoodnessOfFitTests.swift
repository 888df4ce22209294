import DistributionFitting
import RandomVariates
import TestSupport
import Testing

@Suite("Goodness of fit")
struct GoodnessOfFitTests {
  /// The p-values of samples that come from the family itself.
  private func pValues(
    _ family: FittedFamily, _ truth: Distribution.Family, samples: Int, of size: Int
  ) -> (kolmogorov: [Double], anderson: [Double]) {
    var (kolmogorov, anderson) = ([Double](), [Double]())
    for seed in 0..<UInt64(samples) {
      let ranking = FitRanking(
        of: drawn(truth, size, seed), FitRequest(families: [family], bootstraps: 39, seed: seed))
      guard let fit = ranking.fits.first else { continue }
      if let pValue = fit.kolmogorovSmirnov.pValue { kolmogorov.append(pValue) }
      if let pValue = fit.andersonDarling?.pValue { anderson.append(pValue) }
    }
    return (kolmogorov, anderson)
  }

  /// With 39 samples p is one of 1/40 … 40/40, each with the same chance if the family is right.
  @Test(
    "Where the family is right, each p-value is as likely as any other", .tags(.law, .statistical),
    arguments: [
      (FittedFamily.exponential, Distribution.Family.exponential(mean: 3)),
      (.weibull, .weibull(shape: 1.6, scale: 10)),
      (.lognormal, .logNormal(mean: 5, standardDeviation: 4)),
      (.normal, .normal(mean: 50, standardDeviation: 4)),
    ])
  func uniformity(family: FittedFamily, truth: Distribution.Family) {
    let samples = 400
    let found = pValues(family, truth, samples: samples, of: 25)
    for values in [found.kolmogorov, found.anderson] {
      #expect(values.count == samples)
      for level in [0.1, 0.25, 0.5, 0.75] {
        let share = Double(values.count { $0 <= level + 1e-9 }) / Double(samples)
        // 4.5 standard errors of a share: one check of these 32 fails by chance once in 4,600 times.
        let error = (level * (1 - level) / Double(samples)).squareRoot()
        #expect(abs(share - level) < 4.5 * error, "\(family) \(level): \(share)")
      }
    }
  }

  @Test("A wrong family is rejected, the right one is not", .tags(.statistical))
  func power() {
    let ranking = FitRanking(of: drawn(.gamma(shape: 4, scale: 2), 400, 7))
    #expect(ranking.best?.family == .gamma || ranking.best?.family == .erlang)
    #expect(ranking.fits.first { $0.family == .exponential }?.isRejected() == true)
    #expect(ranking.fits.first { $0.family == .uniform }?.isRejected() == true)
  }

  @Test("What comes from two families fits none", .tags(.statistical))
  func mixture() {
    let short = drawn(.normal(mean: 10, standardDeviation: 1), 150, 1)
    let long = drawn(.normal(mean: 100, standardDeviation: 1), 150, 2)
    #expect(FitRanking(of: FitSample(short.values + long.values)).best == nil)
  }

  @Test("The same seed gives the same p-values, another seed others")
  func seeds() {
    let sample = FitSample(BallBearings.lives)
    #expect(FitRanking(of: sample) == FitRanking(of: sample))
    #expect(FitRanking(of: sample) != FitRanking(of: sample, FitRequest(seed: 2)))
  }

  @Test("Censored lives keep their p-values near the truth", .tags(.statistical))
  func censored() {
    // Half of the lives are cut off at random; the family is right, so few are rejected.
    var rejected = 0
    for seed in 0..<UInt64(60) {
      let lives = drawn(.weibull(shape: 2, scale: 10), 40, seed).values
      let ends = drawn(.uniform(lower: 2, upper: 16), 40, seed + 1_000).values.reversed()
      let pairs = zip(lives, ends)
      let sample = FitSample(
        pairs.filter { $0 <= $1 }.map(\.0), censored: pairs.filter { $0 > $1 }.map(\.1))
      let ranking = FitRanking(
        of: sample, FitRequest(families: [.weibull], bootstraps: 39, seed: seed))
      if ranking.fits.first?.isRejected(at: 0.1) == true { rejected += 1 }
    }
    // About 6 of 60 are expected; 4.5 standard errors are 10.5.
    #expect(rejected <= 16)
  }

  @Test("A normal time that would often be negative is not recommended", .tags(.exact))
  func belowZero() throws {
    // Half normal below and above 4 with deviation 2: 2.3 % lie below zero.
    let values = (1...60).map { 4 + 2 * quantile(Double($0) / 61) }.filter { $0 >= 0 }
    let ranking = FitRanking(of: FitSample(values), FitRequest(families: [.normal, .uniform]))
    let normal = try #require(ranking.fits.first { $0.family == .normal })
    #expect(normal.reachesBelowZero)
    #expect(ranking.best?.family != .normal)
  }

  private func quantile(_ share: Double) -> Double {
    TruncatedDistribution(Distribution(.normal(mean: 0, standardDeviation: 1))).quantile(at: share)
  }

  @Test("Shares that last longer, by hand", .tags(.exact))
  func productLimit() {
    // Kaplan and Meier 1958, section 2: deaths at 0.8, 3.1, 5.4, 9.2, losses at 1.0, 2.7, 7.0, 12.1.
    let estimate = ProductLimit(
      FitSample([0.8, 3.1, 5.4, 9.2], censored: [1.0, 2.7, 7.0, 12.1]))
    let expected = [(0.8, 7.0 / 8), (3.1, 7.0 / 10), (5.4, 21.0 / 40), (9.2, 21.0 / 80)]
    #expect(estimate.steps.map(\.value) == expected.map(\.0))
    for (step, share) in zip(estimate.steps, expected.map(\.1)) {
      #expect(abs(step.survival - share) < 1e-15)
    }
    #expect(
      estimate.survival(at: 0.5) == 1 && estimate.survival(at: 100) == estimate.survival(at: 9.2))
  }
}
