import BasicContainers
import EventKernel
import RandomVariates

/// The way of a part through the line.
extension RecursionLine {
  /// Sends a part from station to station, until it leaves or the run is over for it.
  mutating func send(
    _ number: UInt64, from entry: Double
  ) throws(SimulationFailure) -> Passage {
    if number &>> 2 != worksBlock {
      worksBlock = number &>> 2
      RecursionLine.draw(
        &works, of: samplers, timeKeys, &words, fourFrom: worksBlock &<< 2, samplerTables)
      if !isOfOneSpeed { slowWorks() }
    }
    let word = Int(truncatingIfNeeded: number & 3)
    var passage = Passage(leaves: .infinity, defects: 0)
    var ready = entry
    var machine = 0
    while machine < routeLength {
      machine = RecursionLine.glide(
        to: machine, readyAt: &ready, &machines, &places, works, word: word)
      guard machine < routeLength else { break }
      ready = try step(to: machine, readyAt: ready, word: word)
      guard ready <= end else { return passage }
      if Int(machines[machine].nextCheck) == machine, isRejected(number, &passage, at: machine) {
        passage.isScrap = true
        break
      }
      machine += 1
    }
    passage.leaves = ready
    return passage
  }

  /// Moves a part through stations where nothing happens but what parts do to each other, up to the next one
  /// whose operation makes or finds defects.
  ///
  /// A function of the arrays: they are looked up once, and not again after each change.
  ///
  /// - Parameters:
  ///   - first: The station to which the part comes next.
  ///   - ready: When it is ready to go there; afterwards, when it is done at the last one passed.
  ///   - lineMachines: The machines.
  ///   - linePlaces: The places of their buffers.
  ///   - lineWorks: The work on four parts.
  ///   - word: Which of the four it is.
  /// - Returns: The first station not passed.
  private static func glide(
    to first: Int, readyAt ready: inout Double,
    _ lineMachines: inout UniqueArray<LineMachine>, _ linePlaces: inout UniqueArray<Double>,
    _ lineWorks: borrowing UniqueArray<Double>, word: Int
  ) -> Int {
    var machines = lineMachines.mutableSpan
    var places = linePlaces.mutableSpan
    let works = lineWorks.span
    var finished = ready
    var machine = first
    let end = Int(machines[first].nextCheck)
    while machine < end {
      let clock = machines[machine].clock
      let buffer = machines[machine].buffer
      let place = Int(machines[machine].nextPlace)
      let free = buffer == 0 ? clock : places[place]
      let comes = finished > free ? finished : free
      let starts = comes > clock ? comes : clock
      let done = starts + works[4 * machine + word]
      if done > machines[machine].quietUntil { break }
      if machine > 0 {
        if comes > machines[machine - 1].quietUntil { break }
        machines[machine - 1].blocked += comes - finished
        machines[machine - 1].clock = comes
      }
      machines[machine].starved += starts - clock
      machines[machine].producing += done - starts
      machines[machine].waitingTime += starts - comes
      machines[machine].produced &+= 1
      machines[machine].noteActive(starts, done)
      if buffer > 0 {
        places[place] = starts
        machines[machine].takePlace()
      }
      finished = done
      machine += 1
    }
    if machine > first { machines[machine - 1].clock = finished }
    ready = finished
    return machine
  }

  /// Moves a part through one station, whatever happens there.
  ///
  /// - Returns: When the work on the part is done; ∞ where that is not before the end.
  private mutating func step(
    to machine: Int, readyAt ready: Double, word: Int
  ) throws(SimulationFailure) -> Double {
    let place = Int(machines[machine].nextPlace)
    let free = machines[machine].buffer == 0 ? machines[machine].clock : places[place]
    let comes = max(ready, free)
    if machine > 0 { try pass(machine - 1, until: comes, as: .blocked) }
    guard comes <= end else { return .infinity }
    let starts = max(comes, machines[machine].clock)
    if machines[machine].buffer > 0 {
      places[place] = starts
      machines[machine].takePlace()
    }
    return try work(machine, works[4 * machine + word], from: starts, waitingSince: comes)
  }

  /// Draws the work of all operations on four parts.
  private static func draw(
    _ lineWorks: inout UniqueArray<Double>, of samplers: borrowing UniqueArray<Sampler>,
    _ keys: borrowing UniqueArray<StreamKey>, _ lineWords: inout UniqueArray<UInt64>,
    fourFrom first: UInt64, _ tables: borrowing SamplerTables
  ) {
    var works = lineWorks.mutableSpan
    var words = lineWords.mutableSpan
    RandomStream.beginnings(of: keys.span, fourFrom: first, into: &words)
    Sampler.sampleFour(
      of: samplers.span, keys.span, beginningWith: words.span, into: &works, from: tables)
  }

  /// Takes the machines' speeds into account.
  private mutating func slowWorks() {
    for place in works.indices { works[place] *= machines[place / 4].slowness }
  }

  /// Lets an operation that is done make its defects and find those that are there.
  ///
  /// - Returns: Whether the part is scrapped.
  private mutating func isRejected(
    _ number: UInt64, _ passage: inout Passage, at operation: Int
  ) -> Bool {
    let made = operations[operation].defectsMade(in: number, chances)
    if made != 0 { machines[operation].defective += 1 }
    passage.defects |= made
    return operations[operation].rejects(number, defects: passage.defects, chances)
  }
}
