import Optimization

/// Which points of several factors are simulated.
public struct SweepPlan: Hashable, Sendable {
  /// How the points are laid out.
  public enum Design: Hashable, Sendable {
    /// Every combination; of a range so many values, both ends included.
    case grid(valuesOfRange: Int?)
    /// The first values of all factors, then the second of all, and so on.
    case list(valuesOfRange: Int?)
    /// A random Latin hypercube (``LatinHypercube``).
    case latinHypercube(points: Int, seed: UInt64)
    /// Sobol's sequence, scrambled where there is a seed (``SobolSequence``).
    case sobol(points: Int, seed: UInt64?)
  }

  /// What is varied.
  public var factors: [SweepFactor]
  /// How the points are laid out.
  public var design: Design

  /// The greatest number of points.
  public static let mostPoints = 4_096

  /// Plans a sweep.
  public init(factors: [SweepFactor], design: Design) {
    self.factors = factors
    self.design = design
  }

  /// The points.
  ///
  /// - Returns: For each point one value a factor, as written in a scenario.
  /// - Throws: ``RequestError`` where factors and design do not go together.
  public func points() throws(RequestError) -> [[String]] {
    guard !factors.isEmpty else { throw RequestError("sweep", "there is nothing to vary") }
    for (index, factor) in factors.enumerated()
    where factors[..<index].contains(where: { $0.path == factor.path }) {
      throw RequestError(factor.path, "is varied twice; give all its values at once")
    }
    switch design {
    case .grid(let values): return try grid(values)
    case .list(let values): return try list(values)
    case .latinHypercube(let points, let seed):
      try checkPoints(points)
      return texts(
        LatinHypercube(dimensions: factors.count, count: points, seed: seed).points)
    case .sobol(let points, let seed):
      try checkPoints(points)
      guard factors.count <= SobolSequence.mostDimensions else {
        throw RequestError(
          "sobol",
          "has at most \(SobolSequence.mostDimensions) factors; use latin_hypercube for more")
      }
      return texts(SobolSequence(dimensions: factors.count, seed: seed).points(points))
    }
  }

  private func texts(_ points: [[Double]]) -> [[String]] {
    points.map { point in zip(factors, point).map { $0.value(at: $1) } }
  }

  private func grid(_ values: Int?) throws(RequestError) -> [[String]] {
    let levels = try levels(values, "grid")
    var count = 1
    for list in levels {
      count *= list.count
      try checkPoints(count)
    }
    let design = FullFactorial(levels: levels.map(\.count))
    return (0..<design.count).map { point in
      zip(levels, design.levelIndices(at: point)).map { $0[$1] }
    }
  }

  private func list(_ values: Int?) throws(RequestError) -> [[String]] {
    let longest = factors.compactMap(\.levelCount).max()
    let levels = try levels(longest ?? values, "list")
    let count = levels.map(\.count).max() ?? 0
    for (factor, list) in zip(factors, levels) where list.count != count {
      throw RequestError(
        factor.path,
        "has \(list.count) value\(list.count == 1 ? "" : "s") and another factor \(count); a list "
          + "takes them side by side, so give all factors as many (or use a grid)")
    }
    try checkPoints(count)
    return (0..<count).map { point in levels.map { $0[point] } }
  }

  private func levels(_ ofRange: Int?, _ design: String) throws(RequestError) -> [[String]] {
    var levels: [[String]] = []
    for factor in factors {
      if factor.levelCount == nil, ofRange ?? 0 < 2 {
        throw RequestError(
          factor.path,
          "is a range; say by --points how many values of it a \(design) takes, at least 2")
      }
      levels.append(factor.levels(ofRange: ofRange ?? 1))
    }
    return levels
  }

  private func checkPoints(_ count: Int) throws(RequestError) {
    guard count >= 1, count <= SweepPlan.mostPoints else {
      throw RequestError(
        "\(count) points", "a sweep has from 1 to \(SweepPlan.mostPoints)")
    }
  }
}
