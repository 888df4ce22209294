/// What a line does in the long run, exactly.
///
/// Stations are counted from 0. Fractions are averages over the machines of a station and add up to
/// 1: working, down, blocked and starved. A machine that is down counts as down, whatever else
/// holds.
public struct LineSteadyState: Hashable, Sendable {
  /// Parts in a unit of time.
  public internal(set) var throughput = 0.0
  /// The mean number of parts that wait between one station and the next.
  public internal(set) var meanBuffers: [Double]
  /// The mean number of parts at each station.
  ///
  /// Those in the buffer before it and on its machines, finished ones that are blocked included.
  /// The first station has no buffer, and its machines always hold a part.
  public internal(set) var meanWorkInProcess: [Double]
  /// The part of time in which a machine works.
  public internal(set) var working: [Double]
  /// The part of time in which a machine is down.
  public internal(set) var down: [Double]
  /// The part of time in which a machine has a part and no place for it.
  public internal(set) var blocked: [Double]
  /// The part of time in which a machine has no part.
  public internal(set) var starved: [Double]
  /// The number of states of the Markov chain.
  public let states: Int
  /// The cycles of the iteration; 0 where the chain was solved directly.
  public let cycles: Int
  /// The greatest difference between the flows through two stations, as a part of the throughput.
  ///
  /// In the exact steady state it is 0; so it shows how well the chain was solved.
  public internal(set) var imbalance = 0.0

  init(stations: Int, states: Int, cycles: Int) {
    meanWorkInProcess = [Double](repeating: 0, count: stations)
    meanBuffers = [Double](repeating: 0, count: stations - 1)
    working = meanWorkInProcess
    down = working
    blocked = working
    starved = working
    (self.states, self.cycles) = (states, cycles)
  }
}

extension ExponentialLine {
  /// Below this many multiplications a chain is solved directly.
  private static let directWork = 2e6

  /// The long-run behavior, from the line's Markov chain.
  ///
  /// All states are listed and their probabilities worked out: directly where the chain is small,
  /// by an iteration otherwise that ends at 1e-12 of each probability, or at what rounding allows.
  /// Throughput and means have at least 10 digits, as a rule 12.
  ///
  /// A state says how many parts stand at each station, so their number is about the product of
  /// the buffers' sizes plus 3, times 2 for each machine that may fail. The time grows in
  /// proportion: 10⁵ states take a second or two.
  ///
  /// - Parameter stateLimit: The most states that are worked through; memory grows by some 200
  ///   bytes for each.
  /// - Returns: The steady state.
  /// - Throws: ``LineError/tooMany(of:count:limit:)`` or
  ///   ``LineError/notConverged(sweeps:change:)``.
  public func steadyState(stateLimit: Int = 2_000_000) throws(LineError) -> LineSteadyState {
    var levels = try LineLevels(self, limit: stateLimit)
    let states = try LineChain(levels, limit: stateLimit)
    var cycles = 0
    let steady: [Double]
    if states.chain.directWork <= ExponentialLine.directWork {
      steady = states.chain.direct()
    } else {
      var multilevel = MultilevelChain(states.chain, states.digits)
      (steady, cycles) = try multilevel.solve()
    }
    var result = LineSteadyState(
      stations: stations.count, states: states.codes.count, cycles: cycles)
    for (code, probability) in zip(states.codes, steady) {
      levels.read(code)
      result.add(levels, probability)
    }
    result.finish(self)
    return result
  }
}

extension LineSteadyState {
  /// Takes in a state; fractions are sums over machines at first.
  mutating func add(_ levels: LineLevels, _ probability: Double) {
    for (index, station) in levels.line.stations.enumerated() {
      let parts = levels.parts(at: index)
      let occupied = levels.occupied(at: index)
      let engaged = levels.engaged(at: index)
      let isDownAnyhow = levels.line.failureClock == .always && levels.down[index] > 0
      meanWorkInProcess[index] += probability * Double(parts)
      if index > 0 { meanBuffers[index - 1] += probability * Double(parts - occupied) }
      working[index] += probability * Double(levels.working(at: index))
      down[index] += probability * Double(levels.down[index])
      if !isDownAnyhow {
        blocked[index] += probability * Double(occupied - engaged)
        starved[index] += probability * Double(station.machines - occupied)
      }
    }
  }

  /// Makes fractions of sums over machines, and the throughput.
  mutating func finish(_ line: ExponentialLine) {
    let flows = zip(working, line.stations).map { $0 * $1.processingRate }
    for (index, station) in line.stations.enumerated() {
      let machines = Double(station.machines)
      working[index] /= machines
      down[index] /= machines
      blocked[index] /= machines
      starved[index] /= machines
    }
    throughput = flows.reduce(0, +) / Double(flows.count)
    let greatest = flows.reduce(0, max)
    let least = flows.reduce(.infinity, min)
    imbalance = (greatest - least) / throughput
  }
}
