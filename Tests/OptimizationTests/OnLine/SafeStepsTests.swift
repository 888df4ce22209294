import Foundation
import Optimization
import TestDraws
import TestSupport
import Testing

@Suite("Safe steps")
struct SafeStepsTests {
  /// Faster is better, and beyond about 6.5 too much is spoilt.
  private func yield(_ point: [Double]) -> Double {
    1 / (1 + exp(1.5 * (point[0] - 8)) + 0.01 * (point[1] - 2) * (point[1] - 2))
  }

  private func search(
    seed: Int, leastYield: Double, runs: Int = 50
  ) -> [(point: [Double], yield: Double)] {
    var draws = Draws("safe steps", ordinal: seed)
    var steps = SafeSteps(
      start: [2, 0], steps: [1, 1], limits: [0...10, -5...5], leastYield: leastYield)
    var point = [2.0, 0]
    var path: [(point: [Double], yield: Double)] = []
    for _ in 0..<runs {
      let yield = yield(point)
      path.append((point, yield))
      let passed = (0..<100).count { _ in draws.uniform() < yield }
      point =
        steps.next(
          after: SafeSteps.Run(
            point: point, value: point[0] * yield + 0.1 * draws.normal(), passed: passed,
            inspected: 100)
        ).point
    }
    return path
  }

  /// With the second set-point at its best the yield is 90 % at 6.535; there are the most good parts, too, nearly.
  @Test("It finds the best that the least yield allows", .tags(.statistical))
  func constrained() {
    var (below, shortfall, ends) = (0, 0.0, [Double]())
    for seed in 0..<20 {
      let path = search(seed: seed, leastYield: 0.9)
      for (step, next) in zip(path, path.dropFirst()) {
        for (from, to) in zip(step.point, next.point) { #expect(abs(from - to) <= 1 + 1e-12) }
        #expect((0...10).contains(next.point[0]) && (-5...5).contains(next.point[1]))
      }
      below += path.count { $0.yield < 0.9 }
      shortfall += path.reduce(0) { $0 + max(0, 0.9 - $1.yield) }
      ends.append(path.suffix(10).map(\.point[0]).reduce(0, +) / 10)
    }
    let mean = ends.reduce(0, +) / Double(ends.count)
    #expect(mean > 6.2 && mean < 6.6, "\(mean)")
    // Who walks along the limit is sometimes below it, but seldom, and in the mean by little; a single look may be far
    // below, where the yield falls faster than the model could know.
    #expect(Double(below) / 1_000 < 0.15, "\(below) of 1,000")
    #expect(shortfall / 1_000 < 0.005, "\(shortfall / 1_000)")
  }

  @Test("Without a least yield it goes on to the best there is", .tags(.statistical))
  func free() {
    let ends = (0..<10).map { seed in
      search(seed: seed, leastYield: 0).suffix(10).map { $0.point[0] * $0.yield }.reduce(0, +) / 10
    }
    // The most is 5.88, at 6.52 and the best second set-point.
    let mean = ends.reduce(0, +) / Double(ends.count)
    #expect(mean > 5.7 && mean < 5.8805, "\(mean)")
  }

  @Test("The first runs are half steps to both sides", .tags(.exact))
  func first() {
    var steps = SafeSteps(start: [1, 0], steps: [1, 2], limits: [1...4, -5...5])
    var points: [[Double]] = [[1, 0]]
    for _ in 0..<3 {
      let next = steps.next(
        after: SafeSteps.Run(point: points[points.count - 1], value: 1, passed: 9, inspected: 10))
      #expect(next.reason == .learning && next.expected == nil)
      points.append(next.point)
    }
    // Below 1 the first may not go.
    #expect(points == [[1, 0], [1.5, 0], [1, 1], [1, -1]])
  }
}
