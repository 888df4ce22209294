import Yams

/// Turns YAML text into a ``DocumentNode``, within bounds that no text can make it leave.
struct DocumentParser {
  /// Why a text is not a document: one message, and where.
  struct Problem: Error {
    var place: Place
    var message: String
  }

  /// The most values that a document may have, aliases followed.
  static let mostNodes = 200_000
  /// The deepest nesting of lists and mappings.
  static let deepestNesting = 100
  /// The most aliases.
  ///
  /// What an alias stands for may itself hold aliases, so their number, not their length, is what
  /// bounds the document.
  static let mostAliases = 16

  private let source: Int
  private var count = 0

  /// Parses a text; `source` becomes that of all places.
  static func parse(_ text: String, source: Int = 0) throws(Problem) -> DocumentNode? {
    var parser = DocumentParser(source: source)
    try parser.checkBounds(of: text)
    guard let root = try parser.compose(text) else { return nil }
    return try parser.convert(root, depth: 0)
  }

  private init(source: Int) {
    self.source = source
  }

  // MARK: - Before composing

  /// Refuses what would take long to compose: too many values, too many aliases.
  private func checkBounds(of text: String) throws(Problem) {
    var place = Place(source: source)
    var separators = 0
    var aliases = 0
    var last = UInt8(ascii: "\n")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\n"):
        separators += 1
      case UInt8(ascii: "*") where startsToken(after: last): aliases += 1
      default: break
      }
      if separators > DocumentParser.mostNodes { throw tooMany(place) }
      if aliases > DocumentParser.mostAliases {
        throw Problem(
          place: place,
          message: "more than \(DocumentParser.mostAliases) aliases ('*name'); make the values "
            + "parameters in 'params' and write '$name'")
      }
      if byte == UInt8(ascii: "\n") {
        place.line += 1
        place.column = 1
      } else if byte & 0xC0 != 0x80 {
        place.column += 1
      }
      if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t") { last = byte }
    }
  }

  /// Whether a token may begin after this byte and blanks; the last three end the line breaks of
  /// YAML 1.1 that are not ASCII.
  private func startsToken(after byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "-"), UInt8(ascii: "?"),
      UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"), 0x85, 0xA8, 0xA9:
      true
    default: false
    }
  }

  private func tooMany(_ place: Place) -> Problem {
    Problem(
      place: place,
      message: "more than 200,000 values; a scenario names that many by tables, not in its text")
  }

  // MARK: - Composing

  private func compose(_ text: String) throws(Problem) -> Node? {
    // Yams keeps a pointer into the text. A text of at most 15 bytes lies in the value itself, which
    // moves; reserving more makes it lie elsewhere.
    var kept = text
    kept.reserveCapacity(max(64, text.utf8.count))
    do {
      return try Parser(yaml: kept, resolver: .basic).singleRoot()
    } catch let error as YamlError {
      throw problem(error)
    } catch {
      throw Problem(place: Place(source: source), message: "is not YAML: \(error)")
    }
  }

  private func problem(_ error: YamlError) -> Problem {
    switch error {
    case .scanner(let context, let problem, let mark, let yaml),
      .parser(let context, let problem, let mark, let yaml),
      .composer(let context, let problem, let mark, let yaml):
      if problem.hasPrefix("Maximum nesting level") { return tooDeep(place(mark)) }
      if problem == "but found another document" {
        return Problem(
          place: place(mark), message: "a second document begins here; a scenario is a single one")
      }
      if problem == "found undefined alias" {
        return Problem(
          place: place(mark),
          message: "an alias ('*name') for which there is no anchor ('&name') before it")
      }
      var message = "this is not YAML: \(problem)"
      if let context {
        message += ", \(context.text) that begins at \(context.mark)"
      }
      if problem == "found character that cannot start any token" {
        message =
          character(at: mark, in: yaml) == "\t"
          ? "a tab stands where YAML takes only spaces; indent with spaces"
          : "no value begins with this character; put the value in quotes"
      }
      return Problem(place: place(mark), message: message)
    case .reader(_, let offset, let value, let yaml):
      let character = "\\u{\(String(max(0, value), radix: 16))}"
      return Problem(
        place: place(ofOffset: offset ?? 0, in: yaml),
        message: "the character \(character) cannot stand in YAML; remove it")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let keys = enumerated(duplicates.sorted().prefix(5).map(quoted))
      return Problem(
        place: place(context.mark),
        message: "the key \(keys) stands more than once in the same mapping; keep one of them")
    default:
      return Problem(place: Place(source: source), message: "is not YAML: \(error)")
    }
  }

  private func character(at mark: Mark, in text: String) -> Unicode.Scalar? {
    var line = 1
    var column = 1
    for scalar in text.unicodeScalars {
      if line == mark.line, column == mark.column { return scalar }
      if scalar == "\n" {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
    return nil
  }

  private func place(_ mark: Mark?) -> Place {
    // Columns and lines are 1-based; a missing mark is that of the beginning.
    Place(source: source, line: max(1, mark?.line ?? 1), column: max(1, mark?.column ?? 1))
  }

  private func place(ofOffset offset: Int, in text: String) -> Place {
    var place = Place(source: source)
    for character in text.prefix(offset) {
      if character.isNewline {
        place.line += 1
        place.column = 1
      } else {
        place.column += character.unicodeScalars.count
      }
    }
    return place
  }

  private func tooDeep(_ place: Place) -> Problem {
    Problem(
      place: place,
      message: "lists and mappings are nested more than \(DocumentParser.deepestNesting) deep")
  }

  // MARK: - Converting

  private mutating func convert(_ node: Node, depth: Int) throws(Problem) -> DocumentNode {
    count += 1
    let place = place(node.mark)
    if count > DocumentParser.mostNodes { throw tooMany(place) }
    if depth > DocumentParser.deepestNesting { throw tooDeep(place) }
    switch node {
    case .scalar(let scalar):
      let isNothing = scalar.string.isEmpty && scalar.style == .plain
      return DocumentNode(content: isNothing ? .nothing : .scalar(scalar.string), place: place)
    case .sequence(let sequence):
      var items: [DocumentNode] = []
      for item in sequence { items.append(try convert(item, depth: depth + 1)) }
      return DocumentNode(content: .list(items), place: place)
    case .mapping(let mapping):
      var entries: [DocumentNode.Entry] = []
      for (key, value) in mapping {
        let keyPlace = self.place(key.mark)
        guard case .scalar(let scalar) = key else {
          throw Problem(
            place: keyPlace, message: "a list or mapping stands where a key was expected")
        }
        entries.append(
          DocumentNode.Entry(
            key: scalar.string, keyPlace: keyPlace, value: try convert(value, depth: depth + 1)))
      }
      return DocumentNode(content: .mapping(entries), place: place)
    case .alias:
      throw Problem(place: place, message: "an alias that stands for nothing")
    }
  }
}
