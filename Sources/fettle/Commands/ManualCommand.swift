import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `fettle manual`: print the manual page; for packagers.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Print the manual page fettle(1), made from the commands' own help.",
    discussion: """
      Examples:
        fettle manual | man -l -
        fettle manual > fettle.1
      """,
    shouldDisplay: false)

  func run() throws {
    let dump = try JSONDecoder().decode(
      HelpDump.self, from: Data(FettleCommand._dumpHelp().utf8))
    try Output.print(ManualPage(root: dump.command, version: FettleCommand.version).text)
  }
}
