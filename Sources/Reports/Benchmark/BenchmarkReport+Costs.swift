import Experiments
import JSONDocuments

/// The sections about what costs are made of, and what if they weighed more.
extension BenchmarkReport {
  /// The lines of cost of all arms, the largest first.
  private var lines: [String] {
    let names = summary.metricNames.filter {
      $0.hasPrefix("cost.") && !["cost.total", "cost.per_good_part"].contains($0)
        && $0.split(separator: ".").count == 2
    }
    return names.map { name in
      (name, summary.arms.compactMap { $0.entry(name)?.mean }.map { abs($0) }.max() ?? 0)
    }.filter { $0.1 > 0 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.0)
  }

  // MARK: - What costs are made of

  func costs(_ charts: inout ChartList) -> Markup {
    let lines = lines
    guard lines.count > 1 else { return .none }
    let drawn = Array(lines.prefix(9))
    let unit = summary.arms[0].entry(lines[0])?.unit ?? ""
    let scale = MetricScale(unit: unit)
    var values: [JSONValue] = []
    for arm in summary.arms {
      for (order, line) in drawn.enumerated() {
        guard let mean = arm.entry(line)?.mean else { continue }
        values.append([
          "arm": .text(arm.arm), "line": .text(PathLabel.metric(line)),
          "mean": VegaParts.short(mean),
          "order": .number(Double(order)), "text": .text(scale.text(mean)),
        ])
      }
    }
    let names = drawn.map { JSONValue.text(PathLabel.metric($0)) }
    let specification = VegaParts.chart(
      height: 34 * Double(summary.arms.count),
      [
        .init("data", ["values": .list(values)]),
        .init("mark", ["type": "bar", "height": ["band": 0.7]]),
        .init(
          "encoding",
          [
            "y": ["field": "arm", "type": "nominal", "sort": nil, "title": nil],
            "x": [
              "field": "mean", "type": "quantitative", "title": .text("cost\(scale.suffix)"),
              "axis": ["tickCount": 6, "labelOverlap": "greedy"],
            ],
            "color": [
              "field": "line", "type": "nominal",
              "scale": ["domain": .list(names), "scheme": "tableau10"],
              "legend": VegaParts.legend([
                .init("title", nil), .init("columns", 3), .init("labelLimit", 110),
                .init("columnPadding", 8),
              ]),
            ],
            "order": ["field": "order", "type": "quantitative"],
            "tooltip": [
              ["field": "arm", "type": "nominal"], ["field": "line", "type": "nominal"],
              ["field": "text", "type": "nominal", "title": "cost"],
            ],
          ]),
      ])
    let rest =
      lines.count > drawn.count ? " The \(drawn.count) largest lines are drawn." : ""
    return PageParts.section(
      "What the costs are made of",
      "Means over the \(summary.samples.many), in the measured time.\(rest)",
      [
        charts.add(
          specification,
          label:
            "Bars of \(drawn.count) lines of cost for each of \(summary.arms.count) arms; the table below has "
            + "the same figures",
          beside: TableBeside(row: ["line"], column: "arm", value: "mean")
            .with(more: drawn.count < lines.count ? .table : nil)),
        .table(
          head: ["cost line\(scale.suffix)"] + summary.arms.map(\.arm), texts: 1,
          rows: lines.map { line in
            .row(
              PathLabel.metric(line),
              numbers: summary.arms.map { arm in
                arm.entry(line).map { FigureText($0).valueAndHalfWidth } ?? "–"
              })
          }),
      ])
  }

  // MARK: - If failures cost more or less

  func weights(_ charts: inout ChartList) -> Markup {
    guard let sensitivity = benchmark.sensitivity else { return .none }
    func times(_ weight: Double) -> String {
      "× " + NumberText.shortest((100 * weight).rounded() / 100)
    }
    let values = sensitivity.stretches.map { stretch -> JSONValue in
      [
        "arm": .text(stretch.arm), "from": VegaParts.short(stretch.from),
        "to": VegaParts.short(stretch.to),
        "text": .text("\(times(stretch.from)) to \(times(stretch.to))"),
      ]
    }
    let names = Set(sensitivity.stretches.map(\.arm)).count
    let x: JSONValue = [
      "field": "from", "type": "quantitative", "title": "weight of what failures cost",
      "scale": ["type": "log", "domain": [0.25, 4], "nice": false],
      "axis": ["values": [0.25, 0.5, 1, 2, 4], "labelExpr": "'× ' + datum.label", "format": "~g"],
    ]
    let specification = VegaParts.chart(
      height: 30 * Double(names),
      [
        .init(
          "layer",
          [
            [
              "data": ["values": .list(values)],
              "mark": ["type": "bar", "color": VegaParts.accent, "height": ["band": 0.6]],
              "encoding": [
                "y": ["field": "arm", "type": "nominal", "sort": nil, "title": nil], "x": x,
                "x2": ["field": "to"],
                "tooltip": [
                  ["field": "arm", "type": "nominal", "title": "best arm"],
                  ["field": "text", "type": "nominal", "title": "weights"],
                ],
              ],
            ],
            [
              "data": ["values": [["from": 1]]],
              "mark": ["type": "rule", "strokeDash": [4, 3], "color": "currentColor"],
              "encoding": ["x": x],
            ],
          ])
      ])
    return PageParts.section(
      "If failures cost more or less",
      sensitivity.sentence + ". The arms stay as they were tuned; nothing is simulated anew.",
      [
        charts.add(
          specification,
          label:
            "Which arm is best for each weight of what failures cost; the table below has the same "
            + "figures", beside: TableBeside(row: ["arm"], columns: ["from": "from", "to": "to"])),
        .table(
          head: ["best arm", "from", "to"], texts: 1,
          rows: sensitivity.stretches.map {
            .row($0.arm, numbers: [times($0.from), times($0.to)])
          }),
      ])
  }
}
