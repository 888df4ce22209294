import TestDraws
import TestSupport
import Testing

@testable import Optimization

@Suite("Descent of limited memory")
struct LimitedMemoryDescentTests {
  typealias Answer = (value: Double, gradient: [Double])?

  static func descent(
    _ dimensions: Int, lower: Double = -2, upper: Double = 2, evaluations: Int = 200
  ) -> LimitedMemoryDescent {
    LimitedMemoryDescent(
      lower: Array(repeating: lower, count: dimensions),
      upper: Array(repeating: upper, count: dimensions), evaluations: evaluations,
      gradientTolerance: 1e-9, fallTolerance: 1e-16)
  }

  static func rosenbrock(_ x: [Double]) -> Answer {
    let (a, b) = (1 - x[0], x[1] - x[0] * x[0])
    return (a * a + 100 * b * b, [-2 * a - 400 * x[0] * b, 200 * b])
  }

  @Test("Quadratics of any condition end at their minimum", .tags(.law), arguments: [1, 2, 7, 20])
  func quadratics(dimensions: Int) throws {
    var draws = Draws("quadratics", ordinal: dimensions)
    let weights = (0..<dimensions).map { _ in draws.exponential() + 0.01 }
    let center = (0..<dimensions).map { _ in 3 * draws.uniform() - 1.5 }
    let end = try #require(
      LimitedMemoryDescentTests.descent(dimensions, evaluations: 500).minimum(
        from: (0..<dimensions).map { _ in 4 * draws.uniform() - 2 }
      ) { x in
        let d = zip(x, center).map { $0 - $1 }
        return (
          zip(weights, d).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }, zip(weights, d).map { 2 * $0 * $1 }
        )
      })
    for (found, wanted) in zip(end.point, center) { #expect(abs(found - wanted) < 1e-6) }
  }

  @Test("Rosenbrock's valley, from anywhere and from all corners", .tags(.law))
  func rosenbrock() throws {
    var draws = Draws("valley")
    let corners = [[-2.0, -2], [-2, 2], [2, -2], [2, 2]]
    for start in corners
      + (0..<20).map({ _ in [4 * draws.uniform() - 2, 4 * draws.uniform() - 2] })
    {
      let end = try #require(
        LimitedMemoryDescentTests.descent(2, evaluations: 400).minimum(
          from: start, LimitedMemoryDescentTests.rosenbrock))
      #expect(end.value < 1e-10, "\(start) ends at \(end)")
    }
  }

  @Test("Where the minimum lies outside it ends at the bound, exactly")
  func bounds() throws {
    let end = try #require(
      LimitedMemoryDescentTests.descent(3).minimum(from: [0, 0, 0]) { x in
        let d = [x[0] - 5, x[1] + 9, x[2] - 0.5]
        return (
          d.reduce(0) { $0 + $1 * $1 } + d[0] * d[2], [2 * d[0] + d[2], 2 * d[1], 2 * d[2] + d[0]]
        )
      })
    // At x₀ = 2: 2 (x₂ - 0.5) - 3 = 0.
    #expect(end.point[0] == 2 && end.point[1] == -2 && abs(end.point[2] - 2) < 1e-6)
  }

  @Test("A start at a minimum, or outside the box, or without a value")
  func starts() throws {
    let descent = LimitedMemoryDescentTests.descent(2)
    let there = try #require(
      descent.minimum(from: [1, 1], LimitedMemoryDescentTests.rosenbrock))
    #expect(there.point == [1, 1] && there.value == 0)
    let outside = try #require(
      descent.minimum(from: [9, -9], LimitedMemoryDescentTests.rosenbrock))
    #expect(outside.value < 1e-8)
    #expect(descent.minimum(from: [0, 0]) { _ in nil } == nil)
  }

  @Test("It never leaves the box, never ends higher than it began, and keeps its word", .tags(.law))
  func laws() throws {
    var draws = Draws("descents")
    for round in 0..<400 {
      let dimensions = draws.whole(1...5)
      let lower = (0..<dimensions).map { _ in -draws.uniform() }
      let upper = lower.map { $0 + [0, 0.05, 1, 2][draws.index(below: 4)] }
      var descent = LimitedMemoryDescent(
        lower: lower, upper: upper, evaluations: draws.whole(1...60), gradientTolerance: 1e-9,
        fallTolerance: 0)
      descent.firstStep = [0.05, 0.5, 10][draws.index(below: 3)]
      // Full of mixed terms and waves, with a part where there is no value.
      let mixed = (0..<dimensions).map { _ in (0..<dimensions).map { _ in 3 * draws.normal() } }
      let hole = 0.8 * draws.uniform()
      var (used, last) = (0, Double.infinity)
      func function(_ x: [Double]) -> Answer {
        used += 1
        for i in x.indices { #expect(x[i] >= lower[i] && x[i] <= upper[i]) }
        if round % 3 == 0, x[0] > hole { return nil }
        var (value, gradient) = (0.0, Array(repeating: 0.0, count: dimensions))
        for row in mixed {
          let sum = zip(row, x).reduce(0) { $0 + $1.0 * $1.1 }
          value += sum * sum * sum * sum / 20 - sum * sum / 4 + sum
          let slope = sum * sum * sum / 5 - sum / 2 + 1
          for i in x.indices { gradient[i] += slope * row[i] }
        }
        last = min(last, value)
        return (value, gradient)
      }
      let start = zip(lower, upper).map { $0 + draws.uniform() * ($1 - $0) }
      let first = function(start)
      used = 0
      let end = descent.minimum(from: start, function)
      #expect((end == nil) == (first == nil))
      #expect(used <= descent.evaluations)
      if let end, let first {
        #expect(end.value <= first.value, "round \(round)")
        #expect(try #require(function(end.point)).value == end.value)
      }
    }
  }
}
