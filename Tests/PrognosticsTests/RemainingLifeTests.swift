import Prognostics
import TestDraws
import TestSupport
import Testing

@Suite("Remaining life")
struct RemainingLifeTests {
  /// Uniform from 0 to 10 with the chance 0.8, and else longer than 10.
  static func uniform() throws -> RemainingLife {
    try RemainingLife(times: [0, 10], survival: [1, 0.2])
  }

  @Test("Chances, quantiles and means of a line", .tags(.exact))
  func line() throws {
    let life = try RemainingLifeTests.uniform()
    #expect(life.chance(within: -1) == 0 && life.chance(within: 0) == 0)
    #expect(abs(life.chance(within: 5) - 0.4) < 1e-15)
    #expect(abs(life.chance(within: 99) - 0.8) < 1e-15)
    #expect(life.quantile(0) == 0)
    #expect(abs(life.median - 6.25) < 1e-12)
    #expect(life.quantile(0.81) == .infinity)
    #expect(life.chanceBeyond == 0.2 && life.horizon == 10)
    // ∫ (1 - 0.08 t) dt from 0 to 10.
    #expect(abs(life.mean - 6) < 1e-12)
    // E min(T, 10)² = 2 ∫ t (1 - 0.08 t) dt = 100 - 160/3.
    #expect(abs(life.standardDeviation - (100 - 160.0 / 3 - 36).squareRoot()) < 1e-12)
    let interval = life.interval(level: 0.8)
    #expect(abs(interval.lower - 1.25) < 1e-12 && interval.upper == .infinity)
    #expect(interval.contains(1.3) && !interval.contains(1.2))
  }

  @Test("What has been survived is taken away", .tags(.exact))
  func conditional() throws {
    let life = try RemainingLifeTests.uniform()
    // S(5) = 0.6, S(8) = 0.36.
    #expect(abs(life.chance(within: 3, after: 5) - 0.4) < 1e-12)
    let later = life.survived(5)
    #expect(later.times == [0, 5])
    #expect(abs(later.survival[1] - 1.0 / 3) < 1e-12)
    // Trapezoid of 1 and 1/3 over 5.
    #expect(abs(later.mean - 10.0 / 3) < 1e-12)
    #expect(abs(life.meanBeyond(5) - later.mean) < 1e-12)
    let certain = try RemainingLife.certain(7)
    #expect(certain.mean == 7 && certain.median == 7 && certain.standardDeviation == 0)
    #expect(certain.chance(within: 6.9) == 0 && certain.chance(within: 7) == 1)
    #expect(certain.survived(3) == (try RemainingLife(times: [0, 4, 4], survival: [1, 1, 0])))
    #expect(certain.survived(8).mean == 0 && certain.chance(within: 1, after: 8) == 1)
  }

  @Test("Quantiles make the distribution that they came from", .tags(.law))
  func quantiles() throws {
    let life = try RemainingLife(probabilities: RemainingLife.usualProbabilities) { 50 * $0 }
    for share in 1..<20 {
      let p = Double(share) / 20
      #expect(abs(life.quantile(p) - 50 * p) < 1e-9)
      #expect(abs(life.chance(within: 50 * p) - p) < 1e-12)
      #expect(abs(life.chance(within: life.quantile(p)) - p) < 1e-12)
    }
    #expect(abs(life.mean - 25) < 1e-9)
    // An exponential life has no last quantile: the rest stays.
    let open = try RemainingLife(probabilities: [0, 0.5, 1]) { $0 < 1 ? 4 * $0 : .infinity }
    #expect(open.times == [0, 2] && open.chanceBeyond == 0.5)
  }

  @Test("The survival of lives, some of them censored, worked by hand", .tags(.exact))
  func productLimit() {
    // Weights 1, 1, 2: at 2 one of 4 ends, the censored one leaves, at 5 all that is left ends.
    let curve = WeightedSurvival(
      times: [5, 2, 3, 2], ended: [true, true, false, false], weights: [2, 1, 0.5, 0.5])
    #expect(curve.times == [2, 5])
    #expect(curve.survival == [0.75, 0])
    #expect(curve.survival(at: 1.9) == 1 && curve.survival(at: 2) == 0.75)
    #expect(curve.quantile(0.25) == 2 && curve.quantile(0.3) == 5)
    let never = WeightedSurvival(times: [1, 4], ended: [true, false], weights: [1, 3])
    #expect(never.survival == [0.75] && never.quantile(0.3) == .infinity)
  }

  @Test(
    "What is no distribution is refused", .tags(.failure),
    arguments: [
      (
        [0.0, 2, 1], [1, 0.5, 0.2],
        "a time of a remaining life is 1; it must be finite and not before 2.0"
      ),
      ([0, 1], [1, 1.5], "the survival of a remaining life is 1.5; it must be from 0 to 1.0"),
      ([3], [0.5], "the first survival of a remaining life is 0.5; it must be 1"),
      ([], [], "times of a remaining life: there are 0, and at least 1 are needed"),
      ([1], [1, 0], "the survival of a remaining life: there are 2, and 1 are expected"),
    ])
  func refusals(times: [Double], survival: [Double], message: String) {
    let error = #expect(throws: PrognosticsError.self) {
      try RemainingLife(times: times, survival: survival)
    }
    #expect(error?.description == message)
  }
}
