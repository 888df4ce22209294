import ArgumentParser
import Importers

/// A file of one instance or of several, and what is to become of it.
struct ImportedInstances: ParsableArguments {
  @Argument(help: "The file.", completion: .file())
  var file: String

  @OptionGroup var choices: ImportChoices
  @Option(help: ArgumentHelp("The instance of a collection.", valueName: "name"))
  var instance: String?
  @OptionGroup var target: ImportTarget

  /// Writes what an importer makes of the file.
  func write(
    by importer: (_ text: String, _ name: String, _ options: ImportOptions) throws(ImportFailure)
      -> [ImportedScenario]
  ) throws {
    let options = choices.options(instance: instance)
    let text = try ImportReading.text(of: file)
    let scenarios = try ImportReading.importing { () throws(ImportFailure) in
      try importer(text, file, options)
    }
    try target.write(scenarios, isCollection: instance == nil && scenarios.count > 1)
  }
}
