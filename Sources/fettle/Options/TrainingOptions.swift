public import ArgumentParser
public import ModelTraining

extension LearningMethod: ExpressibleByArgument {}

/// What the columns of a table mean to a model.
struct ColumnOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A column that names the unit; may be repeated (default: unit and machine, or trajectory).",
      valueName: "column"))
  var unit: [String] = []

  @Option(
    help: ArgumentHelp(
      "The column of time or cycles (default: time or cycle).", valueName: "column"))
  var time: String?

  @Option(
    help: ArgumentHelp(
      "A column to be looked at; may be repeated (default: all that may be such).",
      valueName: "column"))
  var feature: [String] = []

  @Option(
    help: ArgumentHelp(
      "A column that must not be looked at; may be repeated.", valueName: "column"))
  var drop: [String] = []

  /// What is asked of a table.
  func request(target: String, question: ModelQuestion? = nil) -> TableRequest {
    var request = TableRequest(target: target)
    request.question = question
    if !unit.isEmpty { request.unit = unit }
    request.time = time
    (request.features, request.leftOut) = (feature, drop)
    return request
  }
}
