import Optimization
import TestDraws
import TestSupport
import Testing

@Suite("Fronts")
struct FrontTests {
  @Test("What is nowhere worse and somewhere better dominates", .tags(.exact))
  func domination() {
    #expect(Domination.dominates([1, 2], [1, 3]))
    #expect(!Domination.dominates([1, 2], [1, 2]))
    #expect(!Domination.dominates([1, 4], [2, 3]))
    #expect(
      Domination.front(of: [[1, 4], [2, 3], [2, 4], [3, 1], [2, 3], [5, 5]]) == [0, 1, 3, 4])
  }

  @Test(
    "What keeps constraints dominates what breaks them, less broken what is more", .tags(.exact))
  func constrained() {
    let measurements = [
      Measurement(objectives: [5, 5], constraints: [-1, 0]),
      Measurement(objectives: [0, 0], constraints: [0.5, -9]),
      Measurement(objectives: [1, 1], constraints: [0.1, 0.1]),
    ]
    #expect(Domination.dominates(measurements[0], measurements[1]))
    #expect(Domination.dominates(measurements[2], measurements[1]))
    #expect(Domination.front(of: measurements) == [0])
    #expect(Domination.front(of: Array(measurements.dropFirst())) == [1])
  }

  /// Strips of widths 3, 2 and 1, each 1 high.
  @Test("Three points in the plane dominate 6", .tags(.exact))
  func plane() {
    let points = [[2.0, 2], [1, 3], [3, 1], [3, 3], [2, 2], [4, 0]]
    #expect(Hypervolume.value(of: points, reference: [4, 4]) == 6)
    #expect(Hypervolume.value(of: [], reference: [4, 4]) == 0)
    #expect(Hypervolume.value(of: [[1]], reference: [3]) == 2)
    #expect(
      Hypervolume.contributions(of: [[1, 3], [2, 2], [3, 1]], reference: [4, 4]) == [1, 1, 1])
    #expect(Hypervolume.contributions(of: points, reference: [4, 4]) == [0, 1, 1, 0, 0, 0])
  }

  /// Three boxes of 6, each two of which share 2 and all three 1: 18 - 6 + 1.
  @Test("Three points in space dominate 13", .tags(.exact))
  func space() {
    let points = [[1.0, 2, 3], [2, 3, 1], [3, 1, 2]]
    #expect(Hypervolume.value(of: points, reference: [4, 4, 4]) == 13)
    // 6 less 2 and 2, and the 1 that was taken twice.
    #expect(Hypervolume.contributions(of: points, reference: [4, 4, 4]) == [3, 3, 3])
  }

  @Test(
    "Hypervolumes are those of inclusion and exclusion", .tags(.law), arguments: 2...6)
  func inclusion(objectives: Int) {
    var draws = Draws("hypervolumes", ordinal: objectives)
    let reference = [Double](repeating: 0.9, count: objectives)
    for _ in 0..<40 {
      let points = (0..<draws.whole(1...9)).map { _ in
        // Tenths, so that coordinates are often equal.
        (0..<objectives).map { _ in
          draws.chance(0.5) ? 0.1 * Double(draws.whole(0...10)) : draws.uniform()
        }
      }
      var sum = 0.0
      for subset in 1..<(1 << points.count) {
        let chosen = points.indices.filter { subset >> $0 & 1 == 1 }
        let volume = (0..<objectives).reduce(1.0) { product, i in
          product * max(0, reference[i] - (chosen.map { points[$0][i] }.max() ?? 0))
        }
        sum += chosen.count % 2 == 1 ? volume : -volume
      }
      let found = Hypervolume.value(of: points, reference: reference)
      // 512 terms below 1, each with a rounding.
      #expect(abs(found - sum) < 1e-12)
      let contributions = Hypervolume.contributions(of: points, reference: reference)
      for index in points.indices {
        let others = points.indices.filter { $0 != index }.map { points[$0] }
        let rest = Hypervolume.value(of: others, reference: reference)
        #expect(abs(contributions[index] - (found - rest)) < 1e-12)
      }
    }
  }

  /// Together the points of a sphere where all coordinates are below 0 dominate that eighth of the ball, π/6; 200 points on it leave some percent out.
  @Test("Many points on a sphere dominate nearly its part of the cube", .tags(.exact))
  func sphere() {
    let points = SobolSequence(dimensions: 3, seed: 2).points(1_024).compactMap {
      point -> [Double]? in
      let length = point.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return length > 0.1 && length < 1 ? point.map { -$0 / length } : nil
    }.prefix(200)
    let volume = Hypervolume.value(of: Array(points), reference: [0, 0, 0])
    #expect(volume < Double.pi / 6 && volume > 0.9 * Double.pi / 6)
  }
}
