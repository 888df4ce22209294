import FactorySimulation

/// The section about models that are kept up to date: what their monitors saw, and what was done about it.
extension RunReport {
  /// Most rules of an arm that are drawn.
  private static let mostKeptRules = 4

  func drift(_ charts: inout ChartList) -> Markup {
    guard showsArms else { return .none }
    var content: [Markup] = []
    for (arm, look) in zip(arms, looks) {
      guard case .success(let look?) = look,
        let histories = look.replications.first?.accounts.last?.modelHistories
      else { continue }
      let timelines = zip(look.factory.keptRules, histories).prefix(RunReport.mostKeptRules)
        .map { DriftTimeline(rule: $0, history: $1, of: look) }.filter { !$0.moments.isEmpty }
      guard !timelines.isEmpty else { continue }
      content += heading(of: arm)
      for timeline in timelines {
        content.append(.element("h3", timeline.title))
        content.append(
          charts.add(
            timeline.specification,
            label:
              "Evidence of a change that the monitor of \(timeline.rule) had after each life, with "
              + "its alarms, trainings and new models; the table below has the same figures",
            beside: TableBeside(row: ["row"], columns: ["evidence": "evidence", "step": "what"])))
        content.append(
          table(head: timeline.head, texts: 3, rows: timeline.rows))
      }
    }
    guard !content.isEmpty else { return .none }
    return section(
      "When something had changed",
      "Models that are learned anew, in replication 0: after each life of a component the monitor weighs how much speaks for a "
        + "change, in parts of what gives an alarm (the dashed line, 1). Squares are trainings, diamonds "
        + "those after which the new model took the old one's place.", content)
  }
}
