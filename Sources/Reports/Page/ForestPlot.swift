import JSONDocuments

/// Estimates with their intervals, one below the other, beside a line where nothing would differ.
///
/// What it says by color it says by shape too: a filled diamond is beyond chance, a hollow circle is not.
struct ForestPlot: Sendable {
  /// What an estimate amounts to.
  enum Tone: String, Sendable {
    /// Better beyond chance.
    case better
    /// Worse beyond chance.
    case worse
    /// It may be chance.
    case undecided = "may be chance"
    /// Neither good nor bad.
    case plain = ""

    /// Its color, which is readable on light and on dark.
    var color: JSONValue {
      switch self {
      case .better: "#1F83C4"
      case .worse: "#D55E00"
      case .undecided: "#87919B"
      case .plain: "#2E8FCC"
      }
    }
  }

  /// An estimate.
  struct Row: Sendable {
    /// What is estimated.
    var label: String
    /// The estimate.
    var mean: Double
    /// Where its interval begins; `nil` where there is none.
    var lower: Double?
    /// Where it ends.
    var upper: Double?
    /// The same as a text.
    var text: String
    /// What it amounts to.
    var tone = Tone.plain
    /// Of what kind it is, where a row has several estimates, such as `before`.
    var kind: String?
  }

  /// The estimates; those with the same label stand in one row.
  var rows: [Row]
  /// Where nothing would differ; `nil` where there is no such place.
  var reference: Double?
  /// What the axis says.
  var title: String
  /// A stretch of the axis that is marked, such as what counts as near.
  var band: ClosedRange<Double>?

  /// What marks mean, where estimates are differences.
  static let legend =
    "A filled diamond is a difference beyond chance (blue: better, red: worse), a hollow circle may be chance."

  /// What there are of kinds, in order.
  private var kinds: [String] {
    var seen: Set<String> = []
    return rows.compactMap(\.kind).filter { seen.insert($0).inserted }
  }

  /// The chart.
  var specification: JSONValue {
    var seen: Set<String> = []
    let labels = rows.map(\.label).filter { seen.insert($0).inserted }
    let values = rows.map { row -> JSONValue in
      [
        "label": .text(row.label), "mean": .number(row.mean),
        "lower": row.lower.map { .number($0) } ?? .null,
        "upper": row.upper.map { .number($0) } ?? .null,
        "text": .text(row.text), "tone": .text(row.tone.rawValue), "color": row.tone.color,
        "kind": .text(row.kind ?? ""),
        "filled": .truth(row.tone != .undecided),
      ]
    }
    var label: [JSONValue.Member] = [
      .init("field", "label"), .init("type", "nominal"),
      .init("sort", .list(labels.map { .text($0) })),
      .init("title", nil),
      .init("axis", ["labelLimit": 170]),
    ]
    if rows.allSatisfy(\.label.isEmpty) { label[4] = .init("axis", nil) }
    let y = JSONValue.object(label)
    let offset: JSONValue = ["field": "kind", "sort": .list(kinds.map { .text($0) })]
    func x(_ field: String) -> JSONValue {
      [
        "field": .text(field), "type": "quantitative", "title": .text(title),
        "scale": ["zero": .truth(reference == 0), "nice": true],
        "axis": ["tickCount": 6, "labelOverlap": "greedy", "labelSeparation": 8],
      ]
    }
    let color: JSONValue = ["field": "color", "type": "nominal", "scale": nil]
    func placed(_ encoding: [JSONValue.Member]) -> JSONValue {
      .object(
        [.init("y", y)] + (kinds.count > 1 ? [.init("yOffset", offset)] : []) + encoding)
    }
    var layers: [JSONValue] = []
    if let band {
      layers.append([
        "data": ["values": [["from": .number(band.lowerBound), "to": .number(band.upperBound)]]],
        "mark": ["type": "rect", "color": "currentColor", "opacity": 0.08],
        "encoding": ["x": x("from"), "x2": ["field": "to"]],
      ])
    }
    if let reference {
      layers.append([
        "data": ["values": [["at": .number(reference)]]],
        "mark": ["type": "rule", "color": "currentColor", "strokeDash": [4, 3], "opacity": 0.7],
        "encoding": ["x": x("at")],
      ])
    }
    if rows.contains(where: { $0.lower != nil && $0.upper != nil }) {
      layers.append([
        "mark": ["type": "rule", "size": 2.5],
        "encoding": placed([
          .init("x", x("lower")), .init("x2", ["field": "upper"]), .init("color", color),
        ]),
      ])
    }
    for isFilled in [true, false]
    where rows.contains(where: { ($0.tone != .undecided) == isFilled }) {
      layers.append([
        "transform": [["filter": .text("datum.filled === \(isFilled)")]],
        "mark": [
          "type": "point", "shape": isFilled ? "diamond" : "circle", "size": 90,
          "filled": .truth(isFilled), "opacity": 1, "strokeWidth": 2,
        ],
        "encoding": placed([
          .init("x", x("mean")), .init("color", color),
          .init(
            "tooltip",
            .list(
              [["field": "label", "type": "nominal", "title": "what"]]
                + (kinds.isEmpty ? [] : [["field": "kind", "type": "nominal", "title": "of"]])
                + [["field": "text", "type": "nominal", "title": .text(title)]])),
        ]),
      ])
    }
    let height = 30 * Double(labels.count) * (kinds.count > 1 ? 0.7 * Double(kinds.count) : 1)
    return VegaParts.chart(
      height: height, [.init("data", ["values": .list(values)]), .init("layer", .list(layers))])
  }
}
