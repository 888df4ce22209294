/// At which set-points a process is to go on, and why.
public struct SetPointSuggestion: Hashable, Sendable {
  /// Why.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// The mean of readings is brought to its target.
    case target
    /// A planned change, to learn what set-points do.
    case learning
    /// A planned change has shown what is better.
    case shown
    /// Better is expected there, or may well be found.
    case improving
    /// The best that is known, to which the process goes back.
    case best
  }

  /// The set-points, in SI units, in the order of the rule.
  public var setPoints: [Double]
  /// Why.
  public var reason: Reason
  /// What was seen, in the unit of what is wanted: a mean of readings, a yield, parts or money an hour.
  public var observed: Double
  /// What is expected there; `nil` where nothing is known.
  public var expected: Double?
  /// The standard error of what it goes by: of the mean, of the effect, of what is expected.
  public var standardError: Double?

  /// Creates a suggestion.
  public init(
    _ setPoints: [Double], reason: Reason, observed: Double = .nan, expected: Double? = nil,
    standardError: Double? = nil
  ) {
    self.setPoints = setPoints
    self.reason = reason
    self.observed = observed
    self.expected = expected
    self.standardError = standardError
  }
}
