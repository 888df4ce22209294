import FactoryModel

extension FactorySimulation {
  /// Books the energy drawn since the last time, at the price that held; all states are closed.
  mutating func bookEnergy() {
    guard energy.isUsed else { return }
    var open: [Bool] = []
    for calendar in calendars.indices { open.append(calendars[calendar].isOpen) }
    let price = energy.price { open[$0] }
    var present: [StationAccount] = []
    for station in accounts.indices { present.append(accounts[station]) }
    for station in accounts.indices {
      let drawn = energy.draw(station, of: present)
      accounts[station].energy += drawn
      accounts[station].energyCost += drawn * price
    }
  }
}
