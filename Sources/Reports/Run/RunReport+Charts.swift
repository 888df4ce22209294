import Experiments
import FactoryModel
import FactorySimulation

/// The sections with charts: what the stations did, how replications spread, the first day.
extension RunReport {
  /// A heading and what is below it, arm by arm.
  private func section(_ title: String, _ note: String, _ content: [Markup]) -> Markup {
    .element("section", [.element("h2", title), .element("p", ["class": "note"], note)] + content)
  }

  /// The arm's name above what belongs to it; nothing where there is but one.
  private func heading(of arm: ReportArm) -> [Markup] {
    summary.isSingleRun ? [] : [.element("h3", arm.entry.arm)]
  }

  /// The states that any station of the arms measured.
  private var measuredStates: [MachineState] { StationUse.states(of: arms.flatMap(\.stations)) }

  /// The colors of the states.
  private var legend: Markup {
    .element(
      "ul", ["class": "legend", "aria-label": "Colors"],
      measuredStates.map { state in
        .element(
          "li",
          [
            .element(
              "span", ["class": "chip", "style": "background:\(state.color)"], []),
            .text(state.title),
          ])
      })
  }

  // MARK: - States

  func states(_ charts: inout ChartList) -> Markup {
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
          table: TableBeside(row: "station", column: "state", value: "share")))
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

  // MARK: - Spread

  func spread(_ charts: inout ChartList) -> Markup {
    let rows =
      summary.isSingleRun
      ? arms[0].figures
      : Verdict.metrics.map { Headline(RunReport.label(of: $0), "", $0) }
    let shown = arms.prefix(40)
    var content: [Markup] = []
    for row in rows {
      let spreads = shown.compactMap { arm -> Charts.Spread? in
        guard let entry = arm.entry.entry(row.metric) else { return nil }
        let numbers = replications.numbers[arm.entry.arm, default: []]
        let values = replications.values(of: row.metric, in: arm.entry.arm)
        return Charts.Spread(
          arm: arm.entry.arm,
          values: zip(numbers, values).compactMap { number, value in
            value.map { (replication: number, value: $0) }
          }, entry: entry)
      }
      guard let first = spreads.first else { continue }
      let figure = FigureText(first.entry, unit: row.unit.isEmpty ? nil : row.unit)
      let result = spreads.count == 1 ? "; mean \(figure.valueAndHalfWidth)" : ""
      content.append(
        .element(
          "div", ["class": "strip"],
          [
            .element(
              "h3",
              [
                .text(row.label), .element("span", ["class": "unit"], " " + figure.unit),
              ]),
            charts.add(
              Charts.spread(spreads, of: summary.samples, unit: first.entry.unit),
              label:
                "\(row.label), \(figure.unit): each \(summary.samples.one), and the mean with its "
                + "95 % interval\(result)"),
          ]
        ).line)
    }
    let rest = arms.count > shown.count ? " The first \(shown.count) points are shown." : ""
    return section(
      "How the \(summary.samples.many) spread",
      "A dot is one \(summary.samples.one). The diamond is the mean over all of them, the line its 95 % "
        + "interval: where the true mean lies, not where a single run would come out.\(rest)",
      [.element("div", ["class": "strips"], content)])
  }

  // MARK: - The first day

  func day(_ charts: inout ChartList) -> Markup {
    guard showsArms else { return .none }
    var content = [legend]
    var note = ""
    for arm in arms {
      content += heading(of: arm)
      guard arm.factory.clock == .events else {
        content.append(
          .element("p", "No day is drawn of a line whose clock goes in slots."))
        continue
      }
      do throws(SimulationFailure) {
        let day = try MachineDay(of: arm.factory, seed: summary.seed)
        let picture = DayPicture(of: day)
        if note.isEmpty { note = RunReport.note(on: day, picture, of: arm.factory) }
        content.append(
          charts.add(
            Charts.day(day, picture, plantStart: arm.factory.start),
            label: "What each of \(day.rows.count) machines did through the day, a row a machine"))
      } catch {
        content.append(
          .element(
            "p", "This version of Fettle cannot simulate the day again: \(error.explanation)."))
      }
    }
    return section("The first day, machine by machine", note, content)
  }

  private static func note(
    on day: MachineDay, _ picture: DayPicture, of factory: Factory
  ) -> String {
    func moment(_ time: Double) -> String {
      PlantTime(seconds: factory.start.seconds + time).description
    }
    let isFirst = day.start == factory.warmUp
    let place =
      !isFirst
      ? "The first day on which a machine is on shift, "
      : factory.warmUp > 0 ? "From the end of the warm-up, " : "From the start, "
    return place + "\(moment(day.start)) to \(moment(day.end)) plant time, in replication 0. What "
      + "lasts less than \(NumberText.duration(picture.resolution)) is drawn as its share of the "
      + "minutes around it: the area of a color is the time in that state."
  }
}
