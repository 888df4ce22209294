import Scenarios

/// A text file of another tool: its lines as words with their places.
struct SourceText {
  /// A word and where it stands.
  struct Word {
    var text: String
    var line: Int
    var column: Int
  }

  /// A line that has words.
  struct Line {
    var number: Int
    var words: [Word]

    /// The words with single blanks between.
    var text: String { words.map(\.text).joined(separator: " ") }
  }

  /// The file's path as it was given.
  let name: String
  private let text: [Substring]

  init(_ text: String, name: String) {
    self.name = name
    self.text = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  /// How many lines there are.
  var lineCount: Int { text.count }

  /// The lines that have words.
  ///
  /// - Parameter comments: With which lines that say nothing begin.
  /// - Returns: The lines.
  func lines(withoutComments comments: [String] = ["#"]) -> [Line] {
    text.enumerated().compactMap { index, line in
      let words = SourceText.words(of: line, line: index + 1)
      guard let first = words.first, !comments.contains(where: { first.text.hasPrefix($0) })
      else { return nil }
      return Line(number: index + 1, words: words)
    }
  }

  private static func words(of text: Substring, line: Int) -> [Word] {
    var words: [Word] = []
    var column = 0
    var word: Word?
    for scalar in text.unicodeScalars {
      column += 1
      // A byte order mark may stand before the first word.
      if scalar.properties.isWhitespace || scalar == "\u{FEFF}" {
        if let found = word { words.append(found) }
        word = nil
      } else if word == nil {
        word = Word(text: String(scalar), line: line, column: column)
      } else {
        word?.text.unicodeScalars.append(scalar)
      }
    }
    if let found = word { words.append(found) }
    return words
  }

  // MARK: - What is wrong

  /// Something wrong at a word.
  func failure(at word: Word, _ message: String) -> ImportFailure {
    failure(line: word.line, column: word.column, length: word.text.unicodeScalars.count, message)
  }

  /// Something wrong at a place.
  func failure(line: Int, column: Int, length: Int = 1, _ message: String) -> ImportFailure {
    let shown = line >= 1 && line <= text.count ? String(text[line - 1]) : nil
    return ImportFailure(
      Diagnostic(
        file: name, line: line, column: column, message: message,
        excerpt: shown.flatMap { SourceText.excerpt($0, column: column, length: length) }))
  }

  /// Something wrong at a place that a parser names; where that lies behind the text, its end is meant.
  func failure(atOrBeforeLine line: Int, column: Int, _ message: String) -> ImportFailure {
    let last = text.lastIndex { !$0.isEmpty } ?? 0
    guard line > last + 1 || column < 1 else {
      return failure(line: max(1, line), column: column, message)
    }
    let end = last < text.count ? text[last].unicodeScalars.count : 0
    return failure(line: last + 1, column: end + 1, message)
  }

  /// The text ends before something that was expected.
  func endsEarly(_ expected: String) -> ImportFailure {
    let last = lines().last?.words.last
    let line = last?.line ?? 1
    return failure(
      line: line, column: (last?.column ?? 1) + (last?.text.unicodeScalars.count ?? 0),
      "the file ends here; expected \(expected)")
  }

  /// The part of a line around a place, so that long lines stay readable.
  private static func excerpt(_ line: String, column: Int, length: Int) -> Diagnostic.Excerpt? {
    let characters = Array(line)
    guard column - 1 <= characters.count, column >= 1 else { return nil }
    let first = max(0, column - 1 - 40)
    let last = min(characters.count, first + 90)
    return Diagnostic.Excerpt(
      line: String(characters[first..<last]), start: column - 1 - first,
      length: max(1, min(length, max(1, last - column + 1))))
  }
}
