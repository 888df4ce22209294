import TestSupport
import Testing

@testable import Scenarios

@Suite("The table of keys")
struct KeyTableTests {
  /// Every key with the kind of section in which it stands.
  private static let all: [(kind: SectionKind, key: Key)] = SectionKind.allCases.flatMap { kind in
    kind.keys.map { (kind, $0) }
  }

  private static func name(_ entry: (kind: SectionKind, key: Key)) -> String {
    "\(entry.kind.rawValue).\(entry.key.name)"
  }

  @Test("Every kind of section has keys, and every name in it one meaning")
  func uniqueNames() {
    for kind in SectionKind.allCases {
      #expect(!kind.keys.isEmpty, "\(kind.rawValue) has no keys")
      let names = kind.keys.map(\.name) + kind.keys.compactMap(\.spelling)
      #expect(Set(names).count == names.count, "\(kind.rawValue) names a key twice")
      for key in kind.keys { #expect(kind.key(key.name)?.doc == key.doc) }
      if let principal = kind.principalKey { #expect(kind.key(principal) != nil) }
    }
    #expect(KeyTableTests.all.count > 250)
  }

  @Test("No name is a word that some YAML reader takes for true, false or nothing")
  func notTruth() {
    let words: Set = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"]
    for entry in KeyTableTests.all {
      #expect(!words.contains(entry.key.name.lowercased()), "\(KeyTableTests.name(entry))")
      let isPlain = entry.key.name.allSatisfy { ("a"..."z") ~= $0 || $0 == "_" }
      #expect(isPlain, "\(KeyTableTests.name(entry)) is not small letters and '_'")
    }
  }

  @Test("Every key is explained in one line without a full stop")
  func explained() {
    for entry in KeyTableTests.all {
      let doc = entry.key.doc
      let isOneLine = !doc.isEmpty && !doc.contains("\n") && !doc.hasSuffix(".")
      #expect(isOneLine, "\(KeyTableTests.name(entry)): \(doc)")
    }
  }

  @Test("What is not simulated is named so that 'are not simulated yet' may follow")
  func plurals() {
    var count = 0
    for entry in KeyTableTests.all {
      guard let missing = entry.key.missing else { continue }
      count += 1
      // The noun is what stands before the first of these.
      var head = missing
      for word in ["that", "of", "by", "for", "from", "in", "at", "before", "after"] {
        if let range = head.range(" \(word) ") { head = String(head[..<range]) }
      }
      let isPlural = head.hasSuffix("s") || head.contains(" and ")
      #expect(isPlural, "\(KeyTableTests.name(entry)): '\(missing) are not simulated yet'")
      #expect(!missing.hasSuffix(".") && missing.first?.isLowercase == true, "\(missing)")
    }
    #expect(count > 5)
  }

  @Test("Every default can be read as a value of its key")
  func defaults() {
    var count = 0
    for entry in KeyTableTests.all {
      guard let text = entry.key.standardValue else { continue }
      count += 1
      KeyTableTests.expectReadable(text, entry)
    }
    #expect(count > 40)
  }

  @Test("Every example of what must be written can be read as a value of its key")
  func examples() {
    var count = 0
    for entry in KeyTableTests.all {
      // A name must be that of something which the file declares.
      guard let text = entry.key.requiredExample, !entry.key.shape.refers else { continue }
      count += 1
      KeyTableTests.expectReadable(text, entry)
    }
    #expect(count > 20)
  }

  private static func expectReadable(_ text: String, _ entry: (kind: SectionKind, key: Key)) {
    var reading = Reading(files: FileAccess(given: [:]))
    reading.sources = [Source(name: "table", text: text)]
    reading.enterScope(
      of: entry.kind, Value(node: DocumentNode(content: .nothing, place: Place()), path: ""))
    reading.enterScope(of: entry.key, in: entry.kind)
    do {
      let node = try #require(try DocumentParser.parse(text))
      let read = reading.read(
        Value(node: node, path: entry.key.name), as: entry.key.shape, owner: Place())
      #expect(
        reading.isSound && !read.isBroken,
        "\(name(entry)): \(reading.diagnostics().map(\.description))")
    } catch {
      Issue.record("\(name(entry)): '\(text)' is not YAML: \(error)")
    }
  }
}

extension String {
  /// Where a piece begins.
  fileprivate func range(_ piece: String) -> String.Index? {
    indices.first { self[$0...].hasPrefix(piece) }
  }
}

extension Shape {
  /// Whether a value of it may be the name of something that the file declares.
  fileprivate var refers: Bool {
    switch self {
    case .reference, .keyed: true
    case .list(let inner, _): inner.refers
    case .either(let shapes, _): shapes.contains { $0.refers }
    default: false
    }
  }
}
