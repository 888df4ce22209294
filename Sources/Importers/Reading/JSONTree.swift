import Yams

/// A value of a JSON file with its place, so that messages can say where it stands.
///
/// JSON is YAML in braces; the parser of YAML gives the places that those of JSON do not.
struct JSONTree {
  indirect enum Content {
    case list([JSONTree])
    case object([(name: String, value: JSONTree)])
    /// A number, `true`, `false`: whatever stands without quotes.
    case plain(String)
    case text(String)
    case null
  }

  var content: Content
  var line: Int
  var column: Int
  let source: SourceText

  /// Reads a file.
  static func read(_ text: String, name: String) throws(ImportFailure) -> JSONTree {
    let source = SourceText(text, name: name)
    guard text.utf8.count <= largestSize else {
      throw source.failure(
        line: 1, column: 1, "more than 64 MB; import a part of the collection at a time")
    }
    do {
      // Yams keeps a pointer into the text, which must not lie in the value itself.
      var kept = text
      kept.reserveCapacity(max(64, text.utf8.count))
      guard let root = try Parser(yaml: kept, resolver: .basic).singleRoot() else {
        throw source.failure(line: 1, column: 1, "the file is empty; expected JSON")
      }
      // Every value takes a byte at least, unless an alias of YAML makes more of it.
      var left = text.utf8.count
      return try JSONTree(root, source, depth: 0, &left)
    } catch let failure as ImportFailure {
      throw failure
    } catch let error as YamlError {
      throw failure(error, source)
    } catch {
      throw source.failure(line: 1, column: 1, "this is not JSON")
    }
  }

  private static let largestSize = 64 << 20
  private static let deepestNesting = 64

  private static func failure(_ error: YamlError, _ source: SourceText) -> ImportFailure {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      source.failure(
        atOrBeforeLine: mark.line, column: mark.column,
        "this is not JSON: \(problem); is the file whole?")
    default: source.failure(line: 1, column: 1, "this is not JSON; is the file whole?")
    }
  }

  private init(
    _ node: Node, _ source: SourceText, depth: Int, _ left: inout Int
  ) throws(ImportFailure) {
    self.source = source
    line = max(1, node.mark?.line ?? 1)
    column = max(1, node.mark?.column ?? 1)
    content = .null
    left -= 1
    guard left >= 0 else { throw failure("an alias is not JSON") }
    guard depth <= JSONTree.deepestNesting else {
      throw failure("lists and objects are nested more than \(JSONTree.deepestNesting) deep")
    }
    switch node {
    case .scalar(let scalar):
      if scalar.style != .plain {
        content = .text(scalar.string)
      } else if scalar.string != "null" {
        content = .plain(scalar.string)
      }
    case .sequence(let sequence):
      var items: [JSONTree] = []
      for item in sequence { items.append(try JSONTree(item, source, depth: depth + 1, &left)) }
      content = .list(items)
    case .mapping(let mapping):
      var members: [(name: String, value: JSONTree)] = []
      for (key, value) in mapping {
        members.append((key.string ?? "", try JSONTree(value, source, depth: depth + 1, &left)))
      }
      content = .object(members)
    case .alias: throw failure("an alias is not JSON")
    }
  }

  // MARK: - Asking

  /// Something wrong with this value.
  func failure(_ message: String) -> ImportFailure {
    source.failure(line: line, column: column, message)
  }

  /// What it is, in words.
  private var kind: String {
    switch content {
    case .list: "a list"
    case .object: "an object"
    case .plain(let text): "'\(text)'"
    case .text(let text): "the text '\(text)'"
    case .null: "null"
    }
  }

  var isNull: Bool { if case .null = content { true } else { false } }

  /// Its members, where it is an object.
  var members: [(name: String, value: JSONTree)]? {
    if case .object(let members) = content { members } else { nil }
  }

  /// The value under a name; `nil` where there is none, or null.
  subscript(_ name: String) -> JSONTree? {
    guard let value = members?.first(where: { $0.name == name })?.value, !value.isNull else {
      return nil
    }
    return value
  }

  /// The value under a name.
  func required(_ name: String, _ what: String) throws(ImportFailure) -> JSONTree {
    guard members != nil else { throw failure("expected an object, not \(kind)") }
    guard let value = self[name] else { throw failure("'\(name)' is missing: \(what)") }
    return value
  }

  /// The items of a list.
  func list(_ what: String) throws(ImportFailure) -> [JSONTree] {
    guard case .list(let items) = content else {
      throw failure("expected \(what), a list, not \(kind)")
    }
    return items
  }

  /// A text.
  func string(_ what: String) throws(ImportFailure) -> String {
    guard case .text(let text) = content else {
      throw failure("expected \(what), a text in quotes, not \(kind)")
    }
    return text
  }

  /// A number, 0 at least.
  func amount(_ what: String) throws(ImportFailure) -> Amount {
    guard case .plain(let text) = content, let amount = Amount(text) else {
      throw failure("expected \(what), a number, not \(kind)")
    }
    if let problem = amount.problem(what) { throw failure(problem) }
    return amount
  }

  /// A whole number within bounds.
  func whole(_ what: String, in range: ClosedRange<Int>) throws(ImportFailure) -> Int {
    guard case .plain(let text) = content, let number = Int(text) else {
      throw failure("expected \(what), a whole number, not \(kind)")
    }
    guard range.contains(number) else {
      throw failure(
        "\(number) is not possible; \(what) is \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// The names of an object beside those that are known, as phrases that say so.
  func unknownMembers(beside known: [String]) -> [String] {
    (members ?? []).map(\.name).filter { !known.contains($0) }
  }
}
