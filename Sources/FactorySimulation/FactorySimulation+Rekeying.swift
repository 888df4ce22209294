import Degradation
import EventKernel
import FactoryModel
import RandomVariates

extension FactorySimulation {
  /// A copy of the whole state with a future of its own.
  ///
  /// What has begun stays as it was drawn: the work on a part, a repair, the time of the next lot.
  /// Whatever is drawn from here on is drawn anew, and so are the lives of failure modes, which nobody
  /// could have known: each given that it has lasted until now.
  ///
  /// - Parameter branch: The number of the future; forks with the same number share it.
  /// - Returns: The copy.
  public borrowing func fork(rekeyed branch: UInt64) -> FactorySimulation {
    var copy = fork()
    copy.rekey(branch)
    return copy
  }

  private mutating func rekey(_ branch: UInt64) {
    for product in products.indices {
      products[product].intervalKey = products[product].intervalKey.rekeyed(branch: branch)
      intervalDraws[product] = DrawBlock()
    }
    for operation in operations.indices {
      operations[operation].timeKey = operations[operation].timeKey.rekeyed(branch: branch)
      timeDraws[operation] = DrawBlock()
      operations[operation].branchKey = operations[operation].branchKey.rekeyed(branch: branch)
      branchDraws[operation] = DrawBlock()
      operations[operation].defectKey = operations[operation].defectKey.rekeyed(branch: branch)
      operations[operation].inspectionKey =
        operations[operation].inspectionKey.rekeyed(branch: branch)
    }
    rekeyCharacteristics(branch)
    rekeyControl(branch)
    for machine in setups.indices {
      setups[machine].key = setups[machine].key.rekeyed(branch: branch)
    }
    rekeyFlow(branch)
    for failure in failures.indices {
      failures[failure].lifeKey = failures[failure].lifeKey.rekeyed(branch: branch)
      failures[failure].repairKey = failures[failure].repairKey.rekeyed(branch: branch)
      failures[failure].noticeKey = failures[failure].noticeKey.rekeyed(branch: branch)
      failures[failure].defectKey = failures[failure].defectKey.rekeyed(branch: branch)
    }
    for component in components.indices {
      components[component].pathKey = components[component].pathKey.rekeyed(branch: branch)
      components[component].jobKey = components[component].jobKey.rekeyed(branch: branch)
      components[component].luckKey = components[component].luckKey.rekeyed(branch: branch)
    }
    rekeySupply(branch)
    for machine in machines.indices { redrawLives(of: machine) }
  }

  /// Keys of what suppliers and customers draw.
  private mutating func rekeySupply(_ branch: UInt64) {
    for link in supply.links.indices {
      supply.links[link].leadKey = supply.links[link].leadKey.rekeyed(branch: branch)
      supply.links[link].delayKey = supply.links[link].delayKey.rekeyed(branch: branch)
      supply.links[link].yieldKey = supply.links[link].yieldKey.rekeyed(branch: branch)
    }
    for supplier in supply.suppliers.indices {
      supply.suppliers[supplier].outageKey =
        supply.suppliers[supplier].outageKey.rekeyed(branch: branch)
    }
    for link in supply.links.indices where supply.links[link].origin >= 0 {
      supply.links[link].origin = rekeyed(lotsOf: supply.links[link].origin, branch)
    }
    for store in stores.indices where stores[store].origin >= 0 {
      stores[store].origin = rekeyed(lotsOf: stores[store].origin, branch)
    }
    for market in supply.markets.indices {
      // The level that holds was drawn before.
      let number = UInt64(now / supply.markets[market].lasts)
      if number >= supply.markets[market].laterFrom {
        supply.markets[market].key = supply.markets[market].laterKey
      }
      supply.markets[market].laterFrom = number + 1
      supply.markets[market].laterKey = supply.markets[market].laterKey.rekeyed(branch: branch)
    }
    for number in supply.losses.indices {
      supply.losses[number].key = supply.losses[number].key.rekeyed(branch: branch)
    }
    for customer in customers.indices {
      customers[customer].intervalKey = customers[customer].intervalKey.rekeyed(branch: branch)
      customers[customer].quantityKey = customers[customer].quantityKey.rekeyed(branch: branch)
      customers[customer].patienceKey = customers[customer].patienceKey.rekeyed(branch: branch)
      customers[customer].dueKey = customers[customer].dueKey.rekeyed(branch: branch)
      customers[customer].acceptanceKey =
        customers[customer].acceptanceKey.rekeyed(branch: branch)
    }
  }

  /// Where lots come from that are drawn anew; those that are there, or were sent, come from where they came.
  private mutating func rekeyed(lotsOf origin: Int32, _ branch: UInt64) -> Int32 {
    var record = supply.origins[Int(origin)]
    record.key = record.key.rekeyed(branch: branch)
    supply.origins.append(record)
    return Int32(truncatingIfNeeded: supply.origins.count - 1)
  }

  /// Keys of what dispatching, transport and due dates draw.
  private mutating func rekeyFlow(_ branch: UInt64) {
    for operation in dispatch.operations.indices {
      dispatch.operations[operation].key = dispatch.operations[operation].key.rekeyed(
        branch: branch)
    }
    for product in dispatch.dues.indices {
      dispatch.dues[product].key = dispatch.dues[product].key.rekeyed(branch: branch)
    }
    transport.key = transport.key.rekeyed(branch: branch)
  }

  private mutating func redrawLives(of machine: Int) {
    // The work may now be cut short by another life, or by none.
    let wasRunning = machines[machine].isRunning
    let isServed = machines[machine].isServed
    // Operators stay: no time passes.
    machines[machine].isServed = false
    stopWork(machine)
    machines[machine].isServed = isServed
    let modes = currentFactory.stations[Int(machines[machine].station)].failures
    for failure in clocks(of: machine)
    where !failures[failure].hasStruck && !failures[failure].isPlanned {
      if failures[failure].component >= 0 {
        redrawLife(ofComponent: Int(failures[failure].component))
      } else {
        redrawLife(failure, as: modes[Int(failures[failure].place)].timeToFailure)
      }
    }
    let fault = Int(machines[machine].hiddenFault)
    if fault >= 0, let notice = modes[Int(failures[fault].place)].timeUntilNoticed {
      redrawLife(fault, as: notice)
    }
    if wasRunning { startWork(machine) }
  }

  private mutating func redrawLife(_ failure: Int, as life: Distribution) {
    let age = reading(failure)
    var stream = RandomStream(failures[failure].lifeKey, ordinal: failures[failure].ordinal)
    // A life that cannot last any longer ends when it would have.
    if let drawn = life.life(beyond: age, using: &stream) { setClock(failure, target: drawn) }
  }

  private mutating func redrawLife(ofComponent component: Int) {
    let failure = Int(components[component].failure)
    guard !components[component].hasFailedUnseen, jobs[failure].stage != .begun else { return }
    components[component].life.redraw(
      at: reading(failure), of: components[component].wearOfLife, key: failures[failure].lifeKey,
      pathKey: components[component].pathKey, ordinal: failures[failure].ordinal,
      from: wearTables)
    forecast(component)
  }
}
