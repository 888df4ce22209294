/// Many candidates by few replications, the better of them by more, and so on.
///
/// The k-th of K + 1 rounds, counted from 0, estimates the best ⌈n/ηᵏ⌉ of n candidates from ⌈R/ηᴷ⁻ᵏ⌉
/// replications each, so every round costs about the same. K is as large as candidates and
/// replications allow. Where all candidates see the same replications, the bad ones show early.
///
/// Source: K. Jamieson, A. Talwalkar, "Non-stochastic best arm identification and hyperparameter
/// optimization", Proceedings of Machine Learning Research 51 (2016) 240–248.
public struct SuccessiveHalving: SearchMethod {
  /// The candidates still in the race, the better first once they are scored.
  private var points: [[Double]]
  /// The number of replications of each round still to come.
  private var rounds: [Int]
  private let factor: Int
  /// The best of the last round that was told.
  public private(set) var best: ScoredCandidate?

  /// Begins a race.
  ///
  /// - Parameters:
  ///   - points: The candidates, at least one; equal ones score in this order.
  ///   - replications: How many the last round takes, at least 1.
  ///   - least: How many the first round takes at least.
  ///   - factor: Each round keeps one in so many, η; at least 2.
  public init(points: [[Double]], replications: Int, least: Int = 2, factor: Int = 3) {
    precondition(!points.isEmpty && replications >= 1, "a race has candidates and replications")
    precondition(factor >= 2 && least >= 1, "a round halves the candidates at least")
    self.points = points
    self.factor = factor
    rounds = [replications]
    var (candidates, budget) = (points.count, replications)
    while candidates >= factor {
      let next = (budget + factor - 1) / factor
      guard next >= least, next < budget else { break }
      candidates = (candidates + factor - 1) / factor
      budget = next
      rounds.insert(budget, at: 0)
    }
  }

  /// The candidates of this round.
  public func ask() -> [Candidate] {
    guard let replications = rounds.first else { return [] }
    return points.map { Candidate(point: $0, replications: replications) }
  }

  /// Keeps the better candidates for the next round.
  public mutating func tell(_ scores: [SearchScore]) {
    precondition(scores.count == points.count && !rounds.isEmpty, "a score for each candidate")
    let ranks = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
    best = ScoredCandidate(
      candidate: Candidate(point: points[ranks[0]], replications: rounds[0]),
      score: scores[ranks[0]])
    let kept = (points.count + factor - 1) / factor
    points = ranks.prefix(kept).map { points[$0] }
    rounds.removeFirst()
  }
}
