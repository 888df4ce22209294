/// All ways to spread a number of places over the buffers of a line, each evaluated exactly.
public struct BufferAllocations: Hashable, Sendable {
  /// One way, and what the line makes with it.
  public struct Evaluation: Hashable, Sendable {
    /// The places between one station and the next.
    public let buffers: [Int]
    /// Parts in a unit of time.
    public let throughput: Double
  }

  /// All ways, the best first; those of equal throughput in the order of their first buffers.
  public let evaluations: [Evaluation]

  /// Evaluates all ways.
  ///
  /// A line that reads the same from both ends has the same throughput with a way and its mirror
  /// image, where reversibility is known to hold; then only one of the two is worked out.
  ///
  /// - Parameters:
  ///   - line: The stations; its own buffers do not matter.
  ///   - total: The places to spread, at least 0.
  ///   - limit: The most ways that are worked through.
  /// - Throws: ``LineError``.
  public init(
    of line: ExponentialLine, total: Int, limit: Int = 100_000
  ) throws(LineError) {
    guard total >= 0 else {
      throw .outOfRange(name: "total", value: Double(total), requirement: "at least 0")
    }
    let ways = try BufferAllocations.ways(total, over: line.buffers.count, limit: limit)
    let isMirrored = line.isReversible && line.stations == line.stations.reversed()
    var evaluations: [Evaluation] = []
    for buffers in ways {
      let mirror = Array(buffers.reversed())
      let comesLater = mirror.lexicographicallyPrecedes(buffers)
      if isMirrored, comesLater { continue }
      let throughput = try ExponentialLine(
        stations: line.stations, buffers: buffers, blocking: line.blocking,
        failureClock: line.failureClock
      ).steadyState().throughput
      evaluations.append(Evaluation(buffers: buffers, throughput: throughput))
      if isMirrored, mirror != buffers {
        evaluations.append(Evaluation(buffers: mirror, throughput: throughput))
      }
    }
    self.evaluations = evaluations.sorted {
      $0.throughput != $1.throughput
        ? $0.throughput > $1.throughput : $0.buffers.lexicographicallyPrecedes($1.buffers)
    }
  }

  /// The number of ways.
  public var count: Int { evaluations.count }

  /// The best way.
  public var best: Evaluation { evaluations[0] }

  /// The worst way.
  public var worst: Evaluation { evaluations[count - 1] }

  /// All ways that are as good as the best, up to 1e-10 of its throughput.
  public var optima: [Evaluation] {
    evaluations.filter { $0.throughput >= best.throughput * (1 - 1e-10) }
  }

  /// The first ways of the list.
  ///
  /// - Parameter number: How many; fewer where there are fewer.
  /// - Returns: The best first.
  public func top(_ number: Int) -> [Evaluation] { Array(evaluations.prefix(number)) }

  /// The median of all throughputs.
  public var medianThroughput: Double {
    (evaluations[(count - 1) / 2].throughput + evaluations[count / 2].throughput) / 2
  }

  /// The part of all ways whose throughput is within a part of the best one.
  ///
  /// So likely is a way drawn at random as good as that.
  ///
  /// - Parameter share: 0.005 for 0.5 %.
  /// - Returns: Above 0 and at most 1.
  public func fraction(within share: Double) -> Double {
    let enough = evaluations.count { $0.throughput >= best.throughput * (1 - share) }
    return Double(enough) / Double(count)
  }

  /// The best of the ways whose buffers differ by at most one place.
  public var bestNearEven: Evaluation {
    // There is always one, since the places can be dealt out one by one.
    evaluations.first { ($0.buffers.max() ?? 0) - ($0.buffers.min() ?? 0) <= 1 } ?? best
  }

  /// All ways, in the order of their first buffers.
  private static func ways(
    _ total: Int, over buffers: Int, limit: Int
  ) throws(LineError) -> [[Int]] {
    // C(total + buffers - 1, buffers - 1), which is whole after each step.
    var count = 1
    for step in 1..<max(buffers, 1) {
      count = count * (total + step) / step
      guard count <= limit else {
        throw .tooMany(of: "allocations of its buffers", count: count, limit: limit)
      }
    }
    var ways: [[Int]] = [[]]
    for buffer in 0..<buffers {
      ways = ways.flatMap { way in
        let rest = total - way.reduce(0, +)
        let sizes = buffer == buffers - 1 ? rest...rest : 0...rest
        return sizes.map { way + [$0] }
      }
    }
    return ways
  }
}
