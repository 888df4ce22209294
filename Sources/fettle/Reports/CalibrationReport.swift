import Experiments
import FactoryModel
import FactorySimulation
import JSONDocuments
import Optimization
import Scenarios

/// What a calibration found, for people and as JSON.
struct CalibrationReport {
  let plan: CalibrationPlan
  let search: CalibrationSearch
  let finding: CalibrationFinding
  /// How the best values compare with the figures; `nil` where they cannot be simulated.
  let comparisons: [FigureComparison]?
  let scenario: String
  let folder: String
  var seconds = 0.0

  private var failures: [SearchJournal.Entry] {
    search.journal.entries.filter { $0.trial.outcome == .failed }
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private func percent(_ part: Double) -> String {
    NumberText.fixed(100 * max(0, part), decimals: 0) + " %"
  }

  // MARK: - Text

  /// The text.
  var text: String {
    var heading = [
      "\(counted(plan.factors.count, "factor")), \(counted(plan.figures.count, "figure"))",
      counted(search.journal.finished, "point"), "\(plan.replications) replications each",
    ]
    if seconds > 0 {
      heading.append("\(NumberText.fixed(seconds, decimals: seconds < 10 ? 1 : 0)) s")
    }
    var parts = [heading.joined(separator: " · "), factorTable]
    if !knowledge.isEmpty { parts.append(knowledge.joined(separator: "\n")) }
    if comparisons != nil { parts.append(figureTable) }
    parts.append(verdict.joined(separator: "\n"))
    if let natural { parts.append(natural) }
    if let first = failures.first {
      parts.append(
        "\(counted(failures.count, "point")) could not be simulated, such as "
          + zip(plan.factors, first.values).map { "\($0.path)=\($1)" }.joined(separator: ", ")
          + ": " + first.why)
    }
    parts.append(
      "try it:  fettle run \(scenario)"
        + finding.factors.map { " --set '\($0.path)=\($0.best)'" }.joined())
    parts.append(
      "calibration: \(folder) (\(SearchFolder.trialsName), \(SearchFolder.posteriorName), "
        + "\(SearchFolder.recommendationName), \(SearchFolder.journalName))")
    return parts.joined(separator: "\n\n")
  }

  private var factorTable: String {
    var table = TextTable([.left, .right, .right, .right, .left, .right])
    let today = Dictionary(
      plan.baselineValues.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
    table.add(["", "today", "best", "median", "90 % interval", "narrower by"])
    for factor in finding.factors {
      let interval =
        factor.chance.map { "with \(percent($0))" } ?? factor.interval.joined(separator: " … ")
      table.add([
        factor.path, today[factor.path] ?? "–", factor.best, factor.median, interval,
        percent(factor.narrowing),
      ])
    }
    return table.text
  }

  private var figureTable: String {
    var table = TextTable([.left, .left, .right, .right, .right, .right])
    table.add(["", "", "recorded", "simulated", "difference", "in standard errors"])
    for comparison in comparisons ?? [] {
      let error = max(comparison.error, comparison.simulationError)
      let decimals = NumberText.decimals(
        mean: comparison.figure.value, halfWidth: error > 0 ? error / 3 : nil)
      func number(_ value: Double) -> String { NumberText.fixed(value, decimals: decimals) }
      let fine = NumberText.decimals(
        mean: comparison.simulated,
        halfWidth: comparison.simulationError > 0 ? comparison.simulationError : nil)
      table.add([
        comparison.figure.definition.name, comparison.figure.definition.unit,
        "\(number(comparison.figure.value)) ± \(number(comparison.error))",
        "\(NumberText.fixed(comparison.simulated, decimals: fine)) ± "
          + NumberText.fixed(comparison.simulationError, decimals: fine),
        (comparison.difference > 0 ? "+" : "")
          + NumberText.fixed(comparison.difference, decimals: fine),
        NumberText.fixed(comparison.standardErrors, decimals: 1),
      ])
    }
    return
      "The best values on \(plan.judgeReplications) fresh replications (± one standard error):\n\n"
      + table.text
  }

  /// What is known of the factors, and what is not.
  var knowledge: [String] {
    var lines: [String] = []
    for factor in finding.factors where factor.isUnknown {
      lines.append(
        "The figures say nothing of \(factor.path): its interval is nearly as wide as its range.")
    }
    for pair in finding.pairs {
      lines.append(
        "\(pair.paths[0]) and \(pair.paths[1]) are known better together than each alone "
          + "(correlation \(NumberText.fixed(pair.correlation, decimals: 2))): "
          + (pair.correlation > 0
            ? "if one is larger, so is the other." : "if one is larger, the other is smaller."))
    }
    for factor in finding.factors {
      guard let end = factor.end else { continue }
      lines.append(
        "\(factor.path) lies at the \(end.rawValue) end of its range; widen the range if more is "
          + "possible.")
    }
    if plan.factors.count > plan.figures.count {
      lines.append(
        "\(counted(plan.factors.count, "factor")) and \(counted(plan.figures.count, "figure")): so "
          + "few figures cannot tell all factors; only combinations are known.")
    }
    return lines
  }

  /// Whether the model gives what the plant recorded.
  var verdict: [String] {
    let lost = finding.outOfReach
    guard lost.isEmpty else {
      return lost.map { place in
        let least = NumberText.fixed(finding.leastImplausibilities[place], decimals: 1)
        return
          "\(plan.figures[place].definition.name) cannot be reproduced anywhere in the ranges: it is "
          + "\(least) standard errors off at best. Widen the ranges, or look for what the scenario "
          + "or the figure has wrong."
      }
    }
    guard finding.isReproducible else {
      return [
        "Each figure can be reproduced, but not all together: one is always "
          + "\(NumberText.fixed(finding.leastTogether, decimals: 1)) standard errors off or more. "
          + "Something else differs between plant and scenario."
      ]
    }
    guard let comparisons else {
      return ["The best values cannot be simulated; look at the trials that failed."]
    }
    let far = comparisons.filter { abs($0.standardErrors) > 2 }
    guard far.isEmpty else {
      return [
        "The best values miss \(far.map(\.figure.definition.name).joined(separator: ", ")) by more "
          + "than 2 standard errors; a larger --budget with --resume may find better ones."
      ]
    }
    return ["The best values reproduce all figures within 2 standard errors."]
  }

  /// Which figures have no error of their own.
  private var natural: String? {
    let names = plan.figures.filter { $0.deviation == nil }.map(\.definition.name)
    guard !names.isEmpty else { return nil }
    return
      "No error is given for \(names.joined(separator: ", ")): each counts as one recorded period "
      + "of \(NumberText.duration(plan.baseline.factory.horizon)), as uncertain as one replication "
      + "is."
  }

  /// Why nothing can be said.
  static func whyNothing(_ search: CalibrationSearch) -> String {
    let entries = search.journal.entries
    let why = entries.first { $0.trial.outcome == .failed }.map { ": " + $0.why } ?? ""
    return
      "hardly any of the \(entries.count) points can be simulated\(why); check the ranges under "
      + "'vary'"
  }

  // MARK: - JSON

  /// The result as JSON.
  var json: String {
    let factors = finding.factors.enumerated().map { axis, factor in
      var members: [JSONValue.Member] = [
        .init("factor", .text(factor.path)), .init("range", .text(plan.factors[axis].rangeText)),
        .init("best", .text(factor.best)), .init("median", .text(factor.median)),
      ]
      if let chance = factor.chance {
        members.append(.init("chance", .number(chance)))
      } else {
        members.append(.init("interval_90", .list(factor.interval.map { .text($0) })))
      }
      members.append(.init("narrower_by", .number(factor.narrowing)))
      members.append(.init("unknown", .truth(factor.isUnknown)))
      if let end = factor.end { members.append(.init("at_end", .text(end.rawValue))) }
      return JSONValue.object(members)
    }
    let figures = plan.figures.enumerated().map { place, figure in
      var members: [JSONValue.Member] = [
        .init("metric", .text(figure.definition.name)),
        .init("unit", .text(figure.definition.unit)),
        .init("recorded", .number(figure.value)),
        .init(
          "recorded_error", .number(figure.deviation ?? finding.spreads[place])),
        .init("error_given", .truth(figure.deviation != nil)),
        .init("off_at_best", .number(finding.leastImplausibilities[place])),
      ]
      if let comparison = comparisons?[place] {
        members.append(.init("simulated", .number(comparison.simulated)))
        members.append(.init("simulated_error", .number(comparison.simulationError)))
        members.append(.init("standard_errors", .number(comparison.standardErrors)))
      }
      return JSONValue.object(members)
    }
    let correlations = finding.correlations.map { pair in
      JSONValue.object([
        .init("factors", .list(pair.paths.map { .text($0) })),
        .init("correlation", .number(pair.correlation)),
      ])
    }
    return JSONValue.object([
      .init(
        "calibration",
        .object([
          .init("points", .number(Double(search.journal.finished))),
          .init("failed", .number(Double(failures.count))), .init("folder", .text(folder)),
          .init("factors", .list(factors)), .init("correlations", .list(correlations)),
          .init("figures", .list(figures)),
          .init("reproducible", .truth(finding.isReproducible)),
          .init("verdict", .list(verdict.map { .text($0) })),
        ]))
    ]).written()
  }
}
