import DataTables
import FactoryModel

/// The page that stands with a dataset: what is in it, how it was made, and the head that Hugging Face reads.
enum HuggingFaceCard {
  static func text(_ dataset: DatasetDescription) -> String {
    head(dataset) + body(dataset)
  }

  private static func head(_ dataset: DatasetDescription) -> String {
    var lines = ["---"]
    lines.append("pretty_name: \(quoted(dataset.title))")
    lines.append("license: \(dataset.origin.license ?? "unknown")")
    lines.append("size_categories: [\(sizeCategory(dataset.rows))]")
    lines.append(
      "task_categories: [tabular-regression, tabular-classification, time-series-forecasting]")
    lines.append("tags: [predictive-maintenance, remaining-useful-life, synthetic, manufacturing]")
    lines.append("configs:")
    for table in dataset.tables {
      lines.append("- config_name: \(table.name)")
      if table == dataset.tables.first { lines.append("  default: true") }
      lines.append("  data_files:")
      for file in dataset.files(of: table) {
        lines.append("  - {split: \(file.part), path: \(quoted(file.path))}")
      }
    }
    lines.append("---")
    return lines.joined(separator: "\n") + "\n\n"
  }

  private static func body(_ dataset: DatasetDescription) -> String {
    var text = "# \(dataset.title)\n\n\(dataset.summary)\n\n"
    text += "## Parts\n\n\(parts(dataset))\n\n"
    text +=
      "| part | units | readings | failures | lives that did not end by failure |\n|---|---|---|---|---|\n"
    for (part, counts) in zip(dataset.plan.split.parts, dataset.counts) {
      text +=
        "| \(part.name) | \(counts.units) | \(counts.readings) | \(counts.allFailures) | \(counts.censoredLives) |\n"
    }
    let failures = dataset.counts.reduce(into: [String: Int]()) {
      $0.merge($1.failures, uniquingKeysWith: +)
    }
    if !failures.isEmpty {
      text += "\n| what failed | how often |\n|---|---|\n"
      for (name, count) in failures.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
        text += "| \(name) | \(count) |\n"
      }
    }
    text += choices(dataset)
    text += "\n## Tables\n"
    for table in dataset.tables {
      let rows = dataset.files(of: table).reduce(0) { $0 + $1.rows }
      text +=
        "\n### `\(table.name)`: \(rows) rows\n\n\(table.meaning).\n\n| column | role | type | unit | meaning |\n|---|---|---|---|---|\n"
      for column in table.schema {
        text +=
          "| `\(column.name)` | \(table.role(of: column)) | \(column.type.title)\(column.isOptional ? ", may be missing" : "") | "
          + "\(column.unit ?? "") | \(column.meaning) |\n"
      }
    }
    text += tensors(dataset) + rowArrays(dataset)
    text += """

      ## How it was made

      \(making(dataset))

      ## What to mind

      - Columns whose role is label know the future, or what nobody sees: they are to be predicted, and must not be \
      among the features.
      - A life that did not end by failure is censored: it is known only to have lasted at least so long.
      - Times are those of the plant's clock, without time zone or daylight saving.
      - The data are those of a model. What a model learns from them holds for the factory that was described.

      """
    return text
  }

  /// How it was divided.
  private static func parts(_ dataset: DatasetDescription) -> String {
    guard case .time(let gap) = dataset.plan.split.way else {
      return "Whole units belong to one part; no unit is in two."
        + (dataset.layout.armNames == nil
          ? "" : " Units of different arms that met the same chance belong to the same part.")
    }
    var text =
      "Each unit is divided in time: parts follow each other. Labels know nothing of what comes after the end of their "
      + "part: a life that goes on there is censored at that moment, and a failure that comes later is missing."
    if gap > 0 {
      text +=
        " Rows of the first \(DatasetDescription.short(gap / 3_600)) h of a part are left out, but for the first part."
    }
    return text
  }

  /// What was chosen of what there would be; empty where nothing was.
  private static func choices(_ dataset: DatasetDescription) -> String {
    let plan = dataset.plan
    var lines: [String] = []
    if let arms = dataset.layout.armNames {
      lines.append(
        "The column `arm` says of which of \(arms.count) arms a unit is: \(arms.joined(separator: ", ")). Units of "
          + "one replication follow each other, one of each arm, and met the same chance.")
    }
    if !plan.components.isEmpty {
      let names = dataset.layout.shown[0].stations.enumerated().flatMap { index, station in
        dataset.layout.selection.components[index].map {
          "\(station.name).\(station.components[$0].name)"
        }
      }
      lines.append(
        "Machines and lives are those of \(names.joined(separator: ", ")); machines without are not in it."
      )
    }
    if plan.trajectories != nil { lines.append(trajectories(dataset)) }
    if let balance = plan.balance {
      let hours = DatasetDescription.short(balance.within / 3_600)
      let shares = dataset.balance.map {
        "\(BalanceCount.percent($0.after)) of `\($0.table)` instead of \(BalanceCount.percent($0.before))"
      }
      lines.append(
        "Rows within \(hours) h of a failure all stay, and of the other rows whole hours are left out by chance, so "
          + "that the first are \(shares.joined(separator: ", ")).")
    }
    if plan.missing > 0 {
      lines.append(
        "Of the readings of each sensor \(BalanceCount.percent(plan.missing)) are left out, completely at random, beside "
          + "those that its faults lose.")
    }
    if plan.pseudonyms != nil {
      lines.append(
        "Names and numbers of units are pseudonyms, and time is shifted by whole days; who made the set has the key."
      )
    }
    guard !lines.isEmpty else { return "" }
    return "\n## What was chosen\n\n" + lines.map { "- \($0)\n" }.joined()
  }

  private static func trajectories(_ dataset: DatasetDescription) -> String {
    var counts = TrajectoryCounts()
    for part in dataset.counts { counts.add(part.trajectories) }
    let isCensored =
      counts.censored > 0 ? ", \(counts.censored) of which did not end by failure" : ""
    return
      "Readings are those of \(counts.lives) whole li\(counts.lives == 1 ? "fe" : "ves")\(isCensored): `trajectory` counts "
      + "lives, `cycle` the rows of each. Left out were \(counts.hadBegunBefore) that had begun before the record, "
      + "\(counts.endedByMaintenance) that maintenance ended and \(counts.wentOn) that went on at the end."
  }

  /// The arrays beside the tables; empty where nobody asked for windows.
  private static func tensors(_ dataset: DatasetDescription) -> String {
    guard let windows = dataset.plan.windows, let first = dataset.tensors.first else { return "" }
    var text = "\n## Tensors\n\n"
    text +=
      "`numpy.load(\"\(first.file.path)\")` has windows of the rows of its table's part, in the same order: "
      + "\(windows.length) rows each, the next \(DatasetDescription.counted(windows.hop, "row")) later. All rows of a window are "
      + "those of one machine of one unit\(dataset.plan.trajectories == nil ? "" : " and of one trajectory"). A snapshot stands "
      + "alone. Arrays whose meaning begins with label are to be predicted.\n"
    for layout in dataset.layout.tensors {
      let files = dataset.tensors.filter { $0.layout.table == layout.table }
      let count = files.reduce(0) { $0 + $1.windows }
      text +=
        "\n### `\(dataset.tables[layout.table].name)/*.npz`: \(DatasetDescription.counted(count, layout.isOfSnapshots ? "snapshot" : "window"))\n\n"
        + "| array | type | shape | meaning |\n|---|---|---|---|\n"
      for array in layout.arrays {
        let shape = layout.shape(of: array).map { ", \($0)" }.joined()
        text +=
          "| `\(array.name)` | \(array.element.rawValue) | (n\(shape.isEmpty ? "," : shape)) | \(array.meaning) |\n"
      }
    }
    func list(_ names: [String]) -> String {
      names.enumerated().map { "\($0) \($1)" }.joined(separator: ", ")
    }
    text += "\nMachines: \(list(dataset.layout.machines.names)).\n"
    if let arms = dataset.layout.armNames { text += "\nArms: \(list(arms)).\n" }
    return text
  }

  /// The arrays of all rows; empty where nobody asked for them.
  private static func rowArrays(_ dataset: DatasetDescription) -> String {
    guard let file = dataset.rowArrays else { return "" }
    var text = "\n## HDF5\n\n"
    text +=
      "`\(file.path)` has all readings as arrays in the style of N-CMAPSS, row by row: those whose name ends with `_test` are of "
      + "the part `test`, those with `_dev` of all others; `_var` names their columns. "
      + (dataset.layout.rowArrays.count == 1
        ? "" : "Each table is a group. ")
      + "`Y` is in \(dataset.plan.trajectories == nil ? "hours" : "cycles"). `machine_names`, `state_names` and `product_names` are "
      + "what numbers from 0 stand for.\n"
    for layout in dataset.layout.rowArrays {
      text +=
        "\n### `\(dataset.tables[layout.table].name)` in HDF5\n\n| arrays | columns | meaning |\n|---|---|---|\n"
      for array in layout.arrays {
        let columns =
          array.samples > 0
          ? "`\(array.columns[0])` … `\(array.columns[array.samples - 1])`"
          : array.columns.map { "`\($0)`" }.joined(separator: ", ")
        text += "| `\(array.name)_dev` | \(columns) | \(array.meaning) |\n"
      }
      if layout.trajectory != nil {
        text += "| `Y_dev` | | Label: how many cycles of the trajectory are left |\n"
      }
    }
    return text
  }

  /// How to make it again.
  private static func making(_ dataset: DatasetDescription) -> String {
    let ending = "`croissant.json` and `datapackage.json` say the same as this page to programs."
    guard dataset.plan.pseudonyms == nil else {
      return "By simulation with Fettle \(dataset.origin.version). \(ending)"
    }
    return """
      By simulation with Fettle \(dataset.origin.version), from `\(dataset.origin.source)`:

      ```sh
      \(dataset.origin.command)
      ```

      The same command gives the same files, byte for byte. \(ending)
      """
  }

  private static func sizeCategory(_ rows: Int) -> String {
    switch rows {
    case ..<1_000: "n<1K"
    case ..<10_000: "1K<n<10K"
    case ..<100_000: "10K<n<100K"
    case ..<1_000_000: "100K<n<1M"
    case ..<10_000_000: "1M<n<10M"
    case ..<100_000_000: "10M<n<100M"
    case ..<1_000_000_000: "100M<n<1B"
    default: "n>1B"
    }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

extension DatasetTable {
  /// What a column is for, in a word; empty where it only says which row it is, or what was done.
  fileprivate func role(of column: ColumnDescription) -> String {
    if labels.contains(column.name) { return "label" }
    if features.contains(column.name) { return "feature" }
    return sensors.contains(column.name) ? "sensor" : ""
  }
}

extension ColumnType {
  /// The type in words.
  fileprivate var title: String {
    switch self {
    case .boolean: "yes or no"
    case .int32, .int64: "whole number"
    case .float32, .float64: "number"
    case .timestamp: "time"
    case .category: "category"
    case .text: "text"
    case .float32List: "numbers"
    }
  }
}
