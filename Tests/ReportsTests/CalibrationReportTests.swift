import TestSupport
import Testing

@testable import Experiments
@testable import Reports

@Suite("Pages about calibrations")
struct CalibrationReportTests {
  @Test("A page shows every input and every figure, with the same bytes each time", .tags(.law))
  func page() async throws {
    let calibration = try await Searches.calibration()
    let page = CalibrationReport(of: calibration).page
    #expect(page.html == CalibrationReport(of: calibration).page.html)
    let reader = try SearchReportTests.read(page)
    #expect(reader.all("h1").map(\.text) == ["Press & trim"])
    #expect(reader.all("p", class: "claim").map(\.text) == ["It fits."])
    // A chart an input, and one of the figures.
    #expect(page.charts.charts.count >= 3)
    let cards = reader.all("dt").map(\.text)
    #expect(Set(cards) == ["press gap", "trim buffer"])
  }

  @Test("The shares of samples add up, and the interval lies in the range", .tags(.law))
  func shares() async throws {
    let calibration = try await Searches.calibration()
    let result = try #require(calibration.record.result)
    #expect(!calibration.samples.isEmpty)
    for (place, finding) in result.factors.enumerated() {
      let chart = PosteriorChart(
        calibration.factors[place], samples: calibration.samples.map { $0[place] },
        finding: finding, today: calibration.record.factors[place].today)
      // Each share is a count over the number of samples.
      #expect(abs(chart.shares.reduce(0, +) - 1) < 1e-9)
      let interval = try #require(chart.interval)
      #expect(0 <= interval.low && interval.low <= interval.high && interval.high <= 1)
      #expect(chart.today != nil)
    }
    // What holds today was the first trial, on the replications of the search.
    #expect(result.figures.allSatisfy { $0.before?.replications == 3 && $0.after != nil })
  }

  @Test("How far a figure is off counts both errors", .tags(.exact))
  func standardErrors() {
    let figure = CalibrationRecord.Figure(
      metric: "throughput", unit: "parts/h", recorded: 100, error: 3, isErrorGiven: true,
      leastImplausibility: 0, before: nil, after: nil)
    // (110 - 100) / √(3² + 4²) = 2
    #expect(
      figure.standardErrors(.init(mean: 110, standardError: 4, replications: 5)) == 2)
    #expect(figure.standardErrors(.init(mean: 100, standardError: 4, replications: 5)) == 0)
  }
}
