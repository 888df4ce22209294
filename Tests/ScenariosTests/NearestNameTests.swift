import ScenarioMutations
import TestDraws
import TestSupport
import Testing

@testable import Scenarios

@Suite("Names that were probably meant")
struct NearestNameTests {
  @Test(
    "The nearest name is found where at most a third of the letters differ", .tags(.exact),
    arguments: [
      ("maintenence", "maintenance"), ("bufer", "buffer"), ("warmup", "warm_up"),
      ("Press", "press"), ("hoirzon", "horizon"), ("tims", "time"),
    ])
  func found(word: String, meant: String) {
    let names = ["maintenance", "buffer", "warm_up", "press", "horizon", "time"]
    #expect(NearestName.of(word, among: names) == meant)
  }

  @Test(
    "A word that is like none suggests none", arguments: ["x", "turbine", "", "bu", "presses!!"])
  func none(word: String) {
    #expect(NearestName.of(word, among: ["maintenance", "buffer", "at"]) == nil)
  }

  @Test("Among equally near names the first is suggested")
  func first() {
    #expect(NearestName.of("sat", among: ["mat", "cat", "hat"]) == "mat")
  }

  @Test("A long word is not compared, so that it takes no time")
  func long() {
    let word = String(repeating: "a", count: 5_000)
    #expect(NearestName.of(word, among: [word + "b"]) == nil)
    #expect(NearestName.of("aaaa", among: [word]) == nil)
  }

  @Test("The distance of two words is a metric, but for swaps that overlap", .tags(.law))
  func metric() {
    var random = SplitMix(seed: 5)
    func word() -> [Character] { (0..<random.below(8)).map { _ in random.pick(Array("abc")) } }
    for _ in 0..<5_000 {
      let (first, second) = (word(), word())
      let distance = NearestName.editDistance(first, second)
      #expect(distance == NearestName.editDistance(second, first))
      #expect((distance == 0) == (first == second))
      #expect(distance >= abs(first.count - second.count))
      #expect(distance <= max(first.count, second.count))
    }
    #expect(NearestName.editDistance(Array("kitten"), Array("sitting")) == 3)
    #expect(NearestName.editDistance(Array("form"), Array("from")) == 1)
    // Swapped and then edited: the restricted form counts 3.
    #expect(NearestName.editDistance(Array("ca"), Array("abc")) == 3)
  }
}
