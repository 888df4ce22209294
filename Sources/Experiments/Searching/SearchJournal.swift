public import Optimization

/// All that happened in a search, from which it can go on as if it had never stopped.
///
/// As text it is one line a record, in the order in which things happened, and lines are only added. A
/// program that is killed while it writes leaves a last line without an end, which counts for nothing.
public struct SearchJournal: Hashable, Sendable {
  /// A trial as the journal knows it.
  public struct Entry: Hashable, Sendable {
    /// The values as written.
    public var values: [String]
    /// What was chosen, and what became of it.
    public var trial: Trial
    /// Why it could not be measured; empty where it was, or is not known yet.
    public var why: String
  }

  /// What determines the search.
  public private(set) var facts: [JournalRecord.Fact]
  /// The trials, by their number.
  public private(set) var entries: [Entry] = []
  /// Whether the last thing that happened was that a point was chosen.
  public private(set) var endsWithChoice = false

  /// Begins a journal.
  public init(facts: [JournalRecord.Fact]) { self.facts = facts }

  /// The trials as a method of search sees them.
  public var trials: [Trial] { entries.map(\.trial) }

  /// How many trials are measured or have failed.
  public var finished: Int { entries.count { $0.trial.outcome != .pending } }

  /// Reads a journal.
  ///
  /// - Parameter text: The lines.
  /// - Returns: The journal, and how many bytes of the text are whole lines.
  /// - Throws: ``JournalProblem`` where a whole line is none of a journal.
  public static func read(_ text: String) throws(JournalProblem) -> (SearchJournal, length: Int)? {
    try read(Array(text.utf8))
  }

  /// Reads a journal.
  ///
  /// - Parameter bytes: The bytes of its file.
  /// - Returns: The journal, and how many of the bytes are whole lines; `nil` where there is no whole line.
  /// - Throws: ``JournalProblem`` where a whole line is none of a journal.
  public static func read(
    _ bytes: [UInt8]
  ) throws(JournalProblem) -> (SearchJournal, length: Int)? {
    guard let end = bytes.lastIndex(of: 0x0A) else { return nil }
    var journal: SearchJournal?
    let lines = bytes[...end].split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    for (index, line) in lines.enumerated() {
      guard let line = String(validating: line, as: UTF8.self),
        let record = JournalRecord(line: line)
      else {
        throw JournalProblem(line: index + 1, reason: "is no record of a search")
      }
      if case .began(let facts) = record {
        guard index == 0 else {
          throw JournalProblem(line: index + 1, reason: "begins a second search")
        }
        journal = SearchJournal(facts: facts)
      } else if journal == nil {
        throw JournalProblem(line: index + 1, reason: "is no beginning of a journal")
      } else if let problem = journal?.add(record) {
        throw JournalProblem(line: index + 1, reason: problem)
      }
    }
    return journal.map { ($0, end + 1) }
  }

  /// Notes what happened.
  ///
  /// - Returns: What is wrong with it; `nil` where nothing is.
  @discardableResult
  public mutating func add(_ record: JournalRecord) -> String? {
    switch record {
    case .began: return "begins a second search"
    case .chosen(let number, let values, let point, let memory):
      guard number == entries.count else {
        return "chooses trial \(number) where trial \(entries.count) is next"
      }
      entries.append(
        Entry(values: values, trial: Trial(point: point, memory: memory), why: ""))
      endsWithChoice = true
    case .measured(let number, let measurement):
      guard entries.indices.contains(number), entries[number].trial.outcome == .pending else {
        return "measures trial \(number), which does not wait for it"
      }
      entries[number].trial.outcome = .measured(measurement)
      endsWithChoice = false
    case .failed(let number, let why):
      guard entries.indices.contains(number), entries[number].trial.outcome == .pending else {
        return "gives up trial \(number), which does not wait for it"
      }
      entries[number].trial.outcome = .failed
      entries[number].why = why
      endsWithChoice = false
    }
    return nil
  }

  /// What determines this search otherwise than another; none where they are the same.
  ///
  /// - Parameter others: The facts of the other.
  /// - Returns: One sentence a difference.
  public func differences(from others: [JournalRecord.Fact]) -> [String] {
    let names = Set((facts + others).map(\.name)).sorted()
    return names.compactMap { name in
      let own = facts.first { $0.name == name }?.text
      let other = others.first { $0.name == name }?.text
      guard own != other else { return nil }
      if name.hasSuffix("fingerprint") { return "the \(name) is another" }
      return "\(name) was \(own.map { "'\($0)'" } ?? "not there") and is "
        + (other.map { "'\($0)'" } ?? "not there")
    }
  }
}

/// What is wrong with a journal.
public struct JournalProblem: Error, Hashable, CustomStringConvertible {
  /// The line, from 1.
  public var line: Int
  /// What is wrong with it.
  public var reason: String

  /// The sentence.
  public var description: String { "line \(line) \(reason)" }
}
