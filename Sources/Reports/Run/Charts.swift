import Experiments
import FactoryModel
import FactorySimulation
import JSONDocuments

/// The charts of a page, as Vega-Lite specifications.
///
/// Fonts and colors of axes are set once for all, where the page draws them.
enum Charts {
  /// The color of what stands by itself.
  static let accent: JSONValue = "#2E8FCC"

  /// A chart as wide as the page.
  ///
  /// - Parameters:
  ///   - height: Its height, in pixels.
  ///   - members: What it shows.
  /// - Returns: The specification.
  static func chart(height: Double, _ members: JSONValue.Member...) -> JSONValue {
    VegaParts.chart(height: height, members)
  }

  /// Rows of data.
  static func data(_ rows: [JSONValue]) -> JSONValue { ["values": .list(rows)] }

  /// A number that may be missing.
  static func number(_ value: Double?, _ scale: Double = 1) -> JSONValue {
    value.map { .number(scale * $0) } ?? .null
  }

  // MARK: - State bars

  /// A bar a station, divided among the states.
  static func states(of stations: [StationUse]) -> JSONValue {
    var values: [JSONValue] = []
    for station in stations {
      for (order, share) in station.shares.enumerated() {
        values.append([
          "station": .text(station.station), "state": .text(share.state.title),
          "order": .number(Double(order)), "share": .number(share.share),
          "text": .text(FigureText.percent(share.share)),
        ])
      }
    }
    return chart(
      height: 30 * Double(stations.count), .init("data", ["values": .list(values)]),
      .init("mark", ["type": "bar", "height": ["band": 0.72]]),
      .init(
        "encoding",
        [
          "y": ["field": "station", "type": "nominal", "sort": nil, "title": nil],
          "x": [
            "field": "share", "type": "quantitative", "stack": "zero", "title": "share of all time",
            "scale": ["domain": [0, 1]],
            "axis": ["labelExpr": "round(100 * datum.value) + ' %'", "tickCount": 5],
          ],
          "color": [
            "field": "state", "type": "nominal", "scale": MachineState.colorScale, "legend": nil,
          ],
          "order": ["field": "order", "type": "quantitative"],
          "tooltip": [
            ["field": "station", "type": "nominal"], ["field": "state", "type": "nominal"],
            ["field": "text", "type": "nominal", "title": "share of all time"],
          ],
        ]))
  }

  // MARK: - Spread

  /// An arm's values of a metric.
  struct Spread {
    var arm: String
    /// The values of its replications.
    var values: [(replication: Int, value: Double)]
    /// The mean and the interval over all of them.
    var entry: RunSummary.Entry
  }

  /// A dot a replication or batch, and the mean with its interval.
  static func spread(_ arms: [Spread], of samples: SampleWords, unit: String) -> JSONValue {
    let scale = FigureText.scale(of: unit)
    var dots: [JSONValue] = []
    var means: [JSONValue] = []
    for arm in arms {
      for (replication, value) in arm.values {
        dots.append([
          "arm": .text(arm.arm), samples.one: .number(Double(replication)),
          "value": .number(scale * value),
        ])
      }
      guard let mean = arm.entry.mean else { continue }
      means.append([
        "arm": .text(arm.arm), "mean": .number(scale * mean),
        "lower": arm.entry.lower.map { .number(scale * $0) } ?? .null,
        "upper": arm.entry.upper.map { .number(scale * $0) } ?? .null,
        "text": .text(FigureText(arm.entry).valueAndHalfWidth),
      ])
    }
    let arm: JSONValue =
      arms.count == 1
      ? ["field": "arm", "type": "nominal", "axis": nil, "sort": nil]
      : ["field": "arm", "type": "nominal", "title": nil, "sort": nil]
    func value(_ field: String) -> JSONValue {
      [
        "field": .text(field), "type": "quantitative", "title": nil,
        "scale": ["zero": false, "nice": true],
        "axis": ["tickCount": 6, "labelOverlap": "greedy", "labelSeparation": 8],
      ]
    }
    return chart(
      height: 26 * Double(arms.count),
      .init(
        "layer",
        [
          [
            "data": ["values": .list(dots)],
            "mark": ["type": "circle", "size": 42, "color": "#2E8FCC", "opacity": 0.55],
            "encoding": [
              "y": arm, "x": value("value"),
              "tooltip": [
                ["field": .text(samples.one), "type": "quantitative"],
                ["field": "value", "type": "quantitative", "format": ".4~f"],
              ],
            ],
          ],
          [
            "data": ["values": .list(means)],
            "mark": ["type": "rule", "size": 2.5, "color": "currentColor"],
            "encoding": ["y": arm, "x": value("lower"), "x2": ["field": "upper"]],
          ],
          [
            "data": ["values": .list(means)],
            "mark": [
              "type": "point", "shape": "diamond", "size": 80, "filled": true, "opacity": 1,
              "color": "currentColor",
            ],
            "encoding": [
              "y": arm, "x": value("mean"),
              "tooltip": [["field": "text", "type": "nominal", "title": "mean"]],
            ],
          ],
        ]))
  }

