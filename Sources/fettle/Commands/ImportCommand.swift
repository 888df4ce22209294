import ArgumentParser

/// `fettle import`: other people's files as scenarios.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Translate other people's files into scenarios.",
    subcommands: [ImportEventLogCommand.self])
}
