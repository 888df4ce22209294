import FactoryModel
import SimulationStatistics

/// Metrics of the rules that move set-points.
extension MetricTable {
  mutating func addControl(_ index: Int, _ rule: ControlRule, of factory: Factory) {
    let path = "control.\(rule.name)"
    add(
      "\(path).changes", "changes", .neither, "changes of set-points that took effect"
    ) { Double($0.controls[index].changes) }
    add(
      "\(path).refusals", "changes", .neither,
      "changes that were suggested and refused, or with which the factory could not run"
    ) { Double($0.controls[index].refusals) }
    for (place, move) in rule.moves.enumerated() {
      let setPoint = factory.stations[rule.station].setPoints[move.setPoint]
      let unit = setPoint.unit
      add(
        "\(path).\(setPoint.name)", unit.name.isEmpty ? "1" : unit.name, .neither,
        "time average of the set-point"
      ) { unit.shown($0.controls[index].setPointTimes[place] / $0.duration) }
    }
  }
}
