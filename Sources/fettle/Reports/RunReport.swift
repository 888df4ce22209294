import Experiments
import FactoryModel
import FactorySimulation

/// The tables that `fettle run` prints of a single run.
struct RunReport {
  var factory: Factory
  var summary: ExperimentSummary
  /// Metrics that were asked for beside the usual ones.
  var metrics: [String] = []

  var text: String { [headlines, stations].joined(separator: "\n\n") }

  private func entry(_ metric: String) -> RunSummary.Entry? { summary.arms[0].entry(metric) }

  // MARK: - The line

  private var headlines: String {
    var table = TextTable([.left, .left, .right, .left, .left])
    table.add(["", "", "mean", "95 % interval"])
    var rows = Headline.line
    if let busiest = StationUse.busiest(of: stationUses) {
      rows += Headline.bottleneck(busiest.station)
    }
    let asked = metrics.map { Headline($0, self.entry($0)?.unit ?? "", $0) }
    for row in rows + Headline.costs(factory.costs) + asked {
      guard let entry = entry(row.metric), let mean = entry.mean else { continue }
      let decimals = NumberText.decimals(mean: mean, halfWidth: entry.halfWidth)
      var cells = [
        row.label, row.unit == "1" ? "" : row.unit, NumberText.fixed(mean, decimals: decimals),
      ]
      if let lower = entry.lower, let upper = entry.upper {
        cells.append(IntervalText.ends(lower, upper, decimals: decimals))
      }
      if let note = row.note { cells.append(note) }
      table.add(cells)
    }
    return table.text
  }

  private var stationUses: [StationUse] { StationUse.all(of: factory, in: summary.arms[0]) }

  // MARK: - The stations

  private static func heading(of state: MachineState) -> String {
    switch state {
    case .waitingForRepair: "awaiting"
    case .waitingForOperator: "unmanned"
    case .plannedStop: "planned"
    default: state.title
    }
  }

  private var stations: String {
    let states = StationUse.states(of: stationUses)
    var table = TextTable([.left] + Array(repeating: .right, count: states.count + 4))
    table.add(
      ["station"] + states.map { RunReport.heading(of: $0) }
        + ["OEE", "downtime h/wk", "MTBF h", "MTTR h"])
    for station in factory.stations {
      let path = "stations.\(station.name)."
      var cells = [station.name]
      for state in states {
        let mean = entry(path + state.name)?.mean
        cells.append(mean.map { NumberText.fixed(100 * $0, decimals: 1) + " %" } ?? "–")
      }
      for metric in [
        "oee", "unplanned_downtime", "mean_time_between_failures", "mean_time_to_repair",
      ] {
        cells.append(IntervalText.meanAndHalfWidth(entry(path + metric)))
      }
      table.add(cells)
    }
    return table.text
  }
}
