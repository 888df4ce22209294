import DriftMonitoring
import TestDraws
import TestSupport
import Testing

@Suite("Run lengths of charts")
struct RunLengthTests {
  /// Run lengths of a monitor that is cleared at each alarm: mean and its standard error.
  static func simulated(
    _ monitor: some DriftMonitor, runs: Int, shift: Double = 0, purpose: String
  ) -> (mean: Double, error: Double) {
    var draws = Draws(purpose)
    var lengths: [Double] = []
    for _ in 0..<runs {
      var copy = monitor
      copy.clear()
      var count = 1
      while copy.observe(draws.normal() + shift) != .drift { count += 1 }
      lengths.append(Double(count))
    }
    let mean = lengths.reduce(0, +) / Double(runs)
    let squares = lengths.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / Double(runs - 1) / Double(runs)).squareRoot())
  }

  @Test(
    "A cumulative sum has the run lengths of Montgomery's table 9.3", .tags(.exact),
    arguments: [
      // k = 1/2, h = 4 and 5: shift, run length. Their last digit is the tolerance.
      (4.0, 0.0, 168.0, 0.5), (4, 0.5, 26.6, 0.05), (4, 1, 8.38, 0.005), (4, 2, 3.34, 0.005),
      (5, 0, 465, 0.5), (5, 0.5, 38.0, 0.05), (5, 1, 10.4, 0.05), (5, 2, 4.01, 0.005),
    ])
  func table(threshold: Double, shift: Double, length: Double, tolerance: Double) {
    let found = CumulativeSum.averageRunLength(
      allowance: 0.5, threshold: threshold, shift: shift)
    #expect(abs(found - length) <= tolerance, "\(found)")
  }

  @Test("Siegmund's approximation is within 3 % of the integral equation", .tags(.exact))
  func siegmund() {
    // Montgomery, example after equation 9.7: h = 5, k = 1/2, no shift, one side: 938.2.
    let one = CumulativeSum.siegmundRunLength(allowance: 0.5, threshold: 5)
    #expect(abs(one - 938.2) < 0.05)
    let exact = 2 * CumulativeSum.averageRunLength(allowance: 0.5, threshold: 5)
    #expect(abs(one / exact - 1) < 0.03)
  }

  @Test(
    "A moving average has the run lengths of Lucas and Saccucci", .tags(.exact),
    arguments: [
      // Montgomery's table 9.11: λ, L, shift, run length; about 500 without a shift.
      (0.1, 2.814, 0.0, 500.0, 1.0), (0.1, 2.814, 1.0, 10.3, 0.05), (0.2, 2.962, 0.5, 41.8, 0.2),
      (0.4, 3.054, 1.0, 14.3, 0.2),
    ])
  func movingAverage(
    weight: Double, width: Double, shift: Double, length: Double, tolerance: Double
  ) {
    let found = MovingAverage.averageRunLength(weight: weight, width: width, shift: shift)
    #expect(abs(found - length) <= tolerance, "\(found)")
  }

  @Test("Thresholds of a wanted run length give it", .tags(.statistical))
  func thresholds() throws {
    // 3 standard errors: correct charts fail for about 1 seed in 400, each.
    let sum = try CumulativeSum(allowance: 0.5, averageRunLength: 400)
    let first = RunLengthTests.simulated(sum, runs: 2_000, purpose: "cusum")
    #expect(abs(first.mean - 400) < 3 * first.error, "\(first)")
    let average = try MovingAverage(weight: 0.1, averageRunLength: 400)
    let second = RunLengthTests.simulated(average, runs: 2_000, purpose: "ewma")
    #expect(abs(second.mean - 400) < 3 * second.error, "\(second)")
    let shifted = RunLengthTests.simulated(sum, runs: 2_000, shift: 1, purpose: "shift")
    let theory = CumulativeSum.averageRunLength(
      allowance: 0.5, threshold: sum.threshold, shift: 1)
    #expect(abs(shifted.mean - theory) < 3 * shifted.error, "\(shifted) \(theory)")
  }

  @Test("Evidence alarms falsely no more often than its threshold says", .tags(.statistical))
  func evidence() throws {
    // The bound is a theorem; the mean is 1.5 to 3 times as long, for overshoot at the threshold.
    let monitor = try ShiryaevRoberts(averageRunLength: 500)
    let found = RunLengthTests.simulated(monitor, runs: 500, purpose: "evidence")
    #expect(found.mean - 3 * found.error > 500 && found.mean < 1_500, "\(found)")
  }

  @Test(
    "Simulated thresholds give about the wanted run length", .tags(.statistical),
    arguments: [false, true])
  func windows(isIndex: Bool) throws {
    // 200 streams of 2,000 after the reference: 200 alarms are expected at a run length of 2,000 where an alarm empties the window, so
    // that rate is lower by the 100 or 200 observations in which it fills. The threshold itself is off by what 500 streams leave: the
    // share of 0.82 below has a standard error of 0.017, or 10 % of the rate; together with the Poisson error of 7 % less than 40 % in
    // three errors.
    var alarms = 0
    func count(_ monitor: some DriftMonitor) {
      for ordinal in 0..<200 {
        var copy = monitor
        var draws = Draws("windows", ordinal: ordinal)
        for _ in 0..<(600 + 2_000) where copy.observe(draws.normal()) == .drift {
          alarms += 1
          copy.clear()
        }
      }
    }
    if isIndex {
      count(try StabilityIndexWindow(window: 100, averageRunLength: 2_000))
    } else {
      count(try KolmogorovSmirnovWindow(averageRunLength: 2_000))
    }
    #expect(alarms > 110 && alarms < 280, "\(alarms)")
  }
}
