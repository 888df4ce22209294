@testable import DriftMonitoring
import SpecialFunctions
import TestDraws
import TestSupport
import Testing

@Suite("Whitened drift monitors")
struct WhitenedTests {
  /// A stream of an autoregression of order 1 and variance 1.
  static func stream(_ ordinal: Int, count: Int, memory: Double = 0) -> [Double] {
    var draws = Draws("drift stream", ordinal: ordinal)
    var value = draws.normal()
    let fresh = (1 - memory * memory).squareRoot()
    return (0..<count).map { _ in
      defer { value = memory * value + fresh * draws.normal() }
      return value
    }
  }

  /// Alarms of copies of a monitor, the evidence cleared after each.
  static func alarms(
    of monitor: some DriftMonitor, streams: Int, count: Int, memory: Double = 0,
    _ change: (Double) -> Double = { $0 }
  ) -> Int {
    var alarms = 0
    for ordinal in 0..<streams {
      var copy = monitor
      for value in stream(ordinal, count: count, memory: memory)
      where copy.observe(change(value)) == .drift {
        alarms += 1
        copy.clear()
      }
    }
    return alarms
  }

  @Test(
    "The standard monitor alarms falsely at most once in 10,000, autocorrelated or not",
    .tags(.statistical), arguments: [0, 0.6, 0.9])
  func falseAlarms(memory: Double) throws {
    // 300,000 observations: at the promised rate 30 alarms; a rate of 1 stays below 46 in 3 standard errors.
    let alarms = WhitenedTests.alarms(
      of: try StandardDriftMonitor.standard(), streams: 100, count: 3_000, memory: memory)
    #expect(alarms <= 30, "\(alarms)")
  }

  @Test("Unwhitened charts call autocorrelation drift, whitened ones do not", .tags(.statistical))
  func autocorrelation() throws {
    let chart = try CumulativeSum(averageRunLength: 10_000)
    let plain = WhitenedTests.alarms(of: chart, streams: 20, count: 2_000, memory: 0.6)
    let whitened = WhitenedTests.alarms(
      of: try Whitened(chart), streams: 20, count: 2_000, memory: 0.6)
    // 40,000 observations: nominal 4; up to 10 in 3 standard errors.
    #expect(plain > 100 && whitened <= 10, "\(plain), \(whitened)")
  }

  @Test(
    "Observations of other shapes alarm no more than a few times in 10,000", .tags(.statistical),
    arguments: [true, false])
  func shapes(isSkewed: Bool) throws {
    // Exponential, or with tails as those of Student's t with 4 degrees of freedom. A shape that 200 observations show is
    // not exact: without it both alarm more than ten times as often.
    func shaped(_ z: Double) -> Double {
      isSkewed
        ? -Reproducible.log(StandardNormal.survival(z))
        : StudentT.quantile(StandardNormal.cumulative(z), degreesOfFreedom: 4)
    }
    let learned = try Whitened(ShiryaevRoberts())
    let normal = try Whitened(ShiryaevRoberts(), shape: .normal)
    let with = WhitenedTests.alarms(of: learned, streams: 40, count: 2_000, shaped)
    let without = WhitenedTests.alarms(of: normal, streams: 40, count: 2_000, shaped)
    #expect(with <= 40 && without > 2 * with, "\(with), \(without)")
  }

  @Test("A shift is found soon, and its size and time are told", .tags(.statistical))
  func shift() throws {
    var monitor = try StandardDriftMonitor.standard()
    var stream = WhitenedTests.stream(1, count: 2_000, memory: 0.5).map { 70 + 4 * $0 }
    for index in 1_000..<2_000 { stream[index] += 8 }
    let alarm = try #require(stream.firstIndex { monitor.observe($0) == .drift })
    #expect(alarm >= 1_000 && alarm < 1_040, "\(alarm)")
    for value in stream[(alarm + 1)...].prefix(100) { #expect(monitor.observe(value) == .drift) }
    let report = DriftReport(monitor, of: "temperature", at: alarm + 100)
    #expect(report.monitor == "Shiryaev-Roberts" && report.threshold == 10_000)
    let shift = try #require(report.shift)
    // About 130 correlated observations (memory ½: a third as many): a standard error of 4/√43 = 0.6, and the baseline has
    // begun to follow.
    #expect(abs(shift - 8) < 2, "\(report)")
    let changedAt = try #require(report.changedAt)
    #expect(abs(changedAt - 1_000) <= 20, "\(report)")
    #expect(report.description.hasPrefix("temperature: Shiryaev-Roberts alarmed at observation"))
    monitor.relearn()
    #expect(monitor.observe(78) == .learning)
  }

  @Test("Gaps are passed over and a constant reference makes any change a drift")
  func gaps() throws {
    var monitor = try StandardDriftMonitor.standard()
    var withGaps = monitor
    for (index, value) in WhitenedTests.stream(2, count: 900).enumerated() {
      if index % 7 == 0 { _ = withGaps.observe(.nan) }
      #expect(monitor.observe(value) == withGaps.observe(value))
    }
    #expect(monitor.statistic == withGaps.statistic)
    var stuck = try StandardDriftMonitor.standard()
    for _ in 0..<500 { #expect(stuck.observe(5) != .drift) }
    var delay = 0
    repeat { delay += 1 } while stuck.observe(5.1) != .drift && delay < 100
    #expect(delay < 20)
  }

  @Test("Equal streams give equal statistics, whatever their unit", .tags(.law))
  func determinism() throws {
    var first = try StandardDriftMonitor.standard()
    var second = first
    var scaled = first
    for value in WhitenedTests.stream(3, count: 2_000, memory: 0.4) {
      _ = (first.observe(value), second.observe(value), scaled.observe(1_024 * value))
      #expect(first.statistic == second.statistic && first.statistic == scaled.statistic)
    }
  }

  @Test("Observing asks for no memory")
  func memory() throws {
    let stream = WhitenedTests.stream(4, count: 3_000)
    func count(_ monitor: some DriftMonitor) -> Int {
      var monitor = monitor
      for value in stream.prefix(1_000) { _ = monitor.observe(value) }
      return allocations { for value in stream { _ = monitor.observe(value) } } ?? 0
    }
    #expect(count(try StandardDriftMonitor.standard()) == 0)
    #expect(count(try Whitened(CumulativeSum(threshold: 8))) == 0)
    #expect(count(try MovingAverage(width: 3.5)) == 0)
    #expect(count(try PageHinkley(threshold: 20)) == 0)
    #expect(count(try AdaptiveWindow()) == 0)
    #expect(count(try KolmogorovSmirnovWindow(threshold: 0.3)) == 0)
    #expect(count(try StabilityIndexWindow()) == 0)
  }

  @Test("Recursive residuals are those of least squares from all before", .tags(.exact))
  func recursion() throws {
    // Order 0: (x - mean) / (s √(1 + 1/n)), with the five observations before.
    var residuals = RecursiveResiduals(order: 0, center: 2, scale: 1)
    var last: Double?
    for value in [1.0, 3, 2, 4, 0, 6] { last = residuals.next(value) }
    let student = 4 / (2.5 * 1.2).squareRoot()
    let expected = RecursiveResiduals.normalScore(student, freedom: 4)
    // The prior of 1e-4 observations shifts the mean by less than 1e-4.
    #expect(abs((last ?? 0) - expected) < 1e-4)
    // t = 4.604 with 4 degrees of freedom is beyond 0.5 %, as z = 2.5758; Wallace's approximation is within 1 %.
    #expect(abs(RecursiveResiduals.normalScore(4.6041, freedom: 4) - 2.5758) < 0.026)
  }
}
