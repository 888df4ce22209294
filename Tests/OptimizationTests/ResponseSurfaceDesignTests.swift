import Optimization
import TestSupport
import Testing

@Suite("Response surface designs")
struct ResponseSurfaceDesignTests {
  /// Σ over the points of a product of powers of coordinates.
  static func moment(_ points: [[Double]], _ powers: [Int: Int]) -> Double {
    points.reduce(0) { sum, point in
      var product = 1.0
      for (factor, power) in powers {
        for _ in 0..<power { product *= point[factor] }
      }
      return sum + product
    }
  }

  // MARK: - Fractions

  @Test(
    "Fractions have the resolutions of the books", .tags(.exact),
    arguments: [
      (3, 4, 3), (4, 8, 4), (5, 16, 5), (5, 8, 3), (6, 32, 6), (6, 16, 4), (6, 8, 3), (7, 64, 7),
      (7, 32, 4), (7, 16, 4), (7, 8, 3), (8, 128, 8), (8, 64, 5), (8, 32, 4), (8, 16, 4),
    ])
  func resolutions(factors: Int, count: Int, resolution: Int) throws {
    let design = try #require(FractionalFactorial.leastAberration(factors: factors, count: count))
    #expect(design.factors == factors && design.count == count)
    #expect(design.resolution == resolution)
    let points = design.codedPoints
    #expect(points.count == count && Set(points).count == count)
    for i in 0..<factors {
      #expect(ResponseSurfaceDesignTests.moment(points, [i: 1]) == 0)
      for j in 0..<i { #expect(ResponseSurfaceDesignTests.moment(points, [i: 1, j: 1]) == 0) }
    }
  }

  @Test(
    "A half of 2^3 is the four corners of a tetrahedron, a full design all corners", .tags(.exact))
  func half() {
    #expect(
      FractionalFactorial(baseFactors: 2, generators: [[0, 1]]).points == [
        [0, 0, 1], [0, 1, 0], [1, 0, 0], [1, 1, 1],
      ])
    #expect(FractionalFactorial(baseFactors: 3, generators: []).resolution == nil)
    #expect(FractionalFactorial.leastAberration(factors: 3, count: 8)?.generators == [])
    #expect(FractionalFactorial.leastAberration(factors: 8, count: 8) == nil)
  }

  // MARK: - Central composite

  /// Box and Hunter: rotatable where all odd moments vanish and Σ xᵢ⁴ = 3 Σ xᵢ² xⱼ².
  @Test(
    "A circumscribed design is rotatable and orthogonal in the first order", .tags(.law),
    arguments: 2...6)
  func rotatable(factors: Int) {
    let design = CentralComposite(factors: factors, kind: .circumscribed)
    let points = design.codedPoints
    #expect(points.count == design.count)
    #expect(design.count == 1 << factors + 2 * factors + 4)
    let fourth = ResponseSurfaceDesignTests.moment(points, [0: 4])
    for i in 0..<factors {
      #expect(ResponseSurfaceDesignTests.moment(points, [i: 1]) == 0)
      #expect(ResponseSurfaceDesignTests.moment(points, [i: 3]) == 0)
      for j in 0..<i {
        #expect(ResponseSurfaceDesignTests.moment(points, [i: 1, j: 1]) == 0)
        let mixed = ResponseSurfaceDesignTests.moment(points, [i: 2, j: 2])
        #expect(relativeError(3 * mixed, fourth) < 1e-14)
      }
    }
  }

