import JSONDocuments
public import OutsideModels
import Prognostics
import TreeEnsembles

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A model as files: `model.json`, and a file for each of its ensembles of trees.
extension TrainedModel {
  /// The version of the form.
  public static let formVersion = 1
  /// The file that says what the model is.
  public static let mainFile = "model.json"

  private struct Form: Codable {
    var kind: String
    var version: Int
    var target: InputColumn
    var sources: [InputColumn]
    var inputs: [InputColumn]
    var recipe: [String]
    /// `nil` for none.
    var fusion: ColumnFusion?
    /// `nil` for none.
    var fusedRecipe: [String]?
    /// `nil` for none.
    var cap: Double?
    var method: LearningMethod
    var parts: [PartForm]
    /// Where the parts foretell logarithms of lives; `nil` where they foretell what is answered.
    var offset: Double?
    var calibration: AnswerCalibration
    /// `nil` where it is not known.
    var seen: SeenUnits?
  }

  private struct PartForm: Codable {
    /// The file of an ensemble of trees.
    var trees: String?
    var linear: LinearFunction?
    var program: ProgramForm?
  }

  private struct ProgramForm: Codable {
    var command: OutsideCommand
    /// The files of the program.
    var files: [String]
    var contract: OutsideContract
  }

  /// The files, by name; the same model gives the same bytes.
  ///
  /// - Throws: ``TrainingProblem`` where a number of it is not finite.
  public func files() throws(TrainingProblem) -> [String: Data] {
    var files: [String: Data] = [:]
    var parts: [PartForm] = []
    for part in function.parts {
      switch part {
      case .linear(let linear): parts.append(PartForm(linear: linear))
      case .trees(let ensemble):
        let name = "trees-\(files.count + 1).json"
        files[name] = ensemble.saved()
        parts.append(PartForm(trees: name))
      case .outside(let function):
        files.merge(function.files) { $1 }
        let form = ProgramForm(
          command: function.command, files: function.files.keys.sorted(),
          contract: function.contract)
        parts.append(PartForm(program: form))
      }
    }
    let form = Form(
      kind: "trained model", version: TrainedModel.formVersion, target: target, sources: sources,
      inputs: inputs, recipe: recipe, fusion: fusion,
      fusedRecipe: fusion == nil ? nil : fusedRecipe,
      cap: cap.isFinite ? cap : nil, method: method, parts: parts, offset: function.offset,
      calibration: calibration, seen: seen)
    do {
      files[TrainedModel.mainFile] = try jsonText(form)
    } catch {
      throw TrainingProblem("the model has a number that is not finite, and cannot be written")
    }
    return files
  }

  /// Reads a model.
  ///
  /// - Parameters:
  ///   - files: What ``files()`` has given; an ensemble may be replaced by a file of XGBoost or LightGBM with the same
  ///     features, taught the same: the logarithms of lives where ``LearnedFunction/offset`` says so.
  ///   - permission: Somebody's word that a program that is a model may be started, and where. Without it such a model can be read, and
  ///     says nothing.
  /// - Throws: ``TrainingProblem`` that says which file is wrong.
  public init(
    files: [String: Data], allowing permission: OutsidePermission? = nil
  ) throws(TrainingProblem) {
    guard let main = files[TrainedModel.mainFile] else {
      throw TrainingProblem("there is no file '\(TrainedModel.mainFile)'; this is no trained model")
    }
    let head: Head
    do {
      head = try jsonValue(Head.self, from: main)
    } catch {
      throw TrainingProblem("'\(TrainedModel.mainFile)' is no trained model")
    }
    guard head.kind == "trained model" else {
      throw TrainingProblem("this is a \(head.kind), not a trained model")
    }
    guard head.version == TrainedModel.formVersion else {
      throw TrainingProblem(
        "the model has the form of version \(head.version), and this program reads version \(TrainedModel.formVersion)"
      )
    }
    let form: Form
    do {
      form = try jsonValue(Form.self, from: main)
    } catch {
      throw TrainingProblem("'\(TrainedModel.mainFile)' is damaged: something is missing")
    }
    var parts: [LearnedFunction.Part] = []
    for part in form.parts {
      if let linear = part.linear {
        guard linear.slopes.count == form.inputs.count, linear.means.count == form.inputs.count
        else {
          throw TrainingProblem("'\(TrainedModel.mainFile)' is damaged: a plane has other inputs")
        }
        parts.append(.linear(linear))
      } else if let name = part.trees {
        guard let file = files[name] else {
          throw TrainingProblem("the file '\(name)' of the model is missing")
        }
        do {
          let ensemble = try TreeEnsemble(reading: file)
          try TrainedModel.check(ensemble, name, form.inputs)
          parts.append(.trees(ensemble))
        } catch let problem as TrainingProblem {
          throw problem
        } catch {
          throw TrainingProblem("'\(name)': \(error)")
        }
      } else if let program = part.program {
        parts.append(.outside(try TrainedModel.function(program, files, permission, form)))
      }
    }
    guard !parts.isEmpty else {
      throw TrainingProblem("'\(TrainedModel.mainFile)' is damaged: it has no function")
    }
    guard form.offset.map({ $0 > 0 && $0 < .infinity }) ?? true else {
      throw TrainingProblem(
        "'\(TrainedModel.mainFile)' is damaged: the offset of lives is \(form.offset ?? 0), and must be above 0"
      )
    }
    do {
      switch form.calibration {
      case .life(let lives): try lives.check()
      case .chance(let curve): try curve.check()
      case .value(let intervals): try intervals.check()
      }
    } catch {
      throw TrainingProblem("'\(TrainedModel.mainFile)' is damaged: \(error)")
    }
    try form.fusion?.check()
    self.init(
      target: form.target, sources: form.sources, inputs: form.inputs, recipe: form.recipe,
      fusion: form.fusion, fusedRecipe: form.fusedRecipe ?? [],
      function: LearnedFunction(parts, offset: form.offset), cap: form.cap ?? .infinity,
      calibration: form.calibration, method: form.method, seen: form.seen)
  }

  private struct Head: Decodable {
    var kind: String
    var version: Int
  }

  private static func function(
    _ program: ProgramForm, _ files: [String: Data], _ permission: OutsidePermission?, _ form: Form
  ) throws(TrainingProblem) -> OutsideFunction {
    do throws(OutsideProblem) {
      try program.command.check()
    } catch {
      throw TrainingProblem("'\(mainFile)' is damaged: \(error)")
    }
    guard program.contract.reads == form.inputs.map(\.name),
      program.contract.answers == form.calibration.question.word
    else {
      throw TrainingProblem("'\(mainFile)' is damaged: the program reads or answers something else")
    }
    var own: [String: Data] = [:]
    for name in program.files {
      guard let file = files[name] else {
        throw TrainingProblem("the file '\(name)' of the model is missing")
      }
      own[name] = file
    }
    return OutsideFunction(
      program.command, contract: program.contract, files: own, allowing: permission)
  }

  private static func check(
    _ ensemble: TreeEnsemble, _ name: String, _ inputs: [InputColumn]
  ) throws(TrainingProblem) {
    let names = inputs.map(\.name)
    guard ensemble.features != names else { return }
    let missing = names.filter { !ensemble.features.contains($0) }
    let unknown = ensemble.features.filter { !names.contains($0) }
    throw TrainingProblem(
      "the trees of '\(name)' read other columns than the model: "
        + (missing.isEmpty && unknown.isEmpty
          ? "the same in another order"
          : (missing.map { "'\($0)' is missing" } + unknown.map { "'\($0)' is unknown" })
            .prefix(10).joined(separator: ", ")))
  }
}
