import FactoryModel

/// From a document to a scenario that has been checked.
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
    checkCrewSizes(tree, Plant(tree))
    let standardName = Reading.standardName(name)
    var stages = [ScenarioStage(reading: self, tree: tree)]
    var builder = FactoryBuilder(reading: self, standardName: standardName, tree: tree)
    var factory = builder.build(tree)
    var refusals = builder.notSimulated
    self = builder.reading
    checkTimeline(tree, root, factory: &factory, stages: &stages, refusals: &refusals)
    guard isSound else { throw failure() }
    factory?.shareFeatures()
    let writer = TreeWriter(standardName: standardName, parameters: parameters)
    if factory?.controlRules.isEmpty == false {
      factory?.openDoor(into: stages, origin: writer.text(of: tree).text)
    }
    warnOfDoubts(tree, builder.plant, factory)
    return CheckedScenario(
      name: tree["name"]?.text ?? standardName, warnings: diagnostics(),
      notSimulated: diagnostics(for: refusals), factory: refusals.isEmpty ? factory : nil,
      tree: tree, writer: writer)
  }

  /// Reads a document into a tree; `nil` where it is no scenario at all.
  mutating func readScenario(_ root: DocumentNode) -> TreeSection? {
    guard let entries = mapping(root), hasVersion(root, entries) else { return nil }
    readParameters(entries)
    declarations.collect(from: entries, of: .scenario)
    if let written = entries.first(where: { $0.key == "start" })?.value.scalar,
      let text = try? parameters.expand(written), let date = try? DateText.date(trimmed(text))
    {
      start = date
    }
    declareScopes(entries)
    return section(Value(node: root, path: ""), .scenario, owner: root.place)
  }

  /// The entries of a whole document; notes an error where it is no mapping.
  mutating func mapping(_ root: DocumentNode) -> [DocumentNode.Entry]? {
    if case .mapping(let entries) = root.content { return entries }
    error(
      root.place, "",
      "\(language.withArticle) is a mapping that begins with 'fettle: 1', not \(root.kindInWords)")
    return nil
  }

  /// Whether the document is of this version of the language.
  mutating func hasVersion(_ root: DocumentNode, _ entries: [DocumentNode.Entry]) -> Bool {
    guard let entry = entries.first(where: { $0.key == "fettle" }) else {
      // A misspelled key is reported as one.
      if NearestName.of("fettle", among: entries.prefix(20).map(\.key)) == nil {
        error(
          root.place, "",
          "\(language.withArticle) begins with 'fettle: 1', the version of its language; add that "
            + "line")
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
