import DistributionFitting
import RandomVariates
import TestSupport
import Testing

/// Estimates are those of SciPy 1.17.1, by minimising the negative log-likelihood of its densities with
/// Nelder-Mead to 1e-12; they agree with the figures of Lawless 2003 in the digits that are printed there.
@Suite("Maximum likelihood")
struct MaximumLikelihoodTests {
  /// The fit of a family to a sample, without p-values.
  private func fit(
    _ family: FittedFamily, _ sample: FitSample, shift: FitRequest.Shift = .none
  ) throws -> DistributionFit {
    let ranking = FitRanking(
      of: sample, FitRequest(families: [family], shift: shift, bootstraps: 0))
    return try #require(ranking.fits.first, "\(ranking.leftOut)")
  }

  /// Whether two numbers agree to so many parts of one.
  private func near(_ value: Double, _ expected: Double, _ tolerance: Double = 2e-6) -> Bool {
    abs(value - expected) <= tolerance * abs(expected)
  }

  @Test("Ball bearings: estimates, likelihoods and distances", .tags(.exact))
  func ballBearings() throws {
    let sample = FitSample(BallBearings.lives.reversed())
    let gamma = try fit(.gamma, sample)
    guard case .gamma(let shape, let scale) = gamma.distribution.family else {
      Issue.record("no gamma")
      return
    }
    #expect(near(shape, 4.02541462) && near(scale, 17.94208912))
    #expect(near(gamma.logLikelihood, -113.02928137216901, 1e-12))
    #expect(near(gamma.kolmogorovSmirnov.value, 0.1229717713589562))
    #expect(near(gamma.andersonDarling?.value ?? 0, 0.21536523435563737, 1e-5))

    let weibull = try fit(.weibull, sample)
    guard case .weibull(let form, let life) = weibull.distribution.family else {
      Issue.record("no Weibull")
      return
    }
    #expect(near(form, 2.10205885) && near(life, 81.87833397))
    #expect(near(weibull.logLikelihood, -113.6912909323201, 1e-12))
    #expect(near(weibull.kolmogorovSmirnov.value, 0.15108756063117623))

    let lognormal = try fit(.lognormal, sample)
    guard case .logNormal(let mean, let deviation) = lognormal.distribution.family else {
      Issue.record("no lognormal")
      return
    }
    let logarithm = Distribution.Family.logParameters(mean: mean, standardDeviation: deviation)
    #expect(near(logarithm.standardDeviation, 0.52164932))
    #expect(near(lognormal.logLikelihood, -113.12856673717697, 1e-12))
    #expect(near(lognormal.andersonDarling?.value ?? 0, 0.18881504115208614, 1e-5))

    let inverse = try fit(.inverseGaussian, sample)
    #expect(
      inverse.distribution.family
        == .inverseGaussian(mean: sample.mean, shape: shapeOf(inverse)))
    #expect(near(shapeOf(inverse), 231.67409894))
    #expect(near(inverse.logLikelihood, -113.2049527017272, 1e-12))

