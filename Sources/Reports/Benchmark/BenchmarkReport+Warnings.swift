import Experiments

/// The section about how well warnings told of failures.
extension BenchmarkReport {
  /// A component of which warnings told in some arm.
  private struct Watched {
    /// The beginning of its metrics' names.
    var path: String
    /// What people call it.
    var label: String
  }

  private var watched: [Watched] {
    summary.metricNames.compactMap { name in
      guard name.hasPrefix("stations."), name.hasSuffix(".warnings"), name.contains(".components.")
      else { return nil }
      let hasWarned = summary.arms.contains { ($0.entry(name)?.mean ?? 0) > 0 }
      let path = String(name.dropLast("warnings".count))
      return hasWarned ? Watched(path: path, label: PathLabel.metric(String(path.dropLast()))) : nil
    }
  }

  private static let columns = [
    ("failures", "failures"), ("missed_failures", "failures without a warning"),
    ("warnings", "warnings"), ("false_warnings", "false warnings"),
    ("warning_lead_time", "time ahead"), ("planned_share", "replaced before failure"),
    ("wear_at_planned_work", "life used at planned work"),
  ]
  private static let drawn = ["missed_failures", "false_warnings", "warning_lead_time"]

  func warnings(_ charts: inout ChartList) -> Markup {
    var content: [Markup] = []
    for component in watched {
      let columns = BenchmarkReport.columns.filter { column in
        summary.arms.contains { $0.entry(component.path + column.0)?.mean != nil }
      }
      var strips: [Markup] = []
      for (name, title) in columns where BenchmarkReport.drawn.contains(name) {
        let entries = summary.arms.compactMap { arm in
          arm.entry(component.path + name).map { (arm: arm.arm, entry: $0) }
        }.filter { $0.entry.mean != nil }
        guard let unit = entries.first?.entry.unit else { continue }
        let scale = MetricScale(unit: unit)
        let plot = ForestPlot(
          rows: entries.map { arm, entry in
            ForestPlot.Row(
              label: arm, mean: scale.factor * (entry.mean ?? 0),
              lower: entry.lower.map { scale.factor * $0 },
              upper: entry.upper.map { scale.factor * $0 },
              text: scale.text(entry.mean ?? 0, entry.lower, entry.upper))
          }, reference: nil, title: title + scale.suffix)
        strips.append(
          PageParts.strip(
            title, unit: title.contains(scale.unit) ? "" : scale.unit,
            [
              charts.add(
                plot.specification,
                label:
                  "\(title) of \(component.label) in \(entries.count) arms with 95 % intervals; the "
                  + "table below has the same figures",
                beside: TableBeside(
                  row: ["label"], columns: ["mean,lower±upper": title + scale.suffix]))
            ]))
      }
      content.append(.element("h3", component.label))
      content.append(.element("div", ["class": "strips"], strips))
      content.append(
        .table(
          head: ["arm"]
            + columns.map { name, title in
              let entry = summary.arms.lazy.compactMap { $0.entry(component.path + name) }.first
              return title + MetricScale(unit: entry?.unit ?? "").suffix
            }, texts: 1,
          rows: summary.arms.map { arm in
            .row(
              arm.arm,
              numbers: columns.map { name, _ in
                arm.entry(component.path + name).map { FigureText($0).valueAndHalfWidth } ?? "–"
              })
          }))
    }
    guard !content.isEmpty else { return .none }
    return PageParts.section(
      "How well warnings told of failures",
      "Means over the \(summary.samples.many), ± half-width of the 95 % interval. A missed failure is one of "
        + "which no warning of that life told; a false warning one without a failure to come; the time "
        + "ahead is from a right warning to the failure that it foretells. What is replaced early wastes "
        + "what is left of its life.", content)
  }
}
