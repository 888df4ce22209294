import Optimization
import SpecialFunctions
import TestDraws
import TestSupport
import Testing

@Suite("Sensitivity")
struct SensitivityTests {
  static func cube(_ dimensions: Int) -> SearchSpace {
    SearchSpace((0..<dimensions).map { SearchDimension("x\($0 + 1)", .real(low: 0, high: 1)) })
  }

  /// A function with its shares.
  struct Known: Sendable {
    var name: String
    var first: [Double]
    var total: [Double]
    var value: @Sendable ([Double]) -> Double
  }

  /// The function of Ishigami and Homma.
  ///
  /// Source: T. Ishigami, T. Homma, "An importance quantification technique in uncertainty analysis for
  /// computer models", First International Symposium on Uncertainty Modeling and Analysis, 1990,
  /// 398–403: sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁ for x from -π to π.
  static let ishigami: Known = {
    let (a, b) = (7.0, 0.1)
    let fourth = Double.pi * .pi * .pi * .pi
    let variance = a * a / 8 + b * fourth / 5 + b * b * fourth * fourth / 18 + 0.5
    let one = 0.5 * (1 + b * fourth / 5) * (1 + b * fourth / 5)
    let both = 8 * b * b * fourth * fourth / 225
    return Known(
      name: "Ishigami", first: [one / variance, a * a / 8 / variance, 0],
      total: [(one + both) / variance, a * a / 8 / variance, both / variance]
    ) { u in
      let sines = u.map { Reproducible.circle(turns: $0 - 0.5).sine }
      let third = Double.pi * (2 * u[2] - 1)
      return sines[0] + a * sines[1] * sines[1] + b * third * third * third * third * sines[0]
    }
  }()

  /// Sobol's g-function.
  ///
  /// Source: A. Saltelli, I. M. Sobol', "About the use of rank transformation in sensitivity analysis of
  /// model output", Reliability Engineering & System Safety 50 (1995) 225–239: Π (|4x - 2| + a)/(1 + a).
  static let product: Known = {
    let a = [0, 1, 4.5, 9, 99]
    let parts = a.map { 1 / (3 * (1 + $0) * (1 + $0)) }
    let all = parts.reduce(1) { $0 * (1 + $1) }
    return Known(
      name: "g", first: parts.map { $0 / (all - 1) },
      total: parts.map { $0 * all / (1 + $0) / (all - 1) }
    ) { u in
      zip(u, a).reduce(1) { $0 * (abs(4 * $1.0 - 2) + $1.1) / (1 + $1.1) }
    }
  }()

  // MARK: - Sobol's indices

