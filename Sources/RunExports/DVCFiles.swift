import Experiments
import JSONDocuments

/// What DVC shows of a run: `dvc.yaml` with parameters, metrics and plots.
///
/// The folder may lie anywhere in a repository of DVC; versions of it are compared by `dvc metrics diff`.
struct DVCFiles {
  /// The files, by their paths below the folder of the export.
  let files: [RunExport.File]

  init(of run: StoredRun, _ replications: StoredReplications) {
    let plots = run.usualMetrics.map { DVCFiles.plot(of: $0, run, replications) }
    var files = [
      RunExport.File(path: "dvc.yaml", content: .text(DVCFiles.pipeline(plots))),
      RunExport.File(path: "params.yaml", content: .text(DVCFiles.parameters(of: run))),
      RunExport.File(path: "metrics.json", content: .text(DVCFiles.metrics(of: run))),
    ]
    files += plots.map { RunExport.File(path: $0.path, content: .text($0.table)) }
    self.files = files
  }

  /// A picture of DVC: the values of a metric by replication, a line an arm.
  private struct Plot {
    var title: String
    var unit: String
    var path: String
    var columns: [String]
    var table: String
  }

  private static func plot(
    of metric: String, _ run: StoredRun, _ replications: StoredReplications
  ) -> Plot {
    let arms = run.summary.arms.filter { $0.entry(metric) != nil }
    // A line of DVC is a column; what means something in a table becomes `_`.
    var columns: [String] = []
    for arm in arms {
      let name = MLflowStore.allowed(arm.arm)
      columns.append(columns.contains(name) ? "\(name)_\(columns.count)" : name)
    }
    var values: [[Int: Double]] = []
    for arm in arms {
      let numbers = replications.numbers[arm.arm, default: []]
      values.append(
        Dictionary(
          zip(numbers, replications.values(of: metric, in: arm.arm)).compactMap { number, value in
            value.map { (number, $0) }
          }, uniquingKeysWith: { first, _ in first }))
    }
    let numbers = Set(values.flatMap(\.keys)).sorted()
    var table = (["replication"] + columns).joined(separator: ",") + "\n"
    for number in numbers {
      let cells = values.map { arm in arm[number].map { "\($0)" } ?? "" }
      table += (["\(number)"] + cells).joined(separator: ",") + "\n"
    }
    let unit = arms.first?.entry(metric)?.unit ?? "1"
    return Plot(
      title: metric, unit: unit == "1" ? "" : unit,
      path: "plots/\(MLflowStore.allowed(metric)).csv", columns: columns, table: table)
  }

  private static func pipeline(_ plots: [Plot]) -> String {
    func text(_ value: String) -> String { JSONValue.text(value).written(.inPage) }
    var yaml = "# What DVC shows of a run of Fettle: 'dvc metrics show', 'dvc plots show'.\n"
    yaml += "params:\n  - params.yaml\nmetrics:\n  - metrics.json\n"
    if !plots.isEmpty { yaml += "plots:\n" }
    for plot in plots {
      let label = plot.unit.isEmpty ? plot.title : "\(plot.title), \(plot.unit)"
      yaml += "  - \(text(plot.title)):\n      template: linear\n"
      yaml += "      x: {\(text(plot.path)): replication}\n"
      yaml +=
        "      y: {\(text(plot.path)): "
        + "[\(plot.columns.map(text).joined(separator: ", "))]}\n"
      yaml += "      x_label: replication\n      y_label: \(text(label))\n"
    }
    return yaml
  }

  private static func parameters(of run: StoredRun) -> String {
    var values: [JSONValue.Member] = [
      .init("scenario", .text(run.manifest.scenario)),
      .init("seed", .text("\(run.summary.seed)")),
      .init("replications", .number(Double(run.manifest.replications))),
      .init("fettle", .text(run.manifest.fettle)),
    ]
    let arms = run.summary.arms.indices.map { place in
      JSONValue.Member(
        run.summary.arms[place].arm,
        .object(run.settings(ofArm: place).map { .init($0.path, .text($0.value)) }))
    }
    values.append(.init("arms", .object(arms)))
    // JSON is YAML.
    return JSONValue.object(values).written() + "\n"
  }

  private static func metrics(of run: StoredRun) -> String {
    let arms = run.summary.arms.map { arm in
      JSONValue.Member(
        arm.arm,
        .object(
          arm.metrics.compactMap { entry in
            guard let mean = entry.mean else { return nil }
            var values: [JSONValue.Member] = [.init("mean", .number(mean))]
            if let width = entry.halfWidth { values.append(.init("half_width", .number(width))) }
            return .init(entry.metric, .object(values))
          }))
    }
    return JSONValue.object(arms).written() + "\n"
  }
}
