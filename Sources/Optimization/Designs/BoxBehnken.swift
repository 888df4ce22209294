/// A Box–Behnken design, for response surfaces of the second order without extreme corners.
///
/// Two or three factors at a time take all combinations of low and high while the others stand in the
/// middle, and the middle is tried several times. No point has all factors at their ends.
///
/// Source: G. E. P. Box, D. W. Behnken, "Some new three level designs for the study of quantitative
/// variables", Technometrics 2 (1960) 455–475, table 4, designs 1 to 5; numbers of center points too.
public struct BoxBehnken: Hashable, Sendable {
  /// How many factors there are, from 3 to 7.
  public let factors: Int
  /// How many times the middle is tried.
  public let centerPoints: Int

  /// Creates a design.
  ///
  /// - Parameters:
  ///   - factors: How many factors, from 3 to 7.
  ///   - centerPoints: How many times the middle is tried; where nobody says, 3, and 6 for five factors
  ///     or more.
  public init(factors: Int, centerPoints: Int? = nil) {
    precondition(factors >= 3 && factors <= 7, "Box–Behnken designs have from 3 to 7 factors")
    precondition((centerPoints ?? 0) >= 0, "a number of points is not below 0")
    self.factors = factors
    self.centerPoints = centerPoints ?? (factors < 5 ? 3 : 6)
  }

  /// The factors that move together, by index.
  private var blocks: [[Int]] {
    switch factors {
    case 4: [[0, 1], [2, 3], [0, 3], [1, 2], [0, 2], [1, 3]]
    case 6: [[0, 1, 3], [1, 2, 4], [2, 3, 5], [0, 3, 4], [1, 4, 5], [0, 2, 5]]
    case 7:
      [[3, 4, 5], [0, 5, 6], [1, 4, 6], [0, 1, 3], [2, 3, 6], [0, 2, 4], [1, 2, 5]]
    default: (0..<factors).flatMap { first in ((first + 1)..<factors).map { [first, $0] } }
    }
  }

  /// How many points there are.
  public var count: Int { blocks.reduce(centerPoints) { $0 + 1 << $1.count } }

  /// The points, with -1 and 1 for the ends of the ranges, those of the middle last.
  public var codedPoints: [[Double]] {
    let middle = [Double](repeating: 0, count: factors)
    let edges = blocks.flatMap { block in
      (0..<(1 << block.count)).map { index in
        var point = middle
        for (place, factor) in block.enumerated() {
          point[factor] = index >> (block.count - 1 - place) & 1 == 1 ? 1 : -1
        }
        return point
      }
    }
    return edges + Array(repeating: middle, count: centerPoints)
  }

  /// The points, with 0 and 1 for the ends of the ranges.
  public var points: [[Double]] { codedPoints.map { $0.map { ($0 + 1) / 2 } } }
}
