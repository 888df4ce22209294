import FactoryModel
import FactorySimulation

/// Simulates a replication again and notes what a replay shows of it.
struct ReplayRecorder: ~Copyable {
  private let factory: Factory
  private var simulation: FactorySimulation
  private var recording: ReplayRecording
  /// The machines' components, one after the other: where those of each machine begin in ``ReplayRecording/wear``.
  private let firstComponents: [Int]
  private let firstMachines: [Int]

  /// Most changes of state that are kept, some 1.3 bytes each in the page.
  private static let mostChanges = 450_000
  /// By how many more there may be until tracks are coarsened.
  private static let mostMoreChanges = 150_000
  /// Steps to which tracks are coarsened one after the other, in tenths of a second.
  private static let coarserSteps = [10, 50, 100, 300, 600, 1_200, 6_000, 18_000, 36_000]
  /// Changes of state that the log keeps until they are taken out of it.
  private static let logCapacity = 1_000_000

  /// Records a stretch.
  ///
  /// - Parameters:
  ///   - stretch: Which stretch.
  ///   - factory: What to simulate.
  ///   - seed: The seed of the run.
  ///   - replication: The number of the replication, from 0.
  /// - Returns: What happened.
  /// - Throws: ``SimulationFailure`` where the replication cannot go on so far.
  static func recording(
    of stretch: ReplayStretch, _ factory: Factory, seed: UInt64, replication: UInt64
  ) throws(SimulationFailure) -> ReplayRecording {
    var recorder = ReplayRecorder(stretch, factory, seed: seed, replication: replication)
    try recorder.record()
    return recorder.recording
  }

  private init(_ stretch: ReplayStretch, _ factory: Factory, seed: UInt64, replication: UInt64) {
    self.factory = factory
    recording = ReplayRecording(stretch, of: factory)
    let watched = ReplayFactory(factory, step: stretch.step, wearStep: stretch.wearStep)
    simulation = FactorySimulation(
      watched.factory, seed: seed, replication: replication,
      readings: ReadingRequest(start: stretch.start, rowsPerBlock: 1, isBystander: true))
    var (machine, component) = (0, 0)
    var (machines, components) = ([Int](), [Int]())
    for station in factory.stations {
      machines.append(machine)
      machine += station.machines.count
      for _ in station.machines {
        components.append(component)
        component += station.components.count
      }
    }
    (firstMachines, firstComponents) = (machines, components)
    recording.tracks = [StateTrack](repeating: StateTrack(), count: machine)
    let rows = Int((stretch.end - stretch.start) / stretch.wearStep) + 1
    recording.wear = [[Int]](
      repeating: [Int](repeating: -1, count: rows), count: component)
  }

  // MARK: - The stretch

  private mutating func record() throws(SimulationFailure) {
    let stretch = recording.stretch
    simulation.recordStates(from: stretch.start, until: stretch.end, capacity: Self.logCapacity)
    // Half a step after whole ones is where the watching sensor stops time.
    var tick = (stretch.start / stretch.step).rounded(.up) + 0.5
    recording.firstMoment = tick * stretch.step
    var goesOn = true
    while goesOn, simulation.currentTime < recording.end {
      let moment = min(tick * stretch.step, recording.end)
      while goesOn, simulation.currentTime < moment {
        goesOn = try simulation.advance(maximumEvents: 1)
      }
      guard goesOn, simulation.currentTime < recording.end else { break }
      try readLevels(&goesOn)
      // Where nothing happened for a while, all moments in it are like this one.
      tick += 1
      while tick * stretch.step < min(simulation.currentTime, recording.end),
        tick * stretch.step + stretch.step <= simulation.currentTime
      {
        repeatLevels()
        tick += 1
      }
      takeStates()
      takeWear()
    }
    takeStates()
    takeWear()
    // What else happens in the last moment, and the end, at which all is booked.
    while goesOn, recording.end >= factory.warmUp + factory.horizon {
      goesOn = try simulation.advance(maximumEvents: 1_000)
    }
    readEnd()
    finish()
  }

  /// Reads all levels; for that the simulation goes on to the next moment at which something happens.
  private mutating func readLevels(_ goesOn: inout Bool) throws(SimulationFailure) {
    let before = simulation.account()
    let time = simulation.currentTime
    // So far that the difference of two sums over up to years has its digits.
    while goesOn, simulation.currentTime < time + 1e-3 {
      goesOn = try simulation.advance(maximumEvents: 1)
    }
    let after = simulation.account()
    let passed = simulation.currentTime - time
    let isAnew = after.duration < before.duration || passed <= 0
    func level(_ last: Int?, _ sum: (RunAccount) -> Double) -> Int {
      // Sums that have begun anew in between tell nothing; the level before does.
      isAnew ? last ?? 0 : max(0, Int(((sum(after) - sum(before)) / passed).rounded()))
    }
    for station in recording.queues.indices {
      recording.queues[station].append(
        level(recording.queues[station].last) { $0.stations[station].queueTime })
    }
    for crew in recording.crews.indices {
      recording.crews[crew].append(level(recording.crews[crew].last) { $0.crews[crew].working })
    }
    note(before)
  }

