import JSONDocuments
import LifetimeAnalysis

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Lives on Weibull paper.
extension LivesReport {
  /// ln(-ln S) against ln t, where Weibull lives lie on a line.
  func addWeibullPlot(_ draft: inout PageDraft) {
    guard let fit = ranking.fits.first(where: { $0.family == .weibull }), let curve else { return }
    var before = 1.0
    var points: [(age: Double, share: Double)] = []
    for step in curve.times.indices {
      // Half way between the shares before and after: the usual place of a point.
      let share = 1 - (before + curve.survival[step]) / 2
      before = curve.survival[step]
      if curve.times[step] > 0, share > 0, share < 1 {
        points.append((curve.times[step], share))
      }
    }
    guard points.count > 2, let first = points.first, let last = points.last else { return }
    let kept = LivesReport.steps(points.count).map { points[$0] }
    let ages = (0...40).map { first.age * pow(last.age / first.age, Double($0) / 40) }
    // Marks of the axis.
    let shares = [0.001, 0.01, 0.05, 0.1, 0.2, 0.5, 0.8, 0.95, 0.99, 0.999]
    let x = Plot.number(
      "t", title("age"), domain: 0.9 * first.age...1.1 * last.age, isLogarithmic: true)
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
    // The data hold shares, as the tables do; the page makes places of them.
    func layer(_ values: [JSONValue], _ fields: [String], mark: JSONValue, _ encoding: JSONValue)
      -> JSONValue
    {
      [
        "data": ["values": .list(values)],
        "transform": .list(
          fields.map { field in
            [
              "calculate": .text("log(-log(1 - datum.\(field)))"), "as": .text("p_" + field),
            ]
          }), "mark": mark, "encoding": encoding,
      ]
    }
    let dots = kept.map { point -> JSONValue in
      [
        "t": Digits.number(point.age), "share": Digits.number(point.share),
        "text": .text(Digits.percent(point.share)),
      ]
    }
    let fitted = ages.map { age -> [Double] in
      let interval = fit.survivalInterval(at: age)
      return [
        age, fit.distribution.failureProbability(at: age), 1 - interval.upper, 1 - interval.lower,
      ]
    }.filter { row in row.dropFirst().allSatisfy { $0 > 0 && Digits.rounded($0) < 1 } }
    let line = fitted.map { row -> JSONValue in
      [
        "t": Digits.number(row[0]), "fitted": Digits.number(row[1]), "low": Digits.number(row[2]),
        "high": Digits.number(row[3]),
      ]
    }
    let chart = Plot.layers(
      height: 300,
      [
        layer(
          line, ["low", "high"],
          mark: ["type": "area", "opacity": 0.2, "color": .text(Plot.colors[0])],
          ["x": x, "y": y("p_low"), "y2": Plot.end("p_high")]),
        layer(
          line, ["fitted"], mark: ["type": "line", "color": .text(Plot.colors[0])],
          ["x": x, "y": y("p_fitted")]),
        layer(
          dots, ["share"],
          mark: ["type": "circle", "size": 30, "color": "currentColor", "opacity": 0.8],
          [
            "x": x, "y": y("p_share"), "tooltip": Plot.tips(["t": "age", "text": "failed"]),
          ]),
      ])
    let line95 = FigureTable(
      head: [title("age"), "fitted share that has failed", "95 % from", "to"], texts: 0,
      rows: fitted.map { $0.map { Digits.text($0) } })
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
                Digits.text($0.age), Digits.text($0.share),
                Digits.text(fit.distribution.failureProbability(at: $0.age)),
              ]
            }),
          beside: TableBeside(row: ["t"], columns: ["share": "share that has failed"])
            + TableBeside(
              .nextButOne, row: ["t"],
              columns: [
                "fitted": "fitted share that has failed", "low": "95 % from", "high": "to",
              ])), line95.markup(title: "The fitted line"),
      ])
  }
}
