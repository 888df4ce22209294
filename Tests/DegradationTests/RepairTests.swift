import Degradation
import RandomVariates
import SpecialFunctions
import TestSupport
import Testing

/// Units after repairs.
@Suite("Repairs")
struct RepairTests {
  /// The expected number of failures up to `horizon` where a repair keeps the share q of the age
  /// gained since the last one, so that after a failure at x the virtual age is q x.
  ///
  ///     H(t) = F(t) + ∫ F(t - x | q x) dH(x),   F(y | v) = 1 - S(v + y)/S(v)
  ///
  /// The generalized renewal equation of M. Kijima, U. Sumita, "A Useful Generalization of Renewal
  /// Theory", *Journal of Applied Probability* 23 (1), 1986, 71–88, by the midpoint rule.
  private func expectedFailures(
    _ life: Distribution, kept q: Double, horizon: Double, steps: Int
  ) -> Double {
    let law = TruncatedDistribution(life)
    let width = horizon / Double(steps)
    var sums = [0.0]
    for step in 1...steps {
      let t = Double(step) * width
      func failed(_ cell: Int) -> Double {
        let x = (Double(cell) + 0.5) * width
        return 1 - law.survival(at: q * x + t - x) / law.survival(at: q * x)
      }
      // The last increment stands on both sides.
      let last = failed(step - 1)
      var sum = law.cumulative(at: t) - sums[step - 1] * last
      for cell in 0..<step - 1 { sum += (sums[cell + 1] - sums[cell]) * failed(cell) }
      sums.append(sum / (1 - last))
    }
    return sums[steps]
  }

  /// Richardson's extrapolation for a rule whose error falls with the square of the step.
  private func extrapolated(_ life: Distribution, kept q: Double, horizon: Double) -> Double {
    let coarse = expectedFailures(life, kept: q, horizon: horizon, steps: 400)
    let fine = expectedFailures(life, kept: q, horizon: horizon, steps: 800)
    return fine + (fine - coarse) / 3
  }

  /// Failures up to a horizon, each repaired at once.
  private func failures(
    _ bench: borrowing WearBench, unit: Int, horizon: Double, share: Double, of gain: RepairedWear
  ) -> Int {
    var life = bench.life(unit * 1_000)
    var (time, count) = (life.passage, 0)
    while time <= horizon {
      count += 1
      life = bench.repaired(
        life, at: life.passage, takingAway: share, of: gain, ordinal: unit * 1_000 + count)
      time += life.passage
    }
    return count
  }

  static let weibull = Distribution(.weibull(shape: 2, scale: 10))

  @Test(
    "Repairs of what was gained follow the generalized renewal equation", .tags(.statistical),
    arguments: [
      (life: weibull, share: 0.7, horizon: 40.0),
      (life: weibull, share: 0.2, horizon: 25),
      (
        life: Distribution(.logNormal(mean: 5, standardDeviation: 3)), share: 0.5, horizon: 30
      ),
      (life: Distribution(.gamma(shape: 3, scale: 2)), share: 0.8, horizon: 50),
    ])
  func kijimaOne(life: Distribution, share: Double, horizon: Double) throws {
    let expected = extrapolated(life, kept: 1 - share, horizon: horizon)
    let bench = try WearBench(.life(life), purpose: "kijima 1")
    let counts = SampleMoments(
      (0..<20_000).map {
        Double(
          failures(bench, unit: $0, horizon: horizon, share: share, of: .sinceLastRepair))
      })
    #expect(abs(counts.mean - expected) < 4 * counts.standardError)
  }

  @Test("The equation has its known solution: 7.13457 failures", .tags(.exact))
  func knownSolution() {
    // Weibull of shape 2 and scale 10, 0.3 kept, up to 40.
    let value = extrapolated(RepairTests.weibull, kept: 0.3, horizon: 40)
    #expect(abs(value - 7.13457) < 1e-5)
  }

  @Test("As-new repairs renew, and minimal ones follow the hazard", .tags(.statistical))
  func extremes() throws {
    let bench = try WearBench(.life(RepairTests.weibull), purpose: "extremes")
    for gain in [RepairedWear.all, .sinceLastRepair] {
      let minimal = SampleMoments(
        (0..<10_000).map {
          Double(failures(bench, unit: $0, horizon: 25, share: 0, of: gain))
        })
      // A Poisson process with the mean (25/10)².
      #expect(abs(minimal.mean - 6.25) < 4 * minimal.standardError)
      #expect(abs(minimal.variance - 6.25) < 4 * minimal.varianceError)
      let renewed = SampleMoments(
        (0..<10_000).map {
          Double(failures(bench, unit: $0, horizon: 25, share: 1, of: gain))
        })
      let expected = extrapolated(RepairTests.weibull, kept: 0, horizon: 25)
      #expect(abs(renewed.mean - expected) < 4 * renewed.standardError)
    }
  }

