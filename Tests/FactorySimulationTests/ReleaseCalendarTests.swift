import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

@Suite("Releases by a calendar")
struct ReleaseCalendarTests {
  /// A lot every 6 h of the time from Monday to Friday, 8 to 16; the start is a Monday, 00:00.
  private func factory(horizon hours: Double) -> Factory {
    let spans = (0..<5).map { day in
      WorkCalendar.Span(
        start: Double(day) * 86_400 + 8 * 3_600, end: Double(day) * 86_400 + 16 * 3_600)
    }
    var product = Product(
      name: "part",
      release: .every(
        interval: .constant(6 * 3_600), lot: 1, lostIfFull: false, starting: nil),
      route: [Operation(name: "work", station: 0, time: .constant(60), idealTime: 60)])
    product.releaseCalendar = 0
    return Factory(
      name: "shop", horizon: hours * 3_600, calendars: [WorkCalendar(name: "day", spans: spans)],
      products: [product], stations: [Station(name: "work")])
  }

  /// Open hours 6, 12, … 42 are Mon 14:00, Tue 12:00, Wed 10:00, Wed 16:00, Thu 14:00, Fri 12:00, Mon 10:00.
  @Test(
    "Intervals run while the calendar is open", .tags(.exact),
    arguments: [
      (13.9, 0), (14.1, 1), (35.9, 1), (36.1, 2), (58.1, 3), (63.9, 3), (64.1, 4), (86.1, 5),
      (108.1, 6), (177.9, 6), (178.1, 7),
    ])
  func moments(hours: Double, released: Int) throws {
    #expect(try account(of: factory(horizon: hours), seed: 1).products[0].released == released)
  }

  @Test("A year of open time is no sum of rounding errors", .tags(.exact))
  func year() throws {
    // 52 weeks of 40 h hold 346 intervals of 6 h, and 4 h more.
    #expect(try account(of: factory(horizon: 52 * 168), seed: 1).products[0].released == 346)
  }
}
