import FactoryModel
import TestSupport
import Testing

@Suite("Plant time and calendars")
struct FactoryModelTests {
  @Test(
    "A date reads back as it was written", .tags(.exact),
    arguments: [
      "1970-01-01 00:00", "2026-01-05 06:00", "2024-02-29 23:59", "2000-02-29 12:30",
      "1900-02-28 00:00", "1969-12-31 23:59", "9999-12-31 23:59", "0001-01-01 00:00",
    ])
  func description(date: String) throws {
    let numbers = date.split(whereSeparator: { "- :".contains($0) }).compactMap { Int($0) }
    let time = try #require(
      PlantTime(
        year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3],
        minute: numbers[4]))
    #expect("\(time)" == date)
  }

  @Test("Dates that do not exist are refused", .tags(.failure))
  func impossibleDates() {
    #expect(PlantTime(year: 2026, month: 2, day: 29) == nil)
    #expect(PlantTime(year: 1900, month: 2, day: 29) == nil)
    #expect(PlantTime(year: 2026, month: 13, day: 1) == nil)
    #expect(PlantTime(year: 2026, month: 4, day: 31) == nil)
    #expect(PlantTime(year: 2026, month: 4, day: 1, hour: 24) == nil)
  }

  @Test("Days follow one another over four centuries, and weeks begin on Mondays", .tags(.law))
  func days() throws {
    var expected = try #require(PlantTime(year: 1800, month: 1, day: 1)).seconds
    // 1800-01-01 was a Wednesday.
    var weekday = 2
    for year in 1800..<2200 {
      for month in 1...12 {
        for day in 1...31 {
          guard let time = PlantTime(year: year, month: month, day: day) else { continue }
          #expect(time.seconds == expected)
          #expect(time.secondsIntoWeek == Double(weekday) * 86_400)
          expected += 86_400
          weekday = (weekday + 1) % 7
        }
      }
    }
    #expect(PlantTime.monday.secondsIntoWeek == 0)
  }

  @Test("Spans are sorted, joined, and cut at the end of the week", .tags(.exact))
  func normalized() {
    let calendar = WorkCalendar(
      name: "c",
      spans: [
        hours(166, 174), hours(30, 38), hours(14, 22), hours(6, 14), hours(31, 33),
      ])
    #expect(calendar.normalized == [hours(0, 22), hours(30, 38), hours(166, 168)])
    #expect(calendar.weeklyTime == 32 * 3_600)
  }

  private func hours(_ start: Double, _ end: Double) -> WorkCalendar.Span {
    WorkCalendar.Span(start: start * 3_600, end: end * 3_600)
  }
}
