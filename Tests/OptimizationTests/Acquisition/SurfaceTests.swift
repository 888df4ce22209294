import EventKernel
import SpecialFunctions
import TestDraws
import TestSupport
import Testing

@testable import Optimization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Surfaces of what a point is worth")
struct SurfaceTests {
  static let isChoice = [false, true, false]

  static func process(
    _ draws: inout Draws, count: Int, hasVariances: Bool
  ) throws -> GaussianProcess {
    var plain = PlainProcess(
      &draws, count: count, isChoice: isChoice, hasVariances: hasVariances)
    plain.parameters.noise = hasVariances ? -2 : -18
    return try #require(plain.fast())
  }

  static func drawn(_ process: GaussianProcess, draws: Int, purpose: String) throws -> DrawnProcess
  {
    if draws == 0 { return DrawnProcess(exact: process) }
    let key = StreamKey(seed: 5, replication: 0, path: "tests", purpose: purpose)
    return try #require(DrawnProcess(noisy: process, draws: draws, key: key))
  }

  static func points(_ draws: inout Draws, _ count: Int) -> [[Double]] {
    (0..<count).map { _ in
      [draws.uniform(), (Double(draws.index(below: 3)) + 0.5) / 3, draws.uniform()]
    }
  }

  /// Compares a surface's two ways to give values, and its gradient with differences.
  static func expectConsistent(_ surface: inout some AcquisitionSurface, _ draws: inout Draws) {
    for point in points(&draws, 12) {
      let (value, gradient) = surface.sloped(at: point)
      let alone = surface.value(at: point)
      #expect(abs(value - alone) < 1e-9 * max(1, abs(value)))
      let size = gradient.reduce(abs(value)) { max($0, abs($1)) }
      for i in point.indices {
        if isChoice[i] {
          #expect(gradient[i] == 0)
          continue
        }
        let step = 1e-5
        func moved(_ times: Double) -> Double {
          var moved = point
          moved[i] += times * step
          return surface.value(at: moved)
        }
        let difference = (8 * (moved(1) - moved(-1)) - (moved(2) - moved(-2))) / (12 * step)
        // Variances are differences of numbers of size 1 with rounding of 1e-14, which small
        // variances and steps multiply.
        #expect(abs(gradient[i] - difference) < 2e-5 * max(1, size), "\(point) \(value)")
      }
    }
  }

  static func constraints(_ draws: inout Draws, _ count: Int) throws -> [FeasibilityFactor
    .Constraint]
  {
    try (0..<count).map { _ in
      FeasibilityFactor.Constraint(
        process: try process(&draws, count: 8, hasVariances: true), zero: 0.5 * draws.normal())
    }
  }

  @Test("Gradients are those of differences", .tags(.law), arguments: [0, 1, 5], [0, 2])
  func gradients(draws: Int, constraints: Int) throws {
    var numbers = Draws("surfaces", ordinal: 10 * draws + constraints)
    let (first, second) = (
      try SurfaceTests.drawn(
        SurfaceTests.process(&numbers, count: 9, hasVariances: draws > 0), draws: draws,
        purpose: "first"),
      try SurfaceTests.drawn(
        SurfaceTests.process(&numbers, count: 9, hasVariances: draws > 0), draws: draws,
        purpose: "second")
    )
    let limits = try SurfaceTests.constraints(&numbers, constraints)
    var improvement = ImprovementSurface(
      objective: first, bests: first.values.map { $0.min() ?? 0 }, constraints: limits)
    SurfaceTests.expectConsistent(&improvement, &numbers)
    let fronts = first.values.indices.map { draw in
      HypervolumeSurface.Front(
        Array(zip(first.values[draw], second.values[draw])), reference: (1.5, 1))
    }
    var hypervolume = HypervolumeSurface(
      first: first, second: second, fronts: fronts, constraints: limits)
    SurfaceTests.expectConsistent(&hypervolume, &numbers)
    var bound = ConfidenceBoundSurface(process: first.process, deviations: 2, constraints: limits)
    SurfaceTests.expectConsistent(&bound, &numbers)
    if constraints > 0 {
      var feasibility = FeasibilitySurface(constraints: limits)
      SurfaceTests.expectConsistent(&feasibility, &numbers)
    }
  }

  @Test("Values are those of their definitions", .tags(.law))
  func definitions() throws {
    var draws = Draws("definitions")
    let process = try SurfaceTests.process(&draws, count: 9, hasVariances: true)
    let drawn = try SurfaceTests.drawn(process, draws: 4, purpose: "definitions")
    let limits = try SurfaceTests.constraints(&draws, 2)
    let bests = drawn.values.map { $0.min() ?? 0 }
    let improvement = ImprovementSurface(objective: drawn, bests: bests, constraints: limits)
    let bound = ConfidenceBoundSurface(process: process, deviations: 1.5, constraints: limits)
    for point in SurfaceTests.points(&draws, 10) {
      var chance = 1.0
      for limit in limits {
        let (mean, variance) = limit.process.prediction(at: point)
        chance *= StandardNormal.cumulative((limit.zero - mean) / variance.squareRoot())
      }
      let sights = drawn.process.predictions(at: [point], weights: drawn.weights)
      let deviation = sights.variances[0].squareRoot()
      var expected = 0.0
      for (means, best) in zip(sights.means, bests) {
        let z = (best - means[0]) / deviation
        expected +=
          deviation * (StandardNormal.density(z) + z * StandardNormal.cumulative(z)) / 4
      }
      // EI by its plain formula loses all digits far out; there is none such here.
      #expect(relativeError(exp(improvement.value(at: point)), expected * chance) < 1e-7)
      let (mean, variance) = process.prediction(at: point)
      #expect(
        abs(bound.value(at: point) - (1.5 * variance.squareRoot() - mean + log(chance)))
          < 1e-9)
    }
  }
}

