import Experiments
import JSONDocuments
import Scenarios
import TestSupport
import Testing

@testable import Verification

@Suite("Models of families")
struct ScenarioModelTests {
  @Test("A case becomes this scenario", .tags(.exact))
  func scenario() throws {
    let text = try Verification(tier: .full, seed: 7, jobs: 1)
      .scenario(of: try OwnCases.named("own-mmck"))
    #expect(
      text == """
        # own-mmck of the family queue.mmck; one unit of time is one minute.
        # The full tier: fettle run FILE -n 50 --seed 7
        # What a run does not report by itself, --metric NAME asks for.
        #
        # P_block     = lost_parts / (lost_parts + released_parts)
        # throughput  = throughput / 60
        # L           = stations.server.number
        # W_accepted  = cycle_time * 60
        # utilisation = stations.server.utilization
        # P_empty     = stations.server.number.share_at(0)
        fettle: 1
        name: own-mmck
        warm_up: 294.11764705882354 min
        horizon: 23529.411764705885 min
        products:
          part:
            release: {every: exponential 0.5882352941176471 min, if_full: lost}
            route:
              - server
        stations:
          server: {time: exponential 1.1111111111111112 min, machines: 2, buffer: 3}

        """)
  }

  @Test(
    "Every factory is a scenario without mistakes, every wanted metric has a formula",
    .tags(.law), arguments: try OwnCases.all())
  func parses(battery: BatteryCase) throws {
    let (kind, model) = try ModelFamily.model(of: battery, tier: .quick)
    let scenario = model.scenario
    #expect((kind == .library) == (scenario == nil))
    let given =
      (scenario?.formulas.map(\.name) ?? []) + (model.sampling?.names ?? [])
      + model.exact.map(\.name)
    #expect(Set(given) == Set(battery.expected.map(\.name)))
    if let text = try Verification(tier: .quick, jobs: 1).scenario(of: battery) {
      #expect(throws: Never.self) { try ScenarioReader.check(text: text, name: battery.id) }
    }
  }

  @Test("Every family has an own case", .tags(.law))
  func covered() throws {
    let covered = Set(try OwnCases.all().map(\.family))
    for family in ModelFamily.all {
      #expect(family.names.contains { covered.contains($0) }, "\(family.names)")
    }
  }

  private func problem(_ family: String, _ parameters: [JSONValue.Member]) -> String {
    let battery = BatteryCase(
      id: "x", family: family, parameters: CaseParameters(parameters),
      expected: [ExpectedValue("W", .number(1))],
      plan: SimulationPlan(replications: 2, warmUp: 0, length: 10, unit: "time"))
    do throws(CaseProblem) {
      _ = try ModelFamily.model(of: battery, tier: .full)
      return "none"
    } catch {
      return "\(error)"
    }
  }

  @Test("A case that is not modelled says why", .tags(.failure))
  func notModelled() {
    let rates: [JSONValue.Member] = [
      .init("arrival_rate", .number(0.5)), .init("service_rate", .number(1)),
    ]
    #expect(problem("queue.mm1", rates) == "none")
    #expect(
      problem("queue.mm1", rates + [.init("vacation", .number(2))])
        == "parameters.vacation: this parameter is not modelled")
    #expect(problem("queue.mm1", rates + [.init("vacation", .null)]) == "none")
    #expect(
      problem("queue.mm1", [rates[0]])
        == "parameters.service_rate: expected a number; there is none")
    #expect(
      problem("queue.mm1", [.init("arrival_rate", .number(0)), rates[1]])
        == "parameters.arrival_rate: expected a number above 0; found 0.0")
    #expect(problem("output.ocba", []) == "output analysis is not supported yet")
    #expect(problem("queue.nobody", []) == "the family 'queue.nobody' is not supported")
    #expect(
      problem(
        "queue.mg1",
        [rates[0], .init("service", .object([.init("dist", .text("cauchy"))]))])
        == "dist: times that are 'cauchy' are not modelled")
  }

  @Test("The mean of times in words is that of the parameters", .tags(.exact))
  func meanTimes() throws {
    func mean(_ members: (String, JSONValue)...) throws -> Double {
      try CaseParameters(members.map { .init($0.0, $0.1) }).meanTime()
    }
    #expect(try mean(("dist", .text("det")), ("value", .number(3))) == 3)
    #expect(try mean(("dist", .text("exp")), ("rate", .number(4))) == 0.25)
    #expect(
      try mean(("dist", .text("erlang")), ("k", .number(3)), ("mean", .number(2))) == 2)
    #expect(
      try mean(("dist", .text("gamma")), ("shape", .number(3)), ("scale", .number(2))) == 6)
    #expect(
      try mean(("dist", .text("uniform")), ("low", .number(1)), ("high", .number(2))) == 1.5)
    #expect(
      try mean(
        ("dist", .text("hyper")), ("p", .number(0.25)), ("mean1", .number(4)),
        ("mean2", .number(8))) == 7)
    // Γ(1 + 1/1) = 1.
    #expect(
      try mean(("dist", .text("weibull")), ("shape", .number(1)), ("scale", .number(2))) == 2)
  }

  @Test("A flow is cut so that the buffer holds a whole number of parts", .tags(.exact))
  func fluidParts() {
    #expect(ModelFamily.partsPerCycle(buffer: 10) == 20)
    #expect(ModelFamily.partsPerCycle(buffer: 8.125) == 24)
    #expect(ModelFamily.partsPerCycle(buffer: 2.5) == 40)
  }
}
