import FactoryModel
import FactorySimulation
import Scenarios
import TestSupport
import Testing

@testable import Reports

@Suite("The first day")
struct MachineDayTests {
  private func factory(_ text: String) throws -> Factory {
    try ScenarioReader.read(text: text, name: "line").factory
  }

  private func stations(_ line: String, _ more: String = "") throws -> Factory {
    try factory(
      """
      fettle: 1
      horizon: 8 wk
      \(more)
      products: {part: {release: saturated, route: [press]}}
      stations: {press: {\(line)}}
      """)
  }

  @Test("A press that jams after 7 h of work is down for its half hour", .tags(.exact))
  func jam() throws {
    let text = """
      fettle: 1
      horizon: 8 h
      products: {part: {release: saturated, route: [press]}}
      stations:
        press: {time: 40 s, failures: {jam: {after: 7 h, clock: producing, repair: 30 min}}}
      """
    let day = try MachineDay(of: try factory(text), seed: 1)
    #expect(day.rows.map(\.machine) == ["press"])
    #expect(
      day.rows[0].spans == [
        MachineDay.Span(start: 0, end: 25_200, state: .producing),
        MachineDay.Span(start: 25_200, end: 27_000, state: .down),
        MachineDay.Span(start: 27_000, end: 28_800, state: .producing),
      ])
    #expect((day.start, day.end) == (0, 28_800))
  }

  @Test("It is the first day after the warm-up on which a machine is on shift", .tags(.exact))
  func weekend() throws {
    let day = 86_400.0
    // 130 h is Saturday, 10:00; a day later, until Monday, 10:00, there are 4 h of work.
    for (warmUp, first, hours) in [
      ("0 s", 0.0, 8.0), ("4 d", 4, 8), ("5 d", 7, 8), ("130 h", 154 / 24.0, 4),
    ] {
      let shown = try MachineDay(
        of: try stations(
          "time: 1 min",
          """
          warm_up: \(warmUp)
          calendars: {day: {days: mon-fri, shifts: [06:00-14:00]}}
          calendar: day
          """), seed: 1)
      #expect(shown.start == first * day, "\(warmUp)")
      #expect(shown.end == first * day + day)
      let worked = shown.rows[0].spans.filter { $0.state == .producing }
      #expect(worked.reduce(0) { $0 + $1.end - $1.start } == hours * 3_600)
    }
  }

  @Test("Every row is whole: from the beginning to the end, without gap or repetition", .tags(.law))
  func whole() throws {
    let factory = try factory(Runs.line.replacing("horizon: 8 h", with: "horizon: 30 h"))
    for seed in 1...5 as ClosedRange<UInt64> {
      let day = try MachineDay(of: factory, seed: seed)
      #expect(day.rows.map(\.machine) == ["mould", "check_1", "check_2"])
      #expect(day.end == 86_400)
      for row in day.rows {
        #expect(row.spans.first?.start == day.start)
        #expect(row.spans.last?.end == day.end)
        for (one, next) in zip(row.spans, row.spans.dropFirst()) {
          #expect(one.end == next.start)
          #expect(one.state != next.state)
        }
      }
    }
  }

  @Test("The picture has the same time in each state, in few rectangles", .tags(.law))
  func area() throws {
    // A part every 12 s on average at twelve machines: 170,000 changes of state a day.
    let busy = try factory(
      """
      fettle: 1
      horizon: 1 d
      products: {part: {release: {every: exponential 12 s}, route: [one, two]}}
      stations: {one: {machines: 6, time: exponential 60 s}, two: {machines: 6, time: 50 s}}
      """)
    for factory in [busy, try factory(Runs.line)] {
      let day = try MachineDay(of: factory, seed: 2)
      let picture = DayPicture(of: day)
      #expect(picture.rectangles.count <= 6_000)
      for (index, row) in day.rows.enumerated() {
        for state in MachineState.allCases {
          let time = row.spans.filter { $0.state == state }.reduce(0) { $0 + $1.end - $1.start }
          let drawn = picture.rectangles.filter { $0.row == index && $0.state == state }
            .reduce(0) { $0 + ($1.end - $1.start) * ($1.bottom - $1.top) }
          // Sums of up to 20,000 terms in another order.
          #expect(abs(time - drawn) < 1e-6)
        }
      }
      #expect(picture.rectangles.allSatisfy { 0 <= $0.top && $0.top < $0.bottom && $0.bottom <= 1 })
    }
  }

  @Test("What lasts long enough is drawn at its exact times", .tags(.exact))
  func exactTimes() throws {
    let day = try MachineDay(
      of: try stations(
        "time: 40 s, failures: {jam: {after: 2 h, clock: producing, repair: 30 min}}"), seed: 1)
    let downs = DayPicture(of: day).rectangles.filter { $0.state == .down }
    // Every 2.5 h from 2 h on: 2, 4.5, … 22 h.
    #expect(downs.map(\.start) == (0..<9).map { 7_200 + 9_000 * Double($0) })
    #expect(downs.allSatisfy { $0.end - $0.start == 1_800 && $0.top == 0 && $0.bottom == 1 })
  }
}
