import ArgumentParser
import Experiments
import ModelTraining
import OutsideModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A model as a folder of files.
enum ModelFolder {
  /// Says so where a folder is there already.
  static func checkFree(_ path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    Terminal.printMessage("error: '\(path)' is there already; choose another name with --out")
    throw ExitStatus.inputOutput
  }

  /// Writes a model into a new folder, whole or not at all.
  static func write(_ model: TrainedModel, to path: String) throws {
    let files = try TrainingFiles.saying([path]) { () throws(TrainingProblem) in try model.files() }
    let partial = path + ".partial"
    do {
      try? FileManager.default.removeItem(atPath: partial)
      try FileManager.default.createDirectory(
        atPath: partial, withIntermediateDirectories: true)
      for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
        try bytes.write(to: URL(filePath: "\(partial)/\(name)"))
      }
      try FileManager.default.moveItem(atPath: partial, toPath: path)
    } catch {
      try? FileManager.default.removeItem(atPath: partial)
      Terminal.printMessage(
        "error: cannot write '\(path)': \(RunFolder.reason(of: error)); choose another place with --out"
      )
      throw ExitStatus.inputOutput
    }
  }

  /// Whether a path is a folder with a model.
  static func isModel(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/\(TrainedModel.mainFile)")
  }

  /// Reads the model of a folder.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - processes: Of a model that is a program how many processes may be started at a time; `nil` where none may.
  /// - Returns: The model.
  /// - Throws: The exit status, once it is said what is wrong.
  static func read(_ path: String, processes: Int? = nil) throws -> TrainedModel {
    var files: [String: Data] = [:]
    do {
      for name in try FileManager.default.contentsOfDirectory(atPath: path) {
        files[name] = try? Data(contentsOf: URL(filePath: "\(path)/\(name)"))
      }
    } catch {
      Terminal.printMessage("error: cannot read '\(path)': \(RunFolder.reason(of: error))")
      throw ExitStatus.inputMissing
    }
    return try TrainingFiles.saying([path]) { () throws(TrainingProblem) in
      try TrainedModel(
        files: files, allowing: processes.map { OutsidePermission(in: path, copies: $0) })
    }
  }
}
