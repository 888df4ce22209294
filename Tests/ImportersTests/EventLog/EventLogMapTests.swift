import Scenarios
import Importers
import TestSupport
import Testing

@Suite("Maps of logs")
struct EventLogMapTests {
  @Test("A map names columns, words and groups", .tags(.exact))
  func whole() throws {
    let map = try EventLogMap(
      text: """
        order: case
        activity: what
        start: from
        end: to
        machine: where
        part: item
        quantity: pieces
        kind: {column: type, work: [D, R], setup: S, breakdown: B}
        groups: {mills: [mill 1, mill 2]}
        dates: dmy
        """, file: "map.yaml")
    #expect(map.order == "case" && map.activity == "what" && map.start == "from" && map.end == "to")
    #expect(map.machine == "where" && map.part == "item" && map.quantity == "pieces")
    #expect(map.kind?.meanings == ["D": .work, "R": .work, "S": .setup, "B": .breakdown])
    #expect(map.groups == ["mills": ["mill 1", "mill 2"]])
    #expect(map.dates == .dayMonthYear)
  }

  private func messages(_ text: String) -> [String] {
    do throws(ImportFailure) {
      _ = try EventLogMap(text: text, file: "map.yaml")
      return []
    } catch {
      return error.diagnostics.map(\.description)
    }
  }

  @Test("All mistakes are told at once, each with its place", .tags(.failure))
  func mistakes() {
    let found = messages(
      """
      order: case
      activty: what
      start: from
      end: [to]
      kind: {column: type, setup: S, pause: P}
      groups: {mills: mill 1}
      dates: german
      """)
    #expect(
      found == [
        "map.yaml:2:1: error: unknown key 'activty'; known are order, activity, start, end, machine, "
          + "part, quantity, kind, groups, dates",
        "map.yaml:1:1: error: the map has no 'activity'; name the column, as in 'activity: activity'",
        "map.yaml:4:6: error: 'end' takes the name of a column",
        "map.yaml:5:32: error: unknown kind 'pause'; known are work, setup, breakdown",
        "map.yaml:5:7: error: 'kind' has no 'work'; say which word means work on the order, as in "
          + "{work: D}",
        "map.yaml:6:17: error: expected a list of machines, as in [mill 1, mill 2]",
        "map.yaml:7:8: error: 'german' is no order of dates; write ymd, dmy or mdy",
      ])
  }

  @Test("A text that is no YAML, or has no keys, is refused", .tags(.failure))
  func noMap() {
    #expect(messages("order: [case").first?.hasPrefix("map.yaml:") == true)
    #expect(
      messages("just words") == [
        "map.yaml:1:1: error: the map has no keys; write one a line, such as 'order: case'"
      ])
    #expect(messages("").count == 1)
  }
}
