import Experiments
import Foundation
import Optimization
import TestSupport
import Testing

@Suite("Journals of searches")
struct SearchJournalTests {
  static let numbers = [
    0.1, -0.0, 0, 5e-300, .leastNonzeroMagnitude, -.leastNormalMagnitude, 1e300,
    .greatestFiniteMagnitude, 1.0 / 3, 1e15, 123_456_789_012_345_680, -1.5, 1e22, 0.1 + 0.2,
  ]

  static let facts = [
    JournalRecord.Fact("method", "bayesian"), JournalRecord.Fact("seed", "7"),
    JournalRecord.Fact("text", "a \"quote\"\n\t\\ </script> ü € 🏭 \u{2028}\u{0}"),
  ]

  static let records: [JournalRecord] = [
    .began(facts),
    .chosen(trial: 0, values: ["1.5 mm", "ü\n\""], point: numbers, memory: numbers.reversed()),
    .chosen(trial: 1, values: [], point: [], memory: []),
    .measured(
      trial: 0,
      Measurement(
        objectives: numbers, constraints: [-0.0], objectiveVariances: [1e-300],
        constraintVariances: numbers)),
    .failed(trial: 1, why: "no </value> there;\r\n \"really\""),
    .chosen(trial: 2, values: ["3"], point: [0.5], memory: [-0.0]),
    .measured(trial: 2, Measurement(objectives: [2])),
  ]

  static var text: String { records.map { $0.line + "\n" }.joined() }

  /// The bits of all numbers; equality takes -0 for 0.
  private static func bits(_ record: JournalRecord) -> [UInt64] {
    switch record {
    case .began, .failed: []
    case .chosen(_, _, let point, let memory): (point + memory).map(\.bitPattern)
    case .measured(_, let measurement):
      (measurement.objectives + measurement.constraints + measurement.objectiveVariances
        + measurement.constraintVariances).map(\.bitPattern)
    }
  }

  @Test("Every record comes back bit for bit, from one line", .tags(.law), arguments: records)
  func roundTrip(record: JournalRecord) throws {
    #expect(!record.line.contains { $0.isNewline })
    let again = try #require(JournalRecord(line: record.line))
    #expect(again == record)
    #expect(SearchJournalTests.bits(again) == SearchJournalTests.bits(record))
    #expect(again.line == record.line)
  }

