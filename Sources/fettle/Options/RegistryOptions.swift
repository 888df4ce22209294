import ArgumentParser
import Experiments
import Forecasting
import ModelRegistry
import ModelTraining

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where models are.
struct RegistryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The folder of registered models.", valueName: "folder"),
    completion: .directory)
  var models = "models"

  /// Does something with the registry; where it fails, says so.
  static func saying<Value>(_ work: () throws(RegistryError) -> Value) throws -> Value {
    do throws(RegistryError) {
      return try work()
    } catch {
      Terminal.printMessage("error: \(error)")
      throw ExitStatus.of(error)
    }
  }

  /// The registry, which must be there.
  func store() throws -> ModelStore {
    try RegistryOptions.saying { () throws(RegistryError) in try ModelStore(at: models) }
  }

  /// The model of a folder or of the registry.
  ///
  /// - Parameters:
  ///   - name: The folder, or the name.
  ///   - processes: Of a model that is a program how many processes may be started at a time; `nil` where none may.
  /// - Returns: The model.
  /// - Throws: The exit status, once it is said what is wrong.
  func model(_ name: String, processes: Int? = nil) throws -> TrainedModel {
    if ModelFolder.isModel(name) { return try ModelFolder.read(name, processes: processes) }
    return try RegistryOptions.saying { () throws(RegistryError) in
      let store = try ModelStore(at: models)
      return try store.trained(
        try store.resolve(ModelReference(name)), processes: processes)
    }
  }

  /// Registers a model.
  ///
  /// - Returns: The version's name: `press-rul@3`.
  func register(
    _ model: TrainedModel, as name: String, scores: ModelScores, files: [String], by: String
  ) throws -> String {
    let data = try files.map { path in
      ContentHash.sha256(of: try TextFile.bytes(path))
    }.joined(separator: " ")
    return try RegistryOptions.saying { () throws(RegistryError) in
      let version = try ModelStore.make(at: models).add(
        model, as: name, data: data, scores: scores.lines,
        codeVersion: FettleCommand.version, createdBy: by)
      return "\(version.name)@\(version.version)"
    }
  }
}

extension RegistryOptions {
  /// Registers what foretells demand.
  ///
  /// - Returns: The version's name: `bolt-demand@3`.
  func register(
    _ forecaster: SavedForecaster, as name: String, files: [String], by: String
  ) throws -> String {
    let data = try files.map { path in
      ContentHash.sha256(of: try TextFile.bytes(path))
    }.joined(separator: " ")
    return try RegistryOptions.saying { () throws(RegistryError) in
      let version = try ModelStore.make(at: models).add(
        forecaster, as: name, data: data, codeVersion: FettleCommand.version, createdBy: by)
      return "\(version.name)@\(version.version)"
    }
  }
}

extension ExitStatus {
  static func of(_ error: RegistryError) -> ExitCode {
    switch error {
    case .noRegistry, .unknownModel, .unknownAlias, .noVersion, .noHash, .noFile: inputMissing
    case .system, .locked: inputOutput
    case .badName, .badReference, .noReason: usage
    case .gateNotPassed: gateFailed
    default: badInput
    }
  }
}
