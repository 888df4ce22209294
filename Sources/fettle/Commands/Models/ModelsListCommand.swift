import ArgumentParser
import ModelRegistry

/// `fettle models ls`.
struct ModelsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls", abstract: "List models and their versions.")

  @Argument(help: "Only this model.")
  var name: String?

  @OptionGroup var registry: RegistryOptions

  @Option(help: "Print the list as text or as json.")
  var format = OutputFormat.text

  func run() throws {
    let store = try registry.store()
    let versions = try RegistryOptions.saying { () throws(RegistryError) in
      var found: [ModelVersion] = []
      let models = if let name { [name] } else { try store.models() }
      for model in models { found += try store.versions(of: model) }
      return found
    }
    guard format == .text else {
      try Output.print(try Output.json(versions.map { ModelSummary($0) }))
      return
    }
    guard !versions.isEmpty else {
      Terminal.printMessage(
        "there is no model yet; train one with 'fettle train … --register NAME'")
      return
    }
    var table = TextTable([.left, .left, .left, .right, .left])
    table.add(["version", "used as", "kind", "inputs", "first score"])
    for version in versions {
      let score = version.card.content.scores.first
      table.add([
        "\(version.card.name)@\(version.card.version)",
        version.isArchived ? "archived" : version.aliases.joined(separator: ", "),
        version.card.content.kind, String(version.card.content.features.count),
        score.map { ModelSummary.text($0) } ?? "",
      ])
    }
    try Output.print(table.text)
  }
}
