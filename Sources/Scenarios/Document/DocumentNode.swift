/// Where a piece of text stands: in the scenario's file, in one that it names, or in an override.
struct Place: Hashable, Comparable {
  /// The number of the text: 0 for the file; others for what it names, and for overrides.
  var source = 0
  /// The line, from 1.
  var line = 1
  /// The column in Unicode scalars, from 1.
  var column = 1

  static func < (left: Place, right: Place) -> Bool {
    (left.source, left.line, left.column) < (right.source, right.line, right.column)
  }
}

/// A YAML document as text and places, without types: a scalar is the text as it was written.
struct DocumentNode: Sendable {
  /// What the node is.
  enum Content {
    case scalar(String)
    case list([DocumentNode])
    case mapping([Entry])
    /// Nothing was written, as after `press:`.
    case nothing
  }

  /// A key with its value.
  struct Entry {
    var key: String
    var keyPlace: Place
    var value: DocumentNode
  }

  var content: Content
  var place: Place

  /// The text of a scalar.
  var scalar: String? {
    if case .scalar(let text) = content { text } else { nil }
  }

  /// The entries of a mapping; those of an empty one where nothing was written.
  var entries: [Entry]? {
    switch content {
    case .mapping(let entries): entries
    case .nothing: []
    case .scalar, .list: nil
    }
  }

  /// What stands here, for a message: `'4 h'`, `a list`.
  var kindInWords: String {
    switch content {
    case .scalar(let text): quoted(text)
    case .list: "a list"
    case .mapping: "a mapping"
    case .nothing: "nothing"
    }
  }
}

/// A text in single quotes, cut where it is long, with nothing in it that would break a line.
func quoted(_ text: String) -> String {
  var shown = ""
  for (count, scalar) in text.unicodeScalars.enumerated() {
    if count == 60 {
      shown += "…"
      break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      shown += "\\u{\(String(scalar.value, radix: 16))}"
    default: shown.unicodeScalars.append(scalar)
    }
  }
  return "'\(shown)'"
}

/// Names joined for a sentence: `a, b and c`.
func enumerated(_ names: [String], joinedBy last: String = "and") -> String {
  guard let final = names.last, names.count > 1 else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " \(last) " + final
}
