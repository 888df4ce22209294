@testable import Experiments
import TestSupport
import Testing

@Suite("Weights of costs")
struct CostSensitivityTests {
  private func stretches(
    _ arms: [(String, Double, Double)]
  ) -> [CostSensitivity.Stretch]? {
    CostSensitivity(
      scaled: ["cost.downtime"],
      arms: arms.map { (arm: $0.0, objective: $0.1, part: $0.2) })?.stretches
  }

  /// Cost 100, of which 80 with the weight f: 20 + 80 f.
  ///
  /// The other: 50 + 40 f. They cross at f = 0.75.
  @Test("The best arm changes where two straight lines cross", .tags(.exact))
  func crossing() {
    #expect(
      stretches([("often", 100, 80), ("seldom", 90, 40)]) == [
        CostSensitivity.Stretch(from: 0.25, to: 0.75, arm: "often"),
        CostSensitivity.Stretch(from: 0.75, to: 4, arm: "seldom"),
      ])
  }

  @Test("An arm that is best nowhere is not named, and one that is best throughout stands alone")
  func envelope() {
    #expect(
      stretches([("a", 100, 80), ("never", 200, 60), ("b", 90, 40)])?.map(\.arm) == ["a", "b"])
    #expect(stretches([("a", 100, 80), ("b", 10, 5)])?.map(\.arm) == ["b"])
    let three = stretches([("a", 100, 100), ("b", 105, 50), ("c", 130, 0)])
    // f · 100 = 55 + 50 f at 1.1; 55 + 50 f = 130 at 1.5.
    #expect(three?.map(\.arm) == ["a", "b", "c"])
    #expect(abs((three?[0].to ?? 0) - 1.1) < 1e-12 && abs((three?[1].to ?? 0) - 1.5) < 1e-12)
  }

  @Test("The envelope is the least at every weight", .tags(.law), arguments: 1...20)
  func least(seed: Int) throws {
    // Numbers without a pattern, by multiples of the golden section.
    let arms = (0..<6).map { index -> (String, Double, Double) in
      let a = (Double(seed * 7 + index) * 0.618_033_988_75).truncatingRemainder(dividingBy: 1)
      let b = (Double(seed * 13 + index) * 0.754_877_666_2).truncatingRemainder(dividingBy: 1)
      return ("\(index)", 100 + 20 * a, 100 * b)
    }
    let found = try #require(stretches(arms))
    #expect(found.first?.from == 0.25 && found.last?.to == 4)
    for (stretch, next) in zip(found, found.dropFirst()) { #expect(stretch.to == next.from) }
    for stretch in found {
      let middle = (stretch.from + stretch.to) / 2
      let values = arms.map { $0.1 + (middle - 1) * $0.2 }
      let index = try #require(Int(stretch.arm))
      #expect(values[index] <= (values.min() ?? 0) + 1e-9)
    }
  }

  @Test("Where nothing is scaled there is nothing to say")
  func nothing() {
    #expect(stretches([("a", 100, 0), ("b", 90, 0)]) == nil)
    #expect(CostSensitivity(scaled: [], arms: [(arm: "a", objective: 1, part: 1)]) == nil)
    #expect(stretches([]) == nil)
  }

  @Test("In words")
  func words() {
    let two = CostSensitivity(
      scaled: ["cost.downtime"],
      arms: [(arm: "often", objective: 100, part: 80), (arm: "seldom", objective: 90, part: 40)])
    #expect(
      two?.sentence
        == "The best arm depends on cost.downtime: often × 0.25 to 0.75, seldom × 0.75 to 4")
    let one = CostSensitivity(
      scaled: ["cost.failures", "cost.downtime"], arms: [(arm: "a", objective: 100, part: 80)])
    #expect(
      one?.sentence
        == "With cost.failures and cost.downtime × 0.25 to 4 the best arm stays a")
  }
}