  /// Notes what an account tells of a moment.
  private mutating func note(_ account: RunAccount) {
    for store in recording.stores.indices {
      recording.stores[store].append(account.stores[store].net)
    }
    for (index, customer) in account.customers.enumerated() {
      recording.owed[index].append(max(0, customer.demanded - customer.delivered - customer.lost))
      recording.late[index].append(max(0, customer.delivered - customer.onTime))
    }
    recording.inside.append(account.line.inside)
    recording.good.append(account.line.good)
    recording.scrapped.append(account.line.scrapped)
    recording.overdue.append(account.line.late)
  }

  private mutating func repeatLevels() {
    func again(_ series: inout [Int]) { if let last = series.last { series.append(last) } }
    for index in recording.queues.indices { again(&recording.queues[index]) }
    for index in recording.crews.indices { again(&recording.crews[index]) }
    for index in recording.stores.indices { again(&recording.stores[index]) }
    for index in recording.owed.indices {
      again(&recording.owed[index])
      again(&recording.late[index])
    }
    again(&recording.inside)
    again(&recording.good)
    again(&recording.scrapped)
    again(&recording.overdue)
  }

  /// The last figures are those of the end, when all is booked.
  private mutating func readEnd() {
    for index in recording.queues.indices {
      recording.queues[index].append(recording.queues[index].last ?? 0)
    }
    for index in recording.crews.indices {
      recording.crews[index].append(recording.crews[index].last ?? 0)
    }
    let account = simulation.account()
    note(account)
  }

  // MARK: - States

  /// Takes what machines did out of the log, which begins anew.
  private mutating func takeStates() {
    guard let log = simulation.stateLog else { return }
    let start = recording.tenths(log.start)
    for (machine, state) in log.initialStates.enumerated() {
      recording.tracks[machine].note(state, at: start)
    }
    for change in log.changes {
      recording.tracks[Int(change.machine)].note(change.state, at: recording.tenths(change.time))
    }
    if log.end < recording.end { recording.end = log.end }
    let now = simulation.currentTime
    if now < recording.end {
      simulation.recordStates(from: now, until: recording.end, capacity: Self.logCapacity)
    }
    if recording.changeCount > Self.mostChanges + Self.mostMoreChanges { coarsen() }
  }

  /// Lets tracks be as coarse as there is room for; where that is not enough, the stretch ends now.
  private mutating func coarsen() {
    var step = recording.tracks.first?.step ?? 1
    while true {
      if step > 1 {
        for machine in recording.tracks.indices { recording.tracks[machine].coarsen(to: step) }
      }
      if recording.changeCount <= Self.mostChanges { return }
      guard let coarser = Self.coarserSteps.first(where: { $0 > step }) else {
        recording.end = min(recording.end, simulation.currentTime)
        return
      }
      step = coarser
    }
  }

  // MARK: - Wear

  private mutating func takeWear() {
    let stretch = recording.stretch
    for block in simulation.takeReadings() where !block.wear.isEmpty {
      let place = firstComponents[firstMachines[block.station] + block.machine]
      for component in 0..<factory.stations[block.station].components.count {
        for (row, wear) in block.wear(of: component).enumerated() {
          let index = Int((block.times[row] - stretch.start) / stretch.wearStep)
          guard recording.wear[place + component].indices.contains(index),
            recording.wear[place + component][index] < 0
          else { continue }
          let percent = (100 * Double(wear)).rounded()
          recording.wear[place + component][index] =
            percent.isFinite ? Int(max(0, min(100, percent))) : 100
        }
      }
    }
  }

  // MARK: - The end

  private mutating func finish() {
    // Ordinary states after the last coarsening were noted finely.
    coarsen()
    for index in recording.wear.indices {
      var last = recording.wear[index].first { $0 >= 0 } ?? 0
      for row in recording.wear[index].indices {
        if recording.wear[index][row] < 0 { recording.wear[index][row] = last }
        last = recording.wear[index][row]
      }
    }
    let shown = recording.stretch.start...max(recording.stretch.start, recording.end)
    recording.failures = simulation.history.entries.filter {
      $0.kind == .failure && shown.contains($0.time)
    }
    recording.setPointChanges = simulation.account().setPointChanges.filter {
      $0.outcome == .applied && shown.contains($0.settledAt)
    }
  }
}

extension StoreAccount {
  /// What is on hand less what is owed: what was there, and what has come and gone since.
  fileprivate var net: Int {
    initial + delivered - wasted - used - (demanded - lost - passedOn)
  }
}
