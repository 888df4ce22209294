import ArgumentParser
import ModelRegistry

/// `fettle models archive`.
struct ModelsArchiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive",
    abstract: "Put a version away: it is kept, but can no longer be promoted.")

  @Argument(help: "The version: NAME@3.")
  var model: String

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var reason: String

  @Option(help: ArgumentHelp("Who decides.", valueName: "name"))
  var by: String?

  @Flag(help: "Take an archived version back instead.")
  var restore = false

  @OptionGroup var registry: RegistryOptions

  func run() throws {
    let store = try registry.store()
    let entry = try RegistryOptions.saying { () throws(RegistryError) in
      let reference = try ModelReference(model)
      return restore
        ? try store.restore(reference, reason: reason, by: by)
        : try store.archive(reference, reason: reason, by: by)
    }
    try Output.print("\(entry.model)@\(entry.version) is \(restore ? "there again" : "archived")")
  }
}
