import Experiments
import FactoryModel
import FactorySimulation

/// The sections with charts: what the stations did, how replications spread, the first day.
extension RunReport {
  /// A heading and what is below it, arm by arm.
  func section(_ title: String, _ note: String, _ content: [Markup]) -> Markup {
    PageParts.section(title, note, content)
  }

  /// The arm's name above what belongs to it; nothing where there is but one.
  func heading(of arm: ReportArm, _ more: String = "") -> [Markup] {
    if summary.isSingleRun { return [] }
    let name = summary.factors.isEmpty ? arm.entry.arm : "Point " + arm.entry.arm
    return [.element("h3", name + more)]
  }

  /// The states that any station of the arms measured.
  private var measuredStates: [MachineState] { StationUse.states(of: arms.flatMap(\.stations)) }

  /// The colors of the states.
  private var legend: Markup {
    PageParts.legend(measuredStates.map { ($0.title, $0.color) })
  }

  // MARK: - States

  func states(_ charts: inout ChartList) -> Markup {
    guard !arms[0].factory.stations.isEmpty else { return .none }
    guard showsArms else {
      return section(
        "What the stations did",
        "Left out: there are \(arms.count) points. Run one of them by itself to see its stations.",
        [])
    }
    var content = [legend]
    for arm in arms {
      content += heading(of: arm)
      let busiest = StationUse.busiest(of: arm.stations).map { ", the busiest is \($0.station)" }
      content.append(
        charts.add(
          Charts.states(of: arm.stations),
          label: "Bars of the states of \(arm.stations.count) stations\(busiest ?? ""); "
            + "the table below has the same figures",
          beside: TableBeside(row: ["station"], column: "state", value: "share")))
      content.append(stationTable(of: arm))
    }
    return section(
      "What the stations did",
      "Shares of all machine time while measuring, nights and weekends included; means over the "
        + "\(summary.samples.many). MTBF and MTTR are the mean times between failures and to repair.",
      content)
  }

  private static let stationColumns = [
    ("oee", "OEE"), ("unplanned_downtime", "downtime"),
    ("mean_time_between_failures", "MTBF"),
    ("mean_time_to_repair", "MTTR"), ("queue", "queue"),
  ]

  private func stationTable(of arm: ReportArm) -> Markup {
    let columns = RunReport.stationColumns.compactMap {
      name, title -> (name: String, title: String)? in
      let entry = arm.factory.stations.lazy.compactMap {
        arm.entry.entry("stations.\($0.name).\(name)")
      }.first
      return entry.map { (name, "\(title), \(FigureText($0).unit)") }
    }
    let states = measuredStates
    let rows = arm.stations.map { station -> Markup in
      var cells: [Markup] = [.element("th", ["scope": "row"], station.station)]
      for state in states {
        let share = station.shares.first { $0.state == state }
        cells.append(
          .element(
            "td", ["class": "number"], share.map { FigureText.percent($0.share) } ?? "–"))
      }
      for column in columns {
        let entry = arm.entry.entry("stations.\(station.station).\(column.name)")
        cells.append(
          .element(
            "td", ["class": "number"], entry.map { FigureText($0).valueAndHalfWidth } ?? "–"))
      }
      return .element("tr", cells).line
    }
    return .table(
      head: ["station"] + states.map(\.title) + columns.map(\.title), texts: 1,
      rows: rows)
  }
}
