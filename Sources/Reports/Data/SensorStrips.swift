import DataTables
import Datasets
import FactoryModel
import JSONDocuments

/// What the sensors of one machine showed, with what failed and what was done about it.
struct SensorStrips: Sendable {
  /// A moment that is marked.
  struct Mark: Sendable {
    /// In seconds since 1970.
    var time: Double
    /// What it was: `failure of die`.
    var what: String
    var isFailure: Bool
  }

  let table: String
  let part: String
  let unit: String
  let machine: String
  let sensors: [StoredDataset.Column]
  /// How many sensors there are beside those.
  let leftOut: Int
  /// Their courses.
  let courses: [ThinnedCourse]
  let marks: [Mark]
  let readings: Int
  let from: Double
  let to: Double
  /// Whether the record goes on.
  let isCut: Bool

  /// How many sensors are shown, and of each how many stretches.
  static let mostSensors = 4
  static let stretches = 300
  /// How many failures are marked, so that marks do not hide the readings.
  static let mostFailures = 12

  /// Reads one machine, one that failed some times; `nil` where no table has readings in time.
  init?(_ data: StoredDataset) throws(ReportProblem) {
    guard
      let file = data.files.first(where: { file in
        file.columns.contains { $0.isSensor && $0.type == "number" }
          && file.columns.contains { $0.name == "time" }
          && !file.columns.contains { $0.name == "samples" }
      })
    else { return nil }
    (table, part) = (file.table, file.part)
    let chosen = file.columns.filter { $0.isSensor && $0.type == "number" }
    sensors = Array(chosen.prefix(SensorStrips.mostSensors))
    leftOut = chosen.count - sensors.count
    let rows = try data.read(file, ["unit", "machine", "time"] + sensors.map(\.name))
    guard rows.rowCount > 0, let units = rows.column(named: "unit"),
      let machines = rows.column(named: "machine"), let moment = rows.column(named: "time")
    else { return nil }
    let failures = try SensorStrips.marks(data, "failures", part)
    let works = try SensorStrips.marks(data, "maintenance", part)
    // The machine that failed most, but not so often that the marks hide the readings.
    let pairs = failures.map(\.place)
    let counts = pairs.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    let here = units.text(0) + "\u{1F}" + machines.text(0)
    var place = here
    var best = 0
    var seen: Set<String> = []
    var row = 0
    while row < rows.rowCount {
      let key = units.text(row) + "\u{1F}" + machines.text(row)
      if seen.insert(key).inserted, let count = counts[key],
        count <= SensorStrips.mostFailures, count > best
      {
        (place, best) = (key, count)
      }
      row += max(1, rows.rowCount / 20_000)
    }
    let names = place.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
    (unit, machine) = (names[0], names.count > 1 ? names[1] : "")
    let (unitText, machineText) = (unit, machine)
    let own = (0..<rows.rowCount).filter {
      machines.text($0) == machineText && units.text($0) == unitText
    }
    let moments = own.map { moment.number($0) }
    guard let first = moments.first, let end = moments.last, end > first else { return nil }
    // A record with many failures is shown until the next one would be too many.
    let times = failures.filter { $0.place == place && $0.mark.time >= first }.map(\.mark.time)
      .sorted()
    let last =
      times.count > SensorStrips.mostFailures
      ? max(min(end, times[SensorStrips.mostFailures]), first + (end - first) / 1_000) : end
    (from, to, readings) = (first, last, moments.count { $0 <= last })
    isCut = last < end
    courses = sensors.map { sensor in
      let values = rows.column(named: sensor.name)
      return ThinnedCourse(
        moments, own.map { values?.number($0) ?? .nan }, from: first, to: last,
        most: SensorStrips.stretches)
    }
    marks = (failures + works).filter {
      $0.place == place && $0.mark.time >= first && $0.mark.time <= last
    }.map(\.mark).sorted { ($0.time, $0.what) < ($1.time, $1.what) }
  }

  private static func marks(
    _ data: StoredDataset, _ table: String, _ part: String
  ) throws(ReportProblem) -> [(place: String, mark: Mark)] {
    guard let file = data.file(table, part) else { return [] }
    let isFailure = table == "failures"
    let rows = try data.read(file, ["unit", "machine", "time", "subject", "work", "after_failure"])
    var marks: [(place: String, mark: Mark)] = []
    for row in 0..<rows.rowCount {
      // Work after a failure stands where the failure does.
      if !isFailure, rows.number("after_failure", row) == 1 { continue }
      let subject = rows.text("subject", row)
      marks.append(
        (
          rows.text("unit", row) + "\u{1F}" + rows.text("machine", row),
          Mark(
            time: rows.number("time", row),
            what: isFailure
              ? "failure of \(subject)" : "\(subject): \(rows.text("work", row))",
            isFailure: isFailure)
        ))
    }
    return marks
  }

  // MARK: - Pictures

  private static func moment(_ seconds: Double) -> String {
    PlantTime(seconds: seconds.rounded()).description
  }

  /// The chart of a sensor.
  func chart(_ place: Int) -> JSONValue {
    func milliseconds(_ seconds: Double) -> JSONValue { .number((1_000 * seconds).rounded()) }
    let rows = rowOfStretch
    let values = courses[place].points.map { point -> JSONValue in
      [
        "t": milliseconds(point.place), "v": Digits.number(point.value),
        "k": .number(Double(rows[point.stretch] ?? 0)),
      ]
    }
    func rules(_ areFailures: Bool) -> [JSONValue] {
      marks.filter { $0.isFailure == areFailures }.map {
        [
          "t": milliseconds($0.time), "what": .text($0.what),
          "when": .text(SensorStrips.moment($0.time)),
        ]
      }
    }
    let x = Plot.moment("t")
    let tips = Plot.tips(["what": "what", "when": "when"])
    return Plot.layers(
      height: 110,
      [
        Plot.layer(
          values, mark: ["type": "line", "strokeWidth": 1, "color": .text(Plot.colors[0])],
          ["x": x, "y": Plot.number("v", sensors[place].unit)]),
        Plot.marks(rules(false), x: x, color: Plot.work, dash: [4, 3], tips: tips),
        Plot.marks(rules(true), x: x, color: Plot.failure, tips: tips),
      ])
  }

  /// The figures of all sensors, a row a stretch.
  var figures: FigureTable {
    var head = ["from"]
    for sensor in sensors { head += ["\(sensor.title): least", "greatest"] }
    let step = (to - from) / Double(SensorStrips.stretches)
    var rows = rowOfStretch.keys.sorted().map { stretch in
      [SensorStrips.moment(from + Double(stretch) * step)]
        + [String](repeating: "", count: 2 * sensors.count)
    }
    let places = rowOfStretch
    for (sensor, course) in courses.enumerated() {
      for here in course.stretches {
        guard let row = places[here.index] else { continue }
        rows[row][2 * sensor + 1] = Digits.text(here.least)
        rows[row][2 * sensor + 2] = Digits.text(here.greatest)
      }
    }
    return FigureTable(head: head, texts: 1, rows: rows)
  }

  /// The row of each stretch in which some sensor has readings.
  private var rowOfStretch: [Int: Int] {
    let used = Set(courses.flatMap { $0.stretches.map(\.index) }).sorted()
    return Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, $0) })
  }

  /// What is marked, as a table.
  var markTable: FigureTable {
    FigureTable(
      head: ["when", "what"], texts: 2,
      rows: marks.map { [SensorStrips.moment($0.time), $0.what] })
  }
}
