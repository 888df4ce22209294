/// A table from which one of n things is drawn with a single random word.
///
/// Each of n equal cells belongs to one thing up to a threshold and to another beyond it.
///
/// Sources: A. J. Walker, "An Efficient Method for Generating Discrete Random Variables with General
/// Distributions", *ACM Transactions on Mathematical Software* 3 (3), 1977, 253–256; M. D. Vose, "A
/// Linear Algorithm for Generating Random Numbers with a Given Distribution", *IEEE Transactions on
/// Software Engineering* 17 (9), 1991, 972–975, for the way in which the cells are filled.
public struct AliasTable: Sendable, Hashable {
  /// One of the equal cells.
  public struct Cell: Sendable, Hashable, BitwiseCopyable {
    /// The share of the cell that belongs to `own`.
    public var threshold: Double
    /// What is drawn up to the threshold.
    public var own: Int32
    /// What is drawn beyond it.
    public var other: Int32
  }

  /// The cells.
  public let cells: [Cell]

  /// Fills the cells.
  ///
  /// - Parameter weights: What the probabilities are in the ratio of: finite, ≥ 0, their sum > 0.
  ///   A thing of weight 0 is never drawn.
  public init(weights: [Double]) {
    let chosen = weights.indices.filter { weights[$0] > 0 }
    precondition(!chosen.isEmpty, "one weight at least is above 0")
    precondition(weights.allSatisfy { $0 >= 0 && $0 < .infinity }, "weights are finite and ≥ 0")
    let mean =
      CompensatedSum.total(chosen.map { CompensatedSum(weights[$0]) }) / Double(chosen.count)
    var shares = chosen.map { weights[$0] / mean }
    var cells = chosen.map {
      Cell(threshold: 1, own: Int32(clamping: $0), other: Int32(clamping: $0))
    }
    var small = shares.indices.filter { shares[$0] < 1 }
    var large = shares.indices.filter { shares[$0] >= 1 }
    while let low = small.popLast() {
      // Rounding alone can leave a share below 1 without one above: its cell is all its own.
      guard let high = large.last else { break }
      cells[low].threshold = shares[low]
      cells[low].other = Int32(clamping: chosen[high])
      shares[high] -= 1 - shares[low]
      if shares[high] < 1 {
        large.removeLast()
        small.append(high)
      }
    }
    self.cells = cells
  }

  /// The probability with which the cells give each thing.
  ///
  /// - Parameter count: How many weights there were.
  /// - Returns: `count` probabilities.
  public func probabilities(count: Int) -> [Double] {
    var sums = Array(repeating: 0.0, count: count)
    for cell in cells {
      sums[Int(cell.own)] += cell.threshold
      sums[Int(cell.other)] += 1 - cell.threshold
    }
    return sums.map { $0 / Double(cells.count) }
  }
}
