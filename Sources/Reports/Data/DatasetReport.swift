import JSONDocuments
import Scenarios

/// What a page shows of a dataset.
///
/// The same folder gives the same bytes.
public struct DatasetReport: Sendable {
  let data: StoredDataset
  let counts: StoredCounts
  let strips: SensorStrips?
  let courses: LifeCourses?
  let spectra: SnapshotSpectra?
  let version: String

  /// Reads what a page shows.
  ///
  /// - Parameters:
  ///   - data: The dataset.
  ///   - version: The version that writes the page.
  /// - Throws: ``ReportProblem`` where a table cannot be read.
  public init(of data: StoredDataset, version: String) throws(ReportProblem) {
    (self.data, self.version) = (data, version)
    counts = try StoredCounts(data)
    strips = try SensorStrips(data)
    courses = try LifeCourses(data)
    spectra = try SnapshotSpectra(data)
  }

  /// The page.
  public var page: Page {
    var draft = PageDraft()
    addFirstScreen(&draft)
    addCounts(&draft)
    addStrips(&draft)
    addCourses(&draft)
    addSpectra(&draft)
    addTables(&draft)
    addOrigin(&draft)
    return draft.page(title: data.title, version: version)
  }

  // MARK: - Pictures

  private func addCounts(_ draft: inout PageDraft) {
    guard counts.allFailures > 0 else { return }
    // More names than colors are put together.
    let most = Plot.colors.count - 1
    let shown = Array(
      counts.modes.prefix(counts.modes.count > Plot.colors.count ? most : Plot.colors.count))
    let names = shown.count < counts.modes.count ? shown + ["all others"] : shown
    func number(_ name: Int, _ part: StoredCounts.Part) -> Int {
      name < shown.count ? part.failures[name] : part.failures[shown.count...].reduce(0, +)
    }
    let values = counts.parts.flatMap { part in
      names.indices.map { name -> JSONValue in
        [
          "part": .text(part.name), "what": .text(names[name]), "order": .number(Double(name)),
          "n": .number(Double(number(name, part))),
        ]
      }
    }
    let chart = Plot.layers(
      height: 34 * Double(counts.parts.count),
      [
        Plot.layer(
          values, mark: ["type": "bar", "height": ["band": 0.7]],
          [
            "y": Plot.names("part"), "x": Plot.number("n", "failures", hasZero: true),
            "color": Plot.color("what", names),
            "order": ["field": "order", "type": "quantitative"],
            "tooltip": Plot.tips(["part": "part", "what": "what failed", "n": "failures"]),
          ])
      ])
    let table = FigureTable(
      head: ["part", "units", "readings"] + names.map { "failures of \($0)" }
        + ["lives", "not ended by failure"], texts: 1,
      rows: counts.parts.map { part in
        [part.name] + [part.units, part.readings].map { FigureText.grouped("\($0)") }
          + names.indices.map { FigureText.grouped("\(number($0, part))") }
          + [part.lives, part.censored].map { FigureText.grouped("\($0)") }
      })
    draft.addSection(
      "What failed, by part",
      note:
        "A life that did not end by failure, because of maintenance or the end of the record, is known only to have "
        + "lasted so long.",
      [
        draft.picture(
          chart, label: "Failures of each part of the split, by what failed", figures: table,
          beside: TableBeside(row: ["part"], column: "failures of {what}", value: "n"))
      ])
  }

  private func addStrips(_ draft: inout PageDraft) {
    guard let strips else { return }
    var content = strips.sensors.indices.flatMap { place -> [Markup] in
      let label =
        "\(strips.sensors[place].title) of \(strips.machine) in time, with failures and maintenance"
      return [
        .element("h3", strips.sensors[place].title),
        draft.place(
          strips.chart(place), label: label,
          beside: TableBeside(
            row: ["#k"], columns: ["v": "#\(2 * place + 1)|#\(2 * place + 2)"]
          ).with(more: .table)),
      ]
    }
    content.insert(
      PageParts.legend([("failure", Plot.failure), ("maintenance", Plot.work)]), at: 0)
    content.append(strips.figures.markup())
    if !strips.marks.isEmpty {
      content.append(.element("h3", "What is marked"))
      content.append(strips.markTable.markup(title: "What is marked"))
    }
    let points = strips.courses.map(\.points.count).max() ?? 0
    draft.addSection(
      "What the sensors of one machine showed",
      note: "\(strips.machine) of unit \(strips.unit), part \(strips.part), table \(strips.table): "
        + (strips.isCut
          ? "the beginning of its record, with \(SensorStrips.mostFailures) failures, " : "")
        + "\(Digits.count(strips.readings, "reading", "readings")) of each sensor, drawn as at most "
        + "\(Digits.count(points, "point", "points")), the least and the greatest of each of "
        + "\(SensorStrips.stretches) stretches of time: no peak is lost."
        + (strips.leftOut > 0
          ? " \(Digits.count(strips.leftOut, "sensor is", "sensors are")) not shown." : ""),
      content)
  }

  private func addCourses(_ draft: inout PageDraft) {
    guard let courses, courses.lives > 0 else { return }
    draft.addSection(
      "The way to the failure: wear",
      note: "Hidden wear of \(courses.component), which no sensor shows: "
        + "\(courses.courses.count) of \(Digits.count(courses.lives, "life", "lives")) of part \(courses.part) that ended by "
        + "failure, laid over each other at their ends.",
      [
        draft.picture(
          courses.wearChart,
          label: "Wear of \(courses.component) in several lives, by hours before the failure",
          figures: courses.wearTable,
          beside: TableBeside(row: ["life", "h"], columns: ["w": "wear"]))
      ])
    guard !courses.bands.isEmpty else { return }
    draft.addSection(
      "The way to the failure: what sensors showed",
      note:
        "Of all readings of part \(courses.part)\(courses.isAtWork ? " while producing" : "") so long before a failure of \(courses.component): the middle one, and the "
        + "band in which four of five lie. A sensor whose band rises or falls well before the failure can warn of it.",
      courses.bands.flatMap { band in
        [
          .element("h3", band.sensor.title),
          draft.picture(
            courses.bandChart(band),
            label: "\(band.sensor.title) by hours before the failure",
            figures: courses.bandTable(band),
            beside: TableBeside(
              row: ["h"],
              columns: [
                "low": "a tenth below", "middle": "half below", "high": "a tenth above",
              ])),
        ]
      })
  }

  private func addSpectra(_ draft: inout PageDraft) {
    guard let spectra else { return }
    let label = "Spectra of \(spectra.waveform) when new and when worn, with the lines of faults"
    draft.addSection(
      "What is in the vibration: spectra",
      note:
        "Two snapshots of \(spectra.waveform), table \(spectra.table): of the least and of the greatest wear among the first "
        + "rows. Broken lines are where faults show; of neighboring lines the highest is drawn where there are many.",
      [
        draft.picture(
          spectra.chart, label: label, figures: spectra.figures,
          beside: TableBeside(row: ["s", "f"], columns: ["a": spectra.quantity])),
        .element("h3", "At the lines of faults"), spectra.faultTable.table,
      ])
  }
}
