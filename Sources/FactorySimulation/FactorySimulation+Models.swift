import Degradation
import FactoryModel

/// Models that were trained on data, asked at looks.
extension FactorySimulation {
  /// Whether the model that a component's rule asks thinks a failure likely enough; a warning is counted.
  mutating func modelWarns(of component: Int) -> Bool {
    let failure = Int(components[component].failure)
    let machine = Int(failures[failure].machine)
    let place = Int(components[component].rule.model)
    if isSensing { refreshFeatures(of: machine) }
    let limit = ruleModels[place].limit
    let features = inputs(ofModel: place, at: machine)
    let chance = model(at: place).predictor.chanceOfFailure(
      within: limit.within, features: features)
    if ruleModels[place].keeper >= 0 { keep(place, component, features, chance) }
    if ruleModels[place].shadow >= 0 { askShadow(place, component, at: machine, beside: chance) }
    guard chance > limit.chance else { return false }
    let left = timeLeft(of: component)
    noteWarning(of: component, left: left, isTrue: left <= limit.within)
    return true
  }

  /// The model that is asked at present: the keeper's, or the rule's.
  private func model(at place: Int) -> PredictiveModel {
    let keeper = ruleModels[place].keeper
    return (keeper >= 0 ? ruleKeepers[keeper].model : nil) ?? ruleModels[place].limit.model
  }

  /// Shows a look to the keeper; the model that it gives is asked from the next look on.
  private mutating func keep(
    _ place: Int, _ component: Int, _ features: [Double], _ chance: Double
  ) {
    let keeper = ruleModels[place].keeper
    let look = ModelLook(
      time: now, place: self.place(of: component), features: features, chance: chance)
    guard let given = ruleKeepers[keeper].keeper.note(look) else { return }
    precondition(
      given.features == ruleModels[place].limit.model.features,
      "a model that takes another's place reads the same features")
    ruleKeepers[keeper].model = given
  }

  /// Tells the keeper of a component's model that its life is over.
  mutating func tellKeeper(ofEnd component: Int, isFailure: Bool) {
    let place = Int(components[component].rule.model)
    guard place >= 0, ruleModels[place].keeper >= 0 else { return }
    ruleKeepers[ruleModels[place].keeper].keeper.note(
      ObservedLifeEnd(
        time: isFailure ? components[component].failedAt : now, place: self.place(of: component),
        isFailure: isFailure))
  }

  private func inputs(ofModel place: Int, at machine: Int) -> [Double] {
    ruleModels[place].inputs.map { value(of: $0, at: machine) }
  }

  /// An input of a model at a machine, whose features are as of the last time that they were asked for.
  func value(of input: ModelInput, at machine: Int) -> Double {
    switch input {
    case .feature(let feature): return sensing.features[machine][feature]
    case .setPoint(let point):
      let setPoint = currentFactory.stations[Int(machines[machine].station)].setPoints[point]
      return setPoint.unit.shown(setPoint.value)
    }
  }

  /// Counts a warning.
  ///
  /// - Parameters:
  ///   - component: Of which component.
  ///   - left: How long it would still go until the failure, in seconds.
  ///   - isTrue: Whether there is a failure to come that it foretells.
  mutating func noteWarning(of component: Int, left: Double, isTrue: Bool) {
    let account = Int(components[component].account)
    componentAccounts[account].warnings += 1
    if isTrue {
      componentAccounts[account].warnedAhead += left
      components[component].isWarned = true
    } else {
      componentAccounts[account].falseWarnings += 1
    }
    noteHistory(.warning, of: Int(components[component].failure), isAfterFailure: isTrue)
  }

  /// How long it would still go until the failure, in seconds of wall time, at the pace at which the component's clock
  /// has run since the last replacement: what nobody in the factory knows.
  mutating func timeLeft(of component: Int) -> Double {
    let onClock = reading(Int(components[component].failure))
    let left = components[component].life.passage - onClock
    let run = components[component].ageBefore + onClock - components[component].ageAtReplacement
    let time = now - components[component].replacedAt
    return run > 0 && time > 0 ? left * time / run : left
  }
}
