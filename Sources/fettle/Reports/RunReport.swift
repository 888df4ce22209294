import Experiments
import FactoryModel
import FactorySimulation

/// The tables that `fettle run` prints of a single run.
struct RunReport {
  var factory: Factory
  var summary: ExperimentSummary
  /// Metrics that were asked for beside the usual ones.
  var metrics: [String] = []

  var text: String {
    [headlines, factory.stations.isEmpty ? "" : stations, stores, customers]
      .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

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

  // MARK: - Stores and customers

  /// Nothing where there are none.
  private var stores: String {
    let columns = ["on_hand", "on_order", "backorders", "lost", "wasted", "orders"]
    return rows(
      "store", factory.stores.map { ("stores.\($0.name).", $0.name) },
      shares: ["fill_rate", "stock_out"],
      numbers: columns)
  }

  private var customers: String {
    rows(
      "customer", factory.customers.map { ("customers.\($0.name).", $0.name) },
      shares: ["fill_rate", "on_time"],
      numbers: ["demanded", "delivered", "substituted", "lost", "wait"])
  }

  /// A table of what has metrics under a path; columns that nothing fills are left out.
  private func rows(
    _ title: String, _ named: [(path: String, name: String)], shares: [String], numbers: [String]
  ) -> String {
    guard !named.isEmpty, named.count <= RunReport.mostRows else { return "" }
    func has(_ metric: String) -> Bool { named.contains { entry($0.path + metric) != nil } }
    let (shares, numbers) = (shares.filter(has), numbers.filter(has))
    var table = TextTable(
      [.left] + Array(repeating: .right, count: shares.count + numbers.count) + [.left])
    table.add(
      [title] + shares.map { $0.replacing("_", with: " ") }
        + numbers.map { $0 == "wait" ? "wait h" : $0.replacing("_", with: " ") })
    for (path, name) in named {
      let percent = shares.map { metric in
        entry(path + metric)?.mean.map { NumberText.fixed(100 * $0, decimals: 1) + " %" } ?? "–"
      }
      let unit = entry(path + (numbers.first ?? ""))?.unit ?? ""
      table.add(
        [name] + percent + numbers.map { IntervalText.meanAndHalfWidth(entry(path + $0)) } + [unit])
    }
    return table.text
  }

  /// Longer tables are left to the files.
  private static let mostRows = 40
}
