/// The Markov chain of a line.
struct LineChain {
  /// The code of each state, rising.
  let codes: [Int]
  /// The digits of each state.
  let digits: StateDigits
  /// The ways between the states.
  let chain: SparseChain

  init(_ levels: LineLevels, limit: Int) throws(LineError) {
    var levels = levels
    var position = [Int32](repeating: -1, count: levels.codes)
    var codes: [Int] = []
    var digits = StateDigits(
      tops: levels.digits.map(\.top), speeds: levels.digits.map { levels.speed(of: $0) })
    for code in 0..<levels.codes {
      levels.read(code)
      guard levels.isState else { continue }
      position[code] = Int32(codes.count)
      codes.append(code)
      digits.append(levels.digits.map { levels.value(of: $0) })
      guard codes.count <= limit else {
        throw .tooMany(of: "states", count: codes.count, limit: limit)
      }
    }
    // Ways as they are found, from state to state, then ordered by where they lead.
    var origins: [Int32] = []
    var targets: [Int32] = []
    var found: [Double] = []
    var starts = [Int](repeating: 0, count: codes.count + 1)
    var outflow = [Double](repeating: 0, count: codes.count)
    for (index, code) in codes.enumerated() {
      levels.read(code)
      levels.forEachEvent { next, rate in
        let target = position[next]
        origins.append(Int32(index))
        targets.append(target)
        found.append(rate)
        starts[Int(target) + 1] += 1
        outflow[index] += rate
      }
    }
    for index in 1...codes.count { starts[index] += starts[index - 1] }
    var slots = starts
    var sources = [Int32](repeating: 0, count: found.count)
    var rates = [Double](repeating: 0, count: found.count)
    for way in found.indices {
      let slot = slots[Int(targets[way])]
      slots[Int(targets[way])] += 1
      sources[slot] = origins[way]
      rates[slot] = found[way]
    }
    self.codes = codes
    self.digits = digits
    chain = SparseChain(starts: starts, sources: sources, rates: rates, outflow: outflow)
  }
}

extension LineLevels {
  /// Calls with each state that may follow, and at which rate.
  func forEachEvent(_ body: (_ code: Int, _ rate: Double) -> Void) {
    for (index, station) in line.stations.enumerated() {
      let working = working(at: index)
      if working > 0 {
        body(codeAfterCompletion(at: index), Double(working) * station.processingRate)
      }
      if station.failureRate > 0 {
        let exposed = line.failureClock == .operating ? working : 1 - down[index]
        if exposed > 0 { body(codeAfterFailure(at: index), Double(exposed) * station.failureRate) }
        if down[index] > 0 {
          body(codeAfterRepair(at: index), Double(down[index]) * station.repairRate)
        }
      }
    }
  }
}
