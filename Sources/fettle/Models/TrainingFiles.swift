import ArgumentParser
import ModelTraining

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Which files a training reads, and what is said where it fails.
enum TrainingFiles {
  /// The files that are learned from: of a folder of splits the first part, else all that are named.
  static func learned(from paths: [String]) throws -> [String] {
    let files = try TableInput.files(paths)
    let isFolder = paths.count == 1 && files != paths
    return isFolder ? Array(files.prefix(1)) : files
  }

  /// Does something; where it fails, says so with the files' name.
  static func saying<Value>(
    _ files: [String], _ work: () throws(TrainingProblem) -> Value
  ) throws -> Value {
    do throws(TrainingProblem) {
      return try work()
    } catch {
      Terminal.printMessage("\(files.joined(separator: ", ")): error: \(error.message)")
      throw ExitStatus.badInput
    }
  }
}
