import Importers
import TestSupport
import Testing

@Suite("Dates of logs")
struct LogDateTests {
  @Test(
    "Dates are read as they are written", .tags(.exact),
    arguments: [
      ("2012-01-02T07:00", LogDate.Order.yearMonthDay, 1_325_487_600.0),
      ("2012-01-02 07:00:30", .yearMonthDay, 1_325_487_630),
      ("2012-01-02T07:00:30.250+02:00", .yearMonthDay, 1_325_487_630.25),
      ("2012-01-02T07:00:00Z", .dayMonthYear, 1_325_487_600),
      ("2.1.2012 7:00", .dayMonthYear, 1_325_487_600),
      ("1/2/2012 07:00", .monthDayYear, 1_325_487_600),
      ("2012/01/02", .yearMonthDay, 1_325_462_400),
    ])
  func dates(text: String, order: LogDate.Order, seconds: Double) {
    // Seconds by `date -u -d '2012-01-02 07:00' +%s`.
    #expect(LogDate.seconds(text, order: order) == seconds)
  }

  @Test(
    "What is no date is not read", .tags(.failure),
    arguments: [
      "", "soon", "2012-13-01 07:00", "2012-02-30", "2012-01-02 25:00", "2012-01-02 07",
      "2012-01-02T07:00 PM", "02.01.12 07:00", "2012-01-02T07:00+2", "1325487600",
    ])
  func noDates(text: String) {
    #expect(LogDate.seconds(text) == nil)
  }
}
