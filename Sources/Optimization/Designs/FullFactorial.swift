/// The full factorial design: every combination of the factors' levels, once each.
///
/// The last factor changes fastest, as the digits of a number do. Level i of a factor with k levels
/// has the coordinate i/k, so `Int(coordinate * k)` gives the level back.
///
/// Source: D. C. Montgomery, *Design and Analysis of Experiments*, 8th ed., Wiley, 2013, ch. 5.
public struct FullFactorial: Hashable, Sendable {
  /// How many levels each factor has.
  public let levels: [Int]

  /// Creates a design.
  ///
  /// - Parameter levels: How many levels each factor has; at least 1 factor, each at least 1 level,
  ///   and no more than 2⁴⁰ combinations.
  public init(levels: [Int]) {
    precondition(!levels.isEmpty && levels.allSatisfy { $0 >= 1 }, "a factor has levels")
    var count = 1
    for level in levels {
      let (product, isTooLarge) = count.multipliedReportingOverflow(by: level)
      precondition(!isTooLarge && product <= 1 << 40, "more combinations than can be listed")
      count = product
    }
    self.levels = levels
    self.count = count
  }

  /// How many points there are: the product of the levels.
  public let count: Int

  /// The levels of a point.
  ///
  /// - Parameter index: Which point, from 0 to ``count`` - 1.
  /// - Returns: One level a factor, counted from 0.
  public func levelIndices(at index: Int) -> [Int] {
    precondition(index >= 0 && index < count, "there is no such point")
    var rest = index
    var indices = [Int](repeating: 0, count: levels.count)
    for factor in levels.indices.reversed() {
      indices[factor] = rest % levels[factor]
      rest /= levels[factor]
    }
    return indices
  }

  /// The points, each coordinate at least 0 and below 1.
  public var points: [[Double]] {
    (0..<count).map { index in
      zip(levelIndices(at: index), levels).map { level, count in
        // Not below, by rounding, what stands for the level.
        let coordinate = Double(level) / Double(count)
        return Int(coordinate * Double(count)) == level ? coordinate : coordinate.nextUp
      }
    }
  }
}
