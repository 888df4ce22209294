import Experiments
import FactorySimulation

/// The sections about what is lost: time, down time by cause, and money.
extension RunReport {
  // MARK: - Time

  func losses(_ charts: inout ChartList) -> Markup {
    guard showsArms else { return .none }
    var content: [Markup] = []
    for arm in arms {
      guard let busiest = StationUse.busiest(of: arm.stations.filter { !$0.shares.isEmpty }),
        let losses = TimeLosses(of: busiest, in: arm.entry)
      else { continue }
      content += heading(of: arm, " · \(losses.station)")
      content.append(
        charts.add(
          Charts.losses(losses),
          label: "Bars from all time of \(losses.station) to the time that made good parts; the "
            + "table below has the same figures",
          beside: TableBeside(row: ["step"], columns: ["share": "of all time"])))
      let rows = losses.steps.map { step -> Markup in
        let ofOpen = step.end <= losses.open + 1e-12 ? step.length / losses.open : nil
        let isState = step.kind == .state(.offShift) || step.kind == .state(.plannedStop)
        return .element(
          "tr",
          [
            .element("th", ["scope": "row"], step.name),
            .element("td", step.meaning),
            .element("td", ["class": "number"], FigureText.percent(step.length)),
            .element(
              "td", ["class": "number"],
              isState ? "–" : ofOpen.map { FigureText.percent($0) } ?? "–"),
          ]
        ).line
      }
      content.append(
        PageParts.details(
          "The same as a table",
          [
            .table(
              head: ["", "what it is", "of all time", "of open time"], texts: 2, rows: rows)
          ]))
    }
    guard !content.isEmpty else { return .none }
    let whose =
      summary.isSingleRun
      ? arms[0].stations.isEmpty ? "" : " of the busiest station" : " of the busiest stations"
    return section(
      "From all time to good parts",
      "How the time\(whose) is lost, step by step. Starving, blocking, set-ups and stops lower "
        + "availability; slower work than planned lowers effectiveness; defects lower quality. What is "
        + "left is open time × OEE (ISO 22400-2).",
      content)
  }

  // MARK: - Down time

  /// Most causes that are drawn.
  private static let mostCauses = 15

  func downtime(_ charts: inout ChartList) -> Markup {
    guard showsArms else { return .none }
    var content: [Markup] = []
    var note = ""
    for (arm, look) in zip(arms, looks) {
      guard case .success(let look?) = look else { continue }
      let causes = DownCauses(of: look).causes
      guard !causes.isEmpty else { continue }
      if note.isEmpty { note = look.extent(of: summary.replicationsOfEach) }
      content += heading(of: arm)
      let shown = Array(causes.prefix(RunReport.mostCauses))
      content.append(
        charts.add(
          Charts.causes(shown),
          label: "Bars of the time down by cause, the longest first: \(shown[0].title) with "
            + "\(FigureText.percent(shown[0].share)) of all; the table below has the same figures",
          beside: TableBeside(
            row: ["station", "name"],
            columns: [
              "hours,lower±upper": "down", "share": "of all", "cumulative": "added up",
            ]
          ).with(more: shown.count < causes.count ? .table : nil)))
      let rows = causes.map { cause -> Markup in
        let cells = [
          RunReport.measure(cause.hours, cause.lower, cause.upper),
          FigureText.percent(cause.share), FigureText.percent(cause.cumulative),
        ]
        return .element(
          "tr",
          [
            .element("th", ["scope": "row"], cause.station), .element("td", cause.name),
          ] + cells.map { .element("td", ["class": "number"], $0) }
        ).line
      }
      content.append(
        table(
          head: ["station", "cause", "down, h/wk", "of all", "added up"], texts: 2, rows: rows))
    }
    guard !content.isEmpty else { return .none }
    return section(
      "Why machines were down",
      "Machine hours failed within the calendar, by what failed, waiting for repair included, while "
        + "measuring. \(note).",
      content)
  }

  // MARK: - Money

  func costs(_ charts: inout ChartList) -> Markup {
    guard showsArms, let costs = CostShares(of: arms) else { return .none }
    let names = arms.map(\.entry.arm)
    let all = "all together"
    let legend = PageParts.legend(costs.lines.map { ($0.title, $0.color) })
    let chart = charts.add(
      Charts.costs(costs, arms: names),
      label: "Bars of the costs of \(arms.count == 1 ? "the run" : "each arm"), line by line; the "
        + "table below has the same figures",
      beside: (summary.isSingleRun
        ? TableBeside(row: ["line"], columns: ["cost": "mean"])
        : TableBeside(row: ["line"], column: "arm", value: "cost")).besides(all))
    var rows = costs.lines.map { line -> Markup in
      costRow(line.title, line.entries, costs.totals)
    }
    rows.append(costRow(all, costs.totals, costs.totals))
    let head =
      summary.isSingleRun
      ? ["", "mean, \(costs.currency)", "95 % interval", "share"]
      : [""] + names.map { "\($0), \(costs.currency)" }
    return section(
      "What it costs",
      "Costs over the measured time; means over the \(summary.samples.many).",
      [legend, chart, .table(head: head, texts: 1, rows: rows)])
  }

  private func costRow(
    _ title: String, _ entries: [RunSummary.Entry?], _ totals: [RunSummary.Entry?]
  ) -> Markup {
    let figures = entries.map { $0.map { FigureText($0) } }
    var cells = [Markup.element("th", ["scope": "row"], title)]
    if summary.isSingleRun {
      let total = totals.first??.mean ?? 0
      let share = (entries.first??.mean).map {
        total > 0 ? FigureText.percent($0 / total) : "–"
      }
      let interval = (figures.first ?? nil).map { $0.isConstant ? "the same in each" : $0.interval }
      cells += [figures.first??.value, interval, share].map {
        .element("td", ["class": "number"], $0 ?? "–")
      }
    } else {
      cells += figures.map {
        .element("td", ["class": "number"], $0?.valueAndHalfWidth ?? "–")
      }
    }
    return .element("tr", cells).line
  }

  // MARK: - Parts of sections

  /// A number with half the width of its interval.
  static func measure(_ mean: Double, _ lower: Double?, _ upper: Double?) -> String {
    let width = lower.flatMap { lower in upper.map { ($0 - lower) / 2 } }
    let decimals = NumberText.decimals(mean: mean, halfWidth: width)
    let value = FigureText.grouped(NumberText.fixed(mean, decimals: decimals))
    guard let width, width > 0 else { return value }
    return value + " ± " + FigureText.grouped(NumberText.fixed(width, decimals: decimals))
  }

  /// A table, folded where it is long.
  func table(head: [String], texts: Int, rows: [Markup]) -> Markup {
    let table = Markup.table(head: head, texts: texts, rows: rows)
    return rows.count > 12
      ? PageParts.details("The same as a table (\(rows.count) rows)", [table]) : table
  }
}
