import EventKernel

/// A Latin hypercube whose points keep away from each other.
///
/// A random one is improved by swaps: two points exchange their places in one dimension where that
/// lowers
///
///     φ = Σ d(i, j)^-20
///
/// over all pairs of points, which is nearly a matter of the smallest distances alone, and of how many
/// pairs have them. A swap may raise φ by a random part of it, up to all of it at first and nothing in
/// the end, and the best design on the way is kept. The number of swaps that are looked at is given,
/// so the time is. Points stand in the middle of their strata.
///
/// Sources: M. D. Morris, T. J. Mitchell, "Exploratory designs for computational experiments", Journal
/// of Statistical Planning and Inference 43 (1995) 381–402, eq. 4, for φ; R. Jin, W. Chen,
/// A. Sudjianto, "An efficient algorithm for constructing optimal design of computer experiments",
/// Journal of Statistical Planning and Inference 134 (2005) 268–287, for its change by a swap (§ 4.1)
/// and the random threshold (§ 3.1).
public struct MaximinLatinHypercube: Hashable, Sendable {
  /// How many factors there are.
  public let dimensions: Int
  /// How many points there are, and strata in each dimension.
  public let count: Int
  /// The seed of the first design and of the swaps.
  public let seed: UInt64
  /// How many swaps are looked at.
  public let swaps: Int

  /// Creates a design.
  ///
  /// - Parameters:
  ///   - dimensions: How many factors there are, at least 1.
  ///   - count: How many points, from 1 to 2,000.
  ///   - seed: The same seed gives the same points.
  ///   - swaps: How many swaps are looked at; 200 a coordinate where nobody says. Each takes time in
  ///     proportion to the number of points.
  public init(dimensions: Int, count: Int, seed: UInt64, swaps: Int? = nil) {
    precondition(dimensions >= 1, "a design has factors")
    precondition(count >= 1 && count <= 2_000, "a design has points, and not too many")
    precondition((swaps ?? 0) >= 0, "a number of swaps is not below 0")
    self.dimensions = dimensions
    self.count = count
    self.seed = seed
    self.swaps = swaps ?? 200 * dimensions * count
  }

  /// The points, each in the middles of its strata.
  public var points: [[Double]] {
    strata.map { $0.map { (Double($0) + 0.5) / Double(count) } }
  }

  /// The strata of each point, from 0.
  private var strata: [[Int]] {
    var strata = LatinHypercube(dimensions: dimensions, count: count, seed: seed).points.map {
      $0.map { Int($0 * Double(count)) }
    }
    guard count > 2, dimensions > 1 else { return strata }
    // Squares of distances in strata: whole numbers, so that no rounding adds up.
    var squares = (0..<count).map { i in
      (0..<count).map { j in
        zip(strata[i], strata[j]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
    }
    let key = StreamKey(
      seed: seed, replication: 0, path: "designs.maximin_latin_hypercube", purpose: "swaps")
    var stream = RandomStream(key)
    var total = 0.0
    for i in squares.indices {
      for j in 0..<i { total += MaximinLatinHypercube.nearness(squares[i][j]) }
    }
    var (best, bestTotal) = (strata, total)
    for swap in 0..<swaps {
      let left = 1 - Double(swap + 1) / Double(swaps)
      let column = Int(stream.whole(below: UInt64(dimensions)))
      let a = Int(stream.whole(below: UInt64(count)))
      var b = Int(stream.whole(below: UInt64(count - 1)))
      if b >= a { b += 1 }
      let (placeA, placeB) = (strata[a][column], strata[b][column])
      var change = 0.0
      for j in 0..<count where j != a && j != b {
        let place = strata[j][column]
        let (gapA, gapB) = (placeA - place, placeB - place)
        let turn = gapB * gapB - gapA * gapA
        change += MaximinLatinHypercube.nearness(squares[a][j] + turn)
        change -= MaximinLatinHypercube.nearness(squares[a][j])
        change += MaximinLatinHypercube.nearness(squares[b][j] - turn)
        change -= MaximinLatinHypercube.nearness(squares[b][j])
      }
      guard change < left * left * stream.uniform() * total else { continue }
      total += change
      (strata[a][column], strata[b][column]) = (placeB, placeA)
      for j in 0..<count where j != a && j != b {
        let place = strata[j][column]
        let (gapA, gapB) = (placeA - place, placeB - place)
        let turn = gapB * gapB - gapA * gapA
        squares[a][j] += turn
        squares[j][a] = squares[a][j]
        squares[b][j] -= turn
        squares[j][b] = squares[b][j]
      }
      if total < bestTotal { (best, bestTotal) = (strata, total) }
    }
    return best
  }

  /// d^-20 of a squared distance, by products alone.
  private static func nearness(_ square: Int) -> Double {
    let inverse = 1 / Double(square)
    let second = inverse * inverse
    let fourth = second * second
    return fourth * fourth * second
  }
}
