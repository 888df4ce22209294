import Scenarios

extension ReaderAnswer {
  /// What Fettle's own reader says of a text.
  ///
  /// - Parameters:
  ///   - text: A scenario or an experiment.
  ///   - files: The texts of the files that it may name.
  /// - Returns: The answer.
  public static func of(_ text: String, files: [String: String]) -> ReaderAnswer {
    do throws(ScenarioFailure) {
      if ExperimentReader.isExperiment(text: text) {
        _ = try ExperimentReader.read(text: text, name: "mutated.yaml", files: files)
        return .sound(resolved: nil, tables: [:])
      }
      let checked = try ScenarioReader.check(text: text, name: "mutated.yaml", files: files)
      return .sound(
        resolved: checked.resolvedText,
        tables: Dictionary(
          uniqueKeysWithValues: checked.resolvedTables.map { ($0.name, $0.text) }))
    } catch {
      return .refused(
        error.diagnostics.map {
          ReaderAnswer.Finding(line: $0.line, column: $0.column, message: $0.message)
        })
    }
  }
}
