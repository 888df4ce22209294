/// The chance that of two units the one with the higher risk fails first.
///
/// Pairs count in which it is known which one failed first: that one failed, and the other lasted longer, or
/// was still running at that time. Two that failed at the same time do not count. Equal risks count half.
/// 0.5 says that the risk knows nothing.
///
/// Source: F. E. Harrell, K. L. Lee, D. B. Mark, "Multivariable prognostic models", *Statistics in Medicine* 15, 1996,
/// 361–387.
///
/// - Parameters:
///   - risks: Higher where a failure comes sooner; minus a predicted life, for example.
///   - lives: How long each unit was seen to last.
///   - isCensored: Whether it was still running then.
/// - Returns: From 0 to 1.
/// - Throws: ``PrognosticsError`` for lists that do not belong together, or where no pair can be compared.
/// - Complexity: n log n.
public func concordance(
  risks: [Double], lives: [Double], isCensored: [Bool]
) throws(PrognosticsError) -> Double {
  _ = try RegressionScores.checked(risks, lives, [])
  try checkCount(isCensored.count, lives.count, "whether lives are censored")
  let distinct = Array(Set(risks)).sorted()
  let ranks = risks.map { risk in distinct.partitioningIndex { $0 >= risk } }
  // From the last to the first; in a tree of sums, the risks of those that lasted longer.
  var tree = Array(repeating: 0, count: distinct.count + 1)
  func countBelow(_ rank: Int) -> Int {
    var (sum, node) = (0, rank)
    while node > 0 {
      sum += tree[node]
      node &= node - 1
    }
    return sum
  }
  func insert(_ rank: Int) {
    var node = rank + 1
    while node < tree.count {
      tree[node] += 1
      node += node & -node
    }
  }
  // Those that were lost at a time outlast those that fail then.
  let latestFirst = lives.indices.sorted {
    lives[$0] != lives[$1]
      ? lives[$0] > lives[$1] : isCensored[$0] != isCensored[$1] ? isCensored[$0] : $0 < $1
  }
  var (good, equal, pairs, inserted, place) = (0, 0, 0, 0, 0)
  while place < latestFirst.count {
    let unit = latestFirst[place]
    guard !isCensored[unit] else {
      insert(ranks[unit])
      (inserted, place) = (inserted + 1, place + 1)
      continue
    }
    let start = place
    while place < latestFirst.count, lives[latestFirst[place]] == lives[unit] { place += 1 }
    for failed in latestFirst[start..<place] {
      let below = countBelow(ranks[failed])
      good += below
      equal += countBelow(ranks[failed] + 1) - below
      pairs += inserted
    }
    for failed in latestFirst[start..<place] { insert(ranks[failed]) }
    inserted += place - start
  }
  guard pairs > 0 else {
    throw .noEstimate(of: "a concordance", because: "no two lives can be compared")
  }
  return (Double(good) + Double(equal) / 2) / Double(pairs)
}
