import FlowLineTheory
import TestSupport
import Testing

@Suite("Bernoulli lines")
struct BernoulliLineTests {
  /// The buffer at the beginning of a slot is a birth-and-death process.
  ///
  /// From 0 it rises when the first machine is up; from 1 … N - 1 it rises when only the first one
  /// is up and falls when only the second one is; from N it falls when only the second one is up.
  @Test(
    "Two machines make what the chain of their buffer says", .tags(.exact),
    arguments: [
      [0.9, 0.9, 3], [0.8, 0.9, 2], [0.95, 0.6, 1], [0.3, 0.7, 10], [0.7, 0.3, 40], [1, 0.8, 2],
      [0.8, 1, 2], [0.85, 0.850_000_001, 5],
    ])
  func twoMachines(parameters: [Double]) throws {
    let (x, y, places) = (parameters[0], parameters[1], Int(parameters[2]))
    var weights = [1.0]
    for level in 0..<places {
      let rise = level == 0 ? x : x * (1 - y)
      weights.append(weights[level] * rise / (y * (1 - x)))
    }
    // With x = 1 the buffer never empties again; with y = 1 it never holds more than one part.
    let empty = x == 1 ? 0 : weights[0] / weights.reduce(0, +)
    let full = x == 1 ? 1 : weights[places] / weights.reduce(0, +)
    let estimate = try BernoulliLine(probabilities: [x, y], buffers: [places]).aggregated()
    #expect(relativeError(estimate.productionRate, y * (1 - empty)) < 1e-13)
    #expect(abs(estimate.starved[1] - y * empty) < 1e-13)
    #expect(abs(estimate.blocked[0] - x * full * (1 - y)) < 1e-13)
    #expect(estimate.starved[0] == 0)
    #expect(estimate.blocked[1] == 0)
  }

  @Test("The aggregation says the same of a line and of its reverse", .tags(.law))
  func reversibility() throws {
    for (probabilities, buffers) in [
      ([0.9, 0.85, 0.9], [2, 3]), ([0.95, 0.8, 0.9, 0.85, 0.9], [1, 2, 2, 1]),
      ([0.7, 0.9, 0.6, 0.99], [5, 1, 3]),
    ] {
      let there = try BernoulliLine(probabilities: probabilities, buffers: buffers).aggregated()
      let back = try BernoulliLine(
        probabilities: probabilities.reversed(), buffers: buffers.reversed()
      ).aggregated()
      #expect(relativeError(there.productionRate, back.productionRate) < 1e-12)
      for (blocked, starved) in zip(there.blocked, back.starved.reversed()) {
        #expect(abs(blocked - starved) < 1e-12)
      }
      #expect(there.productionRate < probabilities.min() ?? 0)
    }
  }

  @Test("Long buffers leave only the slowest machine", .tags(.law))
  func longBuffers() throws {
    let line = try BernoulliLine(probabilities: [0.9, 0.7, 0.8], buffers: [200, 200])
    #expect(relativeError(try line.aggregated().productionRate, 0.7) < 1e-12)
  }

  @Test("Machines that hardly differ lose no digits", .tags(.law))
  func almostEqual() {
    for places in [1, 7, 1_000] {
      let equal = BernoulliLine.emptyBuffer(0.9, 0.9, places)
      let almost = BernoulliLine.emptyBuffer(0.9, 0.9 + 1e-13, places)
      // Q moves with N/p(1 - p) times the difference at most.
      #expect(relativeError(almost, equal) < 2e-12 * Double(places))
    }
  }

  @Test("A buffer without places is refused", .tags(.failure))
  func mistakes() {
    #expect {
      try BernoulliLine(probabilities: [0.9, 0.9], buffers: [0])
    } throws: {
      "\($0)" == "buffer is 0; it must be at least 1"
    }
    #expect {
      try BernoulliLine(probabilities: [0.9, 1.1], buffers: [1])
    } throws: {
      "\($0)" == "probability is 1.1; it must be above 0 and at most 1"
    }
  }
}
