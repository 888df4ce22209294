public import ModelRegistry
public import ModelTraining
import OutsideModels

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension ModelStore {
  /// What a trained model is called in the registry.
  public static let trainedKind = "trained model"
  /// What a model is called that is a program of somebody's own.
  public static let programKind = "program, not reproducible"

  /// Reads a trained model.
  ///
  /// - Parameters:
  ///   - resolved: The version.
  ///   - processes: Of a model that is a program how many processes may be started at a time; `nil` where none may.
  /// - Returns: The model.
  /// - Throws: ``RegistryError`` where a file is not as it was stored, or is no trained model.
  public func trained(
    _ resolved: ResolvedModel, processes: Int? = nil
  ) throws(RegistryError) -> TrainedModel {
    let folder = folder(of: resolved)
    let stored = try stored(resolved)
    do throws(TrainingProblem) {
      return try TrainedModel(
        files: stored.files, allowing: processes.map { OutsidePermission(in: folder, copies: $0) })
    } catch {
      throw .system(
        path: folder, doing: "reading the model",
        reason: error.message)
    }
  }

  /// Adds a trained model.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - name: The name under which it is registered.
  ///   - data: A mark of the data that it has learned from.
  ///   - scores: How well it foretold units that it had not seen.
  ///   - codeVersion: The version of the program.
  ///   - createdBy: What made it.
  /// - Returns: The version.
  /// - Throws: ``RegistryError`` where it is refused or cannot be written.
  public func add(
    _ model: TrainedModel, as name: String, data: String, scores: [ScoreLine],
    codeVersion: String, createdBy: String
  ) throws(RegistryError) -> ResolvedModel {
    let files: [String: Data]
    do throws(TrainingProblem) {
      files = try model.files()
    } catch {
      throw .badFiles(error.message)
    }
    let content = ModelContent(
      kind: model.isReproducible ? ModelStore.trainedKind : ModelStore.programKind,
      dataFingerprint: data, codeVersion: codeVersion,
      features: model.inputs.map { FeatureColumn($0.name, unit: $0.unit) },
      scores: scores.filter(\.value.isFinite).map {
        ScoreEstimate($0.name, $0.value, lower: $0.lower, upper: $0.upper, unit: $0.unit)
      }, createdBy: createdBy)
    return try add(name, files: files, content: content)
  }
}

extension ModelStore {
  /// What a version is, and its files by name.
  func stored(
    _ resolved: ResolvedModel
  ) throws(RegistryError) -> (kind: String, files: [String: Data]) {
    let card = try show(ModelReference(name: resolved.name, choice: .version(resolved.version)))
      .card
    var files: [String: Data] = [:]
    for file in card.files { files[file.name] = Data(try read(file.name, of: resolved)) }
    return (card.content.kind, files)
  }

  /// Where a version lies.
  func folder(of resolved: ResolvedModel) -> String {
    "\(path)/models/\(resolved.name)/\(resolved.version)"
  }

  /// Adds files, in the order of their names.
  func add(
    _ name: String, files: [String: Data], content: ModelContent
  ) throws(RegistryError) -> ResolvedModel {
    try add(
      name, files: files.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value)) },
      content: content)
  }
}
