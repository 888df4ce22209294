import DataTables
import Datasets
import JSONDocuments

/// How wear went in several lives, and what sensors showed on the way to their failures.
struct LifeCourses: Sendable {
  /// A life that ended by failure.
  struct Course: Sendable {
    var name: String
    /// Hours before the failure, falling, and the hidden wear there.
    var points: [(before: Double, wear: Double)]
  }

  /// What a sensor showed so long before failures, over all lives.
  struct Band: Sendable {
    var sensor: StoredDataset.Column
    var steps: [(before: Double, low: Double, middle: Double, high: Double)]
  }

  let component: String
  let table: String
  let part: String
  /// How many lives ended by failure.
  let lives: Int
  let courses: [Course]
  let bands: [Band]

  /// How many lives are drawn, each with how many points, and how many steps a band has.
  static let mostLives = 12
  static let mostPoints = 60
  static let steps = 24
  static let mostBands = 4

  /// Reads the lives of the first component that has labels of wear; `nil` where no table has any.
  init?(_ data: StoredDataset) throws(ReportProblem) {
    let suffix = "_remaining_useful_life"
    func component(of file: StoredDataset.File) -> String? {
      file.columns.lazy.map(\.name).first { $0.hasSuffix(suffix) }
        .map { String($0.dropLast(suffix.count)) }
    }
    guard let file = data.files.first(where: { component(of: $0) != nil }),
      let component = component(of: file)
    else { return nil }
    (self.component, table, part) = (component, file.table, file.part)
    let sensors = Array(
      file.columns.filter { $0.isSensor && $0.type == "number" }.prefix(LifeCourses.mostBands))
    let rows = try data.read(
      file,
      [
        "unit", "machine", component + "_wear", component + "_life", component + suffix,
        component + "_ends_by",
      ] + sensors.map(\.name))
    guard let remaining = rows.column(named: component + suffix),
      let ends = rows.column(named: component + "_ends_by"),
      let wear = rows.column(named: component + "_wear")
    else { return nil }
    let failed = (0..<rows.rowCount).filter {
      ends.text($0) == "failure" && remaining.number($0) > 0
    }
    var names: [String] = []
    var ofLife: [[Int]] = []
    var places: [String: Int] = [:]
    var last: (key: String, place: Int)?
    for row in failed {
      let key =
        "\(rows.text("unit", row)), \(rows.text("machine", row)), life \(rows.text(component + "_life", row))"
      if let last, last.key == key {
        ofLife[last.place].append(row)
        continue
      }
      let place = places[key] ?? names.count
      if place == names.count {
        places[key] = place
        names.append(key)
        ofLife.append([])
      }
      ofLife[place].append(row)
      last = (key, place)
    }
    lives = names.count
    // Lives from the whole of the list, so that they are not all of one machine.
    let step = max(1, names.count / LifeCourses.mostLives)
    let chosen = stride(from: 0, to: names.count, by: step).prefix(LifeCourses.mostLives)
    courses = chosen.map { place in
      let own = ofLife[place].filter { !wear.number($0).isNaN }
      let thin = max(1, own.count / LifeCourses.mostPoints)
      let kept = own.indices.filter { $0 % thin == 0 || $0 == own.count - 1 }.map { own[$0] }
      return Course(
        name: names[place],
        points: kept.map { (remaining.number($0) / 3_600, wear.number($0)) })
    }
    let hours = failed.map { remaining.number($0) / 3_600 }
    let longest = hours.sorted()
    let far = longest.isEmpty ? 0 : longest[longest.count * 8 / 10]
    let width = far / Double(LifeCourses.steps)
    bands = sensors.compactMap { sensor in
      guard width > 0, let values = rows.column(named: sensor.name) else { return nil }
      var bins = [[Double]](repeating: [], count: LifeCourses.steps)
      for (row, hour) in zip(failed, hours) where hour < far {
        let value = values.number(row)
        if !value.isNaN { bins[min(LifeCourses.steps - 1, Int(hour / width))].append(value) }
      }
      let steps = bins.indices.reversed().compactMap {
        bin -> (before: Double, low: Double, middle: Double, high: Double)? in
        guard !bins[bin].isEmpty else { return nil }
        let sorted = bins[bin].sorted()
        func quantile(_ share: Double) -> Double {
          sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
        }
        return ((Double(bin) + 0.5) * width, quantile(0.1), quantile(0.5), quantile(0.9))
      }
      return steps.isEmpty ? nil : Band(sensor: sensor, steps: steps)
    }
  }

  // MARK: - Pictures

  private static let axis = "hours before the failure"

  /// Wear of several lives.
  var wearChart: JSONValue {
    let values = courses.flatMap { course in
      course.points.map { point -> JSONValue in
        [
          "life": .text(course.name), "h": Digits.number(point.before),
          "w": Digits.number(point.wear, digits: 3),
        ]
      }
    }
    return Plot.layers(
      height: 240,
      [
        Plot.layer(
          values,
          mark: [
            "type": "line", "strokeWidth": 1.4, "opacity": 0.75, "color": .text(Plot.colors[0]),
          ],
          [
            "x": Plot.number("h", LifeCourses.axis, isReversed: true),
            "y": Plot.number("w", "wear of \(component)", hasZero: true),
            "detail": ["field": "life", "type": "nominal"],
            "tooltip": Plot.tips(["life": "unit, machine", "h": "hours before", "w": "wear"]),
          ])
      ])
  }

  /// The figures of wear.
  var wearTable: FigureTable {
    FigureTable(
      head: ["unit, machine, life", "hours before the failure", "wear"], texts: 1,
      rows: courses.flatMap { course in
        course.points.map {
          [course.name, Digits.text($0.before), Digits.text($0.wear, digits: 3)]
        }
      })
  }

  /// What a sensor showed.
  func bandChart(_ band: Band) -> JSONValue {
    let values = band.steps.map { step -> JSONValue in
      [
        "h": Digits.number(step.before), "low": Digits.number(step.low),
        "middle": Digits.number(step.middle), "high": Digits.number(step.high),
      ]
    }
    let x = Plot.number("h", LifeCourses.axis, isReversed: true)
    return Plot.layers(
      height: 150,
      [
        Plot.layer(
          values,
          mark: ["type": "area", "opacity": 0.25, "color": .text(Plot.colors[0])],
          ["x": x, "y": Plot.number("low", band.sensor.title), "y2": Plot.end("high")]),
        Plot.layer(
          values,
          mark: ["type": "line", "color": .text(Plot.colors[0]), "point": ["size": 14]],
          [
            "x": x, "y": Plot.number("middle", band.sensor.title),
            "tooltip": Plot.tips([
              "h": "hours before", "low": "a tenth below", "middle": "half below",
              "high": "a tenth above",
            ]),
          ]),
      ])
  }

  /// Its figures.
  func bandTable(_ band: Band) -> FigureTable {
    FigureTable(
      head: ["hours before the failure", "a tenth below", "half below", "a tenth above"], texts: 0,
      rows: band.steps.map { step in
        [step.before, step.low, step.middle, step.high].map { Digits.text($0) }
      })
  }
}
