import Scenarios
import Importers
import TestSupport
import Testing

@Suite("XES")
struct XesReaderTests {
  private func text(_ events: String) -> [UInt8] {
    Array(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- a log -->
      <log xes.version="1.0">
        <string key="concept:name" value="the log"/>
        <trace>
          <string key="concept:name" value="Order &lt;1&gt;"/>
          \(events)
        </trace>
      </log>
      """.utf8)
  }

  private func event(_ name: String, _ transition: String, _ time: String) -> String {
    """
    <event>
      <string key="concept:name" value="\(name)"><string key="concept:name" value="not this"/></string>
      <string key="org:resource" value='M &amp; 1'/>
      <string key="lifecycle:transition" value="\(transition)"/>
      <date key="time:timestamp" value="\(time)"/>
    </event>
    """
  }

  @Test("Starts are paired with completions, in the order of the file", .tags(.exact))
  func pairs() throws {
    let (columns, rows) = try XesReader.rows(
      text(
        event("turn", "start", "2026-01-05T06:00:00")
          + event("turn", "start", "2026-01-05T07:00:00")
          + event("turn", "complete", "2026-01-05T06:30:00.000+02:00")
          + event("mill", "schedule", "2026-01-05T06:40:00")
          + event("turn", "complete", "2026-01-05T08:00:00")), file: "log.xes")
    #expect(
      columns == ["case:concept:name", "concept:name", "org:resource", "start", "end"])
    #expect(
      rows == [
        ["Order <1>", "turn", "M & 1", "2026-01-05T06:00:00", "2026-01-05T06:30:00.000+02:00"],
        ["Order <1>", "turn", "M & 1", "2026-01-05T07:00:00", "2026-01-05T08:00:00"],
      ])
  }

  private func message(_ bytes: [UInt8]) -> String {
    do throws(ImportFailure) {
      _ = try XesReader.rows(bytes, file: "log.xes")
      return ""
    } catch {
      return error.diagnostics.map(\.description).joined(separator: "\n")
    }
  }

  @Test("A log that only says what was completed is refused", .tags(.failure))
  func noStarts() {
    #expect(
      message(text(event("turn", "complete", "2026-01-05T06:30:00"))) == """
        log.xes:7:1: error: no event has a start: how long work takes needs events with \
        lifecycle:transition 'start' and 'complete'
        """)
  }

  @Test(
    "What is no XML is told with its line", .tags(.failure),
    arguments: [
      ("<log><trace></log>", "log.xes:1:19: error: '</log>' closes nothing that is open"),
      ("<log>\n<trace", "log.xes:2:7: error: '<trace' is not closed; add '>'"),
      ("<log>", "log.xes:1:6: error: the text ends, and '<log>' is not closed"),
      ("<log a=1>", "log.xes:1:8: error: expected a value in quotes"),
      (
        "<!DOCTYPE x [<!ENTITY a 'b'>]>",
        "log.xes:1:1: error: declarations of documents are not read; remove it"
      ),
      ("plain words", "log.xes:1:1: error: there is no trace with events; is it a log in XES?"),
    ])
  func noXml(text: String, expected: String) {
    #expect(message(Array(text.utf8)) == expected)
  }
}
