import EventKernel
import FactoryModel
import SimulationStatistics

/// What is measured, from when to when.
///
/// Times that parts spend somewhere are added up when they leave it, cut to the measured time; what is
/// still there when the account is drawn up is added then. So the time averages of queues and of the
/// work in process cost nothing while parts come and go.
extension FactorySimulation {
  mutating func scheduleObservations() {
    if factory.warmUp > 0 {
      _ = schedule(.restart, 0, at: factory.warmUp, phase: Phase.observation)
    }
    for batch in 1..<max(1, batchCount) {
      let share = Double(batch) / Double(batchCount)
      _ = schedule(
        .restart, Int32(truncatingIfNeeded: batch), at: factory.warmUp + factory.horizon * share,
        phase: Phase.observation)
    }
    _ = schedule(.end, 0, at: factory.warmUp + factory.horizon, phase: Phase.observation)
  }

  /// Ends the warm-up (0) or a batch: all sums start from zero.
  mutating func restart(_ batch: Int32) throws(SimulationFailure) {
    closeAccounts()
    if batch > 0 { batches.append(account()) }
    for station in accounts.indices {
      accounts[station] = StationAccount(machines: accounts[station].machines)
    }
    for product in lines.indices { lines[product].restart() }
    for crew in crews.indices {
      crewAccounts[crew] = CrewAccount()
      crews[crew].openSince = now
    }
    for fleet in transport.accounts.indices { transport.accounts[fleet] = FleetAccount() }
    for resource in attended.accounts.indices {
      attended.accounts[resource] = ResourceAccount()
    }
    restartMaintenance()
    restartControl()
    stockLog?.restart()
    details.restart(at: now)
    measured.restart()
    for model in inspectionModels.indices {
      inspectionModels[model].account = InspectionModelAccount()
    }
    shadows.restart()
    energy.restart()
    measuringSince = now
  }

  mutating func end() throws(SimulationFailure) {
    readAllSensors()
    closeHistory()
    closeAccounts()
    try checkStandstill()
    isOver = true
    batches.append(account())
  }

  /// Books all times up to now.
  mutating func closeAccounts() {
    for machine in machines.indices { closeState(machine) }
    for crew in crews.indices where crews[crew].isOpen {
      bookShift(crew)
    }
    for resource in attended.resources.indices { bookResource(resource) }
    for fleet in transport.fleets.indices { bookFleet(fleet) }
    for vehicle in transport.vehicles.indices { bookTrip(vehicle) }
    bookEnergy()
    for store in stores.indices { bookLevel(store) }
    bookControl()
    bookComponents()
  }

  /// The part of a time since a moment that lies in the measured time, in seconds.
  @inline(__always)
  mutating func measuredTime(since start: Double) -> Double {
    now - max(start, measuringSince)
  }

  /// The sums since measuring began; final once ``advance(maximumEvents:)`` has returned `false`.
  ///
  /// With several batches it is that of the last.
  public func account() -> RunAccount {
    var stationAccounts = accounts.indices.map { accounts[$0] }
    var productAccounts = lines.indices.map { lines[$0] }
    for station in stations.indices {
      for level in 0..<Int(stations[station].queueCount) {
        addPresence(of: queues[Int(stations[station].firstQueue) + level], &productAccounts) {
          stationAccounts[station].queueTime += now - max($0.queuedAt, measuringSince)
          stationAccounts[station].presence += now - max($0.arrivedAt, measuringSince)
        }
      }
      addPresence(of: stations[station].outside, &productAccounts) { _ in }
    }
    for machine in machines.indices where machines[machine].part >= 0 {
      let part = parts[Int(machines[machine].part)]
      let station = Int(machines[machine].station)
      stationAccounts[station].presence += now - max(part.arrivedAt, measuringSince)
      productAccounts[product(of: part)].presence += now - max(part.enteredAt, measuringSince)
    }
    addPresence(ofPlanned: &productAccounts, &stationAccounts)
    var line = LineAccount()
    for account in productAccounts { line.add(account) }
    return RunAccount(
      duration: now - measuringSince, line: line, products: productAccounts,
      stations: stationAccounts, crews: crews.indices.map { crewAccount($0) },
      fleets: transport.accounts.indices.map { transport.accounts[$0] },
      resources: attended.accounts.indices.map { attended.accounts[$0] },
      components: componentAccounts.indices.map { componentAccounts[$0] },
      stores: storeAccounts.indices.map { storeAccounts[$0] },
      customers: supply.accounts.indices.map { supply.accounts[$0] },
      characteristics: measured.accounts.indices.map { measured.accounts[$0] },
      charts: measured.chartAccounts.indices.map { measured.chartAccounts[$0] },
      inspectionModels: inspectionModels.map(\.account), shadows: shadows.accounts,
      controls: control.accounts, setPointChanges: control.log,
      modelHistories: ruleKeepers.map(\.keeper.history),
      orders: dispatch.orderAccounts.indices.map { dispatch.orderAccounts[$0] },
      details: details.answers(at: now))
  }

  /// The accounts of the batches, in their order; one where the horizon is not divided.
  public var batchAccounts: [RunAccount] { batches }

  private func product(of part: PartRecord) -> Int {
    Int(operations[Int(part.operation)].product)
  }

  /// Adds the time for which the parts of a chain have been in the factory.
  private func addPresence(
    of chain: Chain, _ productAccounts: inout [LineAccount], _ body: (PartRecord) -> Void
  ) {
    var next = chain.first
    while next >= 0 {
      let part = parts[Int(next)]
      productAccounts[product(of: part)].presence += now - max(part.enteredAt, measuringSince)
      body(part)
      next = part.next
    }
  }

  /// Adds the time of the parts that wait at dispatched stations, are in batches or on their way.
  private func addPresence(
    ofPlanned productAccounts: inout [LineAccount], _ stationAccounts: inout [StationAccount]
  ) {
    for index in dispatch.plans.indices where dispatch.plans[index].place != .elsewhere {
      let part = parts[index]
      let station = Int(operations[Int(part.operation)].station)
      productAccounts[product(of: part)].presence += now - max(part.enteredAt, measuringSince)
      if dispatch.plans[index].place == .travelling { continue }
      stationAccounts[station].presence += now - max(part.arrivedAt, measuringSince)
      if dispatch.plans[index].place == .waiting {
        stationAccounts[station].queueTime += now - max(part.queuedAt, measuringSince)
      }
    }
  }

  private func crewAccount(_ crew: Int) -> CrewAccount {
    var account = crewAccounts[crew]
    for job in jobs.indices {
      if jobs[job].stage == .begun, Int(jobs[job].crew) == crew,
        events.isPending(jobs[job].event)
      {
        account.working += now - max(jobs[job].began, measuringSince)
      }
    }
    var job = firstWaitingJob
    while job >= 0 {
      let record = jobs[Int(job)]
      if machines[Int(failures[Int(job)].machine)].repairing == job, !record.crews.isEmpty,
        Int(jobCrews[Int(record.crews.first)]) == crew
      {
        account.waiting += now - max(record.heldSince, measuringSince)
      }
      job = record.next
    }
    return account
  }
}
