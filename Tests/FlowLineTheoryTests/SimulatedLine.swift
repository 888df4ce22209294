#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

import EventKernel
import FlowLineTheory

/// A line simulated machine by machine and part by part; it shares nothing with the theory's
/// states.
struct SimulatedLine {
  struct Machine {
    enum Part { case none, waiting, worked, finished }
    var part = Part.none
    var isDown = false
    /// When its part became blocked, as a running number.
    var blockedSince = 0
  }

  let line: ExponentialLine
  var machines: [[Machine]]
  var waiting: [Int]
  private var blockings = 0
  private var stream: RandomStream

  init(_ line: ExponentialLine, _ purpose: String) {
    self.line = line
    machines = line.stations.map { Array(repeating: Machine(), count: $0.machines) }
    waiting = line.stations.map { _ in 0 }
    stream = RandomStream(
      StreamKey(seed: 20_260_301, replication: 0, path: "tests", purpose: purpose))
    settle()
  }

  /// Parts at a station, in its buffer and on its machines.
  func parts(_ station: Int) -> Int {
    waiting[station] + machines[station].count { $0.part != .none }
  }

  private func hasRoom(_ station: Int) -> Bool {
    waiting[station] < line.buffers[station - 1]
      || machines[station].contains { $0.part == .none }
  }

  /// Moves whatever can move, from the end of the line to its beginning, until nothing does.
  private mutating func settle() {
    var hasMoved = true
    while hasMoved {
      hasMoved = false
      for station in machines.indices.reversed() {
        // The part that has waited longest on its machine leaves first.
        let finished = machines[station].indices.filter { machines[station][$0].part == .finished }
          .min { machines[station][$0].blockedSince < machines[station][$1].blockedSince }
        if let finished {
          let isLast = station == machines.count - 1
          if isLast || hasRoom(station + 1) {
            machines[station][finished].part = .none
            if !isLast { waiting[station + 1] += 1 }
            hasMoved = true
          }
        }
        for index in machines[station].indices where machines[station][index].part == .none {
          guard station == 0 || waiting[station] > 0 else { continue }
          if station > 0 { waiting[station] -= 1 }
          machines[station][index].part = .waiting
          hasMoved = true
        }
        for index in machines[station].indices where machines[station][index].part == .waiting {
          if line.blocking == .beforeService, station < machines.count - 1 {
            let places = line.buffers[station] + machines[station + 1].count
            let coming = machines[station].count { $0.part == .worked }
            if parts(station + 1) + coming >= places { continue }
          }
          machines[station][index].part = .worked
          hasMoved = true
        }
      }
    }
  }

  /// What happened and where, after a time with the present state.
  private mutating func step() -> (time: Double, leaves: Bool) {
    var events: [(rate: Double, station: Int, index: Int, kind: Int)] = []
    for (station, row) in machines.enumerated() {
      let rates = line.stations[station]
      for (index, machine) in row.enumerated() {
        if machine.isDown {
          events.append((rates.repairRate, station, index, 2))
          continue
        }
        if machine.part == .worked { events.append((rates.processingRate, station, index, 0)) }
        if rates.failureRate > 0, line.failureClock == .always || machine.part == .worked {
          events.append((rates.failureRate, station, index, 1))
        }
      }
    }
    let total = events.reduce(0) { $0 + $1.rate }
    var rest = stream.uniform() * total
    var chosen = events[events.count - 1]
    for event in events {
      rest -= event.rate
      if rest < 0 {
        chosen = event
        break
      }
    }
    switch chosen.kind {
    case 0:
      machines[chosen.station][chosen.index].part = .finished
      blockings += 1
      machines[chosen.station][chosen.index].blockedSince = blockings
      settle()
    case 1: machines[chosen.station][chosen.index].isDown = true
    default: machines[chosen.station][chosen.index].isDown = false
    }
    return (
      -log(stream.uniform()) / total, chosen.kind == 0 && chosen.station == line.stations.count - 1
    )
  }

  /// Throughput and mean parts at the second station, each with its standard error.
  ///
  /// The errors are those of ratios of batch sums: 50 batches, after a tenth of the whole as
  /// warm-up.
  mutating func run(
    events: Int
  ) -> (throughput: (mean: Double, error: Double), parts: (mean: Double, error: Double)) {
    for _ in 0..<events / 10 { _ = step() }
    var (times, leaving, area): ([Double], [Double], [Double]) = ([], [], [])
    for _ in 0..<50 {
      var (time, left, sum) = (0.0, 0.0, 0.0)
      for _ in 0..<events / 50 {
        let before = Double(parts(1))
        let (passed, leaves) = step()
        time += passed
        sum += before * passed
        if leaves { left += 1 }
      }
      times.append(time)
      leaving.append(left)
      area.append(sum)
    }
    return (ratio(leaving, times), ratio(area, times))
  }

  private func ratio(_ sums: [Double], _ times: [Double]) -> (mean: Double, error: Double) {
    let mean = sums.reduce(0, +) / times.reduce(0, +)
    let squares = zip(sums, times).map { ($0 - mean * $1) * ($0 - mean * $1) }.reduce(0, +)
    let count = Double(sums.count)
    return (mean, (squares / (count - 1) / count).squareRoot() / (times.reduce(0, +) / count))
  }
}
