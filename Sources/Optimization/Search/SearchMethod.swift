/// A point to be tried, and how well it has to be known.
public struct Candidate: Hashable, Sendable {
  /// One coordinate a dimension, from 0 to 1.
  public var point: [Double]
  /// From how many replications its score is to be estimated, counted from the first.
  ///
  /// All candidates see the same replications, so that luck cancels when they are compared; who is
  /// asked for more replications of a point needs to add only those that are missing.
  public var replications: Int

  /// Creates a candidate.
  public init(point: [Double], replications: Int) {
    self.point = point
    self.replications = replications
  }
}

/// How good a candidate is: the smaller, the better.
///
/// What keeps all conditions is better than what breaks one, however good that is; among those that
/// break some, the one nearest to keeping them is better. So no weight of a penalty has to be chosen.
///
/// Source: K. Deb, "An efficient constraint handling method for genetic algorithms", Computer Methods
/// in Applied Mechanics and Engineering 186 (2000) 311–338.
public struct SearchScore: Hashable, Comparable, Sendable {
  /// By how much conditions are broken, together; 0 where all are kept.
  public var violation: Double
  /// What is to be small.
  public var value: Double

  /// Creates a score; what is no number counts as infinitely bad.
  public init(_ value: Double, violation: Double = 0) {
    self.value = value.isNaN ? .infinity : value
    self.violation = violation.isNaN ? .infinity : max(0, violation)
  }

  /// The score of what cannot be tried at all.
  public static let impossible = SearchScore(.infinity, violation: .infinity)

  /// Whether one is better than another.
  public static func < (left: SearchScore, right: SearchScore) -> Bool {
    (left.violation, left.value) < (right.violation, right.value)
  }
}

/// A candidate with its score.
public struct ScoredCandidate: Hashable, Sendable {
  /// What was tried.
  public var candidate: Candidate
  /// How good it is.
  public var score: SearchScore
}

/// A way to look for the best point: it asks for scores, and is told them.
///
///     while case let candidates = method.ask(), !candidates.isEmpty {
///       method.tell(candidates.map(score))
///     }
///
/// What is asked is a function of how the method was created and of what it was told.
public protocol SearchMethod: Sendable {
  /// What is to be tried next; none once the search is over.
  ///
  /// Asked again before it is told, a method gives the same answer.
  func ask() -> [Candidate]

  /// Takes the scores of what was asked.
  ///
  /// - Parameter scores: As many as were asked for, in the same order.
  mutating func tell(_ scores: [SearchScore])

  /// The best so far among what was tried with the most replications; `nil` before the first is told.
  var best: ScoredCandidate? { get }
}

extension SearchMethod {
  /// Searches to the end.
  ///
  /// - Parameter score: How good a candidate is.
  /// - Returns: The best.
  /// - Throws: What `score` throws.
  @discardableResult
  public mutating func finish<Failure: Error>(
    _ score: (Candidate) throws(Failure) -> SearchScore
  ) throws(Failure) -> ScoredCandidate? {
    while true {
      let candidates = ask()
      guard !candidates.isEmpty else { return best }
      var scores: [SearchScore] = []
      for candidate in candidates { scores.append(try score(candidate)) }
      tell(scores)
    }
  }
}
