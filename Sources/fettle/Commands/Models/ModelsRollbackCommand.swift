import ArgumentParser
import ModelRegistry

/// `fettle models rollback`.
struct ModelsRollbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback", abstract: "Give an alias the version back that it had before.")

  @Argument(help: "The model's name.")
  var name: String

  @Option(name: .customLong("alias"), help: ArgumentHelp("The alias.", valueName: "alias"))
  var alias = "champion"

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var reason: String

  @Option(help: ArgumentHelp("Who decides.", valueName: "name"))
  var by: String?

  @OptionGroup var registry: RegistryOptions

  func run() throws {
    let store = try registry.store()
    let entry = try RegistryOptions.saying { () throws(RegistryError) in
      try store.rollBack(alias, of: name, reason: reason, by: by)
    }
    try Output.print("\(name)@\(alias) is \(name)@\(entry.version) again")
  }
}
