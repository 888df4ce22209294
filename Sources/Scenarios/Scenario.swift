public import FactoryModel

/// A scenario that was read: the factory, and the text that says the same in full.
public struct Scenario: Sendable {
  /// The factory, in SI units.
  public let factory: Factory
  /// The scenario in canonical form, with every default written out; reading it gives the same
  /// ``factory``, bit for bit.
  public let resolvedText: String
  /// What is legal but doubtful, in the order of the file.
  public let warnings: [Diagnostic]
}

/// Reads scenarios.
public enum ScenarioReader {
  /// Reads the scenario in a file.
  ///
  /// - Parameters:
  ///   - path: The file's path, which also stands in diagnostics.
  ///   - overrides: Values that replace those of the file, in order.
  /// - Returns: The scenario.
  /// - Throws: ``ScenarioFailure`` with all errors at once.
  public static func read(
    path: String, overrides: [Override] = []
  ) throws(ScenarioFailure) -> Scenario {
    let bytes = try SourceFile.read(path: path)
    return try read(bytes: bytes, name: path, overrides: overrides)
  }

  /// Reads a scenario from text.
  ///
  /// - Parameters:
  ///   - text: The YAML text.
  ///   - name: What to call it in diagnostics; its last part is the scenario's name where the text
  ///     gives none.
  ///   - overrides: Values that replace those of the text, in order.
  /// - Returns: The scenario.
  /// - Throws: ``ScenarioFailure`` with all errors at once.
  public static func read(
    text: String, name: String, overrides: [Override] = []
  ) throws(ScenarioFailure) -> Scenario {
    try read(bytes: Array(text.utf8), name: name, overrides: overrides)
  }

  private static func read(
    bytes: [UInt8], name: String, overrides: [Override]
  ) throws(ScenarioFailure) -> Scenario {
    var reading = Reading()
    var factory: Factory?
    if var root = document(bytes, &reading) {
      for (index, override) in overrides.enumerated() {
        reading.apply(override, source: index + 1, to: &root)
      }
      factory = reading.readScenario(root, standardName: standardName(name))
    }
    let diagnostics = reading.diagnostics(name: name, overrides: overrides)
    guard reading.isSound, let factory else {
      throw ScenarioFailure(kind: .invalid, diagnostics: diagnostics)
    }
    return Scenario(
      factory: factory, resolvedText: ResolvedWriter.text(of: factory), warnings: diagnostics)
  }

  /// The document in these bytes; notes an error where there is none.
  private static func document(_ bytes: [UInt8], _ reading: inout Reading) -> DocumentNode? {
    if bytes.count > SourceFile.largestSize {
      reading.error(
        Place(), "", "the file is larger than 4 MB; put large lists into tables that it names")
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      reading.error(
        Place.ofFirstFault(in: bytes), "",
        "this is not text in UTF-8; a scenario is a YAML file, saved as UTF-8")
      return nil
    }
    do {
      if let root = try DocumentParser.parse(text) {
        if case .nothing = root.content {} else { return root }
      }
      reading.error(Place(), "", "the file is empty; a scenario begins with 'fettle: 1'")
    } catch {
      reading.error(error.place, "", error.message)
    }
    return nil
  }

  /// The last part of a path without its ending: `press` for `scenarios/press.yaml`.
  private static func standardName(_ path: String) -> String {
    let file = trimmed(path.split(separator: "/").last.map(String.init) ?? path)
    for ending in [".yaml", ".yml"] where file.hasSuffix(ending) && file.count > ending.count {
      return trimmed(String(file.dropLast(ending.count)))
    }
    return file.isEmpty ? "scenario" : file
  }
}

extension Place {
  /// The place of the first byte that is not UTF-8.
  static func ofFirstFault(in bytes: [UInt8]) -> Place {
    var place = Place()
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

extension Reading {
  /// The findings as diagnostics, in the order of the file, overrides last.
  func diagnostics(name: String, overrides: [Override]) -> [Diagnostic] {
    let ordered = findings.enumerated().sorted {
      ($0.element.place, $0.offset) < ($1.element.place, $1.offset)
    }
    return ordered.map { _, finding in
      let place = finding.place
      if place.source > 0, place.source <= overrides.count {
        return Diagnostic(
          file: overrides[place.source - 1].description, severity: finding.severity,
          message: finding.message)
      }
      return Diagnostic(
        file: name, line: place.line, column: place.column, severity: finding.severity,
        message: finding.message)
    }
  }
}
