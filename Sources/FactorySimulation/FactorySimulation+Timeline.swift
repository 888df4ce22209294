import FactoryModel
import RandomVariates

/// Changes in mid-run.
///
/// What has begun goes on as it was drawn: the work on a part, a life, a repair, the time to the next
/// lot. Whatever begins later follows the factory as it is then.
extension FactorySimulation {
  mutating func scheduleTimeline() {
    for (index, step) in factory.timeline.enumerated()
    where step.time <= factory.warmUp + factory.horizon {
      _ = schedule(
        .timelineStep, Int32(truncatingIfNeeded: index), at: step.time, phase: Phase.recovery)
    }
  }

  /// Lets the factory be as a step says.
  mutating func take(step subject: Int32) {
    let step = Int(subject)
    readAllSensors()
    for machine in machines.indices { closeState(machine) }
    bookEnergy()
    currentStep = step
    energy.change(to: currentFactory)
    for station in stations.indices {
      stations[station].power = timeline.powers[step * stations.count + station]
    }
    for operation in operations.indices {
      let change = timeline.operations[step * operations.count + operation]
      operations[operation].time = change.time
      operations[operation].certainTime = change.certainTime
      operations[operation].timeFactor = change.timeFactor
      operations[operation].falseAlarm = change.falseAlarm
    }
    for station in setupTimes.indices {
      setupTimes[station] = timeline.setupTimes[step * setupTimes.count + station]
    }
    for time in machineTimes.indices {
      machineTimes[time] = timeline.machineTimes[step * machineTimes.count + time]
    }
    for branch in branches.indices {
      branches[branch].cumulative = timeline.branches[step * branches.count + branch]
    }
    for machine in machines.indices {
      machines[machine].slowness = timeline.machines[step * machines.count + machine]
    }
    for failure in failures.indices {
      let change = timeline.failures[step * failures.count + failure]
      failures[failure].life = change.life
      failures[failure].repair = change.repair
      failures[failure].notice = change.notice
      failures[failure].cost = change.cost
    }
    for chance in chances.indices {
      let change = timeline.chances[step * chances.count + chance]
      chances[chance].probability = change.probability
      chances[chance].wear = change.wear
    }
    for model in inspectionModels.indices {
      inspectionModels[model].chance =
        timeline.modelChances[step * inspectionModels.count + model]
    }
    for panel in sensing.panels.indices {
      sensing.panels[panel].toldState = PanelRecord.unknownState
    }
    for sensor in sensing.sensors.indices {
      sensing.sensors[sensor].take(sensing.steps[step * sensing.sensors.count + sensor])
    }
    for place in sensing.waveformPrograms.indices {
      sensing.waveformPrograms[place] =
        sensing.waveformSteps[step * sensing.waveformPrograms.count + place]
    }
    takeCharacteristics(of: step)
    takeMaintenance(of: step)
    for product in products.indices {
      let change = timeline.products[step * products.count + product]
      products[product].interval = change.interval
      if products[product].way == .keep { keep(change.keptParts, of: product) }
      if products[product].way == .cards {
        products[product].keptParts = change.keptParts
        pull(product)
      }
    }
    for crew in crews.indices {
      if crews[crew].isOpen { bookShift(crew) }
      crews[crew].size = timeline.crews[step * crews.count + crew]
    }
    for resource in attended.resources.indices {
      setResource(resource, size: timeline.resources[step * attended.resources.count + resource])
    }
    serveJobs()
  }

  /// Changes the number of parts that are kept of a product.
  private mutating func keep(_ count: Int, of product: Int) {
    let change = count - products[product].keptParts
    products[product].keptParts = count
    if change >= 0 {
      // Parts that were to be missing are not, and then more enter.
      let forgiven = min(products[product].surplusParts, change)
      products[product].surplusParts -= forgiven
      for _ in 0..<(change - forgiven) { release(product) }
      list(station: operations[products[product].operations.range.lowerBound].station)
    } else {
      products[product].surplusParts -= change
    }
  }

  /// The factory as it is now.
  var currentFactory: Factory {
    currentStep < 0 ? factory : steps[currentStep].factory
  }
}
