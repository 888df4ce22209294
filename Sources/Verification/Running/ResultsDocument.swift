import Experiments
public import JSONDocuments

extension JSONValue {
  /// Results in the format for scoring.
  ///
  /// `{"case": {"metric": {"mean": x, "se": s}}}`, and a plain value for what was worked out without
  /// chance.
  ///
  /// - Parameter results: What became of the cases; those without values are left out.
  /// - Returns: An object.
  public static func scores(of results: [CaseResult]) -> JSONValue {
    var members: [Member] = []
    for result in results where !result.metrics.isEmpty {
      let values = result.metrics.compactMap { metric -> Member? in
        switch metric.value {
        case nil: nil
        case .exact(let value): Member(metric.name, value)
        case .estimate(let estimate):
          Member(
            metric.name,
            .object([
              Member("mean", .number(estimate.mean)),
              Member("se", estimate.standardError.map { .number($0) } ?? .null),
            ]))
        }
      }
      members.append(Member(result.id, .object(values)))
    }
    return .object(members)
  }

  /// Everything that a verification found.
  ///
  /// - Parameters:
  ///   - results: What became of the cases.
  ///   - verification: How they were carried out.
  ///   - isPartial: Whether some were dropped.
  /// - Returns: An object.
  public static func report(
    of results: [CaseResult], by verification: Verification, isPartial: Bool
  ) -> JSONValue {
    let counts = VerdictCounts(results)
    return .object([
      Member("tier", .text(verification.tier.rawValue)),
      Member("seed", .number(Double(verification.seed))),
      Member("partial", .truth(isPartial)),
      Member("passed", .number(Double(counts.passed))),
      Member("failed", .number(Double(counts.failed))),
      Member("not_given", .number(Double(counts.notGiven))),
      Member("unsupported_cases", .number(Double(counts.unsupported))),
      Member("cases", .list(results.map { .object(members(of: $0)) })),
    ])
  }

  private static func members(of result: CaseResult) -> [Member] {
    var members = [
      Member("case", .text(result.id)), Member("family", .text(result.family)),
      Member("model", result.kind.map { .text($0.rawValue) } ?? .null),
    ]
    switch result.outcome {
    case .judged(let metrics):
      members.append(Member("metrics", .list(metrics.map { .object(self.members(of: $0)) })))
    case .unsupported(let reason): members.append(Member("unsupported", .text(reason)))
    case .broken(let reason): members.append(Member("error", .text(reason)))
    }
    return members
  }

  private static func members(of metric: MetricResult) -> [Member] {
    var members = [Member("metric", .text(metric.name))]
    switch metric.value {
    case .estimate(let estimate):
      members.append(Member("estimate", .number(estimate.mean)))
      members.append(
        Member("standard_error", estimate.standardError.map { .number($0) } ?? .null))
    case .exact(let value): members.append(Member("value", value))
    case nil: break
    }
    members.append(Member("expected", metric.expected))
    if let deviation = metric.deviation { members.append(Member("z", .number(deviation))) }
    if let first = metric.first {
      members.append(Member("z_first_run", .number(first.deviation)))
      members.append(Member("verdict_first_run", .text(first.verdict.word.lowercased())))
    }
    if let error = metric.relativeError {
      members.append(Member("relative_error", .number(error)))
    }
    members.append(Member("verdict", .text(metric.verdict.word.lowercased())))
    if let reason = metric.verdict.reason { members.append(Member("reason", .text(reason))) }
    return members
  }
}

/// How many comparisons ended how.
public struct VerdictCounts: Hashable, Sendable {
  /// Metrics that agree.
  public var passed = 0
  /// Metrics among them that agreed on the second run only.
  public var passedOnSecondRun = 0
  /// Metrics that do not agree, or were not simulated long enough.
  public var failed = 0
  /// Metrics that Fettle does not give.
  public var notGiven = 0
  /// Cases whose model could not be carried out.
  public var broken = 0
  /// Cases without a model.
  public var unsupported = 0
  /// Cases that were compared.
  public var judged = 0

  /// Counts.
  public init(_ results: [CaseResult]) {
    for result in results {
      switch result.outcome {
      case .broken: broken += 1
      case .unsupported: unsupported += 1
      case .judged(let metrics):
        judged += 1
        for metric in metrics {
          switch metric.verdict {
          case .passed: passed += 1
          case .passedOnSecondRun:
            passed += 1
            passedOnSecondRun += 1
          case .failed, .tooShort: failed += 1
          case .notGiven: notGiven += 1
          }
        }
      }
    }
  }
}
