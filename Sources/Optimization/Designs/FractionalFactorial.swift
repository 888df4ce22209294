/// A fraction of a two-level factorial design: 2^(k-p) points for k factors.
///
/// The first k - p factors take all combinations of low and high; each further one is the product of
/// some of these (its *generator*), low being -1 and high 1. What is saved is paid for with aliases:
/// effects whose product is always 1 cannot be told apart. The ``resolution`` says how bad that is: of
/// resolution III main effects are mixed up with interactions of two factors, of IV such interactions
/// with each other, of V and more neither.
///
/// Source: G. E. P. Box, J. S. Hunter, "The 2^(k-p) fractional factorial designs", Technometrics 3
/// (1961) 311–351 and 449–458.
public struct FractionalFactorial: Hashable, Sendable {
  /// How many factors take all combinations.
  public let baseFactors: Int
  /// For each further factor the base factors, by index, of which it is the product.
  public let generators: [[Int]]

  /// Creates a design.
  ///
  /// - Parameters:
  ///   - baseFactors: How many factors take all combinations, from 1 to 20.
  ///   - generators: For each further factor the base factors, by index from 0, of which it is the
  ///     product: two or more, all different; no two factors the same product. None for a full design.
  public init(baseFactors: Int, generators: [[Int]]) {
    precondition(baseFactors >= 1 && baseFactors <= 20, "a design has from 1 to 20 base factors")
    precondition(
      generators.allSatisfy { words in
        words.count >= 2 && Set(words).count == words.count
          && words.allSatisfy { $0 >= 0 && $0 < baseFactors }
      } && Set(generators.map(Set.init)).count == generators.count,
      "a generator is a product of base factors of its own")
    self.baseFactors = baseFactors
    self.generators = generators
  }

  /// The design of least aberration for so many factors and points.
  ///
  /// Source of the generators: D. C. Montgomery, *Design and Analysis of Experiments*, 8th ed., Wiley,
  /// 2013, table 8.14.
  ///
  /// - Parameters:
  ///   - factors: How many factors, from 2 to 8.
  ///   - count: How many points: a power of 2, above the number of factors.
  /// - Returns: The design; `nil` where there is none in the table.
  public static func leastAberration(factors: Int, count: Int) -> FractionalFactorial? {
    guard factors >= 2, factors <= 8, count > factors, count & (count - 1) == 0 else { return nil }
    let base = count.trailingZeroBitCount
    if base >= factors { return FractionalFactorial(baseFactors: factors, generators: []) }
    guard let words = table[[factors, base]] else { return nil }
    let generators = words.map { word in word.utf8.map { Int($0) - 65 } }
    return FractionalFactorial(baseFactors: base, generators: generators)
  }

  /// The products by letters, by the numbers of factors and of base factors.
  private static let table: [[Int]: [String]] = [
    [3, 2]: ["AB"], [4, 3]: ["ABC"], [5, 4]: ["ABCD"], [5, 3]: ["AB", "AC"],
    [6, 5]: ["ABCDE"], [6, 4]: ["ABC", "BCD"], [6, 3]: ["AB", "AC", "BC"],
    [7, 6]: ["ABCDEF"], [7, 5]: ["ABCD", "ABDE"], [7, 4]: ["ABC", "BCD", "ACD"],
    [7, 3]: ["AB", "AC", "BC", "ABC"], [8, 7]: ["ABCDEFG"], [8, 6]: ["ABCD", "ABEF"],
    [8, 5]: ["ABC", "ABD", "BCDE"], [8, 4]: ["BCD", "ACD", "ABC", "ABD"],
  ]

  /// How many factors there are.
  public var factors: Int { baseFactors + generators.count }

  /// How many points there are.
  public var count: Int { 1 << baseFactors }

  /// The length of the shortest product of factors that is always 1; `nil` for a full design.
  public var resolution: Int? {
    // Each generator as a set of base factors, with the factor that it makes.
    let words = generators.enumerated().map { index, word in
      word.reduce(1 << (baseFactors + index)) { $0 | 1 << $1 }
    }
    return (1..<(1 << words.count)).map { chosen in
      words.indices.reduce(0) { chosen >> $1 & 1 == 1 ? $0 ^ words[$1] : $0 }.nonzeroBitCount
    }.min()
  }

  /// The points, each coordinate -1 or 1, the last base factor fastest.
  public var codedPoints: [[Double]] {
    (0..<count).map { index in
      let base = (0..<baseFactors).map { index >> (baseFactors - 1 - $0) & 1 == 1 ? 1.0 : -1.0 }
      return base + generators.map { $0.reduce(1) { $0 * base[$1] } }
    }
  }

  /// The points, each coordinate 0 or 1.
  public var points: [[Double]] { codedPoints.map { $0.map { ($0 + 1) / 2 } } }
}
