import FactoryModel
import FactorySimulation

/// What every machine did on the first day of the measured time, in replication 0.
struct MachineDay: Sendable {
  /// A stretch of one state.
  struct Span: Hashable, Sendable {
    /// When it begins and ends, in seconds from the start of the simulation.
    var start: Double
    var end: Double
    var state: MachineState
  }

  /// A machine with all that it did, without gaps.
  struct Row: Hashable, Sendable {
    var machine: String
    var spans: [Span]
  }

  /// When the day begins, in seconds from the start of the simulation.
  var start: Double
  /// When it ends: a day later, or where the run or the log ends.
  var end: Double
  /// The machines, in the order of the factory.
  var rows: [Row]

  private static let length = 86_400.0
  /// Days in which to look for one on which somebody works.
  private static let mostDays = 7
  /// Most changes of state that are kept, 16 bytes each.
  private static let mostChanges = 1_000_000
  /// Events between two looks at the clock.
  private static let slice = 1_000

  /// Simulates replication 0 again, as far as its first day.
  ///
  /// The day begins when the warm-up ends. Where all machines are off shift for that whole day, such
  /// as on a Sunday, it is the next day on which one is not, within a week.
  ///
  /// - Parameters:
  ///   - factory: What to simulate.
  ///   - seed: The seed of the run.
  /// - Throws: ``SimulationFailure`` where it cannot go on so far.
  init(of factory: Factory, seed: UInt64) throws(SimulationFailure) {
    var simulation = FactorySimulation(factory, seed: seed, replication: 0)
    let latest = factory.warmUp + min(factory.horizon, Double(Self.mostDays) * Self.length)
    simulation.recordStates(
      from: factory.warmUp, until: latest, capacity: Self.mostChanges)
    while simulation.currentTime < simulation.stateLog?.end ?? 0 {
      guard try simulation.advance(maximumEvents: Self.slice) else { break }
    }
    self.init(of: simulation.stateLog, until: simulation.stateLog?.end ?? 0, factory)
  }

  /// The first day of a log that begins when the warm-up ends.
  ///
  /// It is `nil` where the log ends before it is known which day that is, or before the day is over.
  init?(within log: StateLog, of factory: Factory) {
    let latest = factory.warmUp + min(factory.horizon, Double(Self.mostDays) * Self.length)
    self.init(of: log, until: min(latest, log.end), factory)
    let isKnown = rows.contains { $0.spans.contains { $0.state != .offShift } }
    let isWhole = end - start >= Self.length || end >= latest
    guard isWhole, isKnown || log.end >= latest else { return nil }
  }

  /// How many stretches of one state there are.
  var spanCount: Int { rows.reduce(0) { $0 + $1.spans.count } }

  private init(of log: StateLog?, until last: Double, _ factory: Factory) {
    start = factory.warmUp
    end = start
    rows = []
    guard let log else { return }
    let whole = MachineDay.rows(
      of: log, until: last, names: MachineDay.machineNames(of: factory))
    while true {
      end = min(start + Self.length, last)
      rows = whole.map { Row(machine: $0.machine, spans: $0.spans(from: start, to: end)) }
      let isOpen = rows.contains { $0.spans.contains { $0.state != .offShift } }
      if isOpen || end >= last { break }
      start += Self.length
    }
    if !rows.contains(where: { $0.spans.contains { $0.state != .offShift } }) {
      start = log.start
      end = min(start + Self.length, last)
      rows = whole.map { Row(machine: $0.machine, spans: $0.spans(from: start, to: end)) }
    }
  }

  /// What machines are called: the station's name where it has but one.
  private static func machineNames(of factory: Factory) -> [String] {
    factory.stations.flatMap { $0.machines.count == 1 ? [$0.name] : $0.machines.map(\.name) }
  }

  private static func rows(
    of log: StateLog, until last: Double, names: [String]
  ) -> [Row] {
    var spans: [[Span]] = log.initialStates.map {
      [Span(start: log.start, end: log.start, state: $0)]
    }
    for change in log.changes.prefix(while: { $0.time < last }) {
      let machine = Int(change.machine)
      let place = spans[machine].count - 1
      spans[machine][place].end = change.time
      if spans[machine][place].end == spans[machine][place].start { spans[machine].removeLast() }
      if spans[machine].last?.state != change.state {
        spans[machine].append(Span(start: change.time, end: change.time, state: change.state))
      }
    }
    return zip(names, spans).map { name, spans in
      var spans = spans
      spans[spans.count - 1].end = last
      return Row(machine: name, spans: spans.filter { $0.end > $0.start })
    }
  }
}

extension MachineDay.Row {
  fileprivate func spans(from start: Double, to end: Double) -> [MachineDay.Span] {
    spans.compactMap { span in
      let cut = MachineDay.Span(
        start: max(span.start, start), end: min(span.end, end), state: span.state)
      return cut.end > cut.start ? cut : nil
    }
  }
}
