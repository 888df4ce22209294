import Scenarios

/// What the reader says of texts that it need not be able to simulate.
enum CheckedText {
  /// Errors and warnings with the lines below which they are marked.
  static func messages(
    _ text: String, overrides: [String] = [], files: [String: String] = [:]
  ) -> String {
    do throws(ScenarioFailure) {
      let checked = try ScenarioReader.check(
        text: text, name: "plan.yaml",
        overrides: try overrides.map { argument throws(ScenarioFailure) in
          try Override(argument: argument)
        }, files: files)
      let all = checked.notSimulated + checked.warnings
      return all.map(\.textWithExcerpt).joined(separator: "\n")
    } catch {
      return error.textWithExcerpts
    }
  }

  /// A text checked, which must be sound.
  static func check(
    _ text: String, overrides: [String] = [], files: [String: String] = [:]
  ) throws -> CheckedScenario {
    try ScenarioReader.check(
      text: text, name: "plan.yaml", overrides: try overrides.map { try Override(argument: $0) },
      files: files)
  }
}

extension CheckedScenario {
  /// The value of a factor, as it would be written.
  func value(of path: String) -> String? { factors.first { $0.path == path }?.value }
}
