import EventKernel
import FlowLineTheory
import TestSupport
import Testing

@Suite("Fluid lines")
struct FluidLineTests {
  static func line(
    _ first: (Double, Double), _ second: (Double, Double), _ buffer: Double
  ) throws -> TwoMachineFluidLine {
    try TwoMachineFluidLine(
      UnreliableMachine(failureRate: first.0, repairRate: first.1),
      UnreliableMachine(failureRate: second.0, repairRate: second.1), buffer: buffer)
  }

  @Test("Without buffer both machines must be up, with a long one the worse one rules", .tags(.law))
  func limits() throws {
    for (first, second) in [((0.02, 0.12), (0.01, 0.1)), ((0.01, 0.1), (0.05, 0.1))] {
      let efficiency1 = first.1 / (first.0 + first.1)
      let efficiency2 = second.1 / (second.0 + second.1)
      let none = try FluidLineTests.line(first, second, 0)
      #expect(relativeError(none.productionRate, efficiency1 * efficiency2) < 1e-14)
      let long = try FluidLineTests.line(first, second, 1e5)
      #expect(relativeError(long.productionRate, min(efficiency1, efficiency2)) < 1e-14)
      let short = try FluidLineTests.line(first, second, 5)
      let reversed = try FluidLineTests.line(second, first, 5)
      #expect(relativeError(short.productionRate, reversed.productionRate) < 1e-14)
    }
  }

  /// With φ = 1 it is e (1 - (1 - e)/(1 + (λ + μ) N/2)), e = μ/(λ + μ).
  @Test("Machines alike have a formula of their own", .tags(.exact))
  func alike() throws {
    let (failure, repair, buffer) = (0.01, 0.1, 10.0)
    let efficiency = repair / (failure + repair)
    let expected = efficiency * (1 - (1 - efficiency) / (1 + (failure + repair) * buffer / 2))
    let line = try FluidLineTests.line((failure, repair), (failure, repair), buffer)
    #expect(relativeError(line.productionRate, expected) < 1e-15)
    // A difference of 1e-12 moves the rate by as little.
    let almost = try FluidLineTests.line((failure, repair), (failure * (1 + 1e-12), repair), buffer)
    #expect(relativeError(almost.productionRate, expected) < 1e-11)
  }

  @Test("A machine that never fails leaves the other one alone", .tags(.exact))
  func reliable() throws {
    #expect(try FluidLineTests.line((0, 1), (0.1, 0.4), 3).productionRate == 0.8)
    #expect(try FluidLineTests.line((0.1, 0.4), (0, 1), 3).productionRate == 0.8)
    #expect(try UnreliableMachine(failureRate: 0.05, repairRate: 0.2).isolatedEfficiency == 0.8)
  }

  /// 50 batches of 20,000 changes of state; between two changes the level moves evenly.
  @Test("A simulated buffer passes on as much", .tags(.statistical))
  func simulation() throws {
    let rates = [(0.02, 0.12), (0.01, 0.1)]
    let buffer = 8.0
    var stream = RandomStream(
      StreamKey(seed: 20_260_301, replication: 0, path: "tests", purpose: "fluid"))
    var (isUp, level) = ([true, true], 0.0)
    var (made, times): ([Double], [Double]) = ([], [])
    for _ in 0..<50 {
      var (output, total) = (0.0, 0.0)
      for _ in 0..<20_000 {
        let speeds = (0..<2).map { isUp[$0] ? rates[$0].0 : rates[$0].1 }
        let time = -stream.uniform().logarithm / (speeds[0] + speeds[1])
        total += time
        switch (isUp[0], isUp[1]) {
        case (true, true): output += time
        case (true, false): level = min(buffer, level + time)
        case (false, true):
          let taken = min(level, time)
          output += taken
          level -= taken
        case (false, false): break
        }
        let machine = stream.uniform() * (speeds[0] + speeds[1]) < speeds[0] ? 0 : 1
        isUp[machine].toggle()
      }
      made.append(output)
      times.append(total)
    }
    let mean = made.reduce(0, +) / times.reduce(0, +)
    let squares = zip(made, times).map { ($0 - mean * $1) * ($0 - mean * $1) }.reduce(0, +)
    let error = (squares / 49 / 50).squareRoot() / (times.reduce(0, +) / 50)
    let line = try FluidLineTests.line(rates[0], rates[1], buffer)
    // 4 standard errors, t with 49 degrees of freedom; the first batch begins empty, which moves
    // the mean by some 8 in 10⁷.
    #expect(abs(mean - line.productionRate) < 4 * error)
    #expect(error < 0.001)
  }

  @Test("Rates below 0 and endless buffers are refused", .tags(.failure))
  func mistakes() {
    #expect {
      try UnreliableMachine(failureRate: -1, repairRate: 1)
    } throws: {
      "\($0)" == "failure rate is -1; it must be finite and at least 0"
    }
    #expect {
      try FluidLineTests.line((1, 1), (1, 1), .infinity)
    } throws: {
      "\($0)" == "buffer is inf; it must be finite and at least 0"
    }
  }
}
