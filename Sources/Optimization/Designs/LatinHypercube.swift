import EventKernel

/// A random Latin hypercube: n points of which each coordinate has exactly one in every n-th.
///
///     xᵢⱼ = (πⱼ(i) + uᵢⱼ) / n
///
/// with an independent random permutation πⱼ for each dimension and uᵢⱼ uniform between 0 and 1.
/// Where a response is nearly a sum of functions of one factor each, its mean is estimated far better
/// than from independent points, and never much worse.
///
/// Source: M. D. McKay, R. J. Beckman, W. J. Conover, "A comparison of three methods for selecting
/// values of input variables in the analysis of output from a computer code", Technometrics 21
/// (1979) 239–245.
public struct LatinHypercube: Hashable, Sendable {
  /// How many factors there are.
  public let dimensions: Int
  /// How many points there are, and strata in each dimension.
  public let count: Int
  /// The seed of permutations and places within strata.
  public let seed: UInt64

  /// Creates a design.
  ///
  /// - Parameters:
  ///   - dimensions: How many factors there are, at least 1.
  ///   - count: How many points, at least 1 and at most 2³².
  ///   - seed: The same seed gives the same points; a dimension's coordinates do not depend on how
  ///     many dimensions there are.
  public init(dimensions: Int, count: Int, seed: UInt64) {
    precondition(dimensions >= 1, "a design has factors")
    precondition(count >= 1 && count <= 1 << 32, "a design has points")
    self.dimensions = dimensions
    self.count = count
    self.seed = seed
  }

  /// The points, each coordinate at least 0 and below 1.
  public var points: [[Double]] {
    let columns = (0..<dimensions).map { coordinates(ofDimension: $0) }
    return (0..<count).map { point in columns.map { $0[point] } }
  }

  private func coordinates(ofDimension dimension: Int) -> [Double] {
    let key = StreamKey(
      seed: seed, replication: 0, path: "designs.latin_hypercube", purpose: "strata")
    var stream = RandomStream(key, ordinal: UInt64(dimension))
    var strata = Array(0..<count)
    // R. A. Fisher, F. Yates; in place after R. Durstenfeld, Communications of the ACM 7 (1964) 420.
    for last in stride(from: count - 1, to: 0, by: -1) {
      strata.swapAt(last, Int(stream.whole(below: UInt64(last + 1))))
    }
    return strata.map { place($0, stream.uniform()) }
  }

  /// A place in a stratum, kept there where rounding would lead out of it.
  private func place(_ stratum: Int, _ uniform: Double) -> Double {
    var place = (Double(stratum) + uniform) / Double(count)
    while Int(place * Double(count)) > stratum { place = place.nextDown }
    while Int(place * Double(count)) < stratum { place = place.nextUp }
    return place
  }
}

extension RandomStream {
  /// A whole number from 0 to `bound` - 1, all equally likely.
  ///
  /// Source: D. Lemire, "Fast random integer generation in an interval", ACM Transactions on Modeling
  /// and Computer Simulation 29 (2019) 3.
  mutating func whole(below bound: UInt64) -> UInt64 {
    let threshold = (0 &- bound) % bound
    while true {
      let (high, low) = next().multipliedFullWidth(by: bound)
      if low >= threshold { return high }
    }
  }
}
