/// A program that is a model, as it is started: words, and never a shell.
public struct OutsideCommand: Hashable, Sendable, Codable {
  /// The program and its arguments: `["python3", "model.py"]`.
  ///
  /// A program without a slash is looked for in `PATH`; one with a slash is as seen from the working folder.
  public var words: [String]
  /// How long it may take for one answer, its start included, in seconds.
  public var timeout: Double
  /// The most rows that it is asked about in one line.
  public var batch: Int

  /// Creates a command.
  ///
  /// - Parameters:
  ///   - words: The program and its arguments; at least one word.
  ///   - timeout: How long it may take for one answer, in seconds; above 0.
  ///   - batch: The most rows that it is asked about in one line; at least 1.
  /// - Throws: ``OutsideProblem`` where one of them cannot be.
  public init(
    _ words: [String], timeout: Double = 30, batch: Int = 1_000
  ) throws(OutsideProblem) {
    (self.words, self.timeout, self.batch) = (words, timeout, batch)
    try check()
  }

  /// Creates a command from a line, as it is typed.
  ///
  /// Words are divided by blanks; between quotes, `'` or `"`, blanks belong to the word. Nothing else has a meaning: there is
  /// no shell that would know of `$`, `*`, `|` or `;`.
  ///
  /// - Parameters:
  ///   - line: `python3 model.py --size 'very large'`.
  ///   - timeout: How long it may take for one answer, in seconds; above 0.
  ///   - batch: The most rows that it is asked about in one line; at least 1.
  /// - Throws: ``OutsideProblem`` where a quote is not closed, or a number cannot be.
  public init(
    line: String, timeout: Double = 30, batch: Int = 1_000
  ) throws(OutsideProblem) {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word?.append(character) }
      } else if character == "'" || character == "\"" {
        (quote, word) = (character, word ?? "")
      } else if character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil else {
      throw OutsideProblem(line, .badCommand("a quote is not closed"))
    }
    if let word { words.append(word) }
    try self.init(words, timeout: timeout, batch: batch)
  }

  /// Sees whether it can be a command.
  ///
  /// - Throws: ``OutsideProblem`` that says why not.
  public func check() throws(OutsideProblem) {
    func refuse(_ reason: String) -> OutsideProblem { OutsideProblem(text, .badCommand(reason)) }
    guard let program = words.first, !program.isEmpty else {
      throw refuse("no program is named; write one such as 'python3 model.py'")
    }
    if words.contains(where: { $0.unicodeScalars.contains("\0") }) {
      throw refuse("a word holds the character 0")
    }
    guard timeout > 0, timeout <= OutsideCommand.longestTimeout else {
      throw refuse("the time-out is \(timeout) s; it must be above 0 and at most one day")
    }
    guard batch >= 1 else { throw refuse("a batch has \(batch) rows; at least 1 is needed") }
  }

  /// The longest time that may be given for an answer, in seconds.
  public static let longestTimeout = 86_400.0

  /// The command as a line, for people and for ``init(line:timeout:batch:)``.
  public var text: String {
    words.map { word in
      let isPlain = !word.isEmpty && !word.contains { $0.isWhitespace || $0 == "'" || $0 == "\"" }
      if isPlain { return word }
      return word.contains("'") ? "\"\(word)\"" : "'\(word)'"
    }.joined(separator: " ")
  }
}