  /// The mean virtual age after a repair, in the long run.
  ///
  /// In y = (v/η)^β the virtual age after a repair of all wear is y' = q^β (y + E), E exponential
  /// of mean 1. In the long run y is Σ q^(βk) E_k, hypoexponential, so that the mean of v = η
  /// y^(1/β) is
  ///
  ///     η Γ(1 + 1/β) Σ A_k m_k^(1/β),   m_k = q^(βk),   A_k = Π m_k/(m_k - m_j)
  ///
  /// and the mean time to the next failure is E v (1 - q)/q, since v' = q (v + X).
  private func meanVirtualAge(shape: Double, scale: Double, kept q: Double) -> Double {
    let means = (1...14).map { q.raised(to: shape * Double($0)) }
    let sum = means.indices.reduce(0) { sum, k in
      let weight = means.indices.filter { $0 != k }.reduce(1.0) {
        $0 * means[k] / (means[k] - means[$1])
      }
      return sum + weight * means[k].raised(to: 1 / shape)
    }
    return scale * logGamma(1 + 1 / shape).exponential * sum
  }

  @Test(
    "Repairs of all wear come to a long run of their own", .tags(.statistical),
    arguments: [
      (shape: 2.0, scale: 10.0, kept: 0.5), (shape: 3, scale: 7, kept: 0.6),
      (shape: 1.5, scale: 100, kept: 0.3),
    ])
  func kijimaTwo(shape: Double, scale: Double, kept: Double) throws {
    let expected = meanVirtualAge(shape: shape, scale: scale, kept: kept)
    if shape == 2 {
      #expect(abs(expected - 5.39845) < 1e-5)
      #expect(abs(kept / (1 - kept) / expected - 0.18524) < 1e-5)
    }
    let bench = try WearBench(
      .life(Distribution(.weibull(shape: shape, scale: scale))), purpose: "kijima 2")
    var (ages, rests) = ([Double](), [Double]())
    for unit in 0..<20_000 {
      var life = bench.life(unit * 100)
      // After 30 repairs what is left of the beginning is q^30, below 1e-6.
      for repair in 1...30 {
        life = bench.repaired(
          life, at: life.passage, takingAway: 1 - kept, of: .all, ordinal: unit * 100 + repair)
      }
      ages.append(life.ageAtStart)
      rests.append(life.passage)
    }
    let (age, rest) = (SampleMoments(ages), SampleMoments(rests))
    #expect(abs(age.mean - expected) < 4 * age.standardError)
    #expect(abs(rest.mean - expected * (1 - kept) / kept) < 4 * rest.standardError)
  }

