import Experiments
import FactoryModel
import FactorySimulation

/// The section about the first day.
extension RunReport {
  func day(_ charts: inout ChartList) -> Markup {
    guard showsArms, !arms[0].factory.stations.isEmpty else { return .none }
    let states = StationUse.states(of: arms.flatMap(\.stations))
    var content = [PageParts.legend(states.map { ($0.title, $0.color) })]
    var note = ""
    for (arm, look) in zip(arms, looks) {
      content += heading(of: arm)
      guard arm.factory.clock == .events else {
        content.append(
          .element("p", "No day is drawn of a line whose clock goes in slots."))
        continue
      }
      do throws(SimulationFailure) {
        let day = try day(of: arm, look)
        let picture = DayPicture(of: day)
        if note.isEmpty { note = RunReport.note(on: day, picture, of: arm.factory) }
        content.append(
          charts.add(
            Charts.day(day, picture, plantStart: arm.factory.start),
            label:
              "What each of \(day.rows.count) machines did through the day, a row a machine; the "
              + "table below has the time of each in each state",
            beside: TableBeside(
              row: "m", column: "state", stretch: (from: "a", to: "b", share: "share"),
              unit: 3_600)))
        content.append(dayTable(day, states))
      } catch {
        content.append(
          .element(
            "p", "This version of Fettle cannot simulate the day again: \(error.explanation)."))
      }
    }
    return section("The first day, machine by machine", note, content)
  }

  /// The day, from the log that there is already where it goes as far.
  private func day(
    of arm: ReportArm, _ look: Result<SecondLook?, SimulationFailure>
  ) throws(SimulationFailure) -> MachineDay {
    if case .success(let look?) = look, let log = look.replications.first?.log,
      let day = MachineDay(within: log, of: arm.factory)
    {
      return day
    }
    return try MachineDay(of: arm.factory, seed: summary.seed)
  }

  /// The hours that each machine spent in each state.
  private func dayTable(_ day: MachineDay, _ states: [MachineState]) -> Markup {
    let rows = day.rows.map { row -> Markup in
      let hours = states.map { state in
        row.spans.reduce(0) { $0 + ($1.state == state ? $1.end - $1.start : 0) } / 3_600
      }
      return .element(
        "tr",
        [.element("th", ["scope": "row"], row.machine)]
          + hours.map {
            .element("td", ["class": "number"], NumberText.fixed($0, decimals: 2))
          }
      ).line
    }
    return table(
      head: ["machine"] + states.map { "\($0.title), h" }, texts: 1, rows: rows)
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
      + "minutes around it: the area of a color is the time in that state. \(day.spanCount) stretches of "
      + "one state are \(picture.rectangles.count) rectangles."
  }
}
