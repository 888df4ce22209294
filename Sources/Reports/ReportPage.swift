public import Experiments
import JSONDocuments
public import Scenarios

/// A run as one HTML page that needs nothing beside itself: no server, no network.
///
/// The same run folder gives the same bytes.
public struct ReportPage: Sendable {
  /// The run.
  let run: StoredRun
  let summary: ExperimentSummary
  /// Its arms, in order.
  let arms: [ReportArm]
  let replications: StoredReplications

  /// Most arms of which everything is shown; of more, such as of a sweep, only the usual figures are.
  static let mostArms = 6

  /// Gathers what a page shows.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - scenarios: The resolved scenario of each arm, in order.
  ///   - replications: The values of each replication.
  public init(of run: StoredRun, scenarios: [Scenario], replications: StoredReplications) {
    precondition(scenarios.count == run.summary.arms.count, "an arm has a scenario")
    self.run = run
    self.summary = run.summary
    self.replications = replications
    arms = zip(run.summary.arms, scenarios).map { ReportArm($0, $1) }
  }

  /// Whether all of every arm is shown.
  var showsArms: Bool { arms.count <= ReportPage.mostArms }

  /// The page, in UTF-8.
  ///
  /// Simulates the first day of the first replication again, for the picture of the machines.
  public var html: String {
    var charts = ChartList()
    let sections = [
      header, verdict, figures, states(&charts), day(&charts), spread(&charts), metrics,
      scenarioTexts, footer,
    ]
    return Markup.page([
      .element("html", ["lang": "en"], [head, body(sections, charts)])
    ])
  }

  private var head: Markup {
    .element(
      "head",
      [
        .void("meta", ["charset": "utf-8"]),
        .void(
          "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        .void("meta", ["name": "color-scheme", "content": "light dark"]),
        .void("meta", ["name": "generator", "content": "Fettle \(run.manifest.fettle)"]),
        .element("title", "\(summary.scenario) · Fettle report"),
        .code("style", ReportFiles.style),
      ]
    ).line
  }

  private func body(_ sections: [Markup], _ charts: ChartList) -> Markup {
    .element(
      "body",
      [
        .element("main", sections.map(\.line)).line,
        .code("script", "/*\n\(ReportFiles.vegaLicense)*/\n"),
        .code("script", ReportFiles.vega), .code("script", ReportFiles.vegaLite),
        .code("script", ReportFiles.vegaEmbed),
      ] + charts.data + [.code("script", ReportFiles.script)])
  }
}

/// The charts of a page, in the order in which they stand in it.
struct ChartList {
  /// The specifications, each in an element of its own.
  private(set) var data: [Markup] = []

  /// A place for a chart.
  ///
  /// - Parameters:
  ///   - specification: What to draw.
  ///   - label: What the chart shows, for who cannot see it.
  ///   - caption: What is said below it.
  /// - Returns: The place.
  mutating func add(_ specification: JSONValue, label: String, caption: String = "") -> Markup {
    let name = "chart-\(data.count + 1)"
    data.append(
      .code(
        "script", ["type": "application/json", "class": "chart-data", "data-chart": name],
        specification.written(.inPage)))
    return .element(
      "figure",
      [
        .element("div", ["class": "chart", "id": name, "role": "img", "aria-label": label], [])
      ] + (caption.isEmpty ? [] : [.element("figcaption", caption)])
    ).line
  }
}
