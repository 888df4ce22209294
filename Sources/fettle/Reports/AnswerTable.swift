import Experiments
import ModelTraining
import Prognostics

/// What a model says of each row, as comma-separated values.
struct AnswerTable {
  let text: String

  /// Writes the answers; the chance of a failure `within` a time is a column, too.
  init(
    _ model: TrainedModel, _ scores: [Double], _ table: TrainingTable, within: Double? = nil
  ) {
    var lines = ""
    let start =
      (table.unitNames.isEmpty ? ["row"] : ["unit"]) + (table.times == nil ? [] : ["time"])
    switch model.calibration {
    case .life:
      lines += CommaSeparated.line(
        start + ["median", "lower_5", "upper_95", "mean"]
          + (within == nil ? [] : ["chance_within"]))
    case .chance: lines += CommaSeparated.line(start + ["chance"])
    case .value: lines += CommaSeparated.line(start + ["value", "lower_5", "upper_95"])
    }
    for (row, score) in scores.enumerated() {
      var cells = [
        table.unitNames.isEmpty ? String(row + 1) : table.unitNames[table.units[row]]
      ]
      if let times = table.times { cells.append(NumberText.shortest(times[row])) }
      switch model.calibration {
      case .life(let lives):
        let interval = lives.interval(level: 0.9, score: score)
        cells += [
          lives.quantile(0.5, score: score), interval.lower, interval.upper,
          lives.mean(score: score),
        ].map(NumberText.shortest)
        if let within {
          cells.append(NumberText.shortest(lives.chance(within: within, score: score)))
        }
      case .chance(let curve): cells.append(NumberText.shortest(curve.probability(score)))
      case .value(let margins):
        let interval = margins.interval(level: 0.9, prediction: score)
        cells += [score, interval.lower, interval.upper].map(NumberText.shortest)
      }
      lines += CommaSeparated.line(cells)
    }
    text = lines
  }
}
