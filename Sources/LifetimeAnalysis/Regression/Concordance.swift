/// How often the life of greater predicted risk is the shorter one (Harrell's C).
///
///     C = (pairs in the predicted order + pairs of equal risk / 2) / pairs
///
/// A pair can be compared where one life failed while the other was under observation and went on, or was
/// censored at the same age. Each row counts once, whatever its weight.
///
/// Source: F. E. Harrell, K. L. Lee, D. B. Mark, "Multivariable Prognostic Models", *Statistics in Medicine* 15,
/// 1996, 361–387.
public struct Concordance: Hashable, Sendable {
  /// How many pairs stand in the predicted order.
  public let concordant: Int
  /// How many pairs have equal risks.
  public let tied: Int
  /// How many pairs can be compared.
  public let pairs: Int

  /// C: 0.5 for guessing, 1 for the perfect order; `nil` where no pair can be compared.
  public var index: Double? {
    pairs > 0 ? (Double(concordant) + Double(tied) / 2) / Double(pairs) : nil
  }

  /// Counts pairs.
  ///
  /// - Parameters:
  ///   - sample: Exact and right-censored lives.
  ///   - risks: A number for each life, greater for lives that should be shorter.
  ///   - strata: The stratum of each life, counted from 0; pairs are compared within strata.
  /// - Complexity: O(n log n).
  public init(_ sample: LifeSample, risks: [Double], strata: [Int]? = nil) {
    precondition(risks.count == sample.count, "a risk for each life")
    let groups = (strata?.max() ?? 0) + 1
    var (concordant, tied, pairs) = (0, 0, 0)
    var rows: [[Int]] = Array(repeating: [], count: groups)
    for row in 0..<sample.count { rows[strata?[row] ?? 0].append(row) }
    var ranks = Array(repeating: 0, count: sample.count)
    for group in rows {
      let counts = Concordance.count(group, sample, risks, &ranks)
      concordant += counts.concordant
      tied += counts.tied
      pairs += counts.pairs
    }
    (self.concordant, self.tied, self.pairs) = (concordant, tied, pairs)
  }

  private static func count(
    _ rows: [Int], _ sample: LifeSample, _ risks: [Double], _ ranks: inout [Int]
  ) -> (concordant: Int, tied: Int, pairs: Int) {
    // Ranks of risks, equal ones alike.
    let byRisk = rows.sorted { (risks[$0], $0) < (risks[$1], $1) }
    var rank = 0
    for (index, row) in byRisk.enumerated() {
      if index > 0, risks[row] != risks[byRisk[index - 1]] { rank += 1 }
      ranks[row] = rank
    }
    var tree = CountTree(count: rank + 1)
    let byEnd = rows.sorted { (-sample.lower[$0], $0) < (-sample.lower[$1], $1) }
    let byEntry = rows.filter { sample.entries[$0] > 0 }.sorted {
      (-sample.entries[$0], $0) < (-sample.entries[$1], $1)
    }
    var (concordant, tied, pairs) = (0, 0, 0)
    var (index, left) = (0, 0)
    while index < byEnd.count {
      let time = sample.lower[byEnd[index]]
      while left < byEntry.count, sample.entries[byEntry[left]] >= time {
        tree.add(-1, at: ranks[byEntry[left]])
        left += 1
      }
      let first = index
      while index < byEnd.count, sample.lower[byEnd[index]] == time { index += 1 }
      for row in byEnd[first..<index] where !sample.isExact(row) {
        tree.add(1, at: ranks[row])
      }
      for row in byEnd[first..<index] where sample.isExact(row) {
        let rank = ranks[row]
        let below = tree.sum(below: rank)
        concordant += below
        tied += tree.sum(below: rank + 1) - below
        pairs += tree.total
      }
      for row in byEnd[first..<index] where sample.isExact(row) {
        tree.add(1, at: ranks[row])
      }
    }
    return (concordant, tied, pairs)
  }
}

/// Counts by rank, whose sums are found in O(log n).
///
/// Source: P. M. Fenwick, "A New Data Structure for Cumulative Frequency Tables", *Software: Practice and
/// Experience* 24, 1994, 327–336.
private struct CountTree {
  private var nodes: [Int]
  private(set) var total = 0

  init(count: Int) { nodes = Array(repeating: 0, count: count + 1) }

  mutating func add(_ number: Int, at rank: Int) {
    total += number
    var node = rank + 1
    while node < nodes.count {
      nodes[node] += number
      node += node & -node
    }
  }

  func sum(below rank: Int) -> Int {
    var (sum, node) = (0, rank)
    while node > 0 {
      sum += nodes[node]
      node -= node & -node
    }
    return sum
  }
}
