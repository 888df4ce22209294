import ArgumentParser
import Scenarios

/// Which files the schema describes.
enum SchemaPart: String, ExpressibleByArgument, CaseIterable {
  case scenario, experiment, both
}

/// `fettle schema`: the language for editors and for people.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the language as JSON Schema, for editors, or as a reference page.",
    discussion: """
      With the schema in a file, an editor with the YAML language server completes keys, explains \
      them and marks mistakes while you type. The first line of a scenario says where it is:

        # yaml-language-server: $schema=../schema/scenario-1.json

      Examples:
        fettle schema > scenario-1.json
        fettle schema --part experiment
        fettle schema --reference > reference.md
      """)

  @Option(help: "Which files to describe: scenario, experiment or both.")
  var part = SchemaPart.both

  @Flag(help: "Print the reference page (Markdown) instead.")
  var reference = false

  func run() throws {
    let text =
      reference
      ? LanguageReference.text()
      : LanguageSchema.text(of: LanguageSchema.Part(rawValue: part.rawValue) ?? .both)
    // Printing adds the last line break.
    try Output.print(String(text.dropLast()))
  }
}
