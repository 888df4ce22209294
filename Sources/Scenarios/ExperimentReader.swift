/// Reads experiments.
public enum ExperimentReader {
  /// Whether a file is an experiment: one that names a scenario, or compares or varies.
  ///
  /// A file that cannot be read is taken for a scenario, whose reader says what is wrong with it.
  ///
  /// - Parameter path: The file's path.
  /// - Returns: Whether its reader is the one of experiments.
  public static func isExperiment(path: String) -> Bool {
    guard let bytes = try? SourceFile.read(path: path) else { return false }
    return isExperiment(text: String(decoding: bytes, as: UTF8.self))
  }

  /// Whether a text is an experiment: one that has `scenario`, `arms` or `vary` among its keys.
  ///
  /// - Parameter text: The YAML text.
  /// - Returns: Whether its reader is the one of experiments.
  public static func isExperiment(text: String) -> Bool {
    let root = try? DocumentParser.parse(text)
    return root?.entries?.contains { ["scenario", "arms", "vary"].contains($0.key) } ?? false
  }

  /// Reads and checks the experiment in a file, and the scenarios that it names.
  ///
  /// - Parameters:
  ///   - path: The file's path, which also stands in diagnostics.
  ///   - include: Folders in which files that it names may lie, beside its own and the working folder.
  ///   - models: Where the models that its scenarios name are found.
  /// - Returns: The experiment, with its scenarios.
  /// - Throws: ``ScenarioFailure`` with all errors at once.
  public static func read(
    path: String, include: [String] = [], models: (any ModelShelf)? = nil
  ) throws(ScenarioFailure) -> Experiment {
    let bytes = try SourceFile.read(path: path)
    let shelf = models.map { ShelfBesideFolder(shelf: $0, folder: FileAccess.folder(of: path)) }
    return try read(bytes, name: path, files: FileAccess(included: include + ["."], shelf: shelf))
  }

  /// Reads and checks an experiment from text.
  ///
  /// - Parameters:
  ///   - text: The YAML text.
  ///   - name: What to call it in diagnostics.
  ///   - files: The files that it may name, by the names by which it calls them.
  ///   - models: Where the models that its scenarios name are found.
  /// - Returns: The experiment, with its scenarios.
  /// - Throws: ``ScenarioFailure`` with all errors at once.
  public static func read(
    text: String, name: String, files: [String: String] = [:],
    models: (any ModelShelf)? = nil
  ) throws(ScenarioFailure) -> Experiment {
    try read(
      Array(text.utf8), name: name,
      files: FileAccess(given: files.mapValues { Array($0.utf8) }, shelf: models))
  }

  private static func read(
    _ bytes: [UInt8], name: String, files: FileAccess
  ) throws(ScenarioFailure) -> Experiment {
    var reading = Reading(files: files)
    reading.language = .experiment
    reading.sources = [Source(name: name, text: nil)]
    guard let root = reading.document(bytes, source: 0) else { throw reading.failure() }
    var builder = ExperimentBuilder(reading: reading, folder: FileAccess.folder(of: name))
    let experiment = builder.build(root, standardName: Reading.standardName(name))
    guard builder.reading.isSound, let experiment else { throw builder.reading.failure() }
    return experiment
  }
}
