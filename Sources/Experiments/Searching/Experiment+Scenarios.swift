import Scenarios

extension Experiment {
  /// Reads the scenario with other values of its factors.
  ///
  /// - Parameter folders: Folders in which files that the scenario names may lie; as for the reader of experiments,
  ///   the working folder is one.
  /// - Returns: What reads it.
  func scenarios(
    including folders: [String]
  ) -> @Sendable ([Override]) throws(ScenarioFailure) -> Scenario {
    let (path, overrides, folders, models) = (path, overrides, folders + ["."], models)
    return { (values) throws(ScenarioFailure) in
      try ScenarioReader.read(
        path: path, overrides: overrides + values, include: folders, models: models)
    }
  }
}
