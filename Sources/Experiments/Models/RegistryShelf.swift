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
  /// What may become of models that are programs.
  public let programs: Programs
  private let found = Mutex<[String: Found]>([:])

  /// What may become of models that are programs of somebody's own.
  public enum Programs: Hashable, Sendable {
    /// Nothing: a scenario that names one is refused.
    case refused
    /// They may be named, by who only reads scenarios and never simulates.
    case named
    /// They may be started, so many processes of each at a time.
    case started(processes: Int)
  }

  private struct Found {
    var shelved: ShelvedModel
    /// `nil` for what foretells demand.
    var model: TrainedModel?
  }

  /// Creates a shelf.
  ///
  /// - Parameters:
  ///   - first: Registries that come before all others.
  ///   - substitutes: Versions that stand for whatever version of their model is named, by the model's name.
  ///   - programs: What may become of models that are programs.
  public init(
    first: [String] = [], substitutes: [String: Int] = [:], programs: Programs = .refused
  ) {
    (self.first, self.substitutes, self.programs) = (first, substitutes, programs)
  }

  /// Why models that were found have stopped to answer, each reason once and in order.
  ///
  /// Who has simulated looks here before results are kept or shown: a factory whose model says nothing any more goes on
  /// as if it had none.
  public var problems: [String] {
    let models = found.withLock { $0.values.compactMap(\.model) }
    return Set(models.compactMap { $0.problem?.message }).sorted()
  }

  /// Whether a model that was found is a program, whose answers nobody can promise to be the same another time.
  public var hasPrograms: Bool {
    found.withLock { $0.values.contains { $0.model?.isReproducible == false } }
  }

  /// Finds a model.
  public func model(
    _ name: String, from folder: String, included: [String]
  ) throws(ModelShelfProblem) -> ShelvedModel {
    let key = ([name, folder] + included).joined(separator: "\n")
    if let known = found.withLock({ $0[key] }) { return known.shelved }
    let folders = [folder] + included.map { $0.hasSuffix("/") ? $0 : $0 + "/" } + [""]
    var tried: [String] = []
    var problem: RegistryError?
    var refusal: TrainingProblem?
    for path in first + folders.map({ $0 + "models" }) where !tried.contains(path) {
      tried.append(path)
      do throws(RegistryError) {
        let store = try ModelStore(at: path)
        var reference = try ModelReference(name)
        if let version = substitutes[reference.name] { reference.choice = .version(version) }
        let resolved = try store.resolve(reference)
        if let forecaster = try store.forecaster(resolved) {
          let shelved = ShelvedModel(
            reference: RegistryShelf.reference(resolved), features: [],
            answer: forecaster.answer)
          found.withLock { $0[key] = Found(shelved: shelved, model: nil) }
          return shelved
        }
        let model = try store.trained(resolved, processes: processes)
        let shelved = RegistryShelf.shelved(model, resolved)
        if programs == .refused, let problem = model.problem {
          refusal = problem
          break
        }
        // Who came first counts, so that no model is asked whose problems are not looked at.
        return found.withLock { found in
          if let known = found[key] { return known.shelved }
          found[key] = Found(shelved: shelved, model: model)
          return shelved
        }
      } catch {
        if case .noRegistry = error { continue }
        problem = problem ?? error
        // Another registry may have a model that this one does not know; what is damaged is said at once.
        guard case .unknownModel = error else { break }
      }
    }
    if let refusal { throw ModelShelfProblem("cannot be asked: \(refusal)") }
    if let problem { throw ModelShelfProblem("cannot be had: \(problem)") }
    throw ModelShelfProblem(
      "is a model, and there is no registry of models in \(tried.map { "'\($0)'" }.joined(separator: ", ")); train one with "
        + "'fettle train … --register', or say with --include where the folder 'models' is")
  }

  /// How many processes of a program may be started; `nil` where none may.
  private var processes: Int? {
    if case .started(let processes) = programs { processes } else { nil }
  }

  /// The model of a version.
  private static func shelved(_ model: TrainedModel, _ resolved: ResolvedModel) -> ShelvedModel {
    ShelvedModel(
      reference: reference(resolved), features: model.inputs.map(\.name), answer: answer(of: model))
  }

  private static func reference(_ resolved: ResolvedModel) -> String {
    "\(resolved.name)@sha256:\(resolved.sha256.prefix(16))"
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
