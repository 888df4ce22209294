import TestDraws
import TestSupport
import Testing

@testable import Datasets

@Suite("Moments in text")
struct MomentTextTests {
  func read(_ text: String, _ slashes: MomentText.Order = .monthDayYear) -> String? {
    MomentText.read(Array(text.utf8).span, slashes: slashes).map {
      MomentText.text($0.microseconds)
    }
  }

  @Test(
    "The usual ways to write a moment are read", .tags(.exact),
    arguments: [
      ("1970-01-01", "1970-01-01 00:00:00"), ("2020-01-03 07:00:00", "2020-01-03 07:00:00"),
      ("2020-01-03T07:00", "2020-01-03 07:00:00"),
      ("2020-02-29 1:02:03.25", "2020-02-29 01:02:03.25"),
      ("2020/1/3 7:05", "2020-01-03 07:05:00"), ("3.1.2020 07:00:59", "2020-01-03 07:00:59"),
      ("1/3/2020 7:00:00 PM", "2020-01-03 19:00:00"), ("1/3/2020 12:30 AM", "2020-01-03 00:30:00"),
      ("2020-01-03T07:00:00Z", "2020-01-03 07:00:00"),
      ("2020-01-01T01:00:00+02:00", "2019-12-31 23:00:00"),
      ("2020-01-01 01:00:00-0530", "2020-01-01 06:30:00"),
      ("1969-12-31 23:59:59.5", "1969-12-31 23:59:59.5"),
    ])
  func usual(text: String, expected: String) { #expect(read(text) == expected) }

  @Test(
    "What is no moment is none", .tags(.failure),
    arguments: [
      "2019-02-29", "2020-13-01", "2020-00-10", "12-01-2020", "2020-01-03 24:00",
      "2020-01-03 07:60",
      "2020-01-03 07", "2020-01-03 7:00 XM", "2020-01-03x", "1.2.3", "2020-01/03", "10.0.0.1",
      "2020-01-03T07:00:00+2", "",
    ])
  func none(text: String) { #expect(read(text) == nil) }

  @Test("Slashes are read as they are said to be", .tags(.exact))
  func slashes() {
    #expect(read("1/3/2020") == "2020-01-03 00:00:00")
    #expect(read("1/3/2020", .dayMonthYear) == "2020-03-01 00:00:00")
    #expect(read("31/3/2020") == nil)
  }

  @Test("What is written is read back, over 8,800 years", .tags(.law))
  func roundTrip() {
    var draws = SplitMix(seed: 11)
    for _ in 0..<5_000 {
      let span: Int64 = 8_800 * 365 * MomentText.microsecondsOfDay
      let moment = Int64(draws.next() % UInt64(span)) - 900 * 365 * MomentText.microsecondsOfDay
      let text = MomentText.text(moment)
      #expect(MomentText.read(Array(text.utf8).span)?.microseconds == moment, "\(text)")
    }
  }
}
