import ModelTraining
import Prognostics

/// What a model says of each row, as comma-separated values.
struct AnswerTable {
  let text: String

  init(_ model: TrainedModel, _ scores: [Double], _ table: TrainingTable) {
    var lines: [String] = []
    let start =
      (table.unitNames.isEmpty ? ["row"] : ["unit"]) + (table.times == nil ? [] : ["time"])
    switch model.calibration {
    case .life:
      lines.append((start + ["median", "lower_5", "upper_95", "mean"]).joined(separator: ","))
    case .chance: lines.append((start + ["chance"]).joined(separator: ","))
    case .value: lines.append((start + ["value", "lower_5", "upper_95"]).joined(separator: ","))
    }
    for (row, score) in scores.enumerated() {
      var cells = [
        table.unitNames.isEmpty
          ? String(row + 1) : AnswerTable.quoted(table.unitNames[table.units[row]])
      ]
      if let times = table.times { cells.append(AnswerTable.number(times[row])) }
      switch model.calibration {
      case .life(let lives):
        let interval = lives.interval(level: 0.9, score: score)
        cells += [
          lives.quantile(0.5, score: score), interval.lower, interval.upper,
          lives.mean(score: score),
        ].map(AnswerTable.number)
      case .chance(let curve): cells.append(AnswerTable.number(curve.probability(score)))
      case .value(let margins):
        let interval = margins.interval(level: 0.9, prediction: score)
        cells += [score, interval.lower, interval.upper].map(AnswerTable.number)
      }
      lines.append(cells.joined(separator: ","))
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func number(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func quoted(_ text: String) -> String {
    text.contains(",") || text.contains("\"")
      ? "\""
        + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        + "\""
      : text
  }
}
