/// What a program says of itself when it is started: what it reads of each row, and what it answers.
public struct OutsideContract: Hashable, Sendable, Codable {
  /// The columns that it reads, in the order in which it gets them.
  public var reads: [String]
  /// What it answers, in a word that both sides know: `remaining_life`, `chance`, `value`.
  public var answers: String

  /// Creates a contract.
  public init(reads: [String], answers: String) {
    (self.reads, self.answers) = (reads, answers)
  }

  /// How this differs from what was expected, in words; `nil` where it does not.
  func difference(from expected: OutsideContract) -> String? {
    var parts: [String] = []
    if answers != expected.answers {
      parts.append("it answers '\(answers)' and not '\(expected.answers)'")
    }
    if reads != expected.reads {
      let missing = expected.reads.filter { !reads.contains($0) }
      let unknown = reads.filter { !expected.reads.contains($0) }
      if missing.isEmpty, unknown.isEmpty {
        parts.append(
          "it reads the same columns in another order: \(OutsideContract.list(reads)) and not "
            + OutsideContract.list(expected.reads))
      }
      if !missing.isEmpty { parts.append("it does not read \(OutsideContract.list(missing))") }
      if !unknown.isEmpty { parts.append("it reads \(OutsideContract.list(unknown)) besides") }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
      + (names.count > 10 ? " and \(names.count - 10) more" : "")
  }
}
