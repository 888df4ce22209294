import FactoryModel
public import Forecasting
public import ModelRegistry
import Scenarios

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension ModelStore {
  /// Reads what foretells demand.
  ///
  /// - Parameter resolved: The version.
  /// - Returns: The forecaster; `nil` where the version is something else.
  /// - Throws: ``RegistryError`` where a file is not as it was stored, or is damaged.
  public func forecaster(_ resolved: ResolvedModel) throws(RegistryError) -> SavedForecaster? {
    let stored = try stored(resolved)
    guard stored.kind == SavedForecaster.kind else { return nil }
    do throws(ForecastingError) {
      return try SavedForecaster(files: stored.files)
    } catch {
      throw .system(
        path: folder(of: resolved), doing: "reading the forecaster", reason: "\(error)")
    }
  }

  /// Adds what foretells demand.
  ///
  /// - Parameters:
  ///   - forecaster: The forecaster.
  ///   - name: The name under which it is registered.
  ///   - data: A mark of the series that it has learned from.
  ///   - codeVersion: The version of the program.
  ///   - createdBy: What made it.
  /// - Returns: The version.
  /// - Throws: ``RegistryError`` where it is refused or cannot be written.
  public func add(
    _ forecaster: SavedForecaster, as name: String, data: String, codeVersion: String,
    createdBy: String
  ) throws(RegistryError) -> ResolvedModel {
    let files: [String: Data]
    do throws(ForecastingError) {
      files = try forecaster.files()
    } catch {
      throw .badFiles("\(error)")
    }
    return try add(
      name, files: files,
      content: ModelContent(
        kind: SavedForecaster.kind, dataFingerprint: data, codeVersion: codeVersion, features: [],
        scores: [], createdBy: createdBy))
  }
}

extension SavedForecaster {
  /// What a factory can ask it.
  var answer: ShelvedModel.Answer {
    knownNames.isEmpty
      ? .demand(KeptForecast(forecaster: self))
      : .other("a forecast that must be told '\(knownNames[0])' in advance")
  }
}

/// A forecaster as a factory asks it.
private struct KeptForecast: DemandPredictor {
  let forecaster: SavedForecaster

  func demand(after history: [Double], periods: Int) -> [Double]? {
    forecaster.look(at: history, steps: periods)?.mean
  }
}
