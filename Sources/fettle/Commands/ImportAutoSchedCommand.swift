import ArgumentParser
import Importers

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `fettle import autosched`: wafer fabs.
struct ImportAutoSchedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "autosched",
    abstract:
      "Import wafer fabs in AutoSched AP's text format, such as SMT2020: a folder of tables.",
    discussion: """
      The tables are known by their columns. A lot becomes a part, a tool group a station, a line of the order \
      table a product. Lots in process are products of their own (wip_…), so that figures of lots that enter \
      during the run are not mixed with theirs.

      Examples:
        fettle import autosched SMT2020_HVLM --out hvlm
        fettle import autosched SMT2020_HVLM --rule 'priority, earliest due' --horizon '180 d' --out hvlm
        fettle run hvlm/scenario.yaml --dry-run
      """)

  @Argument(help: "The folder with the tables.", completion: .directory)
  var folder: String

  @OptionGroup var choices: ImportRuleChoices
  @OptionGroup var target: ImportTarget

  func run() throws {
    let found = try ImportReading.tables(in: folder)
    let options = ImportOptions(rule: choices.rule, horizon: choices.horizon)
    let scenario = try ImportReading.importing { () throws(ImportFailure) in
      try AutoSchedImporter.scenario(
        of: found.tables, name: folder, others: found.others, options: options)
    }
    try target.write([scenario], isCollection: false)
  }
}

extension ImportReading {
  /// The tables of a folder, with their texts, and the names of what else it holds.
  static func tables(
    in folder: String
  ) throws -> (tables: [(name: String, text: String)], others: [String]) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      let isThere = FileManager.default.fileExists(atPath: folder)
      Terminal.printMessage(
        isThere
          ? "\(folder): error: cannot be read as a folder; give the folder that has the tables"
          : "\(folder): error: there is no such folder")
      throw isThere ? ExitStatus.badInput : ExitStatus.inputMissing
    }
    var tables: [(name: String, text: String)] = []
    var others: [String] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      let lower = name.lowercased()
      let isTable = [".txt", ".txt.1l", ".1l", ".tab", ".tsv"].contains { lower.hasSuffix($0) }
      if isTable {
        let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
        tables.append((path, try text(of: path)))
      } else {
        others.append(name)
      }
    }
    return (tables, others)
  }
}
