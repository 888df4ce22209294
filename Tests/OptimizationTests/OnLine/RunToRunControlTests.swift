import Optimization
import TestDraws
import TestSupport
import Testing

@Suite("Run-to-run control")
struct RunToRunControlTests {
  /// Mean and mean square of deviations from the target, of runs whose level moves by `drift` a run.
  private func deviations(
    weight: Double, ratio: Double, drift: Double, noise: Double, runs: Int, _ name: String
  ) -> (mean: Double, square: Double) {
    var draws = Draws(name)
    // The true slope is 2.
    var control = RunToRunControl(target: 5, slope: 2 / ratio, weight: weight)
    var (setPoint, sum, squares) = (0.0, 0.0, 0.0)
    let skipped = 200
    for run in 0..<runs + skipped {
      let mean = 3 + drift * Double(run) + 2 * setPoint + noise * draws.normal()
      control.learn(mean, at: setPoint)
      setPoint = control.setPoint ?? 0
      guard run >= skipped else { continue }
      sum += mean - 5
      squares += (mean - 5) * (mean - 5)
    }
    return (sum / Double(runs), squares / Double(runs))
  }

  /// Deviations follow y ← (1 - λξ) y + e - e₋: variance 2σ²/(2 - λξ).
  @Test(
    "What it costs while nothing drifts: 2 / (2 - λξ) of the variance", .tags(.statistical),
    arguments: [(0.2, 1.0), (0.5, 1.4), (1, 1), (0.6, 0.5)])
  func inflation(weight: Double, ratio: Double) {
    let runs = 200_000
    let found = deviations(
      weight: weight, ratio: ratio, drift: 0, noise: 1, runs: runs, "inflation \(weight) \(ratio)")
    let expected = 2 / (2 - weight * ratio)
    // A square of a normal number has variance 2σ⁴; successive ones are correlated by less than a half.
    let error = expected * (2 * 3 / Double(runs)).squareRoot()
    #expect(abs(found.square - expected) < 4 * error)
  }

  @Test("A steady drift leaves a lag of δ / (λξ)", .tags(.exact), arguments: [0.2, 0.5, 1])
  func lag(weight: Double) {
    let found = deviations(
      weight: weight, ratio: 1.25, drift: 0.01, noise: 0, runs: 100, "lag")
    #expect(abs(found.mean - 0.01 / (weight * 1.25)) < 1e-9)
  }

  @Test("With λξ below 2 a disturbance dies away, above it swings wider and wider", .tags(.law))
  func stability() {
    for (ratio, isStable) in [(1.9, true), (2.1, false)] {
      // The true slope is 2; the weight is 1.
      var control = RunToRunControl(target: 5, slope: 2 / ratio, weight: 1)
      var (setPoint, distances) = (3.0, [Double]())
      for _ in 0..<40 {
        let mean = 3 + 2 * setPoint
        distances.append(abs(mean - 5))
        control.learn(mean, at: setPoint)
        setPoint = control.setPoint ?? 0
      }
      // Each distance is |1 - λξ| times the one before.
      for (before, after) in zip(distances, distances.dropFirst()) {
        #expect(abs(after / before - (ratio - 1)) < 1e-6)
      }
      #expect((distances[39] < distances[0]) == isStable)
    }
  }

  @Test("Before the first run nothing is known; after it the target is expected", .tags(.exact))
  func first() {
    var control = RunToRunControl(target: 46, slope: -0.06, weight: 0.3)
    #expect(control.setPoint == nil && control.expected(at: 700) == nil)
    control.learn(45.4, at: 700)
    #expect(abs((control.setPoint ?? 0) - 690) < 1e-9)
    #expect(abs((control.expected(at: 690) ?? 0) - 46) < 1e-9)
    #expect(abs((control.expected(at: 700) ?? 0) - 45.4) < 1e-9)
  }
}
