/// The quantities whose best values are looked for, together.
///
/// A point is one coordinate from 0 to 1 a dimension, whatever the dimensions mean.
public struct SearchSpace: Hashable, Sendable {
  /// The dimensions, at least one.
  public let dimensions: [SearchDimension]

  /// Creates a space.
  ///
  /// - Parameter dimensions: At least one, each with a name of its own.
  public init(_ dimensions: [SearchDimension]) {
    precondition(!dimensions.isEmpty, "something is looked for")
    precondition(
      Set(dimensions.map(\.name)).count == dimensions.count, "dimensions have different names")
    self.dimensions = dimensions
  }

  /// The values at a point, in the order of the dimensions.
  public func values(at point: [Double]) -> [Double] {
    zip(dimensions, point).map { $0.value(at: $1) }
  }

  /// The point of some values, or of the nearest that there are.
  public func point(of values: [Double]) -> [Double] {
    zip(dimensions, values).map { $0.coordinate(of: $1) }
  }

  /// The point that stands for all that mean the same values.
  public func snapped(_ point: [Double]) -> [Double] {
    zip(dimensions, point).map { $0.snapped($1) }
  }

  /// How many points there are; `nil` where there is a real dimension, or more than 2³⁰ of them.
  public var pointCount: Int? {
    var count = 1
    for dimension in dimensions {
      guard let levels = dimension.levelCount else { return nil }
      let (product, isTooLarge) = count.multipliedReportingOverflow(by: levels)
      guard !isTooLarge, product <= 1 << 30 else { return nil }
      count = product
    }
    return count
  }

  /// Every point there is, the last dimension fastest.
  ///
  /// - Precondition: ``pointCount`` is not `nil`.
  public var allPoints: [[Double]] {
    let design = FullFactorial(levels: dimensions.map { $0.levelCount ?? 1 })
    return (0..<design.count).map { index in
      zip(dimensions, design.levelIndices(at: index)).map { $0.coordinate(ofLevel: $1) }
    }
  }

  /// Points that fill the space evenly (``SobolSequence``), each only once.
  ///
  /// - Parameters:
  ///   - count: How many; best a power of 2.
  ///   - seed: The seed of the scrambling.
  /// - Returns: The points, fewer than asked for where several mean the same values.
  public func spreadPoints(_ count: Int, seed: UInt64) -> [[Double]] {
    if let all = pointCount, all <= count { return allPoints }
    var seen: Set<[Double]> = []
    return SobolSequence(dimensions: dimensions.count, seed: seed).points(count)
      .map { snapped($0) }.filter { seen.insert($0).inserted }
  }

  /// The greatest number of dimensions that can be filled evenly.
  public static let mostDimensions = SobolSequence.mostDimensions
}