  @Test("Cut at any byte it is a whole beginning, or none yet", .tags(.law))
  func cut() throws {
    let bytes = Array(SearchJournalTests.text.utf8)
    var ends = [0]
    var journals: [SearchJournal] = []
    var journal = SearchJournal(facts: SearchJournalTests.facts)
    for (index, record) in SearchJournalTests.records.enumerated() {
      if index > 0 { #expect(journal.add(record) == nil) }
      journals.append(journal)
      ends.append(ends[index] + record.line.utf8.count + 1)
    }
    for length in 0...bytes.count {
      let answer = try SearchJournal.read(Array(bytes.prefix(length)))
      guard let last = ends.lastIndex(where: { $0 <= length }), last > 0 else {
        #expect(answer == nil)
        continue
      }
      #expect(answer?.0 == journals[last - 1] && answer?.length == ends[last])
    }
    #expect(journal.finished == 3)
    #expect(journal.trials.map { $0.point.count } == [14, 0, 1])
  }

  @Test("Damage before the end is named by its line", .tags(.failure))
  func damage() {
    func problem(_ lines: [String]) -> String? {
      do throws(JournalProblem) {
        _ = try SearchJournal.read(lines.map { $0 + "\n" }.joined())
        return nil
      } catch {
        return error.description
      }
    }
    let lines = SearchJournalTests.records.map(\.line)
    func replaced(_ index: Int, _ line: String) -> [String] {
      var lines = lines
      lines[index] = line
      return lines
    }
    #expect(problem(lines) == nil)
    #expect(problem(replaced(1, "")) == "line 2 is no record of a search")
    #expect(problem(replaced(3, "{}")) == "line 4 is no record of a search")
    #expect(problem(replaced(4, String(lines[4].dropLast(3)))) == "line 5 is no record of a search")
    #expect(problem(replaced(2, lines[0])) == "line 3 begins a second search")
    #expect(problem(Array(lines.dropFirst())) == "line 1 is no beginning of a journal")
    #expect(
      problem(replaced(0, "{\"journal\":2,\"facts\":{}}")) == "line 1 is no record of a search")
    #expect(problem(replaced(2, lines[1])) == "line 3 chooses trial 0 where trial 1 is next")
    #expect(problem(replaced(4, lines[3])) == "line 5 measures trial 0, which does not wait for it")
    #expect(
      problem(replaced(3, lines[6])) == "line 4 measures trial 2, which does not wait for it")
    #expect(
      problem(replaced(4, JournalRecord.failed(trial: 9, why: "").line))
        == "line 5 gives up trial 9, which does not wait for it")
    #expect(
      problem(replaced(5, "{\"chosen\":-1,\"values\":[],\"point\":[]}"))
        == "line 6 chooses trial -1 where trial 2 is next")
  }

  @Test("Bytes that are no text are damage, too", .tags(.failure))
  func bytes() {
    var bytes = Array(SearchJournalTests.text.utf8)
    // The first letter of the first line's facts.
    bytes[bytes.firstIndex(of: UInt8(ascii: "b")) ?? 0] = 0xFF
    do throws(JournalProblem) {
      _ = try SearchJournal.read(bytes)
      Issue.record("the damage is not seen")
    } catch {
      #expect(error.description == "line 1 is no record of a search")
    }
  }

  @Test("It says by which facts searches differ", .tags(.exact))
  func differences() {
    let journal = SearchJournal(facts: [
      JournalRecord.Fact("scenario fingerprint", "12"), JournalRecord.Fact("seed", "1"),
      JournalRecord.Fact("batch", "2"), JournalRecord.Fact("gone", "x"),
    ])
    #expect(journal.differences(from: journal.facts.reversed()).isEmpty)
    #expect(
      journal.differences(from: [
        JournalRecord.Fact("scenario fingerprint", "13"), JournalRecord.Fact("seed", "3"),
        JournalRecord.Fact("batch", "2"), JournalRecord.Fact("new", "y"),
      ]) == [
        "gone was 'x' and is not there", "new was not there and is 'y'",
        "the scenario fingerprint is another", "seed was '1' and is '3'",
      ])
  }

  @Test("A file keeps what was added, and cuts off what is no whole line")
  func file() throws {
    try withTemporaryFolder { folder in
      let path = folder.path(percentEncoded: false) + SearchFolder.journalName
      let records = SearchJournalTests.records
      do {
        let file = try JournalFile(path: path, keeping: 0)
        try file.add(Array(records.prefix(3)))
        // Nobody else may write meanwhile.
        #expect(throws: RunFolderError.self) { try JournalFile(path: path, keeping: 0) }
      }
      let root = folder.path(percentEncoded: false)
      let (first, length) = try #require(try SearchFolder.journal(in: root))
      #expect(first.entries.count == 2)
      do {
        let file = try JournalFile(path: path, keeping: length)
        try file.add([])
        try file.add(Array(records[3...]))
      }
      let whole = try #require(try SearchFolder.journal(in: root))
      #expect(whole.length == SearchJournalTests.text.utf8.count && whole.0.finished == 3)
      // As if the last line had been cut off: what follows begins where it began.
      let cut = length + records[3].line.utf8.count + 1
      do {
        let file = try JournalFile(path: path, keeping: cut)
        try file.add(Array(records[4...]))
      }
      #expect(try SearchFolder.journal(in: root)?.0 == whole.0)
      SearchFolder.clear(root)
      #expect(try SearchFolder.journal(in: root) == nil)
    }
  }
}
