import EventKernel
import FactoryModel
import RandomVariates

/// A machine of a line whose clock goes in slots, with what is kept of it.
struct SlottedMachine {
  var station: Int
  /// Places in front of it, the one of the part that is worked on included.
  var places: Int
  /// Its sums, in slots where they are times.
  var account = StationAccount(machines: 1)

  private var failure: FailureRecord?
  /// Slots until it fails, of those that its clock counts.
  private var lifeLeft = 0
  /// Slots for which it still stands.
  private var downLeft = 0
  private var wasActive = false

  init(station: Int, places: Int, failure: Int?, tables: borrowing FactoryTables) {
    self.station = station
    self.places = places
    self.failure = failure.map { tables.failures[$0] }
  }

  /// Draws the time to the next failure.
  mutating func drawLife(_ clock: SlotClock, _ tables: borrowing SamplerTables) {
    guard let failure else { return }
    var stream = RandomStream(failure.lifeKey, ordinal: failure.ordinal)
    lifeLeft = clock.slots(in: failure.life.sample(using: &stream, from: tables))
  }

  /// Lets it fail in this slot, where that is due, or go on standing.
  ///
  /// - Parameters:
  ///   - moves: Whether it would move a part.
  ///   - clock: The length of a slot.
  ///   - tables: What samplers draw from.
  /// - Returns: Whether it stands in this slot.
  mutating func isDown(
    moves: Bool, _ clock: SlotClock, _ tables: borrowing SamplerTables
  ) -> Bool {
    guard let mode = failure else { return false }
    if downLeft > 0 {
      downLeft -= 1
      return true
    }
    let counts = moves || mode.clock == .calendar || mode.clock == .running
    guard counts else { return false }
    if lifeLeft > 0 {
      lifeLeft -= 1
      return false
    }
    account.failures += 1
    var stream = RandomStream(mode.repairKey, ordinal: mode.ordinal)
    downLeft = clock.slots(in: mode.repair.sample(using: &stream, from: tables)) - 1
    failure?.ordinal += 1
    drawLife(clock, tables)
    return true
  }

  /// Notes what it does in this slot.
  mutating func note(_ state: MachineState) {
    account.add(1, in: state)
    if state.isActive, !wasActive { account.activePeriods += 1 }
    wasActive = state.isActive
  }

  /// Notes a part that is worked on in this slot.
  mutating func noteLoaded(waited: Double) {
    account.loaded += 1
    account.waitingTime += waited
  }

  /// Begins to measure.
  mutating func restart() { account = StationAccount(machines: 1) }

  /// Its sums with times in seconds.
  func account(_ clock: SlotClock, power: StatePower, price: Double) -> StationAccount {
    var account = account
    account.producing *= clock.slot
    account.starved *= clock.slot
    account.blocked *= clock.slot
    account.starvedAndBlocked *= clock.slot
    account.down *= clock.slot
    account.presence *= clock.slot
    account.waitingTime *= clock.slot
    // All parts at the station wait but the one that is worked on.
    account.queueTime = account.presence - account.producing
    account.energy =
      account.producing * power.producing + (account.starved + account.blocked) * power.idle
      + account.down * power.down
    account.energyCost = account.energy * price
    return account
  }
}
