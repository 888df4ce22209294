/// Reads a text line by line and word by word, and says where it is wrong.
struct WordReader {
  let source: SourceText
  private let lines: [SourceText.Line]
  private var next = 0

  /// Reads all lines of a text, or some of them.
  init(_ source: SourceText, _ lines: [SourceText.Line]? = nil) {
    self.source = source
    self.lines = lines ?? source.lines()
  }

  /// Whether all lines were read.
  var isAtEnd: Bool { next >= lines.count }

  /// The next line, which stays to be read.
  var upcoming: SourceText.Line? { isAtEnd ? nil : lines[next] }

  /// Reads a line.
  ///
  /// - Parameter expected: What should stand there, for the message where the text ends.
  /// - Returns: The line.
  /// - Throws: ``ImportFailure`` where the text ends.
  mutating func line(_ expected: String) throws(ImportFailure) -> SourceText.Line {
    guard let line = upcoming else { throw source.endsEarly(expected) }
    next += 1
    return line
  }

  /// Reads a line with a single count, 1 at least.
  mutating func count(_ what: String) throws(ImportFailure) -> Int {
    let line = try line(what)
    let count = try source.count(line.words[0], what)
    if line.words.count > 1 {
      throw source.failure(
        at: line.words[1], "expected nothing beside \(what); remove '\(line.words[1].text)'")
    }
    return count
  }
}

extension SourceText {
  /// A count, 1 at least, that a word gives.
  func count(_ word: Word, _ what: String) throws(ImportFailure) -> Int {
    guard let count = Int(word.text) else {
      throw failure(at: word, "'\(word.text)' is not a whole number; expected \(what)")
    }
    guard (1...100_000).contains(count) else {
      throw failure(at: word, "\(count) is not possible here; expected \(what), 1 to 100000")
    }
    return count
  }

  /// A whole number that a word gives.
  func whole(_ word: Word, _ what: String) throws(ImportFailure) -> Int {
    guard let number = Int(word.text) else {
      throw failure(at: word, "'\(word.text)' is not a whole number; expected \(what)")
    }
    return number
  }

  /// A number, 0 at least, that a word gives.
  func amount(
    _ word: Word, text: String? = nil, _ what: String
  ) throws(ImportFailure) -> Amount {
    let text = text ?? word.text
    guard let amount = Amount(text) else {
      throw failure(at: word, "'\(text)' is not a number; expected \(what)")
    }
    if let problem = amount.problem(what) { throw failure(at: word, problem) }
    return amount
  }
}
