public import FactoryModel

/// A scenario that was read: the factory, and the text that says the same in full.
public struct Scenario: Sendable {
  /// The factory, in SI units.
  public let factory: Factory
  /// The scenario in canonical form, with every default written out; reading it gives the same
  /// ``factory``, bit for bit.
  public let resolvedText: String
  /// The tables that the resolved text names, by file name.
  public let resolvedTables: [ResolvedTable]
  /// What is legal but doubtful, in the order of the file.
  public let warnings: [Diagnostic]
}

/// A scenario that was read and checked, whether or not it can be simulated.
public struct CheckedScenario: Sendable {
  /// What the scenario is called.
  public let name: String
  /// What is legal but doubtful, in the order of the file.
  public let warnings: [Diagnostic]
  /// What this version does not simulate, where it stands; empty where ``factory`` is there.
  public let notSimulated: [Diagnostic]
  /// The factory; `nil` where the scenario asks for something that is not simulated.
  public let factory: Factory?
  let tree: TreeSection
  let writer: TreeWriter

  /// Everything of the scenario that may be moved.
  public var factors: [Factor] { FactorList.factors(of: tree, writer: writer) }

  /// The scenario in canonical form, with every default written out, and the tables that it names.
  public var resolved: (text: String, tables: [ResolvedTable]) { writer.text(of: tree) }

  /// The scenario in canonical form, with every default written out.
  public var resolvedText: String { resolved.text }

  /// The tables that the resolved text names, by file name.
  public var resolvedTables: [ResolvedTable] { resolved.tables }

  /// The scenario, to be simulated.
  ///
  /// - Throws: ``ScenarioFailure`` that names what this version does not simulate.
  public func simulated() throws(ScenarioFailure) -> Scenario {
    guard let factory else {
      throw ScenarioFailure(kind: .invalid, diagnostics: notSimulated + warnings)
    }
    let resolved = resolved
    return Scenario(
      factory: factory, resolvedText: resolved.text, resolvedTables: resolved.tables,
      warnings: warnings)
  }
}

/// A table that goes with a resolved scenario.
public struct ResolvedTable: Hashable, Sendable {
  /// The file's path beside the resolved scenario: its name and a mark of what it holds.
  public let name: String
  /// What it holds, as comma-separated values.
  public let text: String
}

/// Reads scenarios.
public enum ScenarioReader {
  /// Reads the scenario in a file, to be simulated.
  ///
  /// - Parameters:
  ///   - path: The file's path, which also stands in diagnostics.
  ///   - overrides: Values that replace those of the file, in order.
  ///   - include: Folders beside the file's own in which files that it names may lie.
  ///   - models: Where the models that it names are found.
  /// - Returns: The scenario.
  /// - Throws: ``ScenarioFailure`` with all errors at once.
  public static func read(
    path: String, overrides: [Override] = [], include: [String] = [],
    models: (any ModelShelf)? = nil
  ) throws(ScenarioFailure) -> Scenario {
    try check(path: path, overrides: overrides, include: include, models: models).simulated()
  }

  /// Reads a scenario from text, to be simulated.
  ///
  /// - Parameters:
  ///   - text: The YAML text.
  ///   - name: What to call it in diagnostics; its last part is the scenario's name where the text
  ///     gives none.
  ///   - overrides: Values that replace those of the text, in order.
  ///   - files: The files that the text may name, by the names by which it calls them.
  ///   - models: Where the models that it names are found.
  /// - Returns: The scenario.
  /// - Throws: ``ScenarioFailure`` with all errors at once.
  public static func read(
    text: String, name: String, overrides: [Override] = [], files: [String: String] = [:],
    models: (any ModelShelf)? = nil
  ) throws(ScenarioFailure) -> Scenario {
    try check(text: text, name: name, overrides: overrides, files: files, models: models)
      .simulated()
  }

  /// Reads and checks the scenario in a file; see ``read(path:overrides:include:models:)``.
  public static func check(
    path: String, overrides: [Override] = [], include: [String] = [],
    models: (any ModelShelf)? = nil
  ) throws(ScenarioFailure) -> CheckedScenario {
    let bytes = try SourceFile.read(path: path)
    return try check(
      bytes: bytes, name: path, overrides: overrides,
      files: FileAccess(included: include, shelf: models))
  }

  /// Reads and checks a scenario from text; see ``read(text:name:overrides:files:models:)``.
  public static func check(
    text: String, name: String, overrides: [Override] = [], files: [String: String] = [:],
    models: (any ModelShelf)? = nil
  ) throws(ScenarioFailure) -> CheckedScenario {
    try check(
      bytes: Array(text.utf8), name: name, overrides: overrides,
      files: FileAccess(given: files.mapValues { Array($0.utf8) }, shelf: models))
  }

  private static func check(
    bytes: [UInt8], name: String, overrides: [Override], files: FileAccess
  ) throws(ScenarioFailure) -> CheckedScenario {
    var reading = Reading(files: files)
    reading.sources = [Source(name: name, text: nil)]
    guard var root = reading.document(bytes, source: 0) else { throw reading.failure() }
    return try reading.check(&root, name: name, overrides: overrides)
  }
}
