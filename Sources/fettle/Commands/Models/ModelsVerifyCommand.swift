import ArgumentParser
import ModelRegistry

/// `fettle models verify`.
struct ModelsVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Compare every file of every version with its hash.")

  @OptionGroup var registry: RegistryOptions

  func run() throws {
    let store = try registry.store()
    let problems = try RegistryOptions.saying { () throws(RegistryError) in try store.verify() }
    for problem in problems { Terminal.printMessage("error: \(problem)") }
    guard problems.isEmpty else { throw ExitStatus.gateFailed }
    try Output.print("all files are as they were stored")
  }
}
