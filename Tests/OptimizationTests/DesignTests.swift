import Optimization
import TestSupport
import Testing

@Suite("Designs")
struct DesignTests {
  // MARK: - Full factorial

  @Test("A full factorial design lists every combination, the last factor fastest", .tags(.exact))
  func factorial() {
    let design = FullFactorial(levels: [2, 3])
    #expect(design.count == 6)
    #expect(
      (0..<6).map { design.levelIndices(at: $0) } == [
        [0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2],
      ])
  }

  @Test("The coordinates of a full factorial design give its levels back", .tags(.law))
  func factorialCoordinates() {
    for levels in 1...200 {
      let points = FullFactorial(levels: [levels]).points
      #expect(points.map { Int($0[0] * Double(levels)) } == Array(0..<levels))
      #expect(points.allSatisfy { $0[0] >= 0 && $0[0] < 1 })
    }
  }

  // MARK: - Latin hypercube

  @Test(
    "A Latin hypercube has one point in every stratum of every dimension", .tags(.law),
    arguments: [1, 2, 3, 7, 10, 49, 100, 1_000])
  func strata(count: Int) {
    for seed in 1...5 as ClosedRange<UInt64> {
      let points = LatinHypercube(dimensions: 6, count: count, seed: seed).points
      #expect(points.count == count)
      for dimension in 0..<6 {
        let strata = points.map { Int($0[dimension] * Double(count)) }
        #expect(strata.sorted() == Array(0..<count))
      }
    }
  }

  @Test("A Latin hypercube depends on its seed and not on further dimensions", .tags(.law))
  func hypercubeSeeds() {
    let points = LatinHypercube(dimensions: 3, count: 20, seed: 4).points
    #expect(points == LatinHypercube(dimensions: 3, count: 20, seed: 4).points)
    #expect(points != LatinHypercube(dimensions: 3, count: 20, seed: 5).points)
    let wider = LatinHypercube(dimensions: 5, count: 20, seed: 4).points
    #expect(points == wider.map { Array($0.prefix(3)) })
  }

  /// Each of the 6 permutations of 3 strata has the chance 1/6.
  ///
  /// In 6,000 seeds a count has mean 1,000
  /// and standard deviation √(6000 · 5/36) = 28.9; 150 is 5.2 of these.
  @Test("All permutations of the strata are equally likely", .tags(.statistical))
  func permutations() {
    var counts: [[Int]: Int] = [:]
    for seed in 0..<6_000 as Range<UInt64> {
      let points = LatinHypercube(dimensions: 1, count: 3, seed: seed).points
      counts[points.map { Int($0[0] * 3) }, default: 0] += 1
    }
    #expect(counts.count == 6)
    #expect(counts.values.allSatisfy { abs($0 - 1_000) < 150 })
  }

  // MARK: - Sobol'

  /// The first points by hand: v₁ = 1/2, v₂ = 3/4 (m = 1, 3), and so on; the same in the output of
  /// the authors' program.
  @Test("The first points of Sobol's sequence are the published ones", .tags(.exact))
  func firstPoints() {
    #expect(
      SobolSequence(dimensions: 3).points(8) == [
        [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75],
        [0.375, 0.375, 0.625], [0.875, 0.875, 0.125], [0.625, 0.125, 0.875],
        [0.125, 0.625, 0.375],
      ])
  }

  /// Recorded from SciPy 1.17.1, `scipy.stats.qmc.Sobol(64, scramble=False, bits=32)`, which uses the
  /// same list; every ninth coordinate, in 1024ths.
  @Test("Later points in many dimensions agree with another program", .tags(.exact))
  func laterPoints() {
    let sequence = SobolSequence(dimensions: 64)
    for (index, expected) in [
      (7, [128.0, 896, 640, 896, 384, 896, 384, 384]),
      (100, [424, 712, 856, 680, 1_000, 616, 392, 664]),
      (1_023, [1, 871, 599, 779, 965, 319, 929, 41]),
    ] {
      let point = sequence.point(at: index)
      #expect(stride(from: 0, to: 64, by: 9).map { point[$0] * 1_024 } == expected)
    }
  }

  @Test(
    "Every block of 2^m points hits each of 2^m parts of every axis once", .tags(.law),
    arguments: [nil, 1, 2] as [UInt64?])
  func balance(seed: UInt64?) {
    let sequence = SobolSequence(dimensions: SobolSequence.mostDimensions, seed: seed)
    #expect(sequence.dimensions >= 40)
    let points = sequence.points(512)
    for m in 0...9 {
      let size = 1 << m
      for block in 0..<(512 / size) {
        for dimension in 0..<sequence.dimensions {
          let parts = points[block * size..<(block + 1) * size].map {
            Int($0[dimension] * Double(size))
          }
          #expect(parts.sorted() == Array(0..<size))
        }
      }
    }
  }

  /// Dimensions 1 and 2 make a (0, m, 2)-net: each of the 2^m rectangles of every shape is hit once.
  @Test("The first two dimensions hit every dyadic rectangle once", .tags(.law))
  func rectangles() {
    for seed in [nil, 3] as [UInt64?] {
      let points = SobolSequence(dimensions: 2, seed: seed).points(256)
      for width in 0...8 {
        let cells = points.map { point in
          Int(point[0] * Double(1 << width)) << (8 - width)
            | Int(point[1] * Double(1 << (8 - width)))
        }
        #expect(cells.sorted() == Array(0..<256))
      }
    }
  }

  /// A scrambled point is uniform: over 4,000 seeds the mean of a coordinate is 1/2 within 5 standard
  /// errors of √(1/12/4000) = 0.00456, and that of the product of two is 1/4 within 5 · 0.0035.
  @Test("Scrambling makes each point uniform, and its dimensions independent", .tags(.statistical))
  func scrambling() {
    var (sum, products) = (0.0, 0.0)
    for seed in 0..<4_000 as Range<UInt64> {
      let point = SobolSequence(dimensions: 3, seed: seed).point(at: 5)
      sum += point[1]
      products += point[1] * point[2]
    }
    #expect(abs(sum / 4_000 - 0.5) < 5 * 0.00456)
    #expect(abs(products / 4_000 - 0.25) < 5 * 0.0035)
  }

  @Test("A seed gives the same sequence again, and points do not depend on others", .tags(.law))
  func sobolSeeds() {
    let sequence = SobolSequence(dimensions: 4, seed: 9)
    let points = sequence.points(16)
    #expect(points == SobolSequence(dimensions: 4, seed: 9).points(16))
    #expect(points[11] == Array(SobolSequence(dimensions: 7, seed: 9).point(at: 11).prefix(4)))
    #expect(points != SobolSequence(dimensions: 4, seed: 10).points(16))
    #expect(points != SobolSequence(dimensions: 4).points(16))
  }
}
