import JSONDocuments
import TreeEnsembles

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A forecaster as files: `forecaster.json`, and the trees where there are some.
extension SavedForecaster {
  /// The version of the form.
  public static let formVersion = 1
  /// The file that says what the forecaster is.
  public static let mainFile = "forecaster.json"
  /// What the main file says it is.
  public static let kind = "forecaster"

  private static let treesFile = "trees.json"

  private struct Head: Decodable {
    var kind: String
    var version: Int
  }

  private struct Form: Codable {
    var kind: String
    var version: Int
    /// The method; of what is learned, the simple one that trees correct.
    var method: String
    var seasons: [Int]
    /// `nil` for a method that is fitted anew.
    var learned: Learned?
  }

  private struct Learned: Codable {
    struct Trial: Codable {
      var method: String
      var error: Double
    }
    var trees: String
    var known: [String]
    var series: Int
    var trials: [Trial]
    var usualRatio: Double
    var neverNegative: Bool
    var errors: [[Double]]
    var deviations: [Double]
  }

  /// The files, by name; the same forecaster gives the same bytes.
  ///
  /// - Throws: ``ForecastingError`` where a number of it is not finite.
  public func files() throws(ForecastingError) -> [String: Data] {
    var files: [String: Data] = [:]
    var form = Form(
      kind: SavedForecaster.kind, version: SavedForecaster.formVersion, method: "",
      seasons: periods, learned: nil)
    switch content {
    case .method(let method, _): form.method = "\(method)"
    case .boosted(let learned):
      form.method = "\(learned.base)"
      form.learned = Learned(
        trees: SavedForecaster.treesFile, known: learned.knownNames, series: learned.seriesCount,
        trials: learned.trials.map { Learned.Trial(method: $0.name, error: $0.value) },
        usualRatio: learned.usualRatio, neverNegative: learned.isNeverNegative,
        errors: learned.errors.sorted, deviations: learned.errors.deviations)
      files[SavedForecaster.treesFile] = learned.trees.saved()
    }
    do {
      files[SavedForecaster.mainFile] = try jsonText(form)
    } catch {
      throw .saved(
        problem: "the forecaster has a number that is not finite, and cannot be written")
    }
    return files
  }

  /// Reads a forecaster.
  ///
  /// - Parameter files: What ``files()`` has given.
  /// - Throws: ``ForecastingError/saved(problem:)`` that says which file is wrong.
  public init(files: [String: Data]) throws(ForecastingError) {
    let name = SavedForecaster.mainFile
    guard let main = files[name] else {
      throw .saved(problem: "there is no file '\(name)'; this is no forecaster")
    }
    let head: Head
    do {
      head = try jsonValue(Head.self, from: main)
    } catch {
      throw .saved(problem: "'\(name)' is no forecaster")
    }
    guard head.kind == SavedForecaster.kind else {
      throw .saved(problem: "this is a \(head.kind), not a forecaster")
    }
    guard head.version == SavedForecaster.formVersion else {
      throw .saved(
        problem: "the forecaster has the form of version \(head.version), and this program reads "
          + "version \(SavedForecaster.formVersion)")
    }
    let form: Form
    do {
      form = try jsonValue(Form.self, from: main)
    } catch {
      throw .saved(problem: "'\(name)' is damaged: something is missing")
    }
    do throws(ForecastingError) {
      let method = try ForecastMethod(name: form.method)
      let fitted = try SavedForecaster(method, periods: form.seasons)
      guard let learned = form.learned else {
        self = fitted
        return
      }
      self.init(
        try SavedForecaster.learned(learned, base: method, seasons: form.seasons, files))
    } catch .saved(let problem) {
      throw .saved(problem: problem)
    } catch {
      throw .saved(problem: "'\(name)' is damaged: \(error)")
    }
  }

  /// What was learned, once all of it goes together.
  private static func learned(
    _ form: Learned, base: ForecastMethod, seasons: [Int], _ files: [String: Data]
  ) throws(ForecastingError) -> BoostedForecaster {
    guard let file = files[form.trees] else {
      throw .saved(problem: "the file '\(form.trees)' of the forecaster is missing")
    }
    let trees: TreeEnsemble
    do {
      trees = try TreeEnsemble(reading: file)
    } catch {
      throw .saved(problem: "'\(form.trees)': \(error)")
    }
    let features = LagFeatures(periods: seasons, known: form.known)
    guard trees.features == features.names, trees.outputCount == 1 else {
      throw .saved(
        problem: "the trees of '\(form.trees)' read other columns than the forecaster gives them")
    }
    func damaged(_ what: String) -> ForecastingError {
      .saved(problem: "'\(mainFile)' is damaged: \(what)")
    }
    guard form.usualRatio > 0 else { throw damaged("the usual ratio is not above 0") }
    guard !form.errors.isEmpty, form.errors.count == form.deviations.count else {
      throw damaged(
        "it has errors of \(form.errors.count) steps and deviations of \(form.deviations.count)")
    }
    guard form.errors.allSatisfy({ errors in zip(errors, errors.dropFirst()).allSatisfy(<=) })
    else { throw damaged("errors of a step do not rise") }
    return BoostedForecaster(
      base: base, trials: form.trials.map { NamedParameter($0.method, $0.error) },
      seriesCount: form.series, trees: trees, features: features, usualRatio: form.usualRatio,
      isNeverNegative: form.neverNegative,
      errors: StepErrors(sorted: form.errors, deviations: form.deviations))
  }
}
