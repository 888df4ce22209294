/// What the indifference-zone procedures are asked for.
struct SelectionDemand: Hashable, Sendable {
  var systems: Int
  var goal: SelectionGoal
  var probability: Double
  var indifferenceZone: Double

  init(
    systems: Int, goal: SelectionGoal, probability: Double, indifferenceZone: Double
  ) throws(StatisticsInputError) {
    try checkAtLeast(2, systems, "number of systems")
    try checkCorrectSelection(probability, systems: systems)
    try checkPositive(indifferenceZone, "indifference zone")
    self.systems = systems
    self.goal = goal
    self.probability = probability
    self.indifferenceZone = indifferenceZone
  }

  func guarantee(
    _ procedure: String, _ assumptions: [SelectionGuarantee.Assumption]
  ) -> SelectionGuarantee {
    SelectionGuarantee(
      procedure: procedure, strength: .guaranteed, probability: probability,
      indifferenceZone: indifferenceZone, assumptions: assumptions)
  }
}

/// Throws unless the probability is above that of a blind choice, and below 1.
func checkCorrectSelection(
  _ probability: Double, systems: Int
) throws(StatisticsInputError) {
  guard probability > 1 / Double(systems), probability < 1 else {
    throw .outOfRange(
      name: "probability of correct selection", value: probability,
      requirement: "above 1/\(systems), that of a blind choice, and below 1")
  }
}
