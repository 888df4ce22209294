import FactoryModel

/// What dispatch rules see of machines, and of the queues to which parts go next.
extension FactorySimulation {
  /// The mean work of an operation on one of the machines of its station, in seconds.
  mutating func meanWork(_ operation: Int, on machine: Int, at station: Int) -> Double {
    let first = dispatch.operations[operation].firstMachineMean
    guard first >= 0 else { return dispatch.operations[operation].meanWork }
    return dispatch.machineMeans[Int(first) + machine - Int(stations[station].firstMachine)]
  }

  /// The mean work of the operation that follows on the route, in seconds; 0 for none.
  mutating func meanWorkNext(after operation: Int) -> Double {
    let next = Int(operations[operation].following)
    return next >= 0 ? dispatch.operations[next].meanWork : 0
  }

  /// The mean work that waits where the next operation of the route is done, and what is left of that which
  /// is under way there, for each machine, in seconds; 0 after the last operation.
  mutating func workInNextQueue(after operation: Int) -> Double {
    let next = Int(operations[operation].following)
    guard next >= 0 else { return 0 }
    let station = Int(operations[next].station)
    var work = dispatch.stations[station].waitingWork
    for machine in machines(of: station) where machines[machine].activity == .working {
      work += workUnderWay(on: machine)
    }
    return work / Double(stations[station].machineCount)
  }

  /// What is left of the work on a machine, its set-up included, in seconds.
  private mutating func workUnderWay(on machine: Int) -> Double {
    let isSettingUp = machines[machine].isSettingUp
    let began = isSettingUp ? setups[machine].began : machines[machine].workBegan
    let done = machines[machine].isRunning ? now - began : 0
    return machines[machine].workLeft + (isSettingUp ? setups[machine].left : 0) - done
  }
}