  // MARK: - The first day

  /// A row a machine, colored by what it does.
  static func day(_ day: MachineDay, _ picture: DayPicture, plantStart: PlantTime) -> JSONValue {
    // There are thousands: times are seconds of the day, and what is usual is left out.
    func moment(_ time: Double) -> JSONValue { .number(thousandths(time - day.start)) }
    // Milliseconds since 1970 of plant time, which charts read as UTC.
    let start = (1_000 * (plantStart.seconds + day.start)).rounded()
    let names = JSONValue.list(day.rows.map { .text($0.machine) })
    let values = picture.rectangles.map { rectangle -> JSONValue in
      var members: [JSONValue.Member] = [
        .init("m", .number(Double(rectangle.row))), .init("state", .text(rectangle.state.title)),
        .init("a", moment(rectangle.start)), .init("b", moment(rectangle.end)),
      ]
      if rectangle.top > 0 { members.append(.init("t", .number(thousandths(rectangle.top)))) }
      if rectangle.bottom - rectangle.top < 1 {
        members.append(.init("share", .number(thousandths(rectangle.bottom - rectangle.top))))
      }
      return .object(members)
    }
    let rows = Double(day.rows.count)
    let middles = day.rows.indices.map { JSONValue.number(Double($0) + 0.5) }
    return chart(
      height: 26 * rows, .init("data", ["values": .list(values)]),
      .init(
        "transform",
        [
          ["calculate": .text("\(names.written(.inPage))[datum.m]"), "as": "machine"],
          [
            "calculate": .text("\(JSONValue.number(start).written()) + 1000 * datum.a"),
            "as": "from",
          ],
          [
            "calculate": .text("\(JSONValue.number(start).written()) + 1000 * datum.b"), "as": "to",
          ],
          ["calculate": "isValid(datum.share) ? datum.share : 1", "as": "share"],
          [
            "calculate": "datum.m + 0.12 + 0.76 * (isValid(datum.t) ? datum.t : 0)", "as": "top",
          ],
          ["calculate": "datum.top + 0.76 * datum.share", "as": "end"],
        ]), .init("mark", ["type": "rect", "aria": false]),
      .init(
        "encoding",
        [
          "x": [
            "field": "from", "type": "temporal", "title": nil,
            "scale": ["type": "utc", "nice": false],
            "axis": [
              "format": "%H:%M", "labelOverlap": "greedy", "labelSeparation": 8,
              "labelFlush": false,
            ],
          ],
          "x2": ["field": "to"],
          "y": [
            "field": "top", "type": "quantitative", "title": nil,
            "scale": [
              "domain": [0, .number(rows)], "reverse": true, "nice": false, "zero": false,
            ],
            "axis": [
              "values": .list(middles), "grid": false, "ticks": false, "domain": false,
              "labelExpr": .text("\(names.written(.inPage))[floor(datum.value)]"),
            ],
          ],
          "y2": ["field": "end"],
          "color": [
            "field": "state", "type": "nominal", "scale": MachineState.colorScale, "legend": nil,
          ],
          "tooltip": [
            ["field": "machine", "type": "nominal"], ["field": "state", "type": "nominal"],
            [
              "field": "from", "type": "temporal", "title": "from",
              "timeUnit": "utchoursminutesseconds",
            ],
            [
              "field": "to", "type": "temporal", "title": "to",
              "timeUnit": "utchoursminutesseconds",
            ],
            [
              "field": "share", "type": "quantitative", "title": "share of that time",
              "format": ".0%",
            ],
          ],
        ]))
  }

  private static func thousandths(_ value: Double) -> Double { (1_000 * value).rounded() / 1_000 }
}