    #expect(near(try fit(.normal, sample).logLikelihood, -115.4772991629973, 1e-12))
    let exponential = try fit(.exponential, sample)
    #expect(near(exponential.logLikelihood, -121.43487598084536, 1e-12))
    #expect(exponential.aic == 2 - 2 * exponential.logLikelihood)
  }

  private func shapeOf(_ fit: DistributionFit) -> Double {
    if case .inverseGaussian(_, let shape) = fit.distribution.family { shape } else { 0 }
  }

  @Test("Erlang takes the better whole number of phases", .tags(.exact))
  func erlang() throws {
    let sample = FitSample(BallBearings.lives)
    let fit = try fit(.erlang, sample)
    #expect(fit.distribution.family == .erlang(stages: 4, mean: sample.mean))
  }

  @Test("The triangle of greatest likelihood may begin at its mode", .tags(.exact))
  func triangular() throws {
    let fit = try fit(.triangular, FitSample(BallBearings.lives))
    guard case .triangular(let lower, let mode, let upper) = fit.distribution.family else {
      Issue.record("no triangle")
      return
    }
    #expect(mode == 17.88 && abs(lower - 17.88) < 1e-3)
    #expect(near(upper, 187.37551591195466, 1e-4))
    #expect(abs(fit.logLikelihood - -113.09150397886638) < 1e-3)
  }

  @Test("Uniform reaches from the least to the largest value", .tags(.exact))
  func uniform() throws {
    let fit = try fit(.uniform, FitSample([3, 5, 4, 9]))
    #expect(fit.distribution.family == .uniform(lower: 3, upper: 9))
    // -4 ln 6
    #expect(near(fit.logLikelihood, -7.167037876912219, 1e-14))
    #expect(fit.andersonDarling == nil)
  }

  @Test("Ball bearings whose test ends at 100: censored estimates", .tags(.exact))
  func censored() throws {
    let ended = BallBearings.lives.filter { $0 <= 100 }
    let sample = FitSample(ended, censored: [Double](repeating: 100, count: 5))
    #expect(ended.count == 18)
    // The exponential has a closed form: all the time over the number that ended.
    let exponential = try fit(.exponential, sample)
    let time = ended.reduce(0, +) + 500
    guard case .exponential(let mean) = exponential.distribution.family else {
      Issue.record("no exponential")
      return
    }
    #expect(near(mean, time / 18, 1e-15))
    for (family, first, second, likelihood) in [
      (FittedFamily.gamma, 3.98978418, 18.14089296, -91.37989420072253),
      (.weibull, 2.23975435, 80.31514257, -91.9331089245528),
      (.inverseGaussian, 0.36099672 * 209.0544026, 209.0544026, -91.26152280748944),
      (.normal, 69.8146989, 31.73696066, -93.07896956583983),
    ] {
      let fit = try fit(family, sample)
      let parameters: (Double, Double) =
        switch fit.distribution.family {
        case .gamma(let shape, let scale), .weibull(let shape, let scale): (shape, scale)
        case .inverseGaussian(let mean, let shape): (mean, shape)
        case .normal(let mean, let deviation): (mean, deviation)
        default: (0, 0)
        }
      // The descent ends where the likelihood is flat: half its digits are those of the parameters.
      #expect(
        near(parameters.0, first, 1e-4) && near(parameters.1, second, 1e-4),
        "\(family): \(parameters)")
      #expect(near(fit.logLikelihood, likelihood, 1e-9), "\(family)")
      #expect(fit.andersonDarling == nil)
    }
    let lognormal = try fit(.lognormal, sample)
    #expect(near(lognormal.logLikelihood, -91.19027036912536, 1e-9))
  }

  @Test("A shift is estimated only where it is asked for", .tags(.exact))
  func shift() throws {
    let sample = FitSample(BallBearings.lives)
    let shifted = try fit(.weibull, sample, shift: .fitted)
    guard case .weibull(let shape, let scale) = shifted.distribution.family else {
      Issue.record("no Weibull")
      return
    }
    #expect(near(shifted.distribution.shift, 14.87591587, 1e-3))
    #expect(near(shape, 1.59429903, 1e-3) && near(scale, 63.88004658, 1e-3))
    #expect(near(shifted.logLikelihood, -112.8501893499404, 1e-9))
    #expect(shifted.parameterCount == 3)
    let known = try fit(.exponential, sample, shift: .known(10))
    #expect(known.distribution.shift == 10 && known.parameterCount == 1)
    #expect(
      known.distribution.family == .exponential(mean: FitSample(sample.values.map { $0 - 10 }).mean)
    )
    // The least value, and the mean above it.
    let least = try fit(.exponential, sample, shift: .fitted)
    #expect(least.distribution.shift == 17.88)
  }

  @Test("What cannot be fitted is left out, with the reason", .tags(.failure))
  func refusals() {
    func reasons(_ sample: FitSample) -> [FittedFamily: FitRefusal] {
      Dictionary(
        uniqueKeysWithValues: FitRanking(of: sample, FitRequest(bootstraps: 0)).leftOut.map {
          ($0.family, $0.reason)
        })
    }
    let equal = FitRanking(of: FitSample([5, 5, 5]), FitRequest(bootstraps: 0))
    #expect(equal.fits.map(\.family) == [.constant])
    #expect(equal.best?.distribution == .constant(5))
    #expect(reasons(FitSample([5, 5, 5]))[.gamma] == .allEqual)
    let withZeros = reasons(FitSample([0, 0, 1, 2]))
    #expect(withZeros[.lognormal] == .outsideSupport(count: 2))
    #expect(withZeros[.exponential] == nil)
    #expect(reasons(FitSample([1, 2]))[.triangular] == .tooFewValues(least: 3))
    #expect(reasons(FitSample([1, 2], censored: [3]))[.uniform] == .censored)
    #expect(
      reasons(FitSample([-1, 2, 3]))[.weibull]?.description == "1 value lies outside its range")
  }

  @Test(
    "Estimates from a sample of known parameters lie within four standard errors", .tags(.law),
    arguments: [1 as UInt64, 2, 3])
  func recovery(seed: UInt64) throws {
    let count = 4_000
    let root = Double(count).squareRoot()
    let gamma = try fit(.gamma, drawn(.gamma(shape: 2.5, scale: 4), count, seed))
    guard case .gamma(let shape, _) = gamma.distribution.family else { return }
    // Fisher information, Johnson, Kotz, Balakrishnan 1994, eq. 17.47: var k ≈ k / (n (k ψ′(k) - 1)), and
    // 2.5 ψ′(2.5) - 1 = 0.22589.
    #expect(abs(shape - 2.5) < 4 * (2.5 / 0.22589).squareRoot() / root)
    let weibull = try fit(.weibull, drawn(.weibull(shape: 1.7, scale: 30), count, seed))
    guard case .weibull(let form, let scale) = weibull.distribution.family else { return }
    // Lawless 2003, eq. 5.2.9: var β ≈ 0.608 β²/n, var η ≈ 1.109 η²/(n β²).
    #expect(abs(form - 1.7) < 4 * 1.7 * 0.608.squareRoot() / root)
    #expect(abs(scale - 30) < 4 * 30 / 1.7 * 1.109.squareRoot() / root)
    let lognormal = try fit(
      .lognormal, drawn(.logNormal(mean: 10, standardDeviation: 6), count, seed))
    guard case .logNormal(let mean, let deviation) = lognormal.distribution.family else { return }
    let expected = Distribution.Family.logParameters(mean: 10, standardDeviation: 6)
    let found = Distribution.Family.logParameters(mean: mean, standardDeviation: deviation)
    #expect(abs(found.mean - expected.mean) < 4 * expected.standardDeviation / root)
    let inverse = try fit(
      .inverseGaussian, drawn(.inverseGaussian(mean: 5, shape: 8), count, seed))
    // var λ ≈ 2 λ²/n.
    #expect(abs(shapeOf(inverse) - 8) < 4 * 8 * 2.0.squareRoot() / root)
    let triangle = try fit(
      .triangular, drawn(.triangular(lower: 2, mode: 4, upper: 12), count, seed))
    guard case .triangular(let lower, let mode, let upper) = triangle.distribution.family else {
      return
    }
    // Ends of a density that begins at zero: within a few times 1/√n of the range.
    #expect(abs(lower - 2) < 0.3 && abs(mode - 4) < 0.7 && abs(upper - 12) < 0.5)
  }

  @Test(
    "Representatives keep the mean, however many", .tags(.law), arguments: [1, 2, 5, 7, 22, 23, 40])
  func representatives(most: Int) {
    let sample = FitSample(BallBearings.lives)
    let few = sample.representatives(most: most)
    #expect(few.count == min(most, 23))
    #expect(abs(few.reduce(0, +) / Double(few.count) - sample.mean) < 1e-12 * sample.mean)
    #expect(few == few.sorted())
  }
}
