import ArgumentParser
import ModelRegistry

/// `fettle models show`.
struct ModelsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show all that is known of a version.")

  @Argument(help: "The version: NAME, NAME@alias, NAME@3.")
  var model: String

  @OptionGroup var registry: RegistryOptions

  @Option(help: "Print it as text or as json.")
  var format = OutputFormat.text

  func run() throws {
    let store = try registry.store()
    let version = try RegistryOptions.saying { () throws(RegistryError) in
      try store.show(ModelReference(model))
    }
    guard format == .text else {
      try Output.print(try Output.json(ModelSummary(version)))
      return
    }
    let content = version.card.content
    var lines = [
      "\(version.card.name)@\(version.card.version) · \(content.kind) · "
        + (version.isArchived
          ? "archived"
          : version.aliases.isEmpty ? "used nowhere" : version.aliases.joined(separator: ", ")),
      "",
    ]
    var facts = TextTable([.left, .left])
    facts.add(["SHA-256", version.card.sha256])
    facts.add(["data", content.dataFingerprint])
    facts.add(["made by", "\(content.createdBy), version \(content.codeVersion)"])
    for score in content.scores { facts.add(["score", ModelSummary.text(score)]) }
    facts.add([
      "reads",
      content.features.map { $0.name + ($0.unit.map { " [\($0)]" } ?? "") }
        .joined(separator: ", "),
    ])
    for file in version.card.files { facts.add(["file", "\(file.name), \(file.bytes) bytes"]) }
    lines.append(facts.text)
    if !version.history.isEmpty {
      lines.append("")
      lines += version.history.map { ModelHistoryText.line($0) }
    }
    try Output.print(lines.joined(separator: "\n"))
  }
}
