import Experiments
import FactoryModel
import FactorySimulation
import JSONDocuments

/// The page: the factory, the figures of the moment, what moves through time, and the moment as a table.
extension Replay {
  /// The page, in UTF-8.
  ///
  /// - Parameters:
  ///   - version: The version of Fettle that writes it.
  ///   - command: The command that does.
  /// - Returns: HTML that needs nothing beside itself.
  public func html(version: String, command: [String]) -> String {
    Markup.page([.element("html", ["lang": "en"], [head(version), body(command)])])
  }

  private func head(_ version: String) -> Markup {
    .element(
      "head",
      [
        .void("meta", ["charset": "utf-8"]),
        .void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        .void("meta", ["name": "color-scheme", "content": "light dark"]),
        .void("meta", ["name": "generator", "content": "Fettle \(version)"]),
        .element("title", "\(run.summary.scenario) · Fettle replay"),
        .code("style", ReportFiles.style), .code("style", ReportFiles.replayStyle),
      ]
    ).line
  }

  private func body(_ command: [String]) -> Markup {
    .element(
      "body",
      [
        .element(
          "main",
          [header, picture, around, player, momentTable, changes, footer(command)].map(\.line)
        ).line,
        .code(
          "script", ["type": "application/json", "id": "replay-data"], data.written(.inPage)),
        .code("script", ReportFiles.replayScript),
      ])
  }

  // MARK: - What is looked at

  private func moment(_ time: Double) -> String {
    PlantTime(seconds: factory.start.seconds + time).description
  }

  private var header: Markup {
    var outline = [
      "Replay", "replication \(replication)",
      "\(moment(recording.stretch.start)) to \(moment(recording.end)), plant time",
    ]
    if !run.summary.isSingleRun { outline.insert(run.summary.arms[arm].arm, at: 1) }
    return .element(
      "header",
      [
        .element("h1", run.summary.scenario),
        .element("p", ["class": "outline"], outline.joined(separator: " · ")),
        .element(
          "noscript",
          [.element("p", "A replay needs JavaScript, which is switched off here.")]),
      ])
  }

  private var picture: Markup {
    let machines = recording.tracks.count
    let label =
      "The factory: \(Replay.counted(factory.stations.count, "station")) with "
      + "\(Replay.counted(machines, "machine")), along the routes of "
      + "\(Replay.counted(factory.products.count, "product")). "
      + "The table “At this moment” has the same in words."
    return .element(
      "section",
      [
        .element("h2", ["class": "unseen"], "The factory"),
        .element("p", ["class": "clock", "id": "clock"], ""),
        .element("dl", ["class": "cards", "id": "figures"], []),
        .element("p", ["class": "unseen", "id": "said", "role": "status"], ""),
        .element(
          "div", ["class": "wide"],
          [.element("svg", ["id": "floor", "role": "img", "aria-label": label], [])]),
        legend,
      ])
  }

  static func counted(_ count: Int, _ word: String) -> String {
    "\(count) \(word)\(count == 1 ? "" : "s")"
  }

  /// The states that occur, with their colors.
  private var legend: Markup {
    var occurring: Set<MachineState> = []
    for track in recording.tracks {
      for entry in track.entries { occurring.insert(entry.state) }
    }
    var items = MachineState.allCases.filter { occurring.contains($0) }.map { state -> Markup in
      .element(
        "li",
        [
          .element("span", ["class": "chip", "style": "background:\(state.color)"], ""),
          .text(state.title),
        ])
    }
    if factory.stations.contains(where: { !$0.components.isEmpty }) {
      items.append(.element("li", "line below a machine: health of its worst component"))
    }
    return .element("ul", ["class": "legend"], items)
  }

  private var around: Markup {
    .element(
      "section",
      [
        .element("h2", ["class": "unseen"], "Crews, stores and customers"),
        .element("div", ["class": "around", "id": "around"], []),
      ])
  }

  // MARK: - Time

  private static let speeds: [(seconds: Int, text: String)] = [
    (10, "10 s"), (60, "1 min"), (300, "5 min"), (900, "15 min"), (3_600, "1 h"), (14_400, "4 h"),
    (86_400, "1 day"),
  ]

