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
}