  @Test("A repair before the failure takes its share of the age", .tags(.exact))
  func preventive() throws {
    let bench = try WearBench(.life(RepairTests.weibull), unitToUnit: 0.2, purpose: "preventive")
    for unit in 0..<200 {
      let life = bench.life(unit * 10)
      let moment = life.passage / 2
      let next = bench.repaired(
        life, at: moment, takingAway: 0.25, of: .all, ordinal: unit * 10 + 1)
      #expect(relativeError(next.ageAtStart, 0.75 * moment) < 1e-14)
      #expect(next.stretch == life.stretch)
      let later = bench.repaired(
        next, at: next.passage, takingAway: 0.5, of: .sinceLastRepair, ordinal: unit * 10 + 2)
      #expect(
        relativeError(later.ageAtStart, 0.75 * moment + 0.5 * next.passage) < 1e-14)
      #expect(bench.life(unit * 10 + 5).stretch != life.stretch)
    }
    let straight = try WearBench(.linear(meanLife: 100))
    let half = straight.repaired(
      straight.life(0), at: 60, takingAway: 0.5, of: .all, ordinal: 1)
    #expect(half.passage == 70)
    let failed = straight.repaired(
      straight.life(0), at: 100, takingAway: 0, of: .all, ordinal: 1)
    #expect(failed.passage == 0)
  }

  @Test("Wear that is repaired goes on from the level that is left", .tags(.statistical))
  func levels() throws {
    let gamma = try GammaWear(meanLife: 1, cvOfLife: 0.4)
    let wiener = WienerWear(meanLife: 1, cvOfLife: 0.5)
    let first = try WearBench(.gamma(gamma), purpose: "levels")
    let second = try WearBench(.wiener(wiener), purpose: "levels")
    var (rests, others) = ([Double](), [Double]())
    for unit in 0..<20_000 {
      var life = first.life(unit * 10)
      let moment = min(0.8, life.passage)
      var next = first.repaired(
        life, at: moment, takingAway: 0.3, of: .all, ordinal: unit * 10 + 1)
      let level = first.level(&life, at: moment)
      let kept = first.level(&next, at: 0)
      #expect(relativeError(kept, 0.7 * level) < 1e-14)
      rests.append(Laws.gammaFailed(gamma, next.passage, rest: 1 - kept))
      // A second repair, of what was gained since.
      let later = next.passage / 2
      var last = first.repaired(
        next, at: later, takingAway: 0.5, of: .sinceLastRepair, ordinal: unit * 10 + 2)
      let gained = first.level(&next, at: later) - kept
      #expect(abs(first.level(&last, at: 0) - (kept + 0.5 * gained)) < 1e-14)

      var drifting = second.life(unit * 10)
      let clock = min(0.8, drifting.passage)
      var repaired = second.repaired(
        drifting, at: clock, takingAway: 0.6, of: .all, ordinal: unit * 10 + 1)
      let before = second.level(&drifting, at: clock)
      let left = second.level(&repaired, at: 0)
      // What is below 0 is no wear that could be taken away.
      #expect(abs(left - (before > 0 ? 0.4 * before : before)) < 1e-14)
      others.append(Laws.wienerFailed(wiener, repaired.passage, rest: 1 - left))
    }
    #expect(kolmogorov(rests) { $0 } < kolmogorovLimit)
    #expect(kolmogorov(others) { $0 } < kolmogorovLimit)
    let dead = first.life(5)
    #expect(
      first.repaired(dead, at: dead.passage, takingAway: 0, of: .all, ordinal: 6).passage == 0)
  }

  @Test("Cracks, shocks and states go on from the level that is left", .tags(.exact))
  func others() throws {
    // m = 2, from 1 to 16: at half of the life 4, level 0.2; half of it is the length 2.5, whose
    // share of the life is ln 2.5/ln 16.
    let crack = try WearBench(
      .crack(
        CrackGrowth(exponent: 2, initialLength: 1, criticalLength: 16, life: .constant(80))))
    let grown = crack.repaired(crack.life(0), at: 40, takingAway: 0.5, of: .all, ordinal: 1)
    let share = 2.5.logarithm / 16.0.logarithm
    #expect(relativeError(grown.passage, 80 * (1 - share)) < 1e-13)

    let shocks = try WearBench(
      .shocks(ShockWear(meanInterval: 5, damage: .constant(0.25))))
    let life = shocks.life(0)
    var next = shocks.repaired(life, at: life.passage, takingAway: 0.5, of: .all, ordinal: 1)
    #expect(shocks.level(&next, at: 0) == 0.5)
    #expect(shocks.level(&next, at: next.passage.nextDown) == 0.75)
    #expect(shocks.level(&next, at: next.passage) == 1)

    let states = try WearBench(
      .states(WearStates((0..<4).map { .init(sojourn: .constant(Double($0) + 1)) })))
    let chain = states.life(0)
    // At 7 it is in state 3, since 6. Half of it is 1.5: the better of two states as near is 1.
    var half = states.repaired(chain, at: 7, takingAway: 0.5, of: .all, ordinal: 1)
    #expect(states.level(&half, at: 0) == 0.25)
    #expect(half.passage == 9)
    // A repair that leaves the state leaves the time in it.
    let minimal = states.repaired(chain, at: 7, takingAway: 0, of: .all, ordinal: 1)
    #expect(minimal.passage == 3)
    // A failed unit from which something is taken works again.
    var saved = states.repaired(chain, at: 10, takingAway: 0.01, of: .all, ordinal: 1)
    #expect(states.level(&saved, at: 0) == 0.75)
    #expect(saved.passage == 4)
    #expect(states.repaired(chain, at: 10, takingAway: 0, of: .all, ordinal: 1).passage == 0)
  }
}
