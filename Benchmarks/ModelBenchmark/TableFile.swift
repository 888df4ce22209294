import DataTables
import ModelTraining
import TreeEnsembles

/// A table of text as columns: numbers where all cells are such, words elsewhere.
func table(_ path: String) throws -> ColumnarTable {
  let text = try DelimitedTable(contentsOfFile: path)
  return ColumnarTable(
    text.columns.indices.map { place in
      let name = text.columns[place].name
      if let numbers = try? text.numbers(place) { return column(name, numbers) }
      let words = (0..<text.rowCount).map { text.text(row: $0, column: place) }
      return TableColumn(ColumnDescription(name: name, type: .text), .text(words))
    })
}

/// A column of numbers.
func column(_ name: String, _ values: [Double]) -> TableColumn {
  TableColumn(ColumnDescription(name: name, type: .float64), .float64(values))
}

/// Settings other than the usual ones, with which choices are tried on training parts: `rows=0.3 depth=4`.
struct Tuning {
  private var values: [String: Double] = [:]

  init(_ words: some Sequence<String>) {
    for word in words {
      let parts = word.split(separator: "=")
      if parts.count == 2, let value = Double(parts[1]) { values[String(parts[0])] = value }
    }
  }

  subscript(_ name: String) -> Double? { values[name] }

  /// A trainer whose settings are the usual ones where nothing else is said.
  func trainer(_ usual: ModelTrainer, _ boosting: BoostingSettings) -> ModelTrainer {
    var trainer = usual
    trainer.settings.seeds = values["seeds"].map { Int($0) }
    let others = ["seeds", "window", "pairs", "plain", "sensors", "slopes", "last", "short"]
    guard values.keys.contains(where: { !others.contains($0) }) else { return trainer }
    var boosting = boosting
    if let value = values["trees"] { boosting.trees = Int(value) }
    if let value = values["rate"] { boosting.learningRate = value }
    if let value = values["depth"] { boosting.maximumDepth = Int(value) }
    if let value = values["rows"] { boosting.rowShare = value }
    if let value = values["columns"] { boosting.featureShare = value }
    if let value = values["hessian"] { boosting.minimumChildHessian = value }
    if let value = values["bins"] { boosting.bins = Int(value) }
    if let value = values["l2"] { boosting.l2 = value }
    trainer.settings.boosting = boosting
    return trainer
  }
}
