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
  /// The file's name.
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
  /// - Returns: The scenario.
  /// - Throws: ``ScenarioFailure`` with all errors at once.
  public static func read(
    path: String, overrides: [Override] = [], include: [String] = []
  ) throws(ScenarioFailure) -> Scenario {
    try check(path: path, overrides: overrides, include: include).simulated()
  }

  /// Reads a scenario from text, to be simulated.
  ///
  /// - Parameters:
  ///   - text: The YAML text.
  ///   - name: What to call it in diagnostics; its last part is the scenario's name where the text
  ///     gives none.
  ///   - overrides: Values that replace those of the text, in order.
  ///   - files: The files that the text may name, by the names by which it calls them.
  /// - Returns: The scenario.
  /// - Throws: ``ScenarioFailure`` with all errors at once.
  public static func read(
    text: String, name: String, overrides: [Override] = [], files: [String: String] = [:]
  ) throws(ScenarioFailure) -> Scenario {
    try check(text: text, name: name, overrides: overrides, files: files).simulated()
  }

  /// Reads and checks the scenario in a file; see ``read(path:overrides:include:)``.
  public static func check(
    path: String, overrides: [Override] = [], include: [String] = []
  ) throws(ScenarioFailure) -> CheckedScenario {
    let bytes = try SourceFile.read(path: path)
    return try check(
      bytes: bytes, name: path, overrides: overrides, files: FileAccess(included: include))
  }

  /// Reads and checks a scenario from text; see ``read(text:name:overrides:files:)``.
  public static func check(
    text: String, name: String, overrides: [Override] = [], files: [String: String] = [:]
  ) throws(ScenarioFailure) -> CheckedScenario {
    try check(
      bytes: Array(text.utf8), name: name, overrides: overrides,
      files: FileAccess(given: files.mapValues { Array($0.utf8) }))
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

extension Reading {
  /// Reads and checks a document: from its text to the factory.
  mutating func check(
    _ root: inout DocumentNode, name: String, overrides: [Override],
    change: (inout Reading, inout DocumentNode) -> Void = { _, _ in }
  ) throws(ScenarioFailure) -> CheckedScenario {
    folder = FileAccess.folder(of: name)
    extend(&root, folder: folder, chain: [FileAccess.real(name) ?? name])
    expandTables(in: &root)
    for override in overrides {
      apply(override, to: &root)
      expandTables(in: &root)
    }
    change(&self, &root)
    expandTables(in: &root)
    guard !lacksFiles, let tree = readScenario(root) else { throw failure() }
    check(tree)
    let standardName = Reading.standardName(name)
    var builder = FactoryBuilder(reading: self, standardName: standardName, plant: Plant(tree))
    var factory = builder.build(tree)
    self = builder.reading
    checkTimeline(tree, root, factory: &factory)
    guard isSound else { throw failure() }
    warnOfDoubts(tree, builder.plant, factory)
    return CheckedScenario(
      name: tree["name"]?.text ?? standardName, warnings: diagnostics(),
      notSimulated: builder.refusals(), factory: builder.notSimulated.isEmpty ? factory : nil,
      tree: tree, writer: TreeWriter(standardName: standardName, parameters: parameters))
  }

  /// Reads a document into a tree; `nil` where it is no scenario at all.
  mutating func readScenario(_ root: DocumentNode) -> TreeSection? {
    guard let entries = mapping(root, "scenario"), hasVersion(root, entries) else { return nil }
    readParameters(entries)
    declarations.collect(from: entries, of: .scenario)
    if let text = entries.first(where: { $0.key == "start" })?.value.scalar,
      let date = try? DateText.date(trimmed(text))
    {
      start = date
    }
    declareScopes(entries)
    return section(Value(node: root, path: ""), .scenario, owner: root.place)
  }

  mutating func mapping(_ root: DocumentNode, _ what: String) -> [DocumentNode.Entry]? {
    if case .mapping(let entries) = root.content { return entries }
    error(
      root.place, "",
      "\(what == "experiment" ? "an" : "a") \(what) is a mapping that begins with 'fettle: 1', not \(root.kindInWords)"
    )
    return nil
  }

  /// Whether the document is of this version of the language.
  mutating func hasVersion(_ root: DocumentNode, _ entries: [DocumentNode.Entry]) -> Bool {
    guard let entry = entries.first(where: { $0.key == "fettle" }) else {
      // A misspelled key is reported as one.
      if NearestName.of("fettle", among: entries.prefix(20).map(\.key)) == nil {
        error(
          root.place, "",
          "\(language == .experiment ? "an experiment" : "a scenario") begins with 'fettle: 1', the "
            + "version of its language; add that line")
      }
      return true
    }
    guard entry.value.scalar.map(trimmed) == "1" else {
      error(
        entry.value.place, "fettle",
        "this program reads version 1 of the language, not \(entry.value.kindInWords); write "
          + "'fettle: 1'")
      return false
    }
    return true
  }

  /// The document in these bytes; notes an error where there is none.
  mutating func document(_ bytes: [UInt8], source: Int) -> DocumentNode? {
    let place = Place(source: source)
    if bytes.count > SourceFile.largestSize {
      error(place, "", "the file is larger than 4 MB; put large lists into tables that it names")
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      error(
        Place.ofFirstFault(in: bytes, source: source), "",
        "this is not text in UTF-8; a scenario is a YAML file, saved as UTF-8")
      return nil
    }
    sources[source].text = text
    do {
      if let root = try DocumentParser.parse(text, source: source) {
        if case .nothing = root.content {} else { return root }
      }
      error(place, "", "the file is empty; a scenario begins with 'fettle: 1'")
    } catch {
      self.error(error.place, "", error.message)
    }
    return nil
  }

  /// The last part of a path without its ending: `press` for `scenarios/press.yaml`.
  static func standardName(_ path: String) -> String {
    let file = trimmed(path.split(separator: "/").last.map(String.init) ?? path)
    for ending in [".yaml", ".yml"] where file.hasSuffix(ending) && file.count > ending.count {
      return trimmed(String(file.dropLast(ending.count)))
    }
    return file.isEmpty ? "scenario" : file
  }

  /// The findings as a failure.
  func failure() -> ScenarioFailure {
    ScenarioFailure(kind: .invalid, diagnostics: diagnostics())
  }
}

extension Place {
  /// The place of the first byte that is not UTF-8.
  static func ofFirstFault(in bytes: [UInt8], source: Int) -> Place {
    var place = Place(source: source)
    var iterator = bytes.makeIterator()
    var decoder = UTF8()
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      if scalar == "\n" {
        place.line += 1
        place.column = 1
      } else {
        place.column += 1
      }
    }
    return place
  }
}
