import Experiments
import FactorySimulation
import JSONDocuments
import Optimization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a search found, for people and as JSON.
struct OptimizationReport {
  let plan: OptimizationPlan
  let search: OptimizationSearch
  let end: SearchEnd
  let folder: String
  /// The number of the trial that is recommended; `nil` where there is none, or a front instead.
  var recommended: Int?
  /// What the model thinks of the best trial.
  var recommendation: Recommendation?
  /// The finalists, and how they compared.
  var finalists: (trials: [Int], outcome: FinalistSelection.Outcome)?
  /// Of several objectives, the trials that no other is better than in all.
  var front: [Int] = []
  var seconds = 0.0

  init(
    plan: OptimizationPlan, search: OptimizationSearch, end: SearchEnd, folder: String
  ) {
    self.plan = plan
    self.search = search
    self.end = end
    self.folder = folder
  }

  private var trials: Int { search.journal.finished }
  private var failures: [SearchJournal.Entry] {
    search.journal.entries.filter { $0.trial.outcome == .failed }
  }

  private var goal: String {
    plan.objectives.map {
      ($0.isMaximized ? "maximise " : "minimise ") + $0.definition.name
    }.joined(separator: ", ")
  }

  /// The text.
  var text: String {
    var heading = [goal, "\(trials) points", "\(plan.replications) replications each"]
    if seconds > 0 {
      heading.append("\(NumberText.fixed(seconds, decimals: seconds < 10 ? 1 : 0)) s")
    }
    var parts = [heading.joined(separator: " · ")]
    if let recommended {
      parts.append(valuesTable(recommended))
      parts.append(evidence.joined(separator: "\n"))
    } else if !front.isEmpty {
      parts.append(frontTable)
      parts.append(
        "No point is better than another of these in everything; choose one, and run it by --set.")
    }
    if end == .spaceExhausted {
      parts.append("All \(trials) points that there are have been tried.")
    }
    if let first = failures.first {
      parts.append(
        "\(failures.count) point\(failures.count == 1 ? "" : "s") could not be simulated, such as "
          + described(first.values) + ": " + first.why)
    }
    parts.append("search: \(folder) (\(SearchFolder.trialsName), \(SearchFolder.journalName))")
    return parts.joined(separator: "\n\n")
  }

  private func described(_ values: [String]) -> String {
    zip(plan.factors, values).map { "\($0.path)=\($1)" }.joined(separator: ", ")
  }

  private func valuesTable(_ trial: Int) -> String {
    var table = TextTable([.left, .right, .right])
    let values = search.journal.entries[trial].values
    let factors = Dictionary(
      plan.baselineValues.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
    table.add(["", "today", "recommended"])
    for (factor, value) in zip(plan.factors, values) {
      table.add([factor.path, factors[factor.path] ?? "–", value])
    }
    return table.text
  }

  private var frontTable: String {
    let names = plan.objectives.map(\.definition.name)
    var table = TextTable(
      [.right] + names.map { _ in .right } + plan.factors.map { _ in .right })
    table.add(["point"] + names + plan.factors.map(\.path))
    for trial in front {
      let entry = search.journal.entries[trial]
      let objectives = entry.trial.measurement?.objectives ?? []
      table.add(
        ["\(trial)"]
          + zip(plan.objectives, objectives).map { NumberText.significant($0.sign * $1) }
          + entry.values)
    }
    return table.text
  }

  /// Why the recommendation is made, line by line.
  var evidence: [String] {
    guard let recommended else { return [] }
    var lines: [String] = []
    if search.isToday(recommended) {
      lines.append("Nothing that was tried is better than what holds today.")
    }
    if let finalists {
      let outcome = finalists.outcome
      let place = finalists.trials.firstIndex(of: recommended) ?? 0
      let zone = NumberText.significant(outcome.indifferenceZone)
      lines.append(
        "Point \(recommended) is the best of \(finalists.trials.count) finalists on "
          + "\(outcome.replications[place]) fresh replications"
          + (outcome.isSure
            ? " (procedure KN: right with a probability of 95 % where \(zone) "
              + "\(plan.objectives[0].definition.unit) or more lie between them)."
            : "; they lie so close that the procedure KN did not end (\(zone) "
              + "\(plan.objectives[0].definition.unit) counts as a difference)."))
    } else {
      lines.append("Point \(recommended) is the only finalist: it was compared with no other.")
    }
    if let recommendation {
      let chance = NumberText.fixed(100 * recommendation.probabilityBest, decimals: 0)
      lines.append(
        recommendation.trial == recommended
          ? "Before that, the model held it for the best of all points with a probability of \(chance) %."
          : "Before that, the model held point \(recommendation.trial) for the best, with a "
            + "probability of \(chance) %.")
    }
    return lines
  }

  /// Why nothing can be recommended.
  var whyNothing: String {
    if failures.count == trials {
      return "none of the \(trials) points can be simulated; check the ranges under 'vary'"
    }
    let measured = search.journal.trials.compactMap(\.measurement)
    let never = plan.conditions.indices.filter { place in
      measured.allSatisfy { $0.constraints[place] > 0 }
    }
    if never.isEmpty {
      return "none of the \(trials) points keeps all conditions together, though each is kept by "
        + "some: \(plan.conditions.map(\.description).joined(separator: "; "))"
    }
    let words = never.map { place in
      let least = measured.map { $0.constraints[place] }.min() ?? 0
      return
        "'\(plan.conditions[place])' (missed by \(NumberText.fixed(100 * least, decimals: 1)) % at best)"
    }
    return "no point keeps " + words.joined(separator: " and ")
      + "; widen the ranges under 'vary', or ask for less"
  }

  // MARK: - JSON

  private func object(_ trial: Int) -> JSONValue {
    let entry = search.journal.entries[trial]
    let objectives = entry.trial.measurement?.objectives ?? []
    return .object([
      .init("trial", .number(Double(trial))),
      .init(
        "values", .object(zip(plan.factors, entry.values).map { .init($0.path, .text($1)) })),
      .init(
        "objectives",
        .object(
          zip(plan.objectives, objectives).map {
            .init($0.definition.name, .number($0.sign * $1))
          })),
    ])
  }

  private var summary: JSONValue {
    var members: [JSONValue.Member] = [
      .init("goal", .text(goal)), .init("points", .number(Double(trials))),
      .init("failed", .number(Double(failures.count))), .init("folder", .text(folder)),
    ]
    if let recommended { members.append(.init("recommended", object(recommended))) }
    if let recommendation {
      members.append(.init("probability_best", .number(recommendation.probabilityBest)))
    }
    if let finalists {
      members.append(
        .init("finalists", .list(finalists.trials.map { .number(Double($0)) })))
      members.append(.init("selection_sure", .truth(finalists.outcome.isSure)))
    }
    if !front.isEmpty { members.append(.init("front", .list(front.map { object($0) }))) }
    return .object(members)
  }

  /// The search alone.
  var json: String { JSONValue.object([.init("optimisation", summary)]).written() }

  /// The search with the comparison that followed.
  func json(comparison: String) -> String {
    "{\n\"optimisation\": \(summary.written()),\n\"comparison\": \(comparison)\n}"
  }
}
