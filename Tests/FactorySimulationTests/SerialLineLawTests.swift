import EventKernel
import FactoryModel
import FactorySimulation
import RandomVariates
import SimulationStatistics
import TestSupport
import Testing

/// What theory says of all serial lines: more room never costs a part, and a line makes as much backwards
/// as forwards.
///
/// Sources: J. G. Shanthikumar, D. D. Yao, "Monotonicity and concavity properties in cyclic queueing networks
/// with finite buffers", 1989; G. Yamazaki, H. Sakasegawa, "Properties of duality in tandem queueing systems",
/// Annals of the Institute of Statistical Mathematics 27 (1975) 201–212; E. J. Muth, "The reversibility
/// property of production lines", Management Science 25 (1979) 152–158.
@Suite("Laws of serial lines")
struct SerialLineLawTests {
  /// A random saturated line of single machines, whose failures do not depend on what they do.
  private func randomLine(_ number: UInt64, horizon: Double = 6_000) -> Factory {
    var random = RandomStream(
      StreamKey(seed: 31, replication: number, path: "line", purpose: "test"))
    func whole(_ range: ClosedRange<Int>) -> Int {
      range.lowerBound + Int(random.uniform() * Double(range.count))
    }
    let count = whole(2...6)
    let times: [Distribution] = (0..<count).map { _ in
      let mean = 0.6 + random.uniform()
      return switch whole(0...3) {
      case 0: .constant(mean)
      case 1: exponential(rate: 1 / mean)
      case 2: Distribution(.uniform(lower: 0, upper: 2 * mean))
      default: Distribution(.gamma(shape: 3, scale: mean / 3))
      }
    }
    var line = serialLine(
      times: times, buffers: (0..<count).map { $0 == 0 ? nil : whole(0...5) }, warmUp: 0,
      horizon: horizon)
    for station in line.stations.indices where whole(0...1) == 0 {
      line.stations[station].failures = [
        FailureMode(
          name: "jam", timeToFailure: exponential(rate: 1 / Double(whole(20...90))),
          clock: whole(0...1) == 0 ? .calendar : .running,
          timeToRepair: exponential(rate: 1 / Double(whole(1...12))))
      ]
    }
    return line
  }

  private func good(_ factory: Factory, seed: UInt64, replication: UInt64 = 0) throws -> Int {
    try account(of: factory, seed: seed, replication: replication).line.good
  }

  @Test(
    "A place more in any buffer never costs a part, by whatever draws", .tags(.law),
    arguments: 0..<40 as Range<UInt64>)
  func monotonicity(number: UInt64) throws {
    var line = randomLine(number, horizon: 2_000)
    var before = try good(line, seed: number)
    for _ in 0..<3 {
      for station in line.stations.indices.dropFirst() {
        line.stations[station].buffer! += 1
        let after = try good(line, seed: number)
        #expect(after >= before, "a place at \(station)")
        before = after
      }
    }
  }

  /// The same at any time, not only at the end: the n-th part leaves no later.
  @Test("The n-th part leaves no later", .tags(.law), arguments: 0..<20 as Range<UInt64>)
  func departures(number: UInt64) throws {
    let line = randomLine(number)
    var longer = line
    for station in line.stations.indices.dropFirst() { longer.stations[station].buffer! += 2 }
    for share in stride(from: 0.05, through: 1, by: 0.05) {
      var (early, late) = (line, longer)
      early.horizon *= share
      late.horizon *= share
      #expect(try good(early, seed: number) <= good(late, seed: number))
    }
  }

  /// Reversed, the line has the same throughput: its holes run through the line as its parts did.
  ///
  /// Both are simulated with draws of their own, so the difference has the sum of the two variances. With 24
  /// lines a bound of 4 standard errors fails by chance once in 600 runs of other seeds; the seeds are
  /// fixed.
  @Test("A line makes as much backwards as forwards", .tags(.statistical, .law))
  func reversibility() throws {
    for number in 0..<24 as Range<UInt64> {
      var line = randomLine(number, horizon: 20_000)
      line.warmUp = 500
      let count = line.stations.count
      var reversed = line
      for station in 0..<count {
        let twin = count - 1 - station
        reversed.stations[station].failures = line.stations[twin].failures
        reversed.products[0].route[station].time = line.products[0].route[twin].time
        // The buffer between two machines stands in front of the second.
        if station > 0 { reversed.stations[station].buffer = line.stations[twin + 1].buffer }
      }
      var (forwards, backwards) = (Tally(), Tally())
      for replication in 0..<20 as Range<UInt64> {
        forwards.add(Double(try good(line, seed: 1, replication: replication)))
        backwards.add(Double(try good(reversed, seed: 2, replication: replication)))
      }
      let variance = try #require(forwards.variance) + #require(backwards.variance)
      let difference = try #require(forwards.mean) - #require(backwards.mean)
      // Half a part more where nothing is random.
      #expect(abs(difference) <= 4 * (variance / 20).squareRoot() + 0.5, "line \(number)")
    }
  }
}
