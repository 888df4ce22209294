import FlowLineTheory
import TestSupport
import Testing

@Suite("Design of lines")
struct LineDesignTests {
  typealias Station = ExponentialLine.Station

  // MARK: - Buffers

  @Test("All allocations are there once, and each has the throughput of its line", .tags(.law))
  func allocations() throws {
    for (rates, total) in [([1.0, 1, 1, 1], 5), ([1.2, 1, 1, 1.2], 4), ([1, 1.1, 0.9, 1.2], 4)] {
      let line = try ExponentialLineTests.line(rates, [0, 0, 0])
      let all = try BufferAllocations(of: line, total: total)
      // C(total + 2, 2).
      #expect(all.count == (total + 2) * (total + 1) / 2)
      #expect(Set(all.evaluations.map(\.buffers)).count == all.count)
      for evaluation in all.evaluations {
        #expect(evaluation.buffers.reduce(0, +) == total)
        let throughput = try ExponentialLineTests.line(rates, evaluation.buffers)
          .steadyState().throughput
        // Mirror images were not solved themselves; a direct solution is right to some 1e-15.
        #expect(relativeError(evaluation.throughput, throughput) < 1e-13)
      }
      let throughputs = all.evaluations.map(\.throughput)
      #expect(throughputs == throughputs.sorted(by: >))
    }
  }

  @Test("The summary of a small case is counted by hand", .tags(.exact))
  func summary() throws {
    // Three alike machines and 3 places: 0+3, 1+2, 2+1, 3+0.
    let line = try ExponentialLineTests.line([1, 1, 1], [0, 0])
    let all = try BufferAllocations(of: line, total: 3)
    #expect(all.evaluations.map(\.buffers) == [[1, 2], [2, 1], [0, 3], [3, 0]])
    #expect(all.optima.map(\.buffers) == [[1, 2], [2, 1]])
    #expect(all.best.buffers == [1, 2])
    #expect(all.worst.buffers == [3, 0])
    #expect(all.bestNearEven.buffers == [1, 2])
    #expect(all.top(5).count == 4)
    #expect(all.medianThroughput == (all.best.throughput + all.worst.throughput) / 2)
    #expect(all.fraction(within: 0) == 0.5)
    #expect(all.fraction(within: 0.5) == 1)
  }

  @Test("Reversed lines have mirrored allocations", .tags(.law))
  func mirrored() throws {
    let stations = [
      Station(processingRate: 1, failureRate: 0.05, repairRate: 0.3),
      Station(processingRate: 1.1, failureRate: 0.03, repairRate: 0.2),
      Station(processingRate: 0.9, failureRate: 0.05, repairRate: 0.2),
    ]
    let there = try BufferAllocations(
      of: ExponentialLine(stations: stations, buffers: [0, 0]), total: 7)
    let back = try BufferAllocations(
      of: ExponentialLine(stations: stations.reversed(), buffers: [0, 0]), total: 7)
    #expect(there.evaluations.map(\.buffers) == back.evaluations.map { $0.buffers.reversed() })
    for (one, other) in zip(there.evaluations, back.evaluations) {
      #expect(relativeError(one.throughput, other.throughput) < 1e-13)
    }
  }

  @Test("One buffer has one allocation, and too many ones are refused", .tags(.exact))
  func limits() throws {
    let two = try ExponentialLineTests.line([1, 1], [0])
    let only = try BufferAllocations(of: two, total: 9)
    #expect(only.evaluations.map(\.buffers) == [[9]])
    #expect(only.medianThroughput == only.best.throughput)
    let five = try ExponentialLineTests.line([1, 1, 1, 1, 1], [0, 0, 0, 0])
    #expect {
      try BufferAllocations(of: five, total: 40, limit: 1_000)
    } throws: {
      "\($0)"
        == "the line has 12341 allocations of its buffers, and 1000 are the most that are worked "
        + "through"
    }
  }

  // MARK: - Workloads

  @Test("No division of work near the optimum is better, and the optimum is a bowl", .tags(.law))
  func bowl() throws {
    for (stations, buffer) in [(3, 0), (3, 2), (4, 1), (5, 0)] {
      let line = try ExponentialLineTests.line(
        Array(repeating: 1, count: stations), Array(repeating: buffer, count: stations - 1))
      let work = 7.0
      let optimum = try WorkloadOptimum(of: line, totalWork: work)
      #expect(relativeError(optimum.workloads.reduce(0, +), work) < 1e-14)
      #expect(optimum.throughput > optimum.balancedThroughput)
      #expect(optimum.workloads[0] > optimum.workloads[1])
      for (one, other) in zip(optimum.workloads, optimum.workloads.reversed()) {
        // The throughput is flat: 1e-12 of it are 1e-6 of a workload.
        #expect(relativeError(one, other) < 1e-5)
      }
      func throughput(_ workloads: [Double]) throws -> Double {
        try ExponentialLineTests.line(workloads.map { 1 / $0 }, line.buffers)
          .steadyState().throughput
      }
      #expect(relativeError(try throughput(optimum.workloads), optimum.throughput) < 1e-12)
      for from in 0..<stations {
        for to in 0..<stations where to != from {
          for amount in [0.001, 0.03] {
            var other = optimum.workloads
            other[from] -= amount
            other[to] += amount
            #expect(try throughput(other) < optimum.throughput)
          }
        }
      }
    }
  }

  @Test("The work of unequal stations is divided as well as any search finds", .tags(.law))
  func unequal() throws {
    // A station of two machines has the more work; the search of 60 × 60 points finds no better.
    let line = try ExponentialLine(
      stations: [
        Station(processingRate: 1, failureRate: 0.1, repairRate: 0.5),
        Station(processingRate: 1, machines: 2), Station(processingRate: 1),
      ], buffers: [1, 2])
    let optimum = try WorkloadOptimum(of: line, totalWork: 4)
    var best = 0.0
    for first in 1..<60 {
      for second in 1..<60 - first {
        let work = [Double(first), Double(second), Double(60 - first - second)].map { $0 / 15 }
        var stations = line.stations
        for index in 0..<3 { stations[index].processingRate = 1 / work[index] }
        best = max(
          best,
          try ExponentialLine(stations: stations, buffers: [1, 2]).steadyState().throughput)
      }
    }
    #expect(optimum.throughput >= best)
    // The nearest point is within 1/30 of the best workloads, at the flat top.
    #expect(relativeError(best, optimum.throughput) < 0.005)
    #expect(optimum.workloads[1] > optimum.workloads[0])
  }
}
