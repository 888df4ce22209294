import Experiments
public import JSONDocuments

/// What became of a comparison.
public enum MetricVerdict: Hashable, Sendable {
  /// The estimate agrees with the answer.
  case passed
  /// It did not agree at first, and agreed when it was simulated anew with another seed.
  case passedOnSecondRun
  /// It does not agree.
  case failed
  /// The run is too short to tell: the standard error is more than 1.3 times what it should be.
  case tooShort
  /// Fettle gives no such value, for this reason.
  case notGiven(String)

  /// Whether the command should fail.
  public var isFailure: Bool { self == .failed || self == .tooShort }

  /// The verdict in a word or two.
  public var word: String {
    switch self {
    case .passed: "passed"
    case .passedOnSecondRun: "passed, 2nd run"
    case .failed: "FAILED"
    case .tooShort: "TOO SHORT"
    case .notGiven: "not given"
    }
  }

  /// Why something is not given.
  public var reason: String? {
    if case .notGiven(let reason) = self { reason } else { nil }
  }
}

/// A metric of a case: what came out, what was expected, and what to think of it.
public struct MetricResult: Hashable, Sendable {
  /// What came out.
  public enum Value: Hashable, Sendable {
    /// A simulated number.
    case estimate(Estimate)
    /// A number, or numbers nested in lists and objects, worked out without chance.
    case exact(JSONValue)
  }

  /// The battery's name.
  public var name: String
  /// What came out; `nil` where Fettle gives no such value.
  public var value: Value?
  /// The battery's answer.
  public var expected: JSONValue
  /// The difference from the answer in standard errors; `nil` where there is no estimate.
  public var deviation: Double?
  /// The relative error of what was worked out without chance; `nil` for an estimate.
  public var relativeError: Double?
  /// What to think of it.
  public var verdict: MetricVerdict
  /// What came of the first run, where there was a second.
  public var first: FirstRun?

  /// What came of the first of two runs.
  public struct FirstRun: Hashable, Sendable {
    /// The difference from the answer in standard errors.
    public var deviation: Double
    /// Failed, or too short.
    public var verdict: MetricVerdict
  }
}

/// What became of a case.
public struct CaseResult: Hashable, Sendable {
  /// How far it came.
  public enum Outcome: Hashable, Sendable {
    /// Its metrics were compared.
    case judged([MetricResult])
    /// Fettle has no model of it, for this reason.
    case unsupported(String)
    /// The model could not be read, or could not be simulated to its end.
    case broken(String)
  }

  /// The case's id.
  public var id: String
  /// The case's family.
  public var family: String
  /// What it is modelled by; `nil` where it is not.
  public var kind: ModelKind?
  /// How far it came.
  public var outcome: Outcome

  /// The metrics that were compared.
  public var metrics: [MetricResult] {
    if case .judged(let metrics) = outcome { metrics } else { [] }
  }

  /// Whether the command should fail.
  public var isFailure: Bool {
    if case .broken = outcome { return true }
    return metrics.contains { $0.verdict.isFailure }
  }
}
