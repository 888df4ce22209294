import FactoryModel

/// Models in the shadow: asked at the same looks, noted, and not followed.
extension FactorySimulation {
  /// Asks the shadow of a rule's model what it would have said of a component.
  ///
  /// - Parameters:
  ///   - place: The rule's model.
  ///   - component: The component.
  ///   - machine: Its machine, whose features are as of now.
  ///   - chance: What the model said that is followed.
  mutating func askShadow(
    _ place: Int, _ component: Int, at machine: Int, beside chance: Double
  ) {
    let limit = ruleModels[place].limit
    guard let shadow = limit.shadow else { return }
    let features = ruleModels[place].shadowInputs.map { value(of: $0, at: machine) }
    let other = shadow.predictor.chanceOfFailure(within: limit.within, features: features)
    let left = timeLeft(of: component)
    let outcome = left <= limit.within ? 1.0 : 0
    let number = ruleModels[place].shadow
    if !chance.isNaN, !other.isNaN {
      shadows.accounts[number].looks += 1
      if (chance > limit.chance) == (other > limit.chance) {
        shadows.accounts[number].agreements += 1
      }
      shadows.accounts[number].squaredErrors += (chance - outcome) * (chance - outcome)
      shadows.accounts[number].shadowSquaredErrors += (other - outcome) * (other - outcome)
    }
    // One warning a life: whoever followed it would have ended the life.
    guard other > limit.chance, shadows.warned.insert(component).inserted else { return }
    shadows.accounts[number].warnings += 1
    if outcome == 1 {
      shadows.accounts[number].warnedAhead += left
    } else {
      shadows.accounts[number].falseWarnings += 1
    }
  }

  /// Notes a failure of which no shadow has warned.
  mutating func noteShadow(ofFailed component: Int) {
    let place = Int(components[component].rule.model)
    guard place >= 0, ruleModels[place].shadow >= 0, !shadows.warned.contains(component) else {
      return
    }
    shadows.accounts[ruleModels[place].shadow].missedFailures += 1
  }
}
