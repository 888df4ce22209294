import FlowLineTheory
import TestSupport
import Testing

@Suite("Exponential lines")
struct ExponentialLineTests {
  typealias Station = ExponentialLine.Station

  /// A line of single reliable machines.
  static func line(_ rates: [Double], _ buffers: [Int]) throws -> ExponentialLine {
    try ExponentialLine(stations: rates.map { Station(processingRate: $0) }, buffers: buffers)
  }

  // MARK: - Closed forms and published values

  /// Hunt 1956; Hillier and Boling 1967: throughput of balanced lines, four digits.
  @Test(
    "Balanced lines have the throughputs of Hunt and of Hillier and Boling", .tags(.exact),
    arguments: [
      (2, 0, 0.6667), (3, 0, 0.5641), (4, 0, 0.5148), (3, 1, 0.6705), (4, 1, 0.6312),
      (3, 2, 0.7340),
    ])
  func published(stations: Int, buffer: Int, throughput: Double) throws {
    let line = try ExponentialLineTests.line(
      Array(repeating: 1, count: stations), Array(repeating: buffer, count: stations - 1))
    #expect(abs(try line.steadyState().throughput - throughput) <= 5.1e-5)
  }

  @Test("Three machines without buffers make 22/39", .tags(.exact))
  func hunt() throws {
    let state = try ExponentialLineTests.line([1, 1, 1], [0, 0]).steadyState()
    #expect(state.states == 8)
    #expect(relativeError(state.throughput, 22.0 / 39) < 1e-15)
  }

  /// The parts behind the first station, blocked ones included, are a birth-and-death process.
  ///
  /// Births are of rate μ₁ for each machine that is not blocked, deaths of rate μ₂ for each part on
  /// a machine.
  @Test(
    "Two stations are a birth-and-death process", .tags(.exact),
    arguments: [
      [1, 1, 1, 1, 4], [2, 1, 1, 1, 0], [0.3, 1, 3, 2, 5], [1, 0.7, 2, 3, 1],
      [1, 0.001, 1, 1, 900],
      [0.001, 1, 1, 1, 900],
    ])
  func twoStations(parameters: [Double]) throws {
    let (rate1, rate2) = (parameters[0], parameters[1])
    let (machines1, machines2) = (Int(parameters[2]), Int(parameters[3]))
    let buffer = Int(parameters[4])
    let places = machines2 + buffer
    // Scaled by the greatest weight on the way, which may be beyond the greatest double.
    var logs = [0.0]
    for n in 0..<places + machines1 {
      let birth = Double(machines1 - max(0, n - places)) * rate1
      let death = Double(min(n + 1, machines2)) * rate2
      logs.append(logs[n] + (birth / death).logarithm)
    }
    let top = logs.max() ?? 0
    let weights = logs.map { ($0 - top).exponential }
    let total = weights.reduce(0, +)
    func mean(_ value: (Int) -> Int) -> Double {
      weights.enumerated().map { Double(value($0)) * $1 }.reduce(0, +) / total
    }
    let state = try ExponentialLine(
      stations: [
        Station(processingRate: rate1, machines: machines1),
        Station(processingRate: rate2, machines: machines2),
      ], buffers: [buffer]
    ).steadyState()
    // Errors of some 900 logarithms of up to 6,000, each 1e-16 of itself.
    let tolerance = buffer > 100 ? 1e-11 : 1e-13
    let busy = mean { min($0, machines2) }
    #expect(relativeError(state.throughput, rate2 * busy) < tolerance)
    #expect(relativeError(state.meanWorkInProcess[1], mean { min($0, places) }) < tolerance)
    #expect(abs(state.meanBuffers[0] - mean { min(max(0, $0 - machines2), buffer) }) < 1e-9)
    #expect(abs(state.starved[1] - (1 - busy / Double(machines2))) < tolerance)
    #expect(abs(state.blocked[0] - mean { max(0, $0 - places) } / Double(machines1)) < tolerance)
  }

