/// What a test before a promotion found.
///
/// The registry keeps it; to make the test, and to decide what it takes to pass, is the caller's matter.
public struct GateResult: Hashable, Codable, Sendable {
  /// What was compared.
  public enum Kind: String, Hashable, Codable, Sendable {
    /// A score on data that the model had not seen.
    case offlineScore = "offline score"
    /// What decisions with the model cost, in a simulation or on records.
    case decisionCost = "decision cost"
  }

  /// What was compared.
  public var kind: Kind
  /// The candidate's figure.
  public var candidate: ScoreEstimate
  /// What it is compared with: the figure of the version that the alias has; `nil` where there is none.
  public var incumbent: ScoreEstimate?
  /// Whether the gate is passed.
  public var isPassed: Bool
  /// Where it can be looked up: a run folder, a data set; or why it was not passed.
  public var note: String

  /// Creates a result.
  public init(
    _ kind: Kind, candidate: ScoreEstimate, incumbent: ScoreEstimate? = nil, isPassed: Bool,
    note: String = ""
  ) {
    self.kind = kind
    self.candidate = candidate
    self.incumbent = incumbent
    self.isPassed = isPassed
    self.note = note
  }
}
