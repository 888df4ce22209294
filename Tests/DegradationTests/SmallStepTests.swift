import Degradation
import EventKernel
import RandomVariates
import TestSupport
import Testing

/// A gamma process in small steps, against levels drawn given the failure.
@Suite("Small steps")
struct SmallStepTests {
  /// An independent way to the same law: a gamma process in small steps.
  ///
  /// A failure on the grid is seen at the end of its step, so that P(X(t) ≤ x, life ≤ s) is P(X(t)
  /// ≤ x) minus P(X(t) ≤ x, X(s) < 1) where t and s lie on the grid: there is no bias at all.
  @Test("A gamma process in small steps shows the same levels and failures", .tags(.statistical))
  func grid() throws {
    let gamma = try GammaWear(meanLife: 1, cvOfLife: 0.5)
    let bench = try WearBench(.gamma(gamma), purpose: "grid")
    let (steps, count) = (40, 40_000)
    let width = 1.6 / Double(steps)
    let step = Sampler(
      Distribution(.gamma(shape: gamma.shapeRate * width, scale: gamma.scale)))
    // Of lives: how many failed between the ends of two steps, and the sum of the levels at the
    // fifteenth step of those that failed by each later step.
    var (failures, levels, squares) = (
      Array(repeating: 0.0, count: steps + 1), Array(repeating: 0.0, count: steps + 1),
      Array(repeating: 0.0, count: steps + 1)
    )
    var (gridFailures, gridLevels, gridSquares) = (failures, levels, squares)
    let look = 15
    for ordinal in 0..<count {
      var stream = RandomStream(
        StreamKey(seed: 7, replication: 0, path: "grid", purpose: "steps"),
        ordinal: UInt64(ordinal))
      var (level, seen, end) = (0.0, 0.0, steps)
      for place in 1...steps {
        level += step.sample(using: &stream)
        if level >= 1 {
          end = place
          break
        }
        if place == look { seen = level }
      }
      gridFailures[end] += 1
      gridLevels[end] += seen
      gridSquares[end] += seen * seen
      var life = bench.life(ordinal)
      let place = min(steps, Int((life.passage / width).rounded(.up)))
      let value =
        life.passage > Double(look) * width ? bench.level(&life, at: Double(look) * width) : 0
      failures[place] += 1
      levels[place] += value
      squares[place] += value * value
    }
    // Differences of two independent sums, each with the variance of its own squares.
    for place in 1...steps where failures[place] > 50 {
      let difference = failures[place] - gridFailures[place]
      #expect(abs(difference) < 4 * (failures[place] + gridFailures[place]).squareRoot())
      guard place > look else { continue }
      let levelError = (squares[place] + gridSquares[place]).squareRoot()
      #expect(abs(levels[place] - gridLevels[place]) < 4 * levelError)
      let (one, other) = (
        levels[place] / failures[place], gridLevels[place] / gridFailures[place]
      )
      let spread = { (sum: Double, square: Double, n: Double) in
        (square / n - (sum / n) * (sum / n)) / n
      }
      let error =
        spread(levels[place], squares[place], failures[place])
        + spread(gridLevels[place], gridSquares[place], gridFailures[place])
      #expect(abs(one - other) < 4 * error.squareRoot())
    }
  }
}