  // MARK: - Laws

  static let lines: [ExponentialLine] = {
    let unreliable = [
      Station(processingRate: 1.2, failureRate: 0.02, repairRate: 0.1),
      Station(processingRate: 1, failureRate: 0.01, repairRate: 0.2),
      Station(processingRate: 1.1, failureRate: 0.03, repairRate: 0.15),
    ]
    let parallel = [
      Station(processingRate: 0.5, machines: 3, failureRate: 0.05, repairRate: 0.2),
      Station(processingRate: 1.3, machines: 1),
      Station(processingRate: 0.6, machines: 2, failureRate: 0.02, repairRate: 0.3),
    ]
    let lines = [
      try? line([1, 1.2, 0.9, 1.1], [8, 7, 9]),
      try? line([1, 0.8, 1.1], [2, 4]),
      try? line([1, 1, 1, 1, 1], [2, 2, 2, 2]),
      try? ExponentialLine(stations: unreliable, buffers: [4, 2]),
      try? ExponentialLine(stations: unreliable, buffers: [14, 11]),
      try? ExponentialLine(stations: unreliable, buffers: [4, 2], failureClock: .always),
      try? ExponentialLine(stations: unreliable, buffers: [3, 3], blocking: .beforeService),
      try? ExponentialLine(stations: parallel, buffers: [2, 1]),
      try? ExponentialLine(stations: parallel, buffers: [12, 10]),
      try? ExponentialLine(stations: parallel, buffers: [2, 1], blocking: .beforeService),
    ]
    return lines.compactMap { $0 }
  }()

