import FactoryModel
import FactorySimulation

/// The first replications of an arm, simulated again for what the folder of a run does not keep: what
/// machines did, why they were down, and what came out from one stretch of time to the next.
///
/// A replication is a function of factory, seed and number, so these are the run's own. How many there
/// are and how far they go depends on how many events they have, never on the clock: the same run gives
/// the same page.
struct SecondLook: Sendable {
  /// One replication.
  struct Replication: Sendable {
    /// What the machines did, from the end of the warm-up.
    var log: StateLog
    /// What came out of each stretch, from the start.
    var accounts: [RunAccount]
    /// What happened to machines; empty where every station has one cause to be down at most.
    var history: PlantHistory
  }

  /// What was simulated.
  let factory: Factory
  /// How it is divided into stretches.
  let slices: TimeSlices
  /// The replications, those from number 0 on.
  private(set) var replications: [Replication] = []

  /// Most replications that are looked at.
  static let mostReplications = 20
  /// As many are looked at where there are as many, even if they are cut short for it.
  private static let enough = 5
  /// Most changes of state that are kept of each replication, 16 bytes each.
  private static let mostChanges = 500_000
  /// Events between two looks at the clock.
  private static let step = 4_000

  /// Simulates an arm again.
  ///
  /// It is `nil` where that is too few to come far beyond the warm-up, or the clock goes in slots.
  ///
  /// - Parameters:
  ///   - factory: What to simulate.
  ///   - seed: The seed of the run.
  ///   - most: Most replications.
  ///   - events: About how many events to spend.
  /// - Throws: ``SimulationFailure`` where it cannot go on.
  init?(
    of factory: Factory, seed: UInt64, atMost most: Int, events: Int
  ) throws(SimulationFailure) {
    guard factory.clock == .events, most >= 1 else { return nil }
    self.factory = factory
    let whole = factory.warmUp + factory.horizon
    var pilot = FactorySimulation(factory, seed: seed, replication: 0)
    while pilot.eventCount < events / 25 {
      guard try pilot.advance(maximumEvents: SecondLook.step) else { break }
    }
    // The calendar runs on to the end even where nothing happens.
    let rate = Double(max(1, pilot.eventCount)) / max(pilot.currentTime, whole / 1e6)
    let affordable = Double(events) / (rate * whole)
    var count = min(most, SecondLook.mostReplications, max(1, Int(affordable)))
    var end = whole
    if count < min(most, SecondLook.enough) {
      count = min(most, SecondLook.enough)
      end = min(whole, Double(events) / (rate * Double(count)))
      while end < factory.warmUp + factory.horizon / 10, count > 2 {
        count -= 1
        end = min(whole, Double(events) / (rate * Double(count)))
      }
    }
    guard end >= factory.warmUp + min(factory.horizon, 86_400) / 2,
      let slices = TimeSlices(
        upTo: end, isWhole: end == whole, hasCalendars: !factory.calendars.isEmpty)
    else { return nil }
    self.slices = slices
    guard slices.end > factory.warmUp else { return nil }
    for number in 0..<count {
      guard
        let replication = try look(
          at: UInt64(number), seed: seed, mostEvents: 3 * max(events / count, events / 25))
      else { break }
      replications.append(replication)
    }
    if replications.isEmpty { return nil }
  }

  /// Simulates one replication; `nil` where it has far more events than it should.
  private func look(
    at number: UInt64, seed: UInt64, mostEvents: Int
  ) throws(SimulationFailure) -> Replication? {
    var watched = factory
    // What is measured changes nothing: all of the time is, and the warm-up is marked on the page.
    watched.warmUp = 0
    watched.horizon = slices.end
    let keepsHistory = factory.stations.contains { $0.failures.count + $0.components.count > 1 }
    var simulation = FactorySimulation(
      watched, seed: seed, replication: number, batches: slices.count,
      readings: keepsHistory
        ? ReadingRequest(
          start: 2 * slices.end, rowsPerBlock: 1, notesWear: false, isBystander: true) : nil)
    simulation.recordStates(
      from: factory.warmUp, until: slices.end, capacity: SecondLook.mostChanges)
    while try simulation.advance(maximumEvents: SecondLook.step) {
      if simulation.eventCount > mostEvents { return nil }
    }
    guard let log = simulation.stateLog else { return nil }
    return Replication(
      log: log, accounts: simulation.batchAccounts, history: simulation.history)
  }

  /// Until when, in seconds from the start.
  var end: Double { slices.end }
  /// Whether the whole run was simulated again, but for a rest shorter than a stretch.
  var isWhole: Bool { factory.warmUp + factory.horizon - end < slices.length }

  /// What was looked at: `5 of 50 replications, simulated again for this for the first 10 of 28 wk`.
  ///
  /// - Parameter finished: How many replications the run has.
  /// - Returns: The words, without a point.
  func extent(of finished: Int) -> String {
    let whole = factory.warmUp + factory.horizon
    let count =
      replications.count >= finished
      ? (finished == 1 ? "The replication" : "All \(finished) replications")
      : "\(replications.count) of \(finished) replications"
    let verb = replications.count == 1 || finished == 1 ? "was" : "were"
    let part =
      isWhole
      ? ""
      : " for the first \(slices.words(end, of: whole))"
    return "\(count) \(replications.count > 1 ? "were" : verb) simulated again for this\(part)"
  }
}
