import Foundation
import LifetimeAnalysis
import TestSupport
import Testing

@Suite("Distributions of lives")
struct LifeDistributionTests {
  static let all: [LifeDistribution] = [
    .exponential(scale: 40), .weibull(scale: 1000, shape: 0.7), .weibull(scale: 3e-4, shape: 4),
    .lognormal(location: 5.3, spread: 0.21), .lognormal(location: -8, spread: 1.4),
    .loglogistic(scale: 200, shape: 8.4), .loglogistic(scale: 20, shape: 1.3),
    .gompertz(rate: 0.01, shape: 0.08), .gompertz(rate: 0.01, shape: -0.002),
    .gompertz(rate: 0.01, shape: 0),
  ]

  @Test(
    "Quantiles invert shares; hazards are slopes; densities hazards of those that live", .tags(.law)
  )
  func consistency() {
    for life in LifeDistributionTests.all {
      for probability in [1e-9, 0.01, 0.3, 0.5, 0.9, 0.99] {
        let time = life.quantile(probability)
        #expect(relativeError(life.failureProbability(at: time), probability) < 1e-9, "\(life)")
        let hazard = life.hazard(at: time)
        let step = 1e-5 * time
        let slope =
          (life.cumulativeHazard(at: time + step) - life.cumulativeHazard(at: time - step))
          / (2 * step)
        // The central difference errs by (step/time)², and by rounding 1e-16/1e-5.
        #expect(relativeError(hazard, slope) < 1e-6, "\(life) \(probability)")
        #expect(relativeError(life.density(at: time), hazard * life.survival(at: time)) < 1e-9)
      }
      #expect(life.survival(at: 0) == 1 && life.quantile(0) == 0)
    }
  }

  @Test("The mean of what is left is the area below the conditional curve", .tags(.law))
  func meanResidualLife() {
    for life in LifeDistributionTests.all {
      for age in [0, life.quantile(0.2), life.quantile(0.95), life.quantile(0.999_999)] {
        let mean = life.meanResidualLife(at: age)
        if case .gompertz(_, let shape) = life, shape < 0 {
          #expect(mean == .infinity)
          continue
        }
        // ∫ S(age + u)/S(age) du with u = m (e^(y - e^-y)), which falls off doubly exponentially at both
        // ends: the trapezoid rule errs by less than 1e-10; the tail of the heaviest curve, with an index
        // of 0.3, is cut at 1e-13 of it.
        var (sum, y) = (0.0, -5.0)
        while y < 120 {
          let u = mean * exp(y - exp(-y))
          sum += life.conditionalSurvival(u, at: age) * u * (1 + exp(-y)) / 64
          y += 1.0 / 64
        }
        #expect(relativeError(mean, sum) < 1e-8, "\(life) at \(age): \(mean) for \(sum)")
      }
    }
  }

  @Test("Known means", .tags(.exact))
  func means() {
    // η Γ(1 + 1/2) with Γ(3/2) = √π/2; e^(μ + σ²/2); α π/β / sin(π/β); e^g E₁(g)/a at g = 1: 0.596347….
    #expect(
      relativeError(
        LifeDistribution.weibull(scale: 2, shape: 2).mean, Double.pi.squareRoot()) < 1e-13)
    #expect(
      relativeError(LifeDistribution.lognormal(location: 1, spread: 2).mean, exp(3)) < 1e-14)
    #expect(
      relativeError(LifeDistribution.loglogistic(scale: 3, shape: 2).mean, 1.5 * Double.pi)
        < 1e-14)
    #expect(
      relativeError(LifeDistribution.gompertz(rate: 2, shape: 2).mean, 0.596347362323194 / 2)
        < 1e-13)
    #expect(LifeDistribution.loglogistic(scale: 3, shape: 1).mean == .infinity)
    #expect(LifeDistribution.gompertz(rate: 2, shape: -1).quantile(0.9) == .infinity)
  }

  @Test("Far tails neither under- nor overflow", .tags(.exact))
  func tails() {
    let life = LifeDistribution.weibull(scale: 1, shape: 2)
    // m(t) ≈ 1/h(t) (1 - 1/(2 t²)) there; t = 100: H = 10 000.
    #expect(relativeError(life.meanResidualLife(at: 100), 1 / 200.0 * (1 - 0.5e-4)) < 1e-8)
    let normal = LifeDistribution.lognormal(location: 0, spread: 0.1)
    let age = exp(6.0)
    // z = 60: h = z/(σ t)/(1 - 1/z² + 3/z⁴ …).
    let hazard = 60 / (0.1 * age) / (1 - 1 / 3600.0 + 3 / 3600.0 / 3600)
    #expect(relativeError(normal.hazard(at: age), hazard) < 1e-8)
    let median = normal.remainingQuantile(0.5, at: age)
    #expect(relativeError(normal.conditionalSurvival(median, at: age), 0.5) < 1e-8)
    #expect(relativeError(normal.meanResidualLife(at: age), 1 / hazard) < 0.05)
  }

  @Test("What is left of an exponential life does not depend on its age", .tags(.exact))
  func memoryless() {
    let life = LifeDistribution.exponential(scale: 7)
    #expect(relativeError(life.remainingQuantile(0.5, at: 100), life.median) < 1e-13)
    #expect(life.meanResidualLife(at: 3) == 7)
    #expect(relativeError(life.conditionalSurvival(7, at: 1), exp(-1)) < 1e-14)
  }
}
