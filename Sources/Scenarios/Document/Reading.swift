import FactoryModel

/// A value in the document with the dotted path of its key.
struct Value {
  var node: DocumentNode
  var path: String

  /// The value behind `key`.
  func child(_ key: String, _ node: DocumentNode) -> Value {
    Value(node: node, path: path.isEmpty ? key : path + "." + key)
  }
}

/// The state of reading one document: what was found wrong so far, and the names that are known.
struct Reading {
  /// A finding at its place.
  struct Finding {
    var place: Place
    var severity: Diagnostic.Severity
    /// The dotted path of the value.
    var path: String
    var message: String
    /// The text that stands at the place, and the piece of it that is meant.
    var text = ""
    var offset = 0
    var length: Int?
  }

  /// Which kind of file is read.
  enum Language {
    case scenario, experiment

    var withArticle: String { self == .experiment ? "an experiment" : "a scenario" }
  }

  private(set) var findings: [Finding] = []
  var language = Language.scenario
  var sources: [Source] = []
  var parameters = Parameters()
  var declarations = Declarations()
  var files: FileAccess
  /// The folder of the scenario, for files that overrides name.
  var folder = ""
  /// Whether a file that the scenario names could not be read, so that much else seems wrong.
  var lacksFiles = false
  /// When the simulation starts.
  var start = PlantTime.monday
  /// The names that a formula may use where is read now.
  var scope = FormulaScope()

  init(files: FileAccess) {
    self.files = files
  }

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
    findings[findings.count - 1].text = value.node.scalar ?? ""
  }

  /// Notes what is wrong with a value, at the piece of it that is meant.
  mutating func error(_ value: Value, _ problem: ValueProblem) {
    error(value, problem.message)
    guard let offset = problem.offset, let written = value.node.scalar else { return }
    let last = findings.count - 1
    if let place = parameters.offset(offset, ofExpanded: written) {
      findings[last].offset = place
      findings[last].length = problem.length
    }
  }

  /// Notes something legal but doubtful.
  mutating func warn(_ place: Place, _ path: String, _ message: String) {
    note(.warning, place, path, message)
  }

  private mutating func note(
    _ severity: Diagnostic.Severity, _ place: Place, _ path: String, _ message: String
  ) {
    let text = path.isEmpty ? message : "\(path): \(message)"
    findings.append(Finding(place: place, severity: severity, path: path, message: text))
  }

  /// Takes over the errors of another reading of the same texts, as far as they are not known yet.
  mutating func take(_ other: Reading) {
    for finding in other.findings where finding.severity == .error {
      let isKnown = findings.contains {
        $0.place == finding.place && $0.message == finding.message
      }
      if !isKnown { findings.append(finding) }
    }
    sources = other.sources
  }

  // MARK: - Names

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
    guard let first = word.unicodeScalars.first, first.isLetter else { return false }
    return word.unicodeScalars.allSatisfy {
      $0.isLetter || ("0"..."9") ~= $0 || $0 == "_" || $0 == "-"
    }
  }

  /// Notes an unknown key.
  ///
  /// - Returns: The key that was probably meant.
  mutating func unknownKey(
    _ entry: DocumentNode.Entry, _ kind: SectionKind, _ path: String
  ) -> String? {
    if entry.key == "<<" {
      error(
        entry.keyPlace, path, "merge keys ('<<') are not part of the language; write the keys out")
      return nil
    }
    if let first = entry.key.utf8.first, (48...57).contains(first) {
      error(
        entry.keyPlace, path,
        "unknown key \(quoted(entry.key)): a comma ends a value here; write numbers without commas, "
          + "such as 1500 or 1.5")
      return nil
    }
    let meant = nearest(entry.key, among: kind.keys.map(\.name))
    let hint =
      meant.map { "; did you mean '\($0)'?" }
      ?? "; known here: \(known(kind.keys.map(\.name)))"
    error(entry.keyPlace, path, "unknown key \(quoted(entry.key))\(hint)")
    return meant
  }

  /// Notes that a name refers to nothing, with what it may have meant.
  ///
  /// - Returns: The name that was probably meant.
  @discardableResult
  mutating func unknownName(
    _ place: Place, _ path: String, _ name: String, kind: String, among names: [String]
  ) -> String? {
    let meant = nearest(name, among: names)
    let hint =
      meant.map { "; did you mean '\($0)'?" }
      ?? (names.isEmpty
        ? "; none is defined" : "; there \(names.count == 1 ? "is" : "are") \(listed(names))")
    error(place, path, "there is no \(kind) \(quoted(name))\(hint)")
    return meant
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

  private func known(_ names: [String]) -> String {
    names.count > 14 ? names.prefix(14).joined(separator: ", ") + ", …" : enumerated(names)
  }

  private func listed(_ names: [String]) -> String {
    names.count > 8 ? names.prefix(7).joined(separator: ", ") + ", …" : enumerated(names)
  }
}
