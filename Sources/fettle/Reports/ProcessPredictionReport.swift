import Experiments
import Optimization
import Scenarios

/// What a process model expects at some points.
struct ProcessPredictionReport {
  var runs: ProcessRuns
  var points: [[Double]]
  var predictions: [ResponsePrediction]

  var text: String {
    let unit = runs.unit.map { " [\($0)]" } ?? ""
    var table = TextTable(
      runs.data.inputs.map { _ in .right } + [.right, .right, .right, .right])
    table.add(
      runs.data.inputs.map { $0.name + ($0.unit.map { " [\($0)]" } ?? "") }
        + [runs.target + unit, "sd", "true at 95 %", "one run at 95 %"])
    for (row, prediction) in zip(points, predictions) {
      let inputs = zip(row, runs.data.inputs).map { value, input in
        input.words?[Int(value)] ?? ShortNumber.text(value, digits: 6)
      }
      table.add(inputs + ProcessReport.cells(prediction))
    }
    var text = table.text
    for (row, prediction) in zip(points, predictions) where prediction.isExtrapolated {
      text +=
        "\nwarning: \(ProcessText.point(row, runs.data.inputs)) is farther out than any run: this is a guess"
    }
    return text
  }

  /// A prediction as JSON.
  struct Row: Encodable {
    var point: [ProcessSummary.SetPoint]
    var prediction: ProcessSummary.Prediction
  }

  var rows: [Row] {
    zip(points, predictions).map {
      Row(
        point: ProcessSummary.setPoints($0, runs.data.inputs), prediction: .init($1))
    }
  }
}
