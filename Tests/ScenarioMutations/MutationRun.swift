import TestDraws

/// What a reader says of a text.
public enum ReaderAnswer: Sendable {
  /// An error, as far as a run looks at it.
  public struct Finding: Sendable {
    /// The line, from 1.
    public var line: Int?
    /// The column, from 1.
    public var column: Int?
    /// The message.
    public var message: String

    /// Creates a finding.
    public init(line: Int?, column: Int?, message: String) {
      self.line = line
      self.column = column
      self.message = message
    }
  }

  /// The text is wrong.
  case refused([Finding])
  /// The text is sound; its canonical form with the tables that go with it, if it has one.
  case sound(resolved: String?, tables: [String: String])
}

/// Reads many mutations of a corpus, and watches how the reader takes them.
public struct MutationRun: Sendable {
  /// What came of a run.
  public struct Report: Sendable {
    /// How many texts were read.
    public var tried = 0
    /// How many of them were sound.
    public var sound = 0
    /// How many of these were resolved, and read again.
    public var resolved = 0
    /// The longest time that a text took, in seconds.
    public var slowest = 0.0
    /// The text that took longest.
    public var slowestText = ""
    /// What went wrong: each with the text, the first ten.
    public var problems: [String] = []
  }

  /// A text, with the files that it may name.
  public struct Input: Sendable {
    /// Where it comes from.
    public var path: String
    /// The text.
    public var text: String
    /// The files.
    public var files: [String: String]
  }

  /// What is mutated.
  public var corpus: Corpus
  /// How many mutations are read.
  public var rounds: Int
  /// The seed of all chance.
  public var seed: UInt64

  /// Creates a run.
  public init(corpus: Corpus, rounds: Int, seed: UInt64) {
    self.corpus = corpus
    self.rounds = rounds
    self.seed = seed
  }

  /// The longest time that a text may take, in seconds.
  public static let longestTime = 2.0

  /// Reads the mutations.
  ///
  /// - Parameters:
  ///   - before: Called with each text before it is read, so that a crash leaves its cause.
  ///   - read: The reader.
  /// - Returns: What came of it.
  public func report(
    before: (Input) throws -> Void,
    read: (_ text: String, _ files: [String: String]) -> ReaderAnswer
  ) rethrows -> Report {
    var mutator = TextMutator(seed: seed, words: corpus.words)
    var report = Report()
    for round in 0..<rounds {
      let input = input(&mutator)
      try before(input)
      var answer = ReaderAnswer.refused([])
      let time = ContinuousClock().measure { answer = read(input.text, input.files) }
      report.tried += 1
      let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
      if seconds > report.slowest {
        report.slowest = seconds
        report.slowestText = input.text
      }
      var problems: [String] = []
      if seconds > MutationRun.longestTime { problems.append("took \(seconds) s") }
      switch answer {
      case .refused(let findings):
        if findings.isEmpty { problems.append("was refused without a reason") }
        for finding in findings where !MutationRun.isPlaced(finding) {
          problems.append("has an error without a place: \(finding.message)")
        }
      case .sound(let resolved, let tables):
        report.sound += 1
        if round % 10 == 0, let resolved {
          report.resolved += 1
          let again = read(resolved, tables)
          problems += MutationRun.differences(resolved, tables, again)
        }
      }
      if !problems.isEmpty, report.problems.count < 10 {
        report.problems.append(
          "\(input.path), seed \(seed), round \(round): \(problems.joined(separator: "; "))\n"
            + input.text)
      }
    }
    return report
  }

  /// The next text; sometimes it is a file that the text names which is mutated.
  private func input(_ mutator: inout TextMutator) -> Input {
    let document = corpus.documents[mutator.random.pick(corpus.draws)]
    var files = Dictionary(uniqueKeysWithValues: document.files.map { ($0.name, $0.text) })
    if mutator.random.chance(0.15) {
      let file = mutator.random.pick(document.files)
      files[file.name] = mutator.mutated(file.text)
      return Input(path: document.path, text: document.text, files: files)
    }
    return Input(path: document.path, text: mutator.mutated(document.text), files: files)
  }

  private static func isPlaced(_ finding: ReaderAnswer.Finding) -> Bool {
    (finding.line ?? 0) >= 1 && (finding.column ?? 0) >= 1 && !finding.message.isEmpty
  }

  private static func differences(
    _ resolved: String, _ tables: [String: String], _ again: ReaderAnswer
  ) -> [String] {
    switch again {
    case .refused(let findings):
      ["resolves to a text that is refused: \(findings.first?.message ?? "")\n\(resolved)"]
    case .sound(let text, let otherTables):
      text == resolved && otherTables == tables
        ? [] : ["resolves to a text that resolves to another:\n\(resolved)\n\(text ?? "")"]
    }
  }
}
