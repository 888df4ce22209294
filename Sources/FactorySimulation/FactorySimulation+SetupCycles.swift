import EventKernel
import FactoryModel
import RandomVariates

/// Machines that go round their set-ups: what waits for the present one goes first, then what waits for the
/// next of the cycle.
extension FactorySimulation {
  /// How many set-ups of the cycle lie between the present one and the one that an operation needs.
  mutating func cycleDistance(_ machine: Int, to operation: Int, at station: Int) -> Int32 {
    let needed = operations[operation].setup
    guard needed >= 0 else { return 0 }
    let places = Int(dispatch.stations[station].cyclePlaces)
    let place = dispatch.cyclePlaces[places + Int(needed)]
    let present = setups[machine].present
    guard present >= 0 else { return place }
    let length = dispatch.stations[station].cycle.count
    return (place - dispatch.cyclePlaces[places + Int(present)] + length) % length
  }

  /// Whether an operation needs another set-up than the machine has, which it may have only in its turn.
  mutating func breaksCycle(_ operation: Int, on machine: Int) -> Bool {
    let needed = operations[operation].setup
    return needed >= 0 && needed != setups[machine].present
  }

  /// Sets up those machines that have nothing to do for the next of their cycle.
  mutating func goRound(at station: Int) {
    for machine in machines(of: station)
    where machines[machine].activity == .idle && canWork(machine) {
      changeOver(machine, to: nextInCycle(machine, at: station), at: station)
    }
  }

  private mutating func nextInCycle(_ machine: Int, at station: Int) -> Int32 {
    let cycle = dispatch.stations[station].cycle
    let present = setups[machine].present
    guard present >= 0 else { return dispatch.cycles[Int(cycle.first)] }
    let place = dispatch.cyclePlaces[
      Int(dispatch.stations[station].cyclePlaces) + Int(present)]
    return dispatch.cycles[Int(cycle.first) + Int(place + 1) % Int(cycle.count)]
  }

  /// Sets a machine up that has no part.
  private mutating func changeOver(_ machine: Int, to setup: Int32, at station: Int) {
    noteBusy(machine, at: station)
    machines[machine].work = 0
    machines[machine].workLeft = 0
    beginSetup(machine, to: setup, sampler: setupSampler(machine, to: setup))
    beginWork(machine)
  }

  /// A machine without a part is set up: it takes what waits, or goes on.
  mutating func finishChangeOver(_ machine: Int) {
    let station = Int(machines[machine].station)
    setActivity(machine, .idle, state: .starved)
    noteFree(machine, at: station)
    list(station: machines[machine].station)
  }
}
