public import FactoryModel

/// Where scenarios find the models that they name.
///
/// Reading a scenario asks for each name, and writes what the shelf calls the version in place of it, so that a resolved
/// scenario keeps its meaning when an alias moves on.
public protocol ModelShelf: Sendable {
  /// Finds a model.
  ///
  /// - Parameters:
  ///   - name: As it is written: `press-rul`, `press-rul@champion`, `press-rul@3`, or what was given as
  ///     ``ShelvedModel/reference`` before.
  ///   - folder: The folder of the file that names it, with a slash at its end unless empty.
  ///   - included: Further folders in which files may lie.
  /// - Returns: The model.
  /// - Throws: ``ModelShelfProblem`` where there is none, or it cannot be read.
  func model(
    _ name: String, from folder: String, included: [String]
  ) throws(ModelShelfProblem) -> ShelvedModel
}

/// A shelf that looks in one more folder, before those that were included.
struct ShelfBesideFolder: ModelShelf {
  let shelf: any ModelShelf
  let folder: String

  func model(
    _ name: String, from start: String, included: [String]
  ) throws(ModelShelfProblem) -> ShelvedModel {
    try shelf.model(name, from: start, included: [folder.isEmpty ? "." : folder] + included)
  }
}

/// Why a model cannot be had.
public struct ModelShelfProblem: Error, Hashable, Sendable {
  /// What is wrong and what to do, as a message goes on after the name: `is not there; …`.
  public var message: String

  /// Creates a problem.
  public init(_ message: String) { self.message = message }
}

/// A model that a scenario names.
public struct ShelvedModel: Sendable {
  /// What it can be asked.
  public enum Answer: Sendable {
    /// How likely a component fails soon.
    case failure(any FailurePredictor)
    /// How likely a part has a defect.
    case defect(any DefectPredictor)
    /// How demand goes on.
    case demand(any DemandPredictor)
    /// Something else, which is named: `a value of 'yield'`.
    case other(String)

    /// What it gives, in words.
    var name: String {
      switch self {
      case .failure: "the time that is left until a failure"
      case .defect: "the chance of something"
      case .demand: "a forecast of demand"
      case .other(let name): name
      }
    }
  }

  /// Which version it is, with a mark of what its file holds: `press-rul@sha256:9f86d081884c7d65`.
  public var reference: String
  /// What it reads, each by its heading in tables.
  public var features: [String]
  /// What it can be asked.
  public var answer: Answer

  /// Creates a model.
  public init(reference: String, features: [String], answer: Answer) {
    self.reference = reference
    self.features = features
    self.answer = answer
  }
}
