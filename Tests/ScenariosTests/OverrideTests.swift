import FactoryModel
import RandomVariates
import Scenarios
import Testing

@Suite("Overrides")
struct OverrideTests {
  private func factory(_ arguments: String...) throws -> Factory {
    let overrides = try arguments.map { try Override(argument: $0) }
    return try ScenarioReader.read(
      text: BracketLine.text, name: "line.yaml", overrides: overrides
    ).factory
  }

  private func messages(_ arguments: String...) throws -> String {
    let overrides = try arguments.map { try Override(argument: $0) }
    return BracketLine.messages(BracketLine.text, overrides: overrides)
  }

  @Test("A value that is there is replaced")
  func replaced() throws {
    let factory = try factory(
      "stations.press.buffer=60", "horizon= 1 d", "products.bracket.release={keep: 9}",
      "params.jam_life=7 h")
    #expect(factory.stations[1].buffer == 60)
    #expect(factory.horizon == 86_400)
    #expect(factory.products[0].release == .keep(parts: 9))
    #expect(factory.stations[1].failures[0].timeToFailure.family == .exponential(mean: 25_200))
  }

  @Test("A key that the language knows is added, with the sections that it needs")
  func added() throws {
    let factory = try factory(
      "stations.blank.buffer=5", "stations.blank.makes.dent=1 %", "costs.escape=40 EUR/part",
      "stations.pack={time: 3 s}")
    #expect(factory.stations[0].buffer == 5)
    #expect(factory.defects == ["dent", "burr"])
    #expect(factory.costs.escape == 40)
    #expect(factory.stations.count == 5)
  }

  @Test("Operations of a route are addressed by name, with keys of their own or without")
  func operations() throws {
    let factory = try factory(
      "products.bracket.route.inspect.finds.burr=50 %", "products.bracket.route.press.time=9 s")
    #expect(factory.products[0].route[3].inspection?.finds.first?.probability == 0.5)
    #expect(factory.products[0].route[1].time == .constant(9))
  }

  @Test("The later of two overrides of a value wins")
  func laterWins() throws {
    #expect(
      try factory("stations.press.buffer=1", "stations.press.buffer=2").stations[1].buffer == 2)
  }

  @Test(
    "A wrong override is reported as it was given",
    arguments: [
      (
        "stations.press.time=4 hr",
        "stations.press.time: '4 hr' is not a duration; did you mean '4 h'?"
      ),
      ("stations.press.bufer=3", "stations.press: unknown key 'bufer'; did you mean 'buffer'?"),
      ("stations.pres.buffer=3", "stations: there is no entry 'pres'; did you mean 'press'?"),
      ("station.press.buffer=3", "unknown key 'station'; did you mean 'stations'?"),
      (
        "products.bracket.route.deburrr.time=3 s",
        "products.bracket.route: there is no operation 'deburrr'; did you mean 'deburr'?"
      ),
      (
        "stations.press.time.mean=3 s",
        "stations.press.time: is 'lognormal mean 22 s cv 10 %', which has no key 'mean'; set "
          + "'stations.press.time' as a whole"
      ),
      (
        "calendars.two_shift.shifts.first=06:00-07:00",
        "calendars.two_shift.shifts: is a list, whose entries have no names; set it as a whole"
      ),
      (
        "sampling=inversion",
        "sampling: sampling modes are not simulated yet"
      ),
      (
        "products.bracket.release={keep: 3",
        "products.bracket.release: this is not YAML: did not find expected ',' or '}', while "
          + "parsing a flow mapping that begins at 1:1"
      ),
    ])
  func wrong(argument: String, message: String) throws {
    #expect(try messages(argument) == "--set \(argument): error: \(message)")
  }

  @Test("Errors of the file and of overrides are reported together, the file's first")
  func together() throws {
    let overrides = [try Override(argument: "stations.press.buffer=many")]
    let text = BracketLine.text(replacing: "26 wk", by: "26 weeks")
    #expect(
      BracketLine.messages(text, overrides: overrides) == """
        line.yaml:5:10: error: horizon: '26 weeks' is not a duration; did you mean '26 wk'?
        --set stations.press.buffer=many: error: stations.press.buffer: unknown buffer \
        'many'; expected a number of parts such as 40, or 'unlimited'
        """)
  }

  @Test(
    "An argument that is no override is a mistake in usage",
    arguments: [
      (
        "stations.press.buffer",
        "has no '='; write a path and a value, as in --set stations.press.buffer=60"
      ),
      (
        "=3", "'' is not a path; write keys joined by points, as in --set stations.press.buffer=60"
      ),
      (
        "a..b=3",
        "'a..b' is not a path; write keys joined by points, as in --set stations.press.buffer=60"
      ),
      ("horizon=", "has no value; write one after '='"),
    ])
  func usage(argument: String, message: String) {
    let failure = #expect(throws: ScenarioFailure.self) { try Override(argument: argument) }
    #expect(failure?.kind == .usage)
    #expect(failure?.description == "--set \(argument): error: \(message)")
  }
}
