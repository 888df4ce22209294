import JSONDocuments
import LifetimeAnalysis

/// What is drawn of lives.
extension LivesReport {
  private static let mostFamilies = 3
  private var shown: [LifeFit] { Array(ranking.fits.prefix(LivesReport.mostFamilies)) }
  private var familyNames: [String] { shown.map(\.family.rawValue) }

  func addSurvival(_ draft: inout PageDraft) {
    let x = Plot.number("t", title("age"), hasZero: true)
    let label = "share that lives longer"
    func y(_ field: String) -> JSONValue {
      Plot.number(field, label, domain: 0...1, isPercent: true)
    }
    var layers: [JSONValue] = []
    var tables: [Markup] = []
    if let curve {
      let steps = LivesReport.steps(curve.times.count)
      let bands = curve.intervals()
      let start: JSONValue = ["t": 0, "lives": 1, "low": 1, "high": 1]
      let values =
        [start]
        + steps.map { step -> JSONValue in
          [
            "t": Digits.number(curve.times[step]), "lives": Digits.number(curve.survival[step]),
            "low": Digits.number(bands[step].lower), "high": Digits.number(bands[step].upper),
          ]
        }
      layers = [
        Plot.layer(
          values,
          mark: [
            "type": "area", "interpolate": "step-after", "opacity": 0.18, "color": "#808890",
          ], ["x": x, "y": y("low"), "y2": Plot.end("high")]),
        Plot.layer(
          values,
          mark: [
            "type": "line", "interpolate": "step-after", "color": "currentColor",
            "strokeWidth": 1.6,
          ], ["x": x, "y": y("lives")]),
      ]
      tables.append(
        FigureTable(
          head: [
            title("age"), "live longer", "95 % from", "to", "under observation", "failed there",
          ], texts: 0,
          rows: [["0", "1", "1", "1", Digits.text(curve.atRisk.first), "0"]]
            + steps.map { step in
              [
                curve.times[step], curve.survival[step], bands[step].lower, bands[step].upper,
                curve.atRisk[step], curve.failures[step],
              ].map { Digits.text($0) }
            }
        ).markup(title: "The steps"))
    }
    let ages = [0] + ages
    let lines = shown.flatMap { fit in
      ages.map { age -> JSONValue in
        [
          "t": Digits.number(age), "s": Digits.number(fit.distribution.survival(at: age)),
          "family": .text(fit.family.rawValue),
        ]
      }
    }
    layers.append(
      Plot.layer(
        lines, mark: ["type": "line", "strokeWidth": 1.6],
        ["x": x, "y": y("s"), "color": Plot.color("family", familyNames)]))
    let chart = Plot.layers(height: 300, layers)
    let familyTable = TableBeside(row: ["t"], column: "family", value: "s")
    let stepTable = TableBeside(
      .nextButOne, row: ["t"],
      columns: ["lives": "live longer", "low": "95 % from", "high": "to"])
    let picture = draft.picture(
      chart, label: "Share that lives longer, by age, with fitted families",
      figures: FigureTable(
        head: [title("age")] + familyNames, texts: 0,
        rows: ages.map { age in
          [Digits.text(age)] + shown.map { Digits.text($0.distribution.survival(at: age)) }
        }),
      beside: curve == nil ? familyTable : familyTable + stepTable)
    draft.addSection(
      "How many live longer",
      note: curve == nil
        ? "Lives are known by looks only, so no steps are drawn; colored lines are the best families."
        : "Steps and gray band are the data with 95 %, colored lines the best families. Where a line leaves the band, the family does not fit."
          + ((curve?.times.count ?? 0) > 250
            ? " 250 of \(curve?.times.count ?? 0) steps are drawn." : ""),
      [picture] + tables)
  }

  func addHazard(_ draft: inout PageDraft) {
    let x = Plot.number("t", title("age"), hasZero: true)
    let label = "failures per \(unit.isEmpty ? "unit of age" : unit) of what still lives"
    // At age 0 and far out a rate may be without bound: the ages between the tenth of a percent and the last.
    let ages = ages.filter { age in
      shown.allSatisfy { $0.distribution.hazard(at: age).isFinite }
    }
    let values = shown.flatMap { fit in
      ages.map { age -> JSONValue in
        [
          "t": Digits.number(age), "h": Digits.number(fit.distribution.hazard(at: age)),
          "family": .text(fit.family.rawValue),
        ]
      }
    }
    let chart = Plot.layers(
      height: 220,
      [
        Plot.layer(
          values, mark: ["type": "line", "strokeWidth": 1.8],
          [
            "x": x, "y": Plot.number("h", label, hasZero: true),
            "color": Plot.color("family", familyNames),
          ])
      ])
    draft.addSection(
      "How the rate of failures goes with age",
      note:
        "Where it rises, replacing before the failure can pay; where it is flat or falls, it cannot. Families differ most where few "
        + "lives were seen.",
      [
        draft.picture(
          chart, label: "Rate of failures by age, of fitted families",
          figures: FigureTable(
            head: [title("age")] + familyNames, texts: 0,
            rows: ages.map { age in
              [Digits.text(age)] + shown.map { Digits.text($0.distribution.hazard(at: age)) }
            }), beside: TableBeside(row: ["t"], column: "family", value: "h"))
      ])
  }
}