  @Test(
    "Shares are those that are known, within four standard errors", .tags(.statistical),
    arguments: [ishigami, product])
  func known(function: Known) throws {
    for seed in 1...3 as ClosedRange<UInt64> {
      let indices = SobolIndices(
        in: SensitivityTests.cube(function.first.count), count: 2_048, seed: seed)
      let points = indices.points
      #expect(points.count == 2_048 * (function.first.count + 2))
      let shares = try #require(
        indices.estimates(from: points.map(function.value), resamples: 200))
      for (index, share) in shares.enumerated() {
        for (estimate, exact) in [
          (share.first, function.first[index]), (share.total, function.total[index]),
        ] {
          // Where a share is 0 nothing varies, and rounding is left.
          #expect(abs(estimate.value - exact) < 4 * estimate.standardError + 1e-12)
          #expect(estimate.standardError < 0.05)
          #expect(estimate.low <= estimate.value && estimate.value <= estimate.high)
        }
      }
    }
  }

  /// Of 60 intervals of 90 % each of independent rows 54 would be expected with a deviation of 2.3, here
  /// more; 44 are four deviations fewer.
  @Test("Intervals hold the share at least as often as they say", .tags(.statistical))
  func coverage() throws {
    var held = 0
    for seed in 1...20 as ClosedRange<UInt64> {
      let indices = SobolIndices(in: SensitivityTests.cube(3), count: 256, seed: seed)
      let shares = try #require(
        indices.estimates(
          from: indices.points.map(SensitivityTests.ishigami.value), confidenceLevel: 0.9,
          resamples: 300))
      for (share, exact) in zip(shares, SensitivityTests.ishigami.total)
      where share.total.low <= exact && exact <= share.total.high {
        held += 1
      }
    }
    #expect(held >= 44)
  }

  @Test("A sum shares its variance without rest, and its rows may have holes", .tags(.law))
  func sums() throws {
    let space = SearchSpace([
      SearchDimension("a", .whole(low: 0, high: 9)), SearchDimension("b", .real(low: 0, high: 4)),
      SearchDimension("c", .fixed(3)), SearchDimension("d", .choice(count: 2)),
    ])
    let indices = SobolIndices(in: space, count: 1_024, seed: 2)
    let results = indices.points.enumerated().map { place, point -> Double? in
      let v = space.values(at: point)
      return place % 97 == 5 ? nil : v[0] + v[1] + 5 * v[2] + 2 * v[3]
    }
    let shares = try #require(indices.estimates(from: results, resamples: 100))
    // Variances 99/12, 16/12, 0 and 1.
    let whole = 99.0 / 12 + 16.0 / 12 + 1
    for (share, variance) in zip(shares, [99.0 / 12, 16.0 / 12, 0, 1]) {
      #expect(abs(share.first.value - variance / whole) < 4 * share.first.standardError + 1e-12)
      #expect(abs(share.total.value - variance / whole) < 4 * share.total.standardError + 1e-12)
    }
    #expect(shares.map(\.dimension) == ["a", "b", "c", "d"])
    #expect(shares[2].total.value == 0)
    #expect(indices.estimates(from: results.map { _ in 7 }) == nil)
    #expect(indices.estimates(from: results.map { _ in nil }) == nil)
  }

  // MARK: - Elementary effects

  @Test("Each trajectory moves every quantity once, by the step", .tags(.law))
  func trajectories() {
    for seed in 1...10 as ClosedRange<UInt64> {
      let screening = ElementaryEffects(in: SensitivityTests.cube(5), trajectories: 8, seed: seed)
      let points = screening.points
      #expect(points.count == 48)
      for trajectory in 0..<8 {
        var moved: [Int] = []
        for place in 0..<5 {
          let (one, other) = (points[6 * trajectory + place], points[6 * trajectory + place + 1])
          let changed = (0..<5).filter { one[$0] != other[$0] }
          #expect(changed.count == 1)
          #expect(changed.allSatisfy { abs(abs(one[$0] - other[$0]) - 2.0 / 3) < 1e-15 })
          moved += changed
        }
        #expect(moved.sorted() == Array(0..<5))
      }
      #expect(points.allSatisfy { $0.allSatisfy { $0 >= 0 && $0 <= 1 } })
    }
  }

  @Test("The effects of a linear function are its slopes, everywhere alike", .tags(.exact))
  func linear() {
    let screening = ElementaryEffects(in: SensitivityTests.cube(4), trajectories: 6, seed: 3)
    let slopes = [3.0, -2, 0, 0.5]
    let effects = screening.effects(
      from: screening.points.map { zip($0, slopes).reduce(0) { $0 + $1.0 * $1.1 } })
    for (effect, slope) in zip(effects, slopes) {
      #expect(abs(effect.mean - slope) < 1e-14 && abs(effect.meanAbsolute - abs(slope)) < 1e-14)
      #expect(effect.deviation < 1e-14 && effect.count == 6)
    }
  }

  /// A parabola around the middle: effects of both signs that cancel, but not in μ*.
  ///
  /// From levels 0 and 1/3 up by 2/3: (1/6)² - (1/2)² and the reverse, ∓2/9, over 2/3: ∓1/3.
  @Test("What bends shows in μ* and σ where μ does not", .tags(.exact))
  func parabola() {
    let screening = ElementaryEffects(in: SensitivityTests.cube(1), trajectories: 40, seed: 3)
    let effects = screening.effects(from: screening.points.map { ($0[0] - 0.5) * ($0[0] - 0.5) })
    #expect(abs(effects[0].meanAbsolute - 1.0 / 3) < 1e-14)
    #expect(effects[0].standardError < 1e-8)
    #expect(effects[0].deviation > 0.2)
  }

  /// The function of Morris' paper, § 4, with 20 inputs of which ten matter; coefficients that he drew
  /// at random are 1 and -1 by turns here.
  static func morris(_ x: [Double]) -> Double {
    let w = x.enumerated().map { index, x in
      [2, 4, 6].contains(index) ? 2 * (1.1 * x / (x + 0.1) - 0.5) : 2 * (x - 0.5)
    }
    var sum = 0.0
    for i in 0..<20 {
      sum += w[i] * (i < 10 ? 20 : i % 2 == 0 ? 1 : -1)
      for j in 0..<i {
        sum += w[i] * w[j] * (i < 6 ? -15 : (i + j) % 2 == 0 ? 1 : -1)
        guard i < 5 else { continue }
        for k in 0..<j {
          sum += w[i] * w[j] * w[k] * -10
          guard i < 4 else { continue }
          for l in 0..<k { sum += w[i] * w[j] * w[k] * w[l] * 5 }
        }
      }
    }
    return sum
  }

  @Test("Ten inputs of twenty are found to matter from 210 runs", .tags(.statistical))
  func morris() {
    let screening = ElementaryEffects(in: SensitivityTests.cube(20), trajectories: 10, seed: 1)
    var results = screening.points.map { Optional(SensitivityTests.morris($0)) }
    let effects = screening.effects(from: results)
    let least = effects[..<10].map(\.meanAbsolute).min() ?? 0
    let most = effects[10...].map(\.meanAbsolute).max() ?? .infinity
    #expect(least > 1.5 * most)
    // The eighth to tenth are linear but for small terms, the first seven interact or bend.
    #expect(effects[7..<10].allSatisfy { $0.deviation < 0.5 * $0.meanAbsolute })
    #expect(effects[..<6].allSatisfy { $0.deviation > 0.5 * $0.meanAbsolute })
    results[0] = nil
    #expect(screening.effects(from: results).map(\.count).reduce(0, +) == 199)
  }

  @Test("Chosen trajectories lie farther apart than random ones", .tags(.law))
  func spread() {
    func distance(_ points: [[Double]]) -> Double {
      var sum = 0.0
      for one in points {
        for other in points {
          sum += zip(one, other).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
        }
      }
      return sum
    }
    for seed in 1...5 as ClosedRange<UInt64> {
      let space = SensitivityTests.cube(6)
      let random = ElementaryEffects(in: space, trajectories: 6, candidates: 6, seed: seed).points
      let chosen = ElementaryEffects(in: space, trajectories: 6, seed: seed).points
      #expect(distance(chosen) > distance(random))
    }
  }
}