  @Test("The kinds differ in where corners and axes end", .tags(.exact))
  func kinds() {
    let root = 2.0.squareRoot()
    let outside = CentralComposite(factors: 2, kind: .circumscribed, centerPoints: 1)
    #expect(abs(outside.alpha - root) < 1e-15)
    #expect(outside.codedPoints[4] == [-outside.alpha, 0])
    #expect(outside.points[8] == [0.5, 0.5])
    let inside = CentralComposite(factors: 2, kind: .inscribed, centerPoints: 1)
    #expect(inside.points[4] == [0, 0.5] && inside.points[7] == [0.5, 1])
    #expect(abs(inside.codedPoints[3][0] - 1 / root) < 1e-15)
    let faced = CentralComposite(factors: 3, kind: .faced, centerPoints: 0)
    #expect(Set(faced.points.flatMap(\.self)) == [0, 0.5, 1])
    // Half of the corners of five factors: 16 + 10 + 4, at the distance 2.
    let half = FractionalFactorial(baseFactors: 4, generators: [[0, 1, 2, 3]])
    let fraction = CentralComposite(corners: half, kind: .circumscribed)
    #expect(fraction.alpha == 2 && fraction.count == 30)
  }

  // MARK: - Box and Behnken

  @Test(
    "Box–Behnken designs have the published numbers of points, on edges and faces", .tags(.exact),
    arguments: [(3, 15), (4, 27), (5, 46), (6, 54), (7, 62)])
  func boxBehnken(factors: Int, count: Int) {
    let design = BoxBehnken(factors: factors)
    let points = design.codedPoints
    #expect(design.count == count && points.count == count)
    let distinct = Set(points)
    #expect(distinct.count == count - design.centerPoints + 1)
    let square = ResponseSurfaceDesignTests.moment(points, [0: 2])
    for i in 0..<factors {
      #expect(ResponseSurfaceDesignTests.moment(points, [i: 1]) == 0)
      #expect(ResponseSurfaceDesignTests.moment(points, [i: 2]) == square)
      for j in 0..<i {
        #expect(ResponseSurfaceDesignTests.moment(points, [i: 1, j: 1]) == 0)
        // Every interaction can be estimated.
        #expect(ResponseSurfaceDesignTests.moment(points, [i: 2, j: 2]) > 0)
      }
    }
    // Four and seven factors: rotatable.
    if factors == 4 || factors == 7 {
      #expect(square == 3 * ResponseSurfaceDesignTests.moment(points, [0: 2, 1: 2]))
    }
  }

  // MARK: - Maximin Latin hypercubes

  static func leastSquare(_ points: [[Double]]) -> Double {
    points.indices.dropFirst().reduce(.infinity) { least, i in
      (0..<i).reduce(least) { least, j in
        min(least, zip(points[i], points[j]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) })
      }
    }
  }

  /// The greatest squares of least distances, in strata: found by trying all permutations.
  @Test(
    "Small designs in two dimensions are as good as any", .tags(.exact),
    arguments: zip(3...8, [2.0, 5, 5, 5, 8, 8]))
  func best(count: Int, square: Double) {
    let best = (1...8 as ClosedRange<UInt64>).map { seed -> Double in
      let points = MaximinLatinHypercube(dimensions: 2, count: count, seed: seed).points
      return ResponseSurfaceDesignTests.leastSquare(points) * Double(count * count)
    }.max()
    #expect(abs((best ?? 0) - square) < 1e-9)
  }

  @Test("Swaps keep a Latin hypercube one, and take its points apart", .tags(.law))
  func swaps() {
    for seed in 1...5 as ClosedRange<UInt64> {
      let design = MaximinLatinHypercube(dimensions: 5, count: 40, seed: seed)
      let points = design.points
      for dimension in 0..<5 {
        #expect(points.map { Int($0[dimension] * 40) }.sorted() == Array(0..<40))
      }
      #expect(points == MaximinLatinHypercube(dimensions: 5, count: 40, seed: seed).points)
      let start = MaximinLatinHypercube(dimensions: 5, count: 40, seed: seed, swaps: 0).points
      let (before, after) = (
        ResponseSurfaceDesignTests.leastSquare(start),
        ResponseSurfaceDesignTests.leastSquare(points)
      )
      #expect(after > 2 * before)
    }
  }
}
