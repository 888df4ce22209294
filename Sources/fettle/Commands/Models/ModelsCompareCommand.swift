import ArgumentParser
import ModelRegistry
import Scenarios

/// `fettle models compare`.
struct ModelsCompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Say how two versions differ: scores, inputs, data.")

  @Argument(help: "The first version: NAME, NAME@alias, NAME@3.")
  var first: String

  @Argument(help: "The second version.")
  var second: String

  @OptionGroup var registry: RegistryOptions

  func run() throws {
    let store = try registry.store()
    let comparison = try RegistryOptions.saying { () throws(RegistryError) in
      try store.compare(ModelReference(first), ModelReference(second))
    }
    var table = TextTable([.left, .right, .right, .left])
    table.add(["", first, second, ""])
    for score in comparison.scores {
      table.add([
        score.name + (score.after?.unit ?? score.before?.unit).map { " [\($0)]" }.orEmpty,
        score.before.map { ShortNumber.text($0.value, digits: 3) } ?? "",
        score.after.map { ShortNumber.text($0.value, digits: 3) } ?? "",
        score.isApart == true ? "intervals apart" : "",
      ])
    }
    var lines = [table.text, ""]
    func list(_ what: String, _ columns: [FeatureColumn]) {
      if !columns.isEmpty {
        lines.append("\(what): " + columns.map(\.name).joined(separator: ", "))
      }
    }
    list("only \(first) reads", comparison.featuresGone)
    list("only \(second) reads", comparison.featuresNew)
    for pair in comparison.unitsChanged where pair.count == 2 {
      lines.append(
        "\(pair[0].name): \(pair[0].unit ?? "no unit") became \(pair[1].unit ?? "no unit")")
    }
    if !comparison.isOrderKept { lines.append("the inputs have another order") }
    if !comparison.alsoDifferent.isEmpty {
      lines.append("other: " + comparison.alsoDifferent.joined(separator: ", "))
    }
    lines.append(
      "Scores of different data are not to be compared: judge both on one table by 'fettle score'.")
    try Output.print(lines.joined(separator: "\n"))
  }
}

extension Optional where Wrapped == String {
  /// The text, or none.
  fileprivate var orEmpty: String { self ?? "" }
}
