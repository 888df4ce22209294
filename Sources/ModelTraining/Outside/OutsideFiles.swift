public import OutsideModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The files that belong to a program, which are kept with the model: what it is then is what it was when it was calibrated.
///
/// A word of the command that names a file, as seen from a folder, stands for that file; others are named beside it. They all
/// lie side by side in the folder of the model, in which the program is started. What is named from the root (`/usr/bin/python3`)
/// is of this machine and is not kept.
public struct OutsideFiles: Sendable {
  /// The command, its words as seen from the folder of the model.
  public private(set) var command: OutsideCommand
  /// The files, by name.
  public private(set) var files: [String: Data] = [:]

  /// Collects the files.
  ///
  /// - Parameters:
  ///   - command: The command, as seen from `folder`.
  ///   - more: Other files that the program reads: weights, tables.
  ///   - folder: The folder from which all of them are seen.
  /// - Throws: ``TrainingProblem`` where one cannot be read, two have one name, or the program itself is such a file.
  public init(
    of command: OutsideCommand, and more: [String] = [], from folder: String
  ) throws(TrainingProblem) {
    self.command = command
    if let program = command.words.first, program.contains("/"), !program.hasPrefix("/") {
      throw TrainingProblem(
        "the program '\(program)' would be kept as a file that cannot be started; name what starts it, as in 'sh \(program)', "
          + "or name it from the root")
    }
    for place in command.words.indices.dropFirst() {
      let word = command.words[place]
      guard !word.hasPrefix("/"), OutsideFiles.isFile("\(folder)/\(word)") else { continue }
      self.command.words[place] = try take(word, from: folder)
    }
    for path in more { _ = try take(path, from: path.hasPrefix("/") ? "" : folder) }
  }

  private mutating func take(_ path: String, from folder: String) throws(TrainingProblem) -> String
  {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard
      let bytes = try? Data(contentsOf: URL(filePath: folder.isEmpty ? path : "\(folder)/\(path)"))
    else { throw TrainingProblem("the file '\(path)' of the program cannot be read") }
    guard name != TrainedModel.mainFile, name != "card.json" else {
      throw TrainingProblem(
        "'\(name)' is a file of the model itself; name that of the program otherwise")
    }
    guard files[name] == nil || files[name] == bytes else {
      throw TrainingProblem("two files of the program are named '\(name)'; name one otherwise")
    }
    files[name] = bytes
    return name
  }

  private static func isFile(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder
  }
}
