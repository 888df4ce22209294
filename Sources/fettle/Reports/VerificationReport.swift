import Experiments
import JSONDocuments
import Verification

/// A verification as text.
///
/// Cases are printed one by one as they are finished, so the widths of columns are settled before.
struct VerificationReport {
  private let widths: [Int]

  /// A report of some cases.
  init(_ cases: [BatteryCase]) {
    let names = cases.flatMap { $0.expected.map(\.name.count) }
    widths = [
      max(4, cases.map(\.id.count).max() ?? 0), max(6, names.max() ?? 0), 13, 10, 13, 8,
    ]
  }

  /// The rows of a case.
  ///
  /// - Parameters:
  ///   - result: What became of the case.
  ///   - isFirst: Whether the heading stands above.
  /// - Returns: A row a metric.
  func text(of result: CaseResult, isFirst: Bool) -> String {
    var lines: [String] = []
    if isFirst {
      lines.append(row(["case", "metric", "estimate", "± SE", "expected", "z"], "verdict"))
    }
    switch result.outcome {
    case .unsupported(let reason):
      lines.append("\(result.id)  (\(result.family)) unsupported: \(reason)")
    case .broken(let reason):
      lines.append("\(result.id)  (\(result.family)) FAILED: \(reason)")
    case .judged(let metrics):
      for (index, metric) in metrics.enumerated() {
        lines.append(text(of: metric, id: index == 0 ? result.id : ""))
      }
    }
    return lines.joined(separator: "\n")
  }

  private func text(of metric: MetricResult, id: String) -> String {
    var cells = [id, metric.name]
    switch metric.value {
    case .estimate(let estimate):
      let decimals = NumberText.decimals(
        mean: estimate.mean, halfWidth: estimate.standardError.map { $0 / 10 })
      cells.append(NumberText.fixed(estimate.mean, decimals: decimals))
      cells.append(estimate.standardError.map { NumberText.fixed($0, decimals: decimals) } ?? "–")
      cells.append(short(metric.expected))
      cells.append(metric.deviation.map { NumberText.fixed($0, decimals: 2) } ?? "–")
    case .exact(let value):
      cells += [short(value), "exact", short(metric.expected), "–"]
    case nil:
      cells += ["–", "–", short(metric.expected), "–"]
    }
    var verdict = metric.verdict.word
    if let first = metric.first {
      verdict +=
        first.verdict == .tooShort
        ? " (the first was too short)"
        : " (z was \(NumberText.fixed(first.deviation, decimals: 2)) on the first)"
    }
    if metric.verdict == .failed, let error = metric.relativeError {
      verdict += ": relative error \(NumberText.shortest(error))"
    }
    if let reason = metric.verdict.reason { verdict += ": \(reason)" }
    return row(cells, verdict)
  }

  /// A number to ten digits, or how many values there are.
  private func short(_ value: JSONValue) -> String {
    if let number = value.number {
      guard number != 0, number.isFinite, abs(number) < 1e9 else {
        return NumberText.shortest(number)
      }
      let text = NumberText.fixed(
        number, decimals: NumberText.decimals(mean: number, halfWidth: abs(number) * 1e-7))
      guard text.contains(".") else { return text }
      return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
    }
    guard let count = value.items?.count ?? value.members?.count else {
      return value.string ?? "–"
    }
    return count == 1 ? "1 value" : "\(count) values"
  }

  private func row(_ cells: [String], _ last: String) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: max(0, widths[index] - cell.count))
      line += (index < 2 ? cell + padding : padding + cell) + "  "
    }
    return line + last
  }

  /// What came out in all.
  static func closing(
    _ results: [CaseResult], planned: Int, _ verification: Verification
  ) -> String {
    let counts = VerdictCounts(results)
    var parts = ["\(counts.passed) of \(counts.passed + counts.failed) values agree"]
    if counts.passedOnSecondRun > 0 {
      parts[0] +=
        " (\(counts.passedOnSecondRun) on a second run, with seed \(verification.seed &+ 1))"
    }
    if counts.failed > 0 { parts.append("\(counts.failed) FAILED") }
    if counts.broken > 0 { parts.append("\(counts.broken) cases could not be carried out") }
    if counts.notGiven > 0 { parts.append("\(counts.notGiven) not given") }
    let cases =
      "\(counts.judged) of \(planned) cases compared"
      + (counts.unsupported > 0 ? ", \(counts.unsupported) unsupported" : "")
    return "\n\(verification.tier.rawValue) tier · seed \(verification.seed) · \(cases)\n"
      + parts.joined(separator: " · ")
  }
}
