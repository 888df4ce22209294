import ProcessQuality
import TestSupport
import Testing

@Suite("Control charts")
struct ControlChartTests {
  /// Montgomery, *Introduction to Statistical Quality Control*, table 9.1: the mean rises from 10
  /// to 11 behind the 20th point; σ = 1.
  static let montgomery = [
    9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34, 9.03, 11.47, 10.51, 9.40,
    10.08, 9.37, 10.62, 10.31, 8.52, 10.84, 10.90, 9.33, 12.29, 11.50, 10.60, 11.08, 10.38,
    11.62, 11.31, 10.52,
  ]

  /// Whether each of the points is a signal.
  func signals(of chart: ControlChart, at points: [Double]) -> [Bool] {
    var chart = chart
    return points.map { chart.add($0) }
  }

  @Test("A CUSUM finds Montgomery's shift at point 29 with the sum 5.28", .tags(.exact))
  func cusumExample() throws {
    var chart = try CusumChart(center: 10, sigma: 1, reference: 0.5, decisionInterval: 5)
    let signals = ControlChartTests.montgomery.map { chart.add($0) }
    #expect(signals.firstIndex(of: true) == 28)
    #expect(chart.signal == .above)
    chart.restart()
    for value in ControlChartTests.montgomery.prefix(29) { chart.add(value) }
    // Sums of 29 numbers of two decimals near 10: errors of some 1e-14.
    #expect(abs(chart.upperSum - 5.28) < 1e-12)
    #expect(chart.lowerSum == 0)
  }

  @Test("An EWMA passes its limit 10.62 in Montgomery's example at point 29", .tags(.exact))
  func ewmaExample() throws {
    var chart = try EwmaChart(
      center: 10, sigma: 1, smoothing: 0.1, limit: 2.7, hasExactLimits: true)
    #expect(abs(10 + chart.asymptoticLimit - 10.62) < 0.005)
    let signals = ControlChartTests.montgomery.map { chart.add($0) }
    #expect(signals.firstIndex(of: true) == 28)
    // 0.9³⁰ of the start and each point's weight, worked out by the definition.
    var average = 10.0
    for value in ControlChartTests.montgomery { average = 0.9 * average + 0.1 * value }
    #expect(abs(10 + chart.average - average) < 1e-12)
  }

  @Test("Exact limits are narrow at first and asymptotic ones are not", .tags(.exact))
  func exactLimits() throws {
    // The first average is 0.1 z; its limit is 2.7 · 0.1, not 2.7 √(0.1/1.9).
    let exact = try EwmaChart(
      center: 0, sigma: 1, smoothing: 0.1, limit: 2.7, hasExactLimits: true)
    let asymptotic = try EwmaChart(center: 0, sigma: 1, smoothing: 0.1, limit: 2.7)
    #expect(signals(of: .ewma(exact), at: [2.71]) == [true])
    #expect(signals(of: .ewma(exact), at: [2.69]) == [false])
    #expect(signals(of: .ewma(asymptotic), at: [2.71]) == [false])
  }

  @Test("Every chart says on which side it signals, and a restart forgets", .tags(.exact))
  func sides() throws {
    let charts: [ControlChart] = [
      .shewhart(try ShewhartChart(center: 5, sigma: 2)),
      .cusum(try CusumChart(center: 5, sigma: 2, decisionInterval: 4, headStart: 2)),
      .ewma(try EwmaChart(center: 5, sigma: 2)),
    ]
    for fresh in charts {
      for (value, side) in [(17.0, ChartSignal.above), (-7.0, .below)] {
        var chart = fresh
        chart.add(5)
        #expect(chart.signal == .none)
        while !chart.add(value) {}
        #expect(chart.signal == side)
        chart.restart()
        #expect(chart == fresh)
      }
    }
  }

  @Test("A limit itself is no signal", .tags(.exact))
  func limits() throws {
    let shewhart = try ShewhartChart(center: 0, sigma: 1, limit: 3)
    #expect(signals(of: .shewhart(shewhart), at: [3, -3, 3.01]) == [false, false, true])
    let cusum = try CusumChart(center: 0, sigma: 1, reference: 0.5, decisionInterval: 4)
    #expect(signals(of: .cusum(cusum), at: [4.5, 0.5, 1]) == [false, false, true])
  }

  @Test("A parameter outside its domain is named", .tags(.failure))
  func mistakes() {
    #expect(throws: QualityInputError.self) { try ShewhartChart(center: .nan, sigma: 1) }
    #expect {
      try CusumChart(center: 0, sigma: 1, decisionInterval: 4, headStart: 5)
    } throws: {
      "\($0)" == "head start is 5; it must be from 0 to the decision interval"
    }
    #expect {
      try EwmaChart(center: 0, sigma: 1, smoothing: 1.5)
    } throws: {
      "\($0)" == "smoothing is 1.5; it must be above 0 and at most 1"
    }
    #expect {
      try ShewhartChart(center: 0, sigma: 0)
    } throws: {
      "\($0)" == "sigma is 0; it must be finite and above 0"
    }
  }
}
