import Experiments
import Optimization
import Scenarios
import Testing

@Suite("Factors that are tuned")
struct TuningFactorTests {
  private func range(_ text: String) throws -> TuningFactor {
    try TuningFactor(Experiment.VariedFactor(path: "a.b", values: .range(text)))
  }

  @Test("A range is searched in its unit, and values are written with a thousandth of it")
  func ranges() throws {
    let age = try range("30 h to 150 h")
    #expect(age.dimension.domain == .real(low: 30, high: 150))
    #expect(age.text(at: 0) == "30 h" && age.text(at: 1) == "150 h")
    #expect(age.text(at: 1.0 / 3) == "70 h")
    #expect(age.text(at: 0.12345) == "44.8 h")
    #expect(age.coordinate(of: "70 h").map { abs($0 - 1.0 / 3) < 1e-12 } == true)
    #expect(age.coordinate(of: "2 d").map { abs($0 - 0.15) < 1e-12 } == true)
    #expect(age.coordinate(of: "10 h") == nil)
    #expect(age.coordinate(of: "70 kg") == nil)
    #expect(age.coordinate(of: "never") == nil)
    #expect(age.description == "a.b=30 to 150 h")
  }

  @Test("Whole numbers stay whole, and far apart ends are searched by the logarithm")
  func kinds() throws {
    let parts = try range("5 to 200")
    #expect(parts.dimension.domain == .whole(low: 5, high: 200))
    #expect(parts.text(at: 1) == "200")
    let wide = try range("1 min to 1000 min")
    #expect(wide.dimension.domain == .logarithmic(low: 1, high: 1_000))
    #expect(wide.text(at: 0.5) == "31.62 min")
    #expect(wide.text(at: 1) == "1000 min")
    let warm = try range("170 degC to 190 degC")
    #expect(warm.coordinate(of: "180 degC").map { abs($0 - 0.5) < 1e-9 } == true)
  }

  @Test("Rising numbers are a scale, other lists a choice")
  func lists() throws {
    func list(_ values: [String]) throws -> TuningFactor {
      try TuningFactor(Experiment.VariedFactor(path: "a.b", values: .list(values)))
    }
    let scale = try list(["10 min", "1 h", "8 h"])
    #expect(scale.dimension.domain == .whole(low: 0, high: 2))
    #expect((0..<3).map { scale.text(at: (Double($0) + 0.5) / 3) } == ["10 min", "1 h", "8 h"])
    #expect(try list(["8 h", "1 h"]).dimension.domain == .choice(count: 2))
    let rules = try list(["{keep: 20}", "saturated"])
    #expect(rules.dimension.domain == .choice(count: 2))
    #expect(rules.coordinate(of: "saturated") == 0.75)
    #expect(rules.coordinate(of: "other") == nil)
    #expect(rules.description == "a.b={keep: 20},saturated")
  }
}
