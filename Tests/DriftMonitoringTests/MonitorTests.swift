@testable import DriftMonitoring
import TestDraws
import TestSupport
import Testing

@Suite("Drift monitors")
struct MonitorTests {
  @Test("A cumulative sum adds what is beyond the allowance, on both sides", .tags(.exact))
  func cumulativeSum() throws {
    var chart = try CumulativeSum(allowance: 0.5, threshold: 3)
    // Upper sums: 0.5, 2, 1, 3.
    let states = [1.0, 2, -0.5, 2.5].map { chart.observe($0) }
    #expect(states == [.steady, .steady, .steady, .drift])
    #expect(chart.statistic == 3)
    #expect(chart.change?.count == 4 && chart.change?.shift == 1.25)
    chart.clear()
    #expect(chart.statistic == 0 && chart.change == nil)
    #expect([-2.0, -2].map { chart.observe($0) } == [.steady, .drift])
    #expect(chart.change?.shift == -2)
  }

  @Test("A moving average moves by its weight", .tags(.exact))
  func movingAverage() throws {
    // λ = 1/2, L = 3: the limit is 3 √(1/3) = 1.732.
    var chart = try MovingAverage(weight: 0.5, width: 3)
    #expect(chart.observe(2) == .steady && chart.statistic == 1)
    #expect(chart.observe(2) == .steady && chart.statistic == 1.5)
    #expect(chart.observe(2) == .drift && chart.statistic == 1.75)
    #expect(chart.change == ChangeEstimate(count: 3, shift: 2, spreadRatio: nil))
  }

  @Test("Page and Hinkley's test learns its mean", .tags(.exact))
  func pageHinkley() throws {
    var test = try PageHinkley(allowance: 0.5, threshold: 3, least: 2)
    // Means 0, 0, 1, 1.75; sums 0, 0, 1.5, 3.25.
    #expect([0.0, 0, 3, 4].map { test.observe($0) } == [.learning, .steady, .steady, .drift])
    #expect(test.statistic == 3.25)
  }

  @Test("The distance of Kolmogorov and Smirnov is the largest gap", .tags(.exact))
  func distance() throws {
    var monitor = try KolmogorovSmirnovWindow(
      reference: 20, window: 10, step: 1, threshold: 0.65)
    for value in 1...20 { #expect(monitor.observe(Double(value)) == .learning) }
    for value in 1...9 { #expect(monitor.observe(Double(2 * value)) == .learning) }
    // 2, 4 … 20 among 1 … 20: the gap is one of 20.
    #expect(monitor.observe(20) == .steady)
    #expect(abs(monitor.statistic - 0.05) < 1e-12)
    // With six of ten above all, 14 is the least of the window: 13 of 20 of the reference are below it, then 15.
    var states: [DriftState] = []
    for _ in 0..<7 { states.append(monitor.observe(30)) }
    #expect(states == Array(repeating: .steady, count: 5) + [.drift, .drift])
    #expect(abs(monitor.statistic - 0.75) < 1e-12)
  }

  @Test("The stability index is the sum over cells", .tags(.exact))
  func index() throws {
    var monitor = try StabilityIndexWindow(
      reference: 40, window: 20, cells: 2, step: 1, threshold: 0.25)
    for value in 1...40 { _ = monitor.observe(Double(value)) }
    // Cells of 20 and 20; the window has 15 and 5.
    for value in 0..<20 { _ = monitor.observe(value < 15 ? 3 : 35) }
    // p = 15.5/21 and 5.5/21, q = 1/2: (10/21)/2 · ln(15.5/5.5).
    let expected = 5.0 / 21 * 1.0360919316867756
    #expect(abs(monitor.statistic - expected) < 1e-12, "\(monitor.statistic)")
  }

  @Test("An adaptive window drops what is old", .tags(.exact))
  func adaptive() throws {
    var window = try AdaptiveWindow(delta: 0.002, step: 1)
    for _ in 0..<300 { #expect(window.observe(0.2) == .steady) }
    #expect(window.count == 300)
    var delay = 0
    repeat { delay += 1 } while window.observe(0.9) != .drift
    // ε for a few of 300 at σ² near 0: 2/(3 m) ln(2 ln 300/δ) = 0.7 gives m near 8.
    #expect((6...14).contains(delay), "\(delay)")
    #expect(window.count <= delay + 8)
    for _ in 0..<100 { #expect(window.observe(0.9) == .steady || window.count > 0) }
    #expect(abs((window.change?.shift ?? 0) - 0.7) < 0.2)
  }

  @Test("Evidence of one observation is the mean likelihood ratio", .tags(.exact))
  func evidence() throws {
    var monitor = try ShiryaevRoberts(averageRunLength: 100)
    _ = monitor.observe(0)
    // At 0 a mean of m has the ratio exp(-m²/2), a deviation of s has 1/s.
    let shifts =
      2 * (0.9692332344763441 + 0.8824969025845955 + 0.6065306597126334 + 0.1353352832366127)
    let expected = (shifts + 1.5 + 2.0 / 3 + 4.0 / 9) / 11
    #expect(abs(monitor.statistic - expected) < 1e-14)
    #expect(monitor.observe(.nan) == .steady && abs(monitor.statistic - expected) < 1e-14)
  }

  @Test("Settings out of range are refused", .tags(.failure))
  func settings() {
    #expect(throws: DriftSettingError(name: "weight", value: 2, requirement: "> 0 and ≤ 1")) {
      try MovingAverage(weight: 2, width: 3)
    }
    #expect(throws: DriftSettingError(name: "threshold", value: -1, requirement: "> 0")) {
      try CumulativeSum(threshold: -1)
    }
    #expect(throws: DriftSettingError(name: "reference", value: 10, requirement: "at least 40")) {
      try Whitened(CumulativeSum(threshold: 5), reference: 10)
    }
    let error = DriftSettingError(name: "delta", value: 2, requirement: "> 0 and < 1")
    #expect(error.description == "delta = 2.0 must be > 0 and < 1")
  }
}
