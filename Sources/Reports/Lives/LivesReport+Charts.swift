import JSONDocuments
import LifetimeAnalysis

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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
      let start: JSONValue = ["t": 0, "s": 1, "low": 1, "high": 1]
      let values =
        [start]
        + steps.map { step -> JSONValue in
          [
            "t": Digits.number(curve.times[step]), "s": Digits.number(curve.survival[step]),
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
          ], ["x": x, "y": y("s")]),
      ]
      tables.append(
        FigureTable(
          head: [
            title("age"), "live longer", "95 % from", "to", "under observation", "failed there",
          ], texts: 0,
          rows: steps.map { step in
            [
              curve.times[step], curve.survival[step], bands[step].lower, bands[step].upper,
              curve.atRisk[step], curve.failures[step],
            ].map { Digits.text($0) }
          }
        ).markup(label: ""))
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
    let picture = draft.picture(
      chart, label: "Share that lives longer, by age, with fitted families",
      figures: FigureTable(
        head: [title("age")] + familyNames, texts: 0,
        rows: ages.map { age in
          [Digits.text(age)] + shown.map { Digits.text($0.distribution.survival(at: age)) }
        }))
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
            }))
      ])
  }

  /// ln(-ln S) against ln t, where Weibull lives lie on a line.
  func addWeibullPlot(_ draft: inout PageDraft) {
    guard let fit = ranking.fits.first(where: { $0.family == .weibull }), let curve else { return }
    var before = 1.0
    var points: [(age: Double, share: Double, place: Double)] = []
    for step in curve.times.indices {
      // Half way between the shares before and after: the usual place of a point.
      let share = 1 - (before + curve.survival[step]) / 2
      before = curve.survival[step]
      if curve.times[step] > 0, share > 0, share < 1 {
        points.append((curve.times[step], share, log(-log(1 - share))))
      }
    }
    guard points.count > 2, let first = points.first, let last = points.last else { return }
    let kept = LivesReport.steps(points.count).map { points[$0] }
    let ages = (0...40).map { first.age * pow(last.age / first.age, Double($0) / 40) }
    let shares = [0.001, 0.01, 0.05, 0.1, 0.2, 0.5, 0.8, 0.95, 0.99, 0.999]
    let x = Plot.number("t", title("age"), isLogarithmic: true)
    func y(_ field: String) -> JSONValue {
      let ticks = shares.map { JSONValue.number(log(-log(1 - $0))) }
      let names = shares.map { "'\(Digits.text(100 * $0, digits: 3)) %'" }.joined(separator: ", ")
      let places = shares.map { "\(log(-log(1 - $0)))" }.joined(separator: ", ")
      return [
        "field": .text(field), "type": "quantitative", "title": "share that has failed",
        "scale": ["zero": false],
        "axis": [
          "values": .list(ticks),
          "labelExpr": .text(
            "[\(names)][indexof([\(places)], datum.value)] || ''"),
        ],
      ]
    }
    let dots = kept.map { point -> JSONValue in
      [
        "t": Digits.number(point.age), "p": Digits.number(point.place),
        "text": .text(Digits.percent(point.share)),
      ]
    }
    let line = ages.map { age -> JSONValue in
      let interval = fit.survivalInterval(at: age)
      func place(_ survival: Double) -> JSONValue {
        survival > 0 && survival < 1 ? Digits.number(log(-log(survival))) : .null
      }
      return [
        "t": Digits.number(age), "p": place(fit.distribution.survival(at: age)),
        "low": place(interval.upper), "high": place(interval.lower),
      ]
    }
    let chart = Plot.layers(
      height: 300,
      [
        Plot.layer(
          line, mark: ["type": "area", "opacity": 0.2, "color": .text(Plot.colors[0])],
          ["x": x, "y": y("low"), "y2": Plot.end("high")]),
        Plot.layer(
          line, mark: ["type": "line", "color": .text(Plot.colors[0])], ["x": x, "y": y("p")]),
        Plot.layer(
          dots, mark: ["type": "circle", "size": 30, "color": "currentColor", "opacity": 0.8],
          [
            "x": x, "y": y("p"), "tooltip": Plot.tips(["t": "age", "text": "failed"]),
          ]),
      ])
    draft.addSection(
      "Weibull plot",
      note:
        "On this paper Weibull lives lie on a line whose slope is the shape. Dots are failures, the line and its band of 95 % the fit. A bend "
        + "says that it is another family, or several kinds of failure in one.",
      [
        draft.picture(
          chart, label: "Failures on Weibull paper, with the fitted line",
          figures: FigureTable(
            head: [title("age"), "share that has failed", "fitted"], texts: 0,
            rows: kept.map {
              [
                Digits.text($0.age), Digits.percent($0.share),
                Digits.percent(fit.distribution.failureProbability(at: $0.age)),
              ]
            }))
      ])
  }

  func addGroups(_ draft: inout PageDraft) {
    guard groups.count > 1 else { return }
    let most = 6
    let shown = Array(groups.prefix(most))
    let values = shown.flatMap { group in
      [["t": 0, "s": 1, "group": .text(group.name)] as JSONValue]
        + LivesReport.steps(group.curve.times.count, most: 150).map { step -> JSONValue in
          [
            "t": Digits.number(group.curve.times[step]),
            "s": Digits.number(group.curve.survival[step]), "group": .text(group.name),
          ]
        }
    }
    let chart = Plot.layers(
      height: 260,
      [
        Plot.layer(
          values, mark: ["type": "line", "interpolate": "step-after"],
          [
            "x": Plot.number("t", title("age"), hasZero: true),
            "y": Plot.number("s", "share that lives longer", domain: 0...1, isPercent: true),
            "color": Plot.color("group", shown.map(\.name)),
          ])
      ])
    let rows = shown.flatMap { group in
      LivesReport.steps(group.curve.times.count, most: 150).map {
        [group.name, Digits.text(group.curve.times[$0]), Digits.text(group.curve.survival[$0])]
      }
    }
    draft.addSection(
      "Groups",
      note: "The share that lives longer, of each group."
        + (groups.count > most ? " The first \(most) of \(groups.count)." : ""),
      [
        draft.picture(
          chart, label: "Share that lives longer, by group",
          figures: FigureTable(head: ["group", title("age"), "live longer"], texts: 1, rows: rows))
      ])
  }

  func addCauses(_ draft: inout PageDraft) {
    guard let incidence else { return }
    let steps = LivesReport.steps(incidence.times.count, most: 120)
    let values = causes.indices.flatMap { cause in
      [["t": 0, "f": 0, "cause": .text(causes[cause])] as JSONValue]
        + steps.map { step -> JSONValue in
          [
            "t": Digits.number(incidence.times[step]),
            "f": Digits.number(incidence.incidence[cause][step]), "cause": .text(causes[cause]),
          ]
        }
    }
    let chart = Plot.layers(
      height: 260,
      [
        Plot.layer(
          values, mark: ["type": "line", "interpolate": "step-after"],
          [
            "x": Plot.number("t", title("age"), hasZero: true),
            "y": Plot.number("f", "share that has failed of it", isPercent: true, hasZero: true),
            "color": Plot.color("cause", causes),
          ])
      ])
    let intervals = causes.indices.map { incidence.intervals(of: $0) }
    let end = incidence.times.count - 1
    draft.addSection(
      "Causes that compete",
      note:
        "What has failed of one cause cannot fail of another: at each age the shares and what still lives add up to 100 %.",
      [
        draft.picture(
          chart, label: "Share that has failed of each cause, by age",
          figures: FigureTable(
            head: [title("age")] + causes, texts: 0,
            rows: steps.map { step in
              [Digits.text(incidence.times[step])]
                + causes.indices.map { Digits.text(incidence.incidence[$0][step]) }
            })),
        FigureTable(
          head: ["cause", "failed of it in the end", "95 % interval", "failures"], texts: 1,
          rows: causes.indices.map { cause in
            let interval = intervals[cause][end]
            return [
              causes[cause], Digits.percent(incidence.incidence[cause][end]),
              "\(Digits.percent(interval.lower)) … \(Digits.percent(interval.upper))",
              Digits.text(incidence.failures[cause].reduce(0, +)),
            ]
          }
        ).table,
      ])
  }
}
