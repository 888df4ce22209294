import ModelRegistry
import ModelTraining
public import Scenarios
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Models of registries, for scenarios that name them.
///
/// A registry is a folder `models`: of the folders given, beside the file that names the model, in an included folder, or in
/// the working folder; the first that has the model counts. What was found once is kept, so that one command means the same
/// version throughout, even if an alias moves on while it runs.
public final class RegistryShelf: ModelShelf {
  /// Registries that come before all others.
  public let first: [String]
  /// Versions that stand for whatever version of their model is named, by the model's name.
  public let substitutes: [String: Int]
  private let found = Mutex<[String: ShelvedModel]>([:])

  /// Creates a shelf.
  ///
  /// - Parameters:
  ///   - first: Registries that come before all others.
  ///   - substitutes: Versions that stand for whatever version of their model is named, by the model's name.
  public init(first: [String] = [], substitutes: [String: Int] = [:]) {
    (self.first, self.substitutes) = (first, substitutes)
  }

  /// Finds a model.
  public func model(
    _ name: String, from folder: String, included: [String]
  ) throws(ModelShelfProblem) -> ShelvedModel {
    let key = ([name, folder] + included).joined(separator: "\n")
    if let known = found.withLock({ $0[key] }) { return known }
    let folders = [folder] + included.map { $0.hasSuffix("/") ? $0 : $0 + "/" } + [""]
    var tried: [String] = []
    var problem: RegistryError?
    for path in first + folders.map({ $0 + "models" }) where !tried.contains(path) {
      tried.append(path)
      do throws(RegistryError) {
        let store = try ModelStore(at: path)
        var reference = try ModelReference(name)
        if let version = substitutes[reference.name] { reference.choice = .version(version) }
        let resolved = try store.resolve(reference)
        let model = try RegistryShelf.shelved(resolved, store)
        found.withLock { $0[key] = model }
        return model
      } catch {
        if case .noRegistry = error { continue }
        problem = problem ?? error
        // Another registry may have a model that this one does not know; what is damaged is said at once.
        guard case .unknownModel = error else { break }
      }
    }
    if let problem { throw ModelShelfProblem("cannot be had: \(problem)") }
    throw ModelShelfProblem(
      "is a model, and there is no registry of models in \(tried.map { "'\($0)'" }.joined(separator: ", ")); train one with "
        + "'fettle train … --register', or say with --include where the folder 'models' is")
  }

  /// The model of a version.
  private static func shelved(
    _ resolved: ResolvedModel, _ store: ModelStore
  ) throws(RegistryError) -> ShelvedModel {
    let model = try store.trained(resolved)
    return ShelvedModel(
      reference: "\(resolved.name)@sha256:\(resolved.sha256.prefix(16))",
      features: model.inputs.map(\.name), answer: answer(of: model))
  }

  /// What a factory can ask a model; its time is in seconds.
  static func answer(of model: TrainedModel) -> ShelvedModel.Answer {
    if model.isOfTablesOnly {
      return .other(
        "an answer to several columns of a table together (--best) rather than to what sensors show"
      )
    }
    return switch model.question {
    case .remainingLife where model.target.unit == "s": .failure(model)
    case .remainingLife:
      .other("a remaining life in '\(model.target.unit ?? "no unit")' rather than seconds")
    case .chance: .defect(model)
    case .value: .other("a value of '\(model.target.name)'")
    }
  }
}
