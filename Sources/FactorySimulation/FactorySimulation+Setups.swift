import EventKernel
import FactoryModel
import RandomVariates

/// Set-ups: a machine that is given a part for which it is not set up is set up first.
///
/// A set-up stops and goes on as work does. It counts on no clock that counts work.
extension FactorySimulation {
  /// Notes what set-up the part on a machine needs, if it is another than that which the machine has.
  mutating func prepareSetup(_ machine: Int, for operation: Int) {
    guard needsSetup(machine, for: operation) else { return }
    let needed = operations[operation].setup
    beginSetup(machine, to: needed, sampler: setupSampler(machine, for: operation))
  }

  /// Notes a set-up whose time is drawn from one of the list of all times; -1 for the station's.
  mutating func beginSetup(_ machine: Int, to needed: Int32, sampler: Int) {
    let station = Int(machines[machine].station)
    var stream = RandomStream(setups[machine].key, ordinal: setups[machine].ordinal)
    setups[machine].left =
      sampler >= 0
      ? dispatch.times[sampler].sample(using: &stream, from: samplerTables)
      : setupTimes[station].sample(using: &stream, from: samplerTables)
    dispatch.machines[machine].runLeft = dispatch.stations[station].minimumRun
    setups[machine].ordinal += 1
    setups[machine].present = needed
    machines[machine].isSettingUp = true
  }

  /// Whether a machine is to be set up before an operation: for another set-up than it has, or for each part.
  private mutating func needsSetup(_ machine: Int, for operation: Int) -> Bool {
    let needed = operations[operation].setup
    return needed >= 0
      && (setups[machine].present != needed || dispatch.operations[operation].setsUpForEach)
  }

  /// Begins the set-up, or goes on with it.
  mutating func startSetup(_ machine: Int) {
    setups[machine].began = now
    machines[machine].workEvent = schedule(
      .completion, Int32(truncatingIfNeeded: machine), at: now + setups[machine].left,
      phase: Phase.completion)
  }

  /// Stops the set-up where it is.
  mutating func pauseSetup(_ machine: Int) {
    machines[machine].isRunning = false
    // Rounding may leave less than nothing of one that ends at this moment.
    setups[machine].left = max(0, setups[machine].left - (now - setups[machine].began))
  }

  /// The machine is set up and begins the work.
  mutating func finishSetup(_ machine: Int) {
    machines[machine].isRunning = false
    machines[machine].isSettingUp = false
    accounts[Int(machines[machine].station)].setups += 1
    guard machines[machine].part >= 0 else {
      finishChangeOver(machine)
      return
    }
    setActivity(machine, .working, state: .producing)
    startWork(machine)
  }

  /// Leaves a set-up before its end: the machine is set up for nothing.
  mutating func abandonSetup(_ machine: Int) {
    guard machines[machine].isSettingUp else { return }
    machines[machine].isSettingUp = false
    setups[machine].present = -1
  }

  /// The time of a set-up where it is not the station's: that of the operation, or that of the change.
  ///
  /// - Returns: Its place in the list of times; -1 for that of the station.
  private mutating func setupSampler(_ machine: Int, for operation: Int) -> Int {
    let own = Int(dispatch.operations[operation].setupTime)
    return own >= 0 ? own : setupSampler(machine, to: operations[operation].setup)
  }

  /// The time of a change of set-up where it is not the station's.
  mutating func setupSampler(_ machine: Int, to setup: Int32) -> Int {
    let first = Int(dispatch.stations[Int(machines[machine].station)].firstChange)
    guard first >= 0 else { return -1 }
    let row = Int(setups[machine].present) + 1
    let column = Int(setup) + 1
    return Int(dispatch.changes[first + row * (dispatch.setupCount + 1) + column])
  }

  /// The mean time of the set-up that a machine needs for an operation, in seconds; 0 for none.
  mutating func meanSetup(_ machine: Int, for operation: Int) -> Double {
    guard needsSetup(machine, for: operation) else { return 0 }
    let own = setupSampler(machine, for: operation)
    return own >= 0
      ? dispatch.meanTimes[own]
      : dispatch.stations[Int(machines[machine].station)].meanSetup
  }
}
