import FactoryModel
import FactorySimulation
import Scenarios

/// The table of changes of set-points in a run folder.
extension RunFolder {
  /// What rules suggested, with the evidence, and what became of it.
  static let setPointsName = "set_points.csv"

  /// One row a set-point of each change that was suggested, warm-up included.
  ///
  /// Times in seconds from the start of the simulation; set-points in the unit of the scenario; what was observed,
  /// what is expected and the standard error in the unit of what the rule goes by.
  func setPointsText() -> String {
    var text = CommaSeparated.line([
      "arm", "replication", "rule", "set_point", "unit", "suggested", "settled", "outcome", "from",
      "to", "reason", "made", "inspected", "passed", "observed", "expected", "standard_error",
    ])
    for ((name, run), arm) in zip(zip(outcome.names, outcome.arms), plan.arms) {
      let factory = arm.scenario.factory
      for replication in run.replications {
        for change in replication.setPointChanges {
          for cells in RunFolder.rows(of: change, in: factory) {
            text += CommaSeparated.line([name, "\(replication.replication)"] + cells)
          }
        }
      }
    }
    return text
  }

  private static func rows(of change: SetPointChange, in factory: Factory) -> [[String]] {
    func number(_ value: Double?) -> String { value.flatMap { $0.isFinite ? "\($0)" : nil } ?? "" }
    let rule = factory.controlRules[change.rule]
    return rule.moves.indices.map { index in
      let setPoint = factory.stations[rule.station].setPoints[rule.moves[index].setPoint]
      return [
        rule.name, setPoint.name, setPoint.unit.name, number(change.suggestedAt),
        number(change.settledAt), change.outcome.rawValue,
        number(setPoint.unit.shown(change.process.setPoints[index])),
        number(setPoint.unit.shown(change.suggestion.setPoints[index])),
        change.suggestion.reason.rawValue, "\(change.process.made)", "\(change.process.inspected)",
        "\(change.process.passed)", number(change.suggestion.observed),
        number(change.suggestion.expected), number(change.suggestion.standardError),
      ]
    }
  }
}
