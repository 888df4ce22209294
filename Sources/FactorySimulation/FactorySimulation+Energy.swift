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

  /// By how much the power of a machine at work is higher than with new components, in watts; 0 in other
  /// states.
  mutating func powerOfWear(_ machine: Int) -> Double {
    let station = Int(machines[machine].station)
    let power = stations[station].power
    guard machines[machine].state == .producing, !power.byWear.isEmpty else { return 0 }
    return value(of: power.byWear, on: machine) - power.ofNew
  }

  /// Books the energy that a machine has drawn in a state because its components were worn: the mean of the
  /// powers at the two ends of the time.
  mutating func bookPowerOfWear(_ machine: Int, for duration: Double) {
    let before = machines[machine].powerOfWear
    machines[machine].powerOfWear = powerOfWear(machine)
    accounts[Int(machines[machine].station)].energyOfWear +=
      duration * (before + machines[machine].powerOfWear) / 2
  }
}
