import Scenarios
import DataTables
import Importers
import TestSupport
import Testing

/// A log from a text and a map of all columns.
func log(
  _ text: String, kind: Bool = false, groups: [String: [String]] = [:]
) throws -> EventLog {
  var map = EventLogMap(order: "order", activity: "activity", start: "start", end: "end")
  map.machine = "machine"
  map.part = "part"
  map.quantity = "quantity"
  if kind {
    map.kind = try EventLogMap(
      text:
        "{order: o, activity: a, start: s, end: e, kind: {column: kind, work: D, setup: S, breakdown: B}}",
      file: "map"
    ).kind
  }
  return try EventLog(try DelimitedTable(text), map: map, file: "log.csv", mapFile: "map.yaml")
}

@Suite("Reading logs")
struct EventLogReadingTests {
  private let header = "order,activity,machine,part,quantity,start,end,note\n"

  @Test("Rows become reports in the order of time", .tags(.exact))
  func rows() throws {
    let log = try log(
      header + """
        2,mill,Mill 1,nut,5,2026-01-05 08:00,2026-01-05 09:00,x
        1,turn,Lathe,bolt,12,2026-01-05 06:00,2026-01-05 07:30,y
        1,mill,Mill 1,bolt,12,2026-01-05 07:30,2026-01-05 08:00,
        """)
    #expect(log.orders.map(\.name) == ["2", "1"])
    #expect(log.orders[1].part == "bolt" && log.orders[1].quantity == 12)
    #expect(log.reports.map { log.activities[$0.activity] } == ["turn", "mill", "mill"])
    #expect(log.reports.map { $0.end - $0.start } == [5_400, 1_800, 3_600])
    #expect(log.ignoredColumns == ["note"])
    #expect(log.notes.isEmpty)
    #expect(log.end - log.begin == 3 * 3_600)
  }

  @Test("Rows that lack something are left out and counted, machines are filled", .tags(.exact))
  func gaps() throws {
    let log = try log(
      header + """
        1,turn,Lathe,bolt,12,2026-01-05 06:00,2026-01-05 07:30,
        1,turn,,bolt,12,2026-01-05 07:30,2026-01-05 08:30,
        1,wash,,bolt,a dozen,2026-01-05 08:30,2026-01-05 08:40,
        ,turn,Lathe,bolt,12,2026-01-05 09:00,2026-01-05 09:30,
        3,turn,Lathe,bolt,12,2026-01-05 09:00,,
        4,turn,Lathe,bolt,12,2026-01-05 09:00,2026-01-05 08:00,
        """)
    #expect(log.reports.count == 3)
    #expect(log.machines == ["Lathe", "wash"])
    #expect(
      log.notes == [
        "1 of 6 rows name no machine; they are taken for the machine that does their activity most often",
        "1 activity never has a machine and is a station of its own",
        "2 rows lack an order, an activity, a start or an end and are left out",
        "1 row ends before it begins and is left out",
      ])
  }

  private func messages(_ text: String) throws -> [String] {
    do {
      _ = try log(text)
      return []
    } catch let failure as ImportFailure {
      return failure.diagnostics.map(\.description)
    }
  }

  @Test("A date that cannot be read is told with its place", .tags(.failure))
  func dates() throws {
    let found = try messages(
      header + """
        1,turn,Lathe,bolt,12,5.1.2026 06:00,2026-01-05 07:30,
        1,turn,Lathe,bolt,12,2026-01-05 06:00,soon,
        """)
    #expect(
      found == [
        "log.csv:2:22: error: '5.1.2026 06:00' is no date and time; expected one such as 2012-01-31 07:00 "
          + "(or say 'dates: dmy' or 'dates: mdy' in the map)",
        "log.csv:3:39: error: 'soon' is no date and time; expected one such as 2012-01-31 07:00 (or say "
          + "'dates: dmy' or 'dates: mdy' in the map)",
      ])
  }

  @Test("A column that is not there is told with those that are", .tags(.failure))
  func columns() throws {
    let found = try messages(
      "order,activity,machine,part,quantity,begin,end\n1,a,m,p,1,2026-01-05,2026-01-05\n")
    #expect(
      found == [
        "log.csv:1:1: error: there is no column 'start', which 'start' in map.yaml names; there are 'order', "
          + "'activity', 'machine', 'part', 'quantity', 'begin', 'end'"
      ])
  }

  @Test("A log without a usable row is refused", .tags(.failure))
  func empty() throws {
    #expect(
      try messages(header + "1,,,,,,,\n") == [
        "log.csv: error: the log has no report of work with an order, an activity, a start and an end (1 row "
          + "lacks an order, an activity, a start or an end and is left out)"
      ])
  }
}
