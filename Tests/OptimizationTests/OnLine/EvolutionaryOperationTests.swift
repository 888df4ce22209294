import Optimization
import TestDraws
import TestSupport
import Testing

@Suite("Evolutionary operation")
struct EvolutionaryOperationTests {
  /// With no effect, a look at one is a t test: it makes a step with the chance of one less the confidence.
  @Test(
    "Without an effect a step is as rare as it is said to be", .tags(.statistical),
    arguments: [0.8, 0.95])
  func falseSteps(confidence: Double) {
    let trials = 20_000
    var steps = 0
    for trial in 0..<trials {
      var draws = Draws("false steps", ordinal: trial)
      var operation = EvolutionaryOperation(
        start: [1], steps: [0.5], limits: [-9...9], confidence: confidence, mostCycles: 2)
      for _ in 0..<6 {
        if let effects = operation.learn(draws.normal()), effects[0].isClear { steps += 1 }
      }
    }
    let error = (confidence * (1 - confidence) / Double(trials)).squareRoot()
    #expect(abs(Double(steps) / Double(trials) - (1 - confidence)) < 4 * error)
  }

  @Test("Effects and their errors, worked by hand", .tags(.exact))
  func byHand() throws {
    var operation = EvolutionaryOperation(
      start: [10, 20], steps: [1, 2], limits: [0...100, 0...100], confidence: 0.999999,
      mostCycles: 3)
    // Centre, then (-,-), (+,-), (-,+), (+,+).
    let plan = [[10.0, 20], [9, 18], [11, 18], [9, 22], [11, 22]]
    let cycles = [[5.0, 4, 6, 3, 7], [5, 5, 5, 4, 9]]
    var effects: [EvolutionaryOperation.Effect]?
    for cycle in cycles {
      for (point, value) in zip(plan, cycle) {
        #expect(operation.next == point)
        effects = operation.learn(value)
      }
    }
    // Means 5, 4.5, 5.5, 3.5, 8: (5.5 + 8 - 4.5 - 3.5)/2 = 2.75 and (3.5 + 8 - 4.5 - 5.5)/2 = 0.75. Cycles: 5 and
    // 5.6. What is left: ±(0 - 0.3), ±(0.5 - 0.3), ±(-0.5 - 0.3), ±(0.5 - 0.3), ±(1 - 0.3); halves of differences
    // 0, 1, -1, 1, 2 less 0.3: squares 0.09 + 0.04 + 0.64 + 0.04 + 0.49 = 1.3, twice, with 4 degrees of freedom.
    let found = try #require(effects)
    #expect(abs(found[0].size - 2.75) < 1e-12 && abs(found[1].size - 0.75) < 1e-12)
    let error = 2 * (2.6 / 4 / 8).squareRoot()
    #expect(abs(found[0].standardError - error) < 1e-12)
    #expect(found[1].standardError == found[0].standardError)
    #expect(!found[0].isClear && operation.cycles == 2)
    for value in cycles[1] { _ = operation.learn(value) }
    // The averages begin anew.
    #expect(operation.cycles == 0 && operation.centre == [10, 20])
  }

  @Test("It climbs to the top, and stays between the limits with its whole box", .tags(.law))
  func climbs() {
    var draws = Draws("climb")
    var operation = EvolutionaryOperation(
      start: [0, 0], steps: [0.5, 0.5], limits: [-10...10, -2...2])
    var last: [[Double]] = []
    for _ in 0..<2_000 {
      let point = operation.next
      #expect((-10...10).contains(point[0]) && (-2...2).contains(point[1]))
      let value = -(point[0] - 4) * (point[0] - 4) - (point[1] - 3) * (point[1] - 3)
      _ = operation.learn(value + 0.5 * draws.normal())
      last.append(operation.centre)
    }
    for centre in last.suffix(1_000) {
      #expect(abs(centre[0] - 4) <= 1 && centre[1] >= 1)
    }
  }
}