  @Test("Each machine is working, down, blocked or starved, and all stations pass on the same")
  func balances() throws {
    #expect(ExponentialLineTests.lines.count == 10)
    for line in ExponentialLineTests.lines {
      let state = try line.steadyState()
      for (index, station) in line.stations.enumerated() {
        let whole =
          state.working[index] + state.down[index] + state.blocked[index] + state.starved[index]
        #expect(relativeError(whole, 1) < 1e-13)
        let flow = Double(station.machines) * station.processingRate * state.working[index]
        // The iteration ends at 1e-12.
        #expect(relativeError(flow, state.throughput) < 1e-11)
        if line.failureClock == .operating {
          // Failures and repairs are equally frequent.
          #expect(
            abs(state.working[index] * station.failureRate - state.down[index] * station.repairRate)
              < 1e-12)
        }
      }
      #expect(state.imbalance < 1e-11)
      #expect(state.starved[0] == 0)
      #expect(state.blocked[line.stations.count - 1] == 0)
      // All probabilities together are 1 up to the rounding of their sum.
      #expect(relativeError(state.meanWorkInProcess[0], Double(line.stations[0].machines)) < 1e-13)
    }
  }

  @Test("The line with reversed flow has the same throughput", .tags(.law))
  func reversibility() throws {
    let reversible = ExponentialLineTests.lines.filter(\.isReversible)
    #expect(reversible.count == 5)
    for line in reversible {
      let reversed = try ExponentialLine(
        stations: line.stations.reversed(), buffers: line.buffers.reversed())
      let (there, back) = (try line.steadyState(), try reversed.steadyState())
      #expect(relativeError(there.throughput, back.throughput) < 1e-11)
    }
  }

  @Test("Of two stations, one more place makes up for blocking before service", .tags(.law))
  func beforeService() throws {
    let stations = [Station(processingRate: 1), Station(processingRate: 1.3)]
    for buffer in 0...5 {
      let before = try ExponentialLine(
        stations: stations, buffers: [buffer + 1], blocking: .beforeService)
      let after = try ExponentialLine(stations: stations, buffers: [buffer])
      #expect(
        relativeError(
          try before.steadyState().throughput, try after.steadyState().throughput) < 1e-14)
    }
  }

  @Test("Failures that last for moments only make machines slower", .tags(.law))
  func shortFailures() throws {
    for clock in [ExponentialLine.FailureClock.operating, .always] {
      let failing = try ExponentialLine(
        stations: [1, 1.25, 1.5].map {
          Station(processingRate: $0, failureRate: 2e6, repairRate: 8e6)
        }, buffers: [2, 3], failureClock: clock
      ).steadyState()
      let slower = try ExponentialLineTests.line([0.8, 1, 1.2], [2, 3]).steadyState()
      // The difference is of the order of μ/r.
      #expect(relativeError(failing.throughput, slower.throughput) < 1e-6)
    }
  }

  /// The third machine is so fast that it never blocks anybody.
  @Test("An iterated line with an end that is no bottleneck is the shorter line", .tags(.law))
  func fastEnd() throws {
    let long = try ExponentialLineTests.line([1, 0.9, 1e9], [70, 70]).steadyState()
    #expect(long.cycles > 0)
    let short = try ExponentialLineTests.line([1, 0.9], [70]).steadyState()
    #expect(short.cycles == 0)
    #expect(relativeError(long.throughput, short.throughput) < 1e-9)
    #expect(relativeError(long.meanBuffers[0], short.meanBuffers[0]) < 1e-7)
  }

  @Test("Bottlenecks of a thousandth leave nothing undefined", .tags(.law))
  func extremes() throws {
    for rates in [[1, 0.001, 1], [0.001, 1, 1], [1, 1, 0.001]] {
      let state = try ExponentialLineTests.line(rates, [120, 130]).steadyState()
      #expect(relativeError(state.throughput, 0.001) < 1e-12)
      #expect(state.meanBuffers.allSatisfy { $0.isFinite && $0 >= 0 && $0 < 130.000_001 })
    }
  }

  // MARK: - Simulation

  /// Each line is simulated for 400,000 events in 50 batches of some 1,000 parts.
  @Test("Simulated lines agree with the chain", .tags(.statistical))
  func simulation() throws {
    for (number, line) in ExponentialLineTests.lines.enumerated() where ![0, 4, 8].contains(number)
    {
      let exact = try line.steadyState()
      var simulated = SimulatedLine(line, "line \(number)")
      let estimate = simulated.run(events: 400_000)
      // 4 standard errors, t with 49 degrees of freedom: 2 in 10,000 fail by chance.
      #expect(
        abs(estimate.throughput.mean - exact.throughput) < 4 * estimate.throughput.error,
        "line \(number)")
      #expect(
        abs(estimate.parts.mean - exact.meanWorkInProcess[1]) < 4 * estimate.parts.error,
        "line \(number)")
      #expect(estimate.throughput.error < 0.01 * exact.throughput)
    }
  }

  // MARK: - Mistakes

  @Test("A line that cannot be evaluated says why", .tags(.failure))
  func mistakes() throws {
    func message(_ line: () throws -> ExponentialLine) -> String {
      do {
        return "\(try line().steadyState(stateLimit: 1_000).states) states"
      } catch {
        return "\(error)"
      }
    }
    #expect(
      message { try ExponentialLineTests.line([1, 1, 1], [1]) }
        == "buffers: 1 given, and 2 needed")
    #expect(
      message { try ExponentialLineTests.line([1, 0], [1]) }
        == "processing rate is 0; it must be finite and above 0")
    #expect(
      message { try ExponentialLineTests.line([1, 1], [-1]) }
        == "buffer is -1; it must be from 0 to 1000000")
    #expect(
      message { try ExponentialLineTests.line([1, 1, 1], [40, 40]) }
        == "the line has 1001 states, and 1000 are the most that are worked through")
    #expect(
      message {
        try ExponentialLine(
          stations: [
            Station(processingRate: 1, machines: 2, failureRate: 1), Station(processingRate: 1),
          ], buffers: [1], failureClock: .always)
      }
        == "a station of several machines that may fail at any time is not covered: "
        + "its machines would not be alike; let them fail while operating")
  }
}
