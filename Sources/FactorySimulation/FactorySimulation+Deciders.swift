import FactoryModel

/// Deciders: who is asked from outside the physics, and what they are shown.
extension FactorySimulation {
  /// Asks the decider of a component, and does what it answers.
  mutating func ask(deciderOf component: Int) {
    let decider = Int(components[component].rule.decider)
    let observation = observation(of: component)
    let action = deciders[decider].decide(on: observation)
    checkThatThereIs(action, on: component, askedBy: decider)
    carryOut(action, on: component)
  }

  /// What can be observed of a component.
  private mutating func observation(of component: Int) -> ComponentObservation {
    let failure = Int(components[component].failure)
    let machine = Int(failures[failure].machine)
    if isSensing { refreshFeatures(of: machine) }
    return ComponentObservation(
      time: now,
      place: place(of: component),
      age: components[component].ageBefore + reading(failure),
      partsSinceReplacement: Int(
        machines[machine].partsMade - components[component].partsAtReplacement),
      timeSinceReplacement: now - components[component].replacedAt,
      knownFailures: components[component].failures
        - (components[component].hasFailedUnseen ? 1 : 0),
      isMachineStanding: isDown(machine),
      features: isSensing ? sensing.features[machine] : [])
  }

  /// Where a component is in the factory.
  func place(of component: Int) -> ComponentPlace {
    let machine = Int(failures[Int(components[component].failure)].machine)
    let station = Int(machines[machine].station)
    return ComponentPlace(
      station: station, machine: machine - Int(stations[station].firstMachine),
      component: component - Int(machines[machine].firstComponent))
  }

  /// Does what a look or a decider asks for.
  mutating func carryOut(_ action: WearAction.Action, on component: Int) {
    switch action {
    case .leave: break
    case .repair: request(component, .repair)
    case .replace: request(component, .replace)
    }
  }

  /// Work that a component does not have would take no time and cost nothing.
  private mutating func checkThatThereIs(
    _ action: WearAction.Action, on component: Int, askedBy decider: Int
  ) {
    let isThere =
      switch action {
      case .leave: true
      case .repair: components[component].hasRepair && components[component].repair.hasPlanned
      case .replace: components[component].replace.hasPlanned
      }
    precondition(
      isThere,
      "decider '\(factory.deciderNames[decider])' asks to \(action.rawValue) a component for which no "
        + "such planned work is given")
  }
}
