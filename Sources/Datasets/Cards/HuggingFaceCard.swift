import DataTables
import FactoryModel

/// The page that stands with a dataset: what is in it, how it was made, and the head that Hugging Face reads.
enum HuggingFaceCard {
  static func text(_ dataset: DatasetDescription) -> String {
    head(dataset) + body(dataset)
  }

  private static func head(_ dataset: DatasetDescription) -> String {
    var lines = ["---"]
    lines.append("pretty_name: \(quoted(dataset.plan.factory.name))")
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
    var text = "# \(dataset.plan.factory.name)\n\n\(dataset.summary)\n\n"
    text += "## Parts\n\nWhole units belong to one part; no unit is in two.\n\n"
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
    text += """

      ## How it was made

      By simulation with Fettle \(dataset.origin.version), from `scenario.resolved.yaml`:

      ```sh
      \(dataset.origin.command)
      ```

      The same command gives the same files, byte for byte. `croissant.json` and `datapackage.json` say the same as \
      this page to programs.

      ## What to mind

      - Columns whose role is label know the future, or what nobody sees: they are to be predicted, and must not be \
      among the features.
      - A life that did not end by failure is censored: it is known only to have lasted at least so long.
      - Times are those of the plant's clock, without time zone or daylight saving.
      - The data are those of a model. What a model learns from them holds for the factory that was described.

      """
    return text
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
