import Datasets
import Experiments
import ModelRegistry
import ModelTraining
import Reports

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A trained model of which a page is made: a folder, or a version of the registry.
struct ModelReportSource {
  /// What the user has named.
  var asked: String
  /// Tables that the model has not learned from; empty for none.
  var data: [String]
  var within: TimeText?
  var runToFailure: Bool
  var columns: ColumnOptions
  var registry: RegistryOptions
  var programs: ProgramOptions

  /// Whether a model is meant: a folder with one, or a name where there is no file or folder.
  static func isMeant(_ path: String, _ registry: RegistryOptions) -> Bool {
    if ModelFolder.isModel(path) { return true }
    if FileManager.default.fileExists(atPath: path) { return false }
    guard let reference = try? ModelReference(path) else { return false }
    if path.contains("@") { return true }
    return (try? ModelStore(at: registry.models).models())?.contains(reference.name) ?? false
  }

  /// Where the page goes if nothing is said: beside the folder, or in the working folder; never into a registry.
  func standardPath(_ name: String) -> String {
    name.split(separator: "/").last.map { "\($0).html" } ?? "model.html"
  }

  /// The page, and what the model is called.
  ///
  /// - Throws: An exit status, once it is said what is wrong.
  func page() throws -> (page: Page, name: String) {
    let (card, baseline) = try cards()
    let name = card.map { "\($0.card.name)@\($0.card.version)" } ?? trimmed
    var model: TrainedModel?
    if card == nil || card?.card.files.contains(where: { $0.name == TrainedModel.mainFile }) == true
    {
      let isForecaster = card?.card.content.kind.contains("forecast") == true
      if !isForecaster {
        model = try registry.model(
          ModelFolder.isModel(asked) ? asked : name, processes: programs.processes)
      }
    }
    var judged: JudgedModel?
    if let model, !data.isEmpty {
      judged = try self.judged(model, learnedFrom: card?.card.content.dataFingerprint ?? "")
    }
    let report = ModelReport(
      name: name, model: model, card: card, baseline: baseline, judged: judged,
      command: PageOptions.command, version: FettleCommand.version)
    return (report.page, name)
  }

  private var trimmed: String {
    var text = asked
    while text.count > 1, text.hasSuffix("/") { text.removeLast() }
    return text
  }

  /// What the registry knows: of a name, or of the folder of a version in it.
  private func cards() throws -> (ModelVersion?, ModelVersion?) {
    var (store, text) = (registry.models, asked)
    if ModelFolder.isModel(asked) {
      // …/models/press-rul/3 in a registry.
      let parts = trimmed.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count >= 3, parts[parts.count - 3] == "models",
        FileManager.default.fileExists(atPath: trimmed + "/card.json")
      else { return (nil, nil) }
      store = parts.count == 3 ? "." : parts.dropLast(3).joined(separator: "/")
      text = "\(parts[parts.count - 2])@\(parts[parts.count - 1])"
    }
    let (path, name) = (store, text)
    return try RegistryOptions.saying { () throws(RegistryError) in
      let store = try ModelStore(at: path)
      let card = try store.show(ModelReference(name))
      let versions = try store.versions(of: card.card.name)
      let others = versions.filter { $0.card.version != card.card.version && !$0.isArchived }
      let baseline =
        others.first { $0.aliases.contains("champion") }
        ?? others.last { $0.card.version < card.card.version }
      return (card, baseline)
    }
  }

  /// Asks the model about the data, and compares with what came.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - fingerprint: The hashes of the files from which it has learned.
  /// - Returns: The model with what came.
  /// - Throws: An exit status, once it is said what is wrong.
  private func judged(
    _ model: TrainedModel, learnedFrom fingerprint: String
  ) throws -> JudgedModel {
    let files = try files(for: model)
    let learned = try files.filter { file in
      let hash = ContentHash.sha256(of: try TextFile.bytes(file))
      return fingerprint.split(separator: " ").contains { $0 == hash }
    }
    let loaded = try TableInput.loaded(files)
    var request = columns.request(target: model.target.name, question: model.question)
    request.ends = runToFailure ? .failures : .unknown
    let within = try self.within?.value(in: model.target.unit, option: "--within")
    let source = files.joined(separator: ", ")
    return try TrainingFiles.saying(files) { () throws(TrainingProblem) in
      var table = try model.rows(of: loaded.table, request)
      guard !table.targets.allSatisfy(\.isNaN) else {
        throw TrainingProblem(
          "the table does not say what came; it has no '\(model.target.name)': name another, or add --run-to-failure"
        )
      }
      // Pages are about the whole, not about each row.
      _ = table.thin(to: 40_000)
      return try JudgedModel(model, table, source: source, within: within, learnedFrom: learned)
    }
  }

  /// The tables that are meant: of a dataset the last part of the table that has what the model reads.
  private func files(for model: TrainedModel) throws -> [String] {
    if data.count == 1, let folder = data.first, StoredDataset.isThere(folder) {
      do throws(ReportProblem) {
        let stored = try StoredDataset(path: folder)
        if let file = stored.lastFile(with: model.sources.map(\.name) + [model.target.name]) {
          return [file]
        }
      } catch {
        Terminal.printMessage("error: \(error)")
        throw ExitStatus.badInput
      }
      Terminal.printMessage(
        "\(folder): error: no table of the dataset has the columns that the model reads, and '\(model.target.name)'"
      )
      throw ExitStatus.badInput
    }
    let all = try TableInput.files(data)
    return data.count == 1 && all != data ? Array(all.suffix(1)) : all
  }
}
