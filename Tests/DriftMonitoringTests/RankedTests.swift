import DriftMonitoring
import SpecialFunctions
import TestSupport
import Testing

@Suite("Drift monitors of ranks")
struct RankedTests {
  @Test(
    "Whatever the shape, false alarms are no oftener than promised", .tags(.statistical),
    arguments: ["normal", "skewed", "mostly zero", "few values", "wild"])
  func falseAlarms(shape: String) throws {
    let change: (Double) -> Double =
      switch shape {
      case "skewed": { Reproducible.exp(2 * $0) }
      case "mostly zero": { max(0, $0 - 1.5) }
      case "few values": { ($0 / 2).rounded() }
      case "wild": { 1 / $0 }
      default: { $0 }
      }
    let ranked = try Ranked(ShiryaevRoberts(averageRunLength: 500))
    let alarms = WhitenedTests.alarms(of: ranked, streams: 200, count: 1_000, change)
    // At most 400 in the mean: one in 500. Evidence begins anew after each, so they are about a Poisson process, and three
    // standard errors are 60.
    #expect(alarms <= 460 && alarms > 40, "\(shape): \(alarms)")
  }

  @Test("What is taken to be normal, and is not, alarms oftener than promised", .tags(.statistical))
  func normality() throws {
    let normal = try Whitened(
      ShiryaevRoberts(averageRunLength: 500), order: 0, reference: 30, shape: .normal)
    let alarms = WhitenedTests.alarms(of: normal, streams: 200, count: 1_000) {
      max(0, $0 - 1.5)
    }
    #expect(alarms > 800, "\(alarms)")
  }

  @Test(
    "A shift of two deviations is found soon, up and down", .tags(.statistical),
    arguments: [2.0, -2])
  func shift(size: Double) throws {
    var delays: [Int] = []
    for ordinal in 0..<50 {
      var monitor = try Ranked(ShiryaevRoberts(averageRunLength: 5_000))
      let stream = WhitenedTests.stream(ordinal, count: 400).enumerated().map {
        Reproducible.exp($1 + ($0 >= 200 ? size : 0))
      }
      let alarm = stream.firstIndex { monitor.observe($0) == .drift }
      delays.append((alarm ?? 1_000) - 200)
    }
    delays.sort()
    // Some are false alarms before.
    #expect(delays[25] >= 3 && delays[25] <= 15, "\(delays)")
    #expect(delays[45] < 60, "\(delays)")
  }

  @Test("The same observations give the same states; clearing keeps what is usual", .tags(.exact))
  func states() throws {
    var one = try Ranked(ShiryaevRoberts(averageRunLength: 100), reference: 20)
    var two = one
    let stream = WhitenedTests.stream(7, count: 300).map { ($0 * 2).rounded() }
    #expect(stream.map { one.observe($0) } == stream.map { two.observe($0) })
    var monitor = try Ranked(ShiryaevRoberts(averageRunLength: 100), reference: 20)
    for value in 0..<20 { #expect(monitor.observe(Double(value)) == .learning) }
    // Twenty were seen: the largest of 21, again and again, is a change.
    var count = 0
    while monitor.observe(100) != .drift { count += 1 }
    #expect(count < 20)
    monitor.clear()
    #expect(monitor.observe(.nan) == .steady)
    var isDrift = false
    for value in 101..<120 where monitor.observe(Double(value)) == .drift { isDrift = true }
    #expect(isDrift, "what is usual is kept")
    monitor.relearn()
    #expect(monitor.observe(100) == .learning)
  }

  @Test("References that say nothing are refused", .tags(.failure))
  func refused() {
    #expect(throws: DriftSettingError.self) {
      try Ranked(ShiryaevRoberts(averageRunLength: 100), reference: 9)
    }
  }
}
