import ArgumentParser
import Importers
import Scenarios

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where an importer writes.
struct ImportTarget: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder to write; it is made where it is not there.", valueName: "folder"),
    completion: .directory)
  var out: String

  @Flag(help: "Write over files that are there.")
  var force = false

  /// Writes scenarios, reads each of them again, and says what was assumed and ignored.
  func write(_ scenarios: [ImportedScenario], isCollection: Bool) throws {
    let folders = scenarios.map { isCollection ? out + "/" + folderName($0.name) : out }
    for (scenario, folder) in zip(scenarios, folders) {
      try refuseToOverwrite(scenario.files.map(\.path), in: folder)
    }
    var lines: [String] = []
    for (scenario, folder) in zip(scenarios, folders) {
      for file in scenario.files { try write(file, in: folder) }
      let path = folder + "/" + ImportedScenario.fileName
      let checked = try Reading.checked(path, include: [])
      for diagnostic in checked.warnings + checked.notSimulated {
        Terminal.printMessage(diagnostic.textWithExcerpt)
      }
      let tables = scenario.files.count == 2 ? "a table" : "\(scenario.files.count - 1) tables"
      lines.append("written: \(path) and \(tables)      run it: fettle run \(path) -n 1")
    }
    lines += notes("assumed", scenarios.map(\.assumed)) + notes("ignored", scenarios.map(\.ignored))
    try Output.print(lines.joined(separator: "\n"))
  }

  /// A folder's name for an instance, which may bear any.
  private func folderName(_ name: String) -> String {
    let safe = String(name.map { $0 == "/" || $0 == "\0" ? "_" : $0 })
    return safe.isEmpty || safe.hasPrefix(".") ? "_" + safe : safe
  }

  /// Ends where files of the folder are there already, unless they may be written over.
  func refuseToOverwrite(_ files: [String]) throws { try refuseToOverwrite(files, in: out) }

  private func refuseToOverwrite(_ files: [String], in folder: String) throws {
    guard !force else { return }
    for file in files {
      let path = folder + "/" + file
      guard FileManager.default.fileExists(atPath: path) else { continue }
      Terminal.printMessage(
        "error: '\(path)' is there already; choose another folder with --out, or write over it with "
          + "--force")
      throw ExitStatus.inputOutput
    }
  }

  /// Writes a file of the folder.
  func write(_ file: ImportedScenario.File) throws { try write(file, in: out) }

  private func write(_ file: ImportedScenario.File, in folder: String) throws {
    let url = URL(filePath: folder + "/" + file.path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      Terminal.printMessage(
        "error: cannot make the folder of '\(url.path)'; choose another place with --out")
      throw ExitStatus.inputOutput
    }
    try Output.write(file.text, to: url.path) {
      "cannot write '\(url.path)': \($0); choose another place with --out"
    }
  }

  /// What several scenarios have in common is said once.
  private func notes(_ word: String, _ notes: [[String]]) -> [String] {
    var order: [String] = []
    var counts: [String: Int] = [:]
    for note in notes.joined() {
      if counts[note] == nil { order.append(note) }
      counts[note, default: 0] += 1
    }
    return order.map { note in
      let count = counts[note, default: 0]
      let whose = notes.count > 1 && count < notes.count ? " (in \(count) of \(notes.count))" : ""
      return "\(word): \(note)\(whose)"
    }
  }
}

/// Reads what an importer is given.
enum ImportReading {
  /// The text of a file.
  static func text(of path: String) throws -> String {
    guard FileManager.default.fileExists(atPath: path) else {
      Terminal.printMessage("\(path): error: there is no such file")
      throw ExitStatus.inputMissing
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      Terminal.printMessage("\(path): error: cannot be read; is it a file, and may you read it?")
      throw ExitStatus.inputOutput
    }
    guard let text = String(data: data, encoding: .utf8) else {
      Terminal.printMessage(
        "\(path): error: this is no text in UTF-8; give the file as its tool writes it")
      throw ExitStatus.badInput
    }
    return text
  }

  /// Imports something; says what is wrong with it.
  static func importing<Value>(_ work: () throws(ImportFailure) -> Value) throws -> Value {
    do throws(ImportFailure) {
      return try work()
    } catch {
      for diagnostic in error.diagnostics { Terminal.printMessage(diagnostic.textWithExcerpt) }
      throw ExitStatus.badInput
    }
  }
}
