import FactoryModel

/// What the machines' power costs, booked whenever a price or a power changes.
///
/// Between two changes the power of a state is constant, so the times of the states are enough: nothing
/// is booked when a machine changes its state.
struct EnergyMeter {
  private var power: [StatePower]
  private let tariffs: [Tariff]
  private let price: Double
  /// The times of the states that have been booked, by station.
  private var booked: [StationAccount] = []
  let isUsed: Bool

  init(_ factory: Factory) {
    power = factory.stations.map(\.power)
    tariffs = factory.costs.tariffs
    price = factory.costs.energy
    isUsed =
      power.contains { $0.isDrawn }
      || factory.timeline.contains { $0.factory.stations.contains { $0.power.isDrawn } }
  }

  func depends(onCalendar calendar: Int) -> Bool {
    isUsed && tariffs.contains { $0.calendar == calendar }
  }

  /// The price while the calendars are as told, in currency per joule.
  func price(isOpen: (Int) -> Bool) -> Double {
    tariffs.first { isOpen($0.calendar) }?.price ?? price
  }

  mutating func change(to factory: Factory) { power = factory.stations.map(\.power) }

  mutating func restart() { booked = [] }

  /// Books what a station has drawn since the last time, in joules.
  mutating func draw(_ station: Int, of accounts: [StationAccount]) -> Double {
    if booked.isEmpty { booked = accounts.map { StationAccount(machines: $0.machines) } }
    let (account, before) = (accounts[station], booked[station])
    booked[station] = account
    let power = power[station]
    return account.energyOfWear - before.energyOfWear
      + (account.producing - before.producing) * power.producing
      + (account.settingUp - before.settingUp) * power.settingUp
      + (account.atRest - before.atRest) * power.idle
      + (account.failed - before.failed + account.plannedStop - before.plannedStop) * power.down
      + (account.offShift - before.offShift) * power.offShift
  }
}
