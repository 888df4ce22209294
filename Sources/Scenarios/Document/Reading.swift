/// A value in the document with the dotted path of its key.
struct Value {
  var node: DocumentNode
  var path: String

  /// The value behind `key`.
  func child(_ key: String, _ node: DocumentNode) -> Value {
    Value(node: node, path: path.isEmpty ? key : path + "." + key)
  }
}

/// A mapping whose keys have been checked against the table.
struct Section {
  var path: String
  var place: Place
  /// The values of known, simulated keys.
  var values: [String: Value]
  /// The keys of the same, for places.
  var keyPlaces: [String: Place]

  subscript(_ key: String) -> Value? { values[key] }
}

/// The state of reading one document: what was found wrong so far, and the parameters.
struct Reading {
  /// A finding at its place.
  struct Finding {
    var place: Place
    var severity: Diagnostic.Severity
    var message: String
  }

  private(set) var findings: [Finding] = []
  var parameters = Parameters()
  /// Machines of the stations read so far that were given by number.
  var machineCount = 0

  /// Whether nothing is wrong so far; warnings do not count.
  var isSound: Bool { !findings.contains { $0.severity == .error } }

  // MARK: - Findings

  /// Notes an error; `path` is that of the value, empty at the top.
  mutating func error(_ place: Place, _ path: String, _ message: String) {
    note(.error, place, path, message)
  }

  /// Notes an error at a value.
  mutating func error(_ value: Value, _ message: String) {
    error(value.node.place, value.path, message)
  }

  /// Notes something legal but doubtful.
  mutating func warn(_ place: Place, _ path: String, _ message: String) {
    note(.warning, place, path, message)
  }

  private mutating func note(
    _ severity: Diagnostic.Severity, _ place: Place, _ path: String, _ message: String
  ) {
    let text = path.isEmpty ? message : "\(path): \(message)"
    findings.append(Finding(place: place, severity: severity, message: text))
  }

  // MARK: - Mappings

  /// The entries of a mapping from names to values, with the names checked.
  mutating func entries(
    _ value: Value, of what: String
  ) -> [(name: String, place: Place, value: Value)]? {
    if refusesForm(value) { return nil }
    guard let entries = value.node.entries else {
      error(value, "expected \(what), not \(value.node.kindInWords)")
      return nil
    }
    var checked: [(name: String, place: Place, value: Value)] = []
    for entry in entries where isName(entry.key, entry.keyPlace, value.path) {
      checked.append((entry.key, entry.keyPlace, value.child(entry.key, entry.value)))
    }
    return checked
  }

  /// Whether a word can name something; notes an error where it cannot.
  mutating func isName(_ word: String, _ place: Place, _ path: String) -> Bool {
    if Reading.isName(word) {
      if word.unicodeScalars.count <= Reading.longestName { return true }
      error(
        place, path,
        "\(quoted(word)) is too long for a name; use at most \(Reading.longestName) letters")
      return false
    }
    error(
      place, path,
      "\(quoted(word)) cannot be a name: a name is letters, digits, '_' and '-', and begins with "
        + "a letter")
    return false
  }

  /// The most letters of a name.
  static let longestName = 100

  /// Whether a word is letters, digits, `_` and `-`, and begins with a letter.
  static func isName(_ word: String) -> Bool {
    guard let first = word.unicodeScalars.first, first.properties.isAlphabetic else { return false }
    return word.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9") ~= $0 || $0 == "_" || $0 == "-"
    }
  }

  /// Opens a section: unknown keys, and keys that are not simulated yet, become errors.
  mutating func open(_ value: Value, as kind: SectionKind) -> Section? {
    if refusesForm(value) { return nil }
    guard let entries = value.node.entries else {
      let names = kind.keys.filter { $0.missing == nil }.map(\.name)
      error(
        value,
        "expected a mapping with keys such as \(enumerated(names.prefix(3).map { "'\($0)'" })), "
          + "not \(value.node.kindInWords)")
      return nil
    }
    var section = Section(path: value.path, place: value.node.place, values: [:], keyPlaces: [:])
    for entry in entries {
      guard let key = kind.key(entry.key) else {
        // Read as the key that was meant, so that what hangs on it is not wrong too.
        if let meant = unknownKey(entry, kind, value.path), section.values[meant] == nil,
          kind.key(meant)?.missing == nil
        {
          section.values[meant] = value.child(meant, entry.value)
          section.keyPlaces[meant] = entry.keyPlace
        }
        continue
      }
      let child = value.child(key.name, entry.value)
      if let missing = key.missing {
        error(entry.keyPlace, child.path, "\(missing) are not simulated yet")
        continue
      }
      section.values[key.name] = child
      section.keyPlaces[key.name] = entry.keyPlace
    }
    return section
  }

  /// Notes an unknown key.
  ///
  /// - Returns: The key that was probably meant.
  private mutating func unknownKey(
    _ entry: DocumentNode.Entry, _ kind: SectionKind, _ path: String
  ) -> String? {
    if entry.key == "<<" {
      error(
        entry.keyPlace, path, "merge keys ('<<') are not part of the language; write the keys out")
      return nil
    }
    let meant = nearest(entry.key, among: kind.keys.map(\.name))
    let hint =
      meant.map { "; did you mean '\($0)'?" }
      ?? "; known here: \(enumerated(kind.keys.filter { $0.missing == nil }.map(\.name)))"
    error(entry.keyPlace, path, "unknown key \(quoted(entry.key))\(hint)")
    return meant
  }

  /// Notes that a name refers to nothing, with what it may have meant.
  ///
  /// - Returns: The index of the name that was probably meant.
  @discardableResult
  mutating func unknownName(
    _ value: Value, _ name: String, kind: String, among index: NameIndex
  ) -> Int? {
    let names = index.names
    let meant = nearest(name, among: names)
    let hint =
      meant.map { "; did you mean '\($0)'?" }
      ?? (names.isEmpty
        ? "; none is defined" : "; there \(names.count == 1 ? "is" : "are") \(listed(names))")
    error(value, "there is no \(kind) \(quoted(name))\(hint)")
    return meant.flatMap { index.index(of: $0) }
  }

  /// The name most like a word, if one is near.
  ///
  /// After many errors, or among very many names, none is looked for: that would take long and help
  /// nobody.
  func nearest(_ word: String, among names: some Sequence<String>) -> String? {
    findings.count < 100 ? NearestName.of(word, among: names.prefix(5_000)) : nil
  }

  /// `; did you mean 'name'?`, or nothing where no name is near.
  func question(_ word: String, among names: some Sequence<String>) -> String? {
    nearest(word, among: names).map { "; did you mean '\($0)'?" }
  }

  private func listed(_ names: [String]) -> String {
    names.count > 8 ? names.prefix(7).joined(separator: ", ") + ", …" : enumerated(names)
  }

  /// Whether a value has a form that is not read yet, which becomes an error.
  mutating func refusesForm(_ value: Value) -> Bool {
    guard case .mapping(let entries) = value.node.content,
      let table = entries.first(where: { $0.key == "table" })
    else { return false }
    error(table.keyPlace, value.path, "tables are not read yet")
    return true
  }
}