  private var player: Markup {
    func button(_ name: String, _ text: String, _ label: String = "") -> Markup {
      .element("button", ["type": "button", "id": name, "aria-label": label], text)
    }
    return .element(
      "div", ["class": "player", "role": "group", "aria-label": "Player"],
      [
        .element(
          "div", ["class": "strip-of-time"],
          [
            .element(
              "canvas",
              [
                "id": "overview", "role": "img",
                "aria-label":
                  "How many machines were in each state, through the whole stretch; changes are marked",
              ], []),
            .element("div", ["id": "head", "aria-hidden": "true"], []),
          ]),
        .void(
          "input",
          [
            "type": "range", "id": "slider", "aria-label": "Moment", "min": "0", "step": "1",
            "value": "0",
          ]),
        .element(
          "div", ["class": "buttons"],
          [
            button("play", "Play"),
            button("previous", "◂ failure", "Failure before"),
            button("next", "failure ▸", "Next failure"),
            .element(
              "label",
              [
                .text("Speed "),
                .element(
                  "select", ["id": "speed"],
                  Replay.speeds.map {
                    .element("option", ["value": "\($0.seconds)"], "\($0.text) a second")
                  }),
              ]),
            .element("p", ["id": "happened"], ""),
          ]),
      ])
  }

  private var momentTable: Markup {
    .element(
      "section",
      [
        .element("h2", "At this moment"),
        .element(
          "div", ["class": "wide"],
          [
            .element(
              "table", ["class": "moment"],
              [
                .element(
                  "thead",
                  [
                    .element(
                      "tr",
                      [
                        .element("th", ["scope": "col"], "machine"),
                        .element("th", ["scope": "col"], "state"),
                        .element("th", ["scope": "col"], "since"),
                        .element("th", ["scope": "col", "class": "of-health"], "health"),
                        .element("th", ["scope": "col", "class": "number"], "waiting in front"),
                      ])
                  ]),
                .element("tbody", ["id": "moment-rows"], []),
              ])
          ]),
      ])
  }

  /// Changes in the stretch, each a way to its moment.
  private var changes: Markup {
    guard let marks = marks.items, !marks.isEmpty else { return .none }
    return .element(
      "section",
      [
        .element("h2", "Changes"),
        .element(
          "ul", ["class": "marks"],
          marks.prefix(Replay.mostListed).map { mark in
            let time = mark["time"]?.number ?? 0
            return .element(
              "li",
              [
                .element(
                  "button", ["type": "button", "data-time": NumberText.shortest(time)],
                  moment(time)),
                .text(mark["text"]?.string ?? ""),
              ])
          }),
      ]
        + (marks.count > Replay.mostListed
          ? [.element("p", ["class": "note"], "The first \(Replay.mostListed) of \(marks.count).")]
          : []))
  }

  private static let mostListed = 200

  // MARK: - How it was made

  private func footer(_ command: [String]) -> Markup {
    let stretch = recording.stretch
    let step = Double(recording.tracks.first?.step ?? 1) / 10
    let states =
      step <= 0.1
      ? "States change at their own times, to a tenth of a second. "
      : "Stops and shifts are shown at their own times, to a tenth of a second. All other states are "
        + "looked at every \(NumberText.duration(step)): at such a moment the color is exactly what "
        + "the machine did, and what came and went in between is not shown. "
    let cut =
      recording.end < stretch.end
      ? "So much happened that the replay ends before the time that was asked for; choose another "
        + "stretch with --from. " : ""
    return .element(
      "footer",
      [
        .element(
          "p",
          cut + states + "What waits in buffers, crews at work, and stock are read every "
            + "\(NumberText.duration(stretch.step))"
            + (recording.wear.isEmpty
              ? "; " : ", the wear of components every \(NumberText.duration(stretch.wearStep)); ")
            + "amounts are those in between no longer than that. It is one replication, and shows how "
            + "one future may go, not what is usual: that is in the report."),
        .element(
          "p",
          [
            .text("Keys: "), .element("kbd", "space"), .text(" play or pause, "),
            .element("kbd", "←"), .text(" "), .element("kbd", "→"),
            .text(" a little back or on, with "),
            .element("kbd", "shift"), .text(" an hour, "), .element("kbd", "n"), .text(" "),
            .element("kbd", "p"), .text(" next or previous failure, "), .element("kbd", "+"),
            .text(" "), .element("kbd", "-"), .text(" speed, "), .element("kbd", "Home"),
            .text(" "), .element("kbd", "End"),
            .text(". The address of the page ends in the moment, #t= and seconds from the start."),
          ]),
        .element(
          "p",
          "Run \(run.manifest.fingerprint), seed \(run.summary.seed), made by Fettle "
            + "\(run.manifest.fettle) on \(run.manifest.began), replication \(replication) simulated "
            + "again from event to event."),
        .element("p", [.element("code", run.manifest.command.joined(separator: " "))]),
        .element("p", [.element("code", command.joined(separator: " "))]),
      ])
  }
}
