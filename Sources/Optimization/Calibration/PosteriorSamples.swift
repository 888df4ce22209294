/// Equally likely samples of what is possible, given data.
public struct PosteriorSamples: Sendable {
  /// The space.
  public let space: SearchSpace
  /// The samples: one coordinate a dimension, from 0 to 1.
  public let points: [[Double]]
  /// The natural logarithm of the likelihood of each.
  public let logLikelihoods: [Double]
  /// The coordinates of each dimension, in rising order.
  private let sorted: [[Double]]

  init(space: SearchSpace, points: [[Double]], logLikelihoods: [Double]) {
    self.space = space
    self.points = points
    self.logLikelihoods = logLikelihoods
    sorted = space.dimensions.indices.map { axis in points.map { $0[axis] }.sorted() }
  }

  /// The coordinate below which a share of the samples lie.
  ///
  /// - Parameters:
  ///   - axis: The dimension.
  ///   - share: From 0 to 1.
  /// - Returns: The coordinate, from 0 to 1.
  public func quantile(_ axis: Int, _ share: Double) -> Double {
    let place = Int((share * Double(points.count)).rounded(.down))
    return sorted[axis][min(points.count - 1, max(0, place))]
  }

  /// The mean of the coordinates.
  public func mean(_ axis: Int) -> Double {
    sorted[axis].reduce(0, +) / Double(points.count)
  }

  /// The share of samples at each level of a dimension that has levels.
  public func shares(_ axis: Int) -> [Double] {
    let dimension = space.dimensions[axis]
    var counts = Array(repeating: 0, count: dimension.levelCount ?? 0)
    if counts.isEmpty { return [] }
    for point in points { counts[dimension.level(at: point[axis])] += 1 }
    return counts.map { Double($0) / Double(points.count) }
  }

  /// By which part what is possible of a dimension became narrower; near 0 where data say nothing of it.
  ///
  /// Of numbers it is the length of the interval in which 90 % lie, compared with what it was before. Of n
  /// things without an order e^H are left (H their entropy), and the part is that of n - 1.
  public func narrowing(_ axis: Int) -> Double {
    let dimension = space.dimensions[axis]
    if dimension.isChoice {
      let count = Double(dimension.levelCount ?? 1)
      guard count > 1 else { return 0 }
      let entropy = shares(axis).reduce(0) { $0 - ($1 > 0 ? $1 * $1.logarithm : 0) }
      return 1 - (entropy.exponential - 1) / (count - 1)
    }
    let before = dimension.spread(0.95) - dimension.spread(0.05)
    guard before > 0 else { return 0 }
    return 1 - (quantile(axis, 0.95) - quantile(axis, 0.05)) / before
  }

  /// The correlation of two dimensions' coordinates; 0 where one of them does not vary.
  public func correlation(_ first: Int, _ second: Int) -> Double {
    let (a, b) = (mean(first), mean(second))
    var (ab, aa, bb) = (0.0, 0.0, 0.0)
    for point in points {
      let (x, y) = (point[first] - a, point[second] - b)
      ab += x * y
      aa += x * x
      bb += y * y
    }
    return aa > 0 && bb > 0 ? ab / (aa * bb).squareRoot() : 0
  }

  /// The share of samples in the twentieth of a dimension at its low and at its high end: 5 % each where data
  /// say nothing.
  public func sharesAtEnds(_ axis: Int) -> (low: Double, high: Double) {
    let number = Double(points.count)
    return (
      Double(sorted[axis].count { $0 < 0.05 }) / number,
      Double(sorted[axis].count { $0 > 0.95 }) / number
    )
  }

  /// The number of the sample that stands for all: of the tenth that fit best, the one nearest to the middle
  /// of all.
  ///
  /// The sample that fits best would stand anywhere along what data do not tell.
  public var best: Int {
    let order = points.indices.sorted { (-logLikelihoods[$0], $0) < (-logLikelihoods[$1], $1) }
    let middle = space.dimensions.indices.map { axis in
      space.dimensions[axis].isChoice ? mostFrequent(axis) : quantile(axis, 0.5)
    }
    let widths = space.dimensions.indices.map { axis in
      space.dimensions[axis].isChoice
        ? 1 : max(1e-9, quantile(axis, 0.95) - quantile(axis, 0.05))
    }
    func distance(_ sample: Int) -> Double {
      space.dimensions.indices.reduce(0) { sum, axis in
        let part = (points[sample][axis] - middle[axis]) / widths[axis]
        return sum + (space.dimensions[axis].isChoice ? (part == 0 ? 0 : 1) : part * part)
      }
    }
    let candidates = order.prefix(max(1, points.count / 10))
    return candidates.min { (distance($0), $0) < (distance($1), $1) } ?? 0
  }

  private func mostFrequent(_ axis: Int) -> Double {
    let shares = shares(axis)
    let level = shares.indices.max { (shares[$0], -$0) < (shares[$1], -$1) } ?? 0
    return space.dimensions[axis].coordinate(ofLevel: level)
  }
}
