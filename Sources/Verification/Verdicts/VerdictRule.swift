import Experiments
import JSONDocuments

/// How a value is compared with the battery's answer.
enum VerdictRule {
  /// How many standard errors a correct estimate may be off: by chance 6 in 100,000 are more.
  static let greatestDeviation = 4.0
  /// How much greater than recommended the standard error of a gate metric may be.
  static let greatestExcess = 1.3
  /// What counts as equal where nothing varies.
  static let rounding = 1e-9

  /// Compares an estimate with an answer.
  ///
  /// The standard error is that of the replications, but at least half the recommended one, which
  /// keeps a run whose spread came out small by chance from failing. A simulated answer adds its own.
  ///
  /// - Parameters:
  ///   - estimate: What was simulated.
  ///   - expected: The answer, with its standard error where it was simulated.
  ///   - answer: The answer's number.
  ///   - plan: What precision was to be expected.
  ///   - tier: How much is simulated: at a tenth of the length, errors are √10 times as great.
  ///   - runs: How many times as much was simulated.
  /// - Returns: The difference in standard errors, and the verdict.
  static func judge(
    _ estimate: Estimate, expected: ExpectedValue, answer: Double, plan: SimulationPlan?,
    tier: VerificationTier, runs: Int = 1
  ) -> (deviation: Double, verdict: MetricVerdict) {
    let own = estimate.standardError ?? .infinity
    let recommended = plan?.standardErrors[expected.name]
    let scaled = recommended.map { $0 / (tier.lengthShare * Double(runs)).squareRoot() }
    let simulated = max(own, (scaled ?? 0) / 2)
    let reference = expected.standardError ?? 0
    let error = (simulated * simulated + reference * reference).squareRoot()
    let difference = estimate.mean - answer
    guard error > rounding * abs(answer) else {
      let agrees = abs(difference) <= rounding * max(abs(answer), 1)
      return (agrees ? 0 : .infinity, agrees ? .passed : .failed)
    }
    let deviation = difference / error
    guard error.isFinite else { return (deviation, .tooShort) }
    guard abs(deviation) <= greatestDeviation else { return (deviation, .failed) }
    if tier == .full, let recommended, plan?.gates.contains(expected.name) == true,
      own > greatestExcess * recommended
    {
      return (deviation, .tooShort)
    }
    return (deviation, .passed)
  }

  /// The greatest relative error of any number in what was worked out, against the answer.
  ///
  /// - Returns: Infinity where the two are not built alike.
  static func relativeError(of value: JSONValue, from answer: JSONValue) -> Double {
    switch (value, answer) {
    case (.number(let value), .number(let answer)):
      let error = abs(value - answer)
      return error == 0 ? 0 : answer == 0 ? error : error / abs(answer)
    case (.list(let values), .list(let answers)) where values.count == answers.count:
      return zip(values, answers).map { relativeError(of: $0, from: $1) }.max() ?? 0
    case (.object(let members), .object(let answers)) where members.count == answers.count:
      return answers.map { answer in
        value[answer.name].map { relativeError(of: $0, from: answer.value) } ?? .infinity
      }.max() ?? 0
    default: return value == answer ? 0 : .infinity
    }
  }
}