@Suite("Expected gain in hypervolume")
struct HypervolumeSurfaceTests {
  /// A process of one dimension with one datum far away: what it expects at 0.5 is what it is told.
  static func told(mean: Double, variance: Double) throws -> DrawnProcess {
    let parameters = ProcessParameters(
      vector: [-6, log(variance), -21, -60, -60], dimensions: 1)
    return DrawnProcess(
      exact: try #require(
        GaussianProcess(
          points: [[0]], isChoice: [false], targets: [mean], parameters: parameters, mean: mean)))
  }

  /// The expected gain by the areas of rectangles between all values of the front, each the product of two
  /// differences of ψ(b) = E max(0, b - Y) (independent of strips and of logarithms).
  static func rectangles(
    _ front: [(Double, Double)], reference: (Double, Double), means: (Double, Double),
    variances: (Double, Double)
  ) -> Double {
    func gain(_ bound: Double, _ mean: Double, _ variance: Double) -> Double {
      if bound == -.infinity { return 0 }
      let z = (bound - mean) / variance.squareRoot()
      return variance.squareRoot()
        * (StandardNormal.density(z) + z * StandardNormal.cumulative(z))
    }
    let xs = [-.infinity] + (front.map(\.0).filter { $0 < reference.0 }).sorted() + [reference.0]
    let ys = [-.infinity] + (front.map(\.1).filter { $0 < reference.1 }).sorted() + [reference.1]
    var sum = 0.0
    for i in 1..<xs.count where xs[i] > xs[i - 1] {
      for j in 1..<ys.count where ys[j] > ys[j - 1] {
        // A cell counts where no point of the front is as low in both.
        if front.contains(where: { $0.0 <= xs[i - 1] && $0.1 <= ys[j - 1] }) { continue }
        sum +=
          (gain(xs[i], means.0, variances.0) - gain(xs[i - 1], means.0, variances.0))
          * (gain(ys[j], means.1, variances.1) - gain(ys[j - 1], means.1, variances.1))
      }
    }
    return sum
  }

  static func fronts() -> [[(Double, Double)]] {
    [
      [], [(0, 0)], [(-1, 1), (0, 0), (1, -1)], [(0, 0), (0, 0), (0.5, 0.5), (0, 1)],
      [(5, 5)], [(-1, 3), (1, -2), (2.5, -5), (-3, 2.9)],
    ]
  }

  @Test("The gain is that of rectangles, for any front", .tags(.law), arguments: 0..<6)
  func exact(index: Int) throws {
    let front = HypervolumeSurfaceTests.fronts()[index]
    for (means, variances) in [
      ((0.0, 0.0), (1.0, 1.0)), ((-1, 2), (0.3, 2)), ((1, 0.5), (2, 0.1)),
      ((0.2, -0.7), (0.5, 0.5)),
    ] {
      let surface = HypervolumeSurface(
        first: try HypervolumeSurfaceTests.told(mean: means.0, variance: variances.0),
        second: try HypervolumeSurfaceTests.told(mean: means.1, variance: variances.1),
        fronts: [HypervolumeSurface.Front(front, reference: (2, 3))], constraints: [])
      let expected = HypervolumeSurfaceTests.rectangles(
        front, reference: (2, 3), means: means, variances: variances)
      #expect(relativeError(exp(surface.value(at: [0.5])), expected) < 1e-9)
    }
  }

  @Test("The gain is the mean of a million draws", .tags(.statistical), arguments: 0..<3)
  func monteCarlo(index: Int) throws {
    let front = HypervolumeSurfaceTests.fronts()[2 * index + 1]
    var draws = Draws("hypervolumes", ordinal: index)
    let (means, variances) = ((0.4, 0.6), (0.8, 1.5))
    let surface = HypervolumeSurface(
      first: try HypervolumeSurfaceTests.told(mean: means.0, variance: variances.0),
      second: try HypervolumeSurfaceTests.told(mean: means.1, variance: variances.1),
      fronts: [HypervolumeSurface.Front(front, reference: (2, 3))], constraints: [])
    let points = front.map { [$0.0, $0.1] }
    let before = Hypervolume.value(of: points, reference: [2, 3])
    let count = 1_000_000
    var (sum, squares) = (0.0, 0.0)
    let deviations = (variances.0.squareRoot(), variances.1.squareRoot())
    for _ in 0..<count {
      let first = means.0 + deviations.0 * draws.normal()
      let second = means.1 + deviations.1 * draws.normal()
      guard first < 2, second < 3 else { continue }
      let gain =
        Hypervolume.value(of: points + [[first, second]], reference: [2, 3]) - before
      sum += gain
      squares += gain * gain
    }
    let mean = sum / Double(count)
    let error = ((squares / Double(count) - mean * mean) / Double(count)).squareRoot()
    // 4 standard errors: once in 16,000 seeds.
    #expect(abs(exp(surface.value(at: [0.5])) - mean) < 4 * error)
  }

  @Test("Far behind the front the gain is tiny, and its slope leads back")
  func far() throws {
    let front = HypervolumeSurface.Front([(-1, 1), (0, 0), (1, -1)], reference: (2, 2))
    for mean in [20.0, 200, 2_000] {
      var surface = HypervolumeSurface(
        first: try HypervolumeSurfaceTests.told(mean: mean, variance: 1),
        second: try HypervolumeSurfaceTests.told(mean: mean, variance: 1), fronts: [front],
        constraints: [])
      #expect(surface.value(at: [0.5]).isFinite)
      let gradient = surface.sloped(at: [0.01]).gradient
      #expect(gradient[0].isFinite)
    }
  }
}
