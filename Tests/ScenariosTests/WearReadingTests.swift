import Degradation
import FactoryModel
import RandomVariates
import TestSupport
import Testing

@testable import Scenarios

@Suite("Components, rules and spares as they are read")
struct WearReadingTests {
  private static func factory(_ text: String = WearingPress.text) throws -> Factory {
    try ScenarioReader.read(text: text, name: "press.yaml").factory
  }

  // MARK: - Components

  @Test("A component has its process, its clock with set-points put in, and its start")
  func component() throws {
    let text = WearingPress.text(replacing: "value: 30 /min", by: "value: 40 /min")
    let press = try WearReadingTests.factory(text).stations[0]
    let die = press.components[0]
    #expect(die.name == "die" && !die.isHidden && die.repair == nil)
    #expect(die.wear == .gamma(try GammaWear(meanLife: 83 * 3_600, cvOfLife: 0.3)))
    #expect(die.clock.counts == .producing)
    // (40/30)² to rounding: three operations of half a unit in the last place each.
    #expect(abs(die.clock.speed - 16.0 / 9) < 1e-15 * 4)
    #expect(die.start == .steady)
    #expect(die.machines == [1: MachineComponent(start: .level(0.3), speed: 1.3)])
    let guide = press.components[1]
    #expect(guide.wear == .life(Distribution(.weibull(shape: 2, scale: 400 * 3_600))))
    #expect(guide.clock == ComponentClock(.running))
    #expect(guide.isHidden && guide.hiddenCost == 4.0 / 3_600 && guide.start == .new)
    #expect(guide.machines.isEmpty)
  }

  @Test("Restoring has its times, its costs, its crews and its spares")
  func restoration() throws {
    let factory = try WearReadingTests.factory()
    let (die, guide) = (factory.stations[0].components[0], factory.stations[0].components[1])
    #expect(
      die.replace
        == Restoration(
          planned: .constant(2_700), failed: .constant(10_800), crews: [0],
          spares: [SpareUse(store: 0)]))
    #expect(
      guide.replace
        == Restoration(planned: .constant(3_600), plannedCost: 5, crews: [1]))
    #expect(
      guide.repair
        == Restoration(
          planned: .constant(0), failed: .constant(7_200), crews: [0], share: .constant(0.4)))
    // Both crews have the skill; they are asked in the order of the file.
    #expect(factory.stations[0].failures[0].crews == [0, 1])
    #expect(factory.costs.currency == "EUR")
  }

  @Test(
    "A clock is told by when it runs, whatever its formula",
    arguments: [
      ("calendar", FailureMode.Clock.calendar, 1.0), ("running * 2", .running, 2),
      ("(rate / (60 /min)) * producing", .producing, 0.5), ("producing / 4", .producing, 0.25),
      ("max(calendar; running)", .calendar, 1), ("running * calendar", .running, 1),
      ("min(running; producing) * 3", .producing, 3),
    ])
  func clock(formula: String, counts: FailureMode.Clock, speed: Double) throws {
    let text = WearingPress.text(replacing: "producing * (rate / (30 /min))^2", by: formula)
    let die = try WearReadingTests.factory(text).stations[0].components[0]
    #expect(die.clock == ComponentClock(counts, speed: speed))
  }

  @Test("A clock that counts parts takes lives and ages in parts")
  func parts() throws {
    let text = WearingPress.text(
      replacing: "gamma mean_life 83 h cv_of_life 30 %", by: "linear mean_life 5000 parts"
    )
    .replacing("producing * (rate / (30 /min))^2", with: "1.5 * parts")
    .replacing("at_age: 70 h", with: "at_age: 4000 parts")
    let factory = try WearReadingTests.factory(text)
    let die = factory.stations[0].components[0]
    #expect(die.wear == .linear(meanLife: 5_000))
    #expect(die.clock == ComponentClock(.parts, speed: 1.5))
    #expect(factory.rules[0].trigger == .age(4_000))
  }

  @Test(
    "Each process of wear is read",
    arguments: [
      ("linear rate 2 %/h", WearProcess.linear(meanLife: 50 * 3_600)),
      (
        "wiener mean_life 10 h cv_of_life 50 %",
        .wiener(WienerWear(meanLife: 36_000, cvOfLife: 0.5))
      ),
      (
        "gamma rate 1 %/h variance 0.0004 /h",
        .gamma(GammaWear(rate: 0.01 / 3_600, variance: 0.0004 / 3_600))
      ),
      (
        "crack exponent 3 from 0.5 mm to 12 mm mean_life 40 h cv_of_life 20 %",
        .crack(
          CrackGrowth(
            exponent: 3, initialLength: 0.5e-3, criticalLength: 12e-3,
            life: Distribution(.logNormal(mean: 144_000, standardDeviation: 0.2 * 144_000))))
      ),
      (
        "shocks every 20 h damage exponential 8 %",
        .shocks(
          ShockWear(meanInterval: 72_000, damage: Distribution(.exponential(mean: 0.08))))
      ),
      (
        "shocks every 30min damage 0.1",
        .shocks(ShockWear(meanInterval: 1_800, damage: .constant(0.1)))
      ),
    ])
  func process(words: String, expected: WearProcess) throws {
    let text = WearingPress.text(replacing: "gamma mean_life 83 h cv_of_life 30 %", by: words)
    #expect(try WearReadingTests.factory(text).stations[0].components[0].wear == expected)
  }

  @Test("States are read from a mapping and from a list alike")
  func states() throws {
    let rest = "worn: {lasts: exponential 30 h, next: {bad: 80 %, broken: rest}}"
    let mapping =
      "states: {new: {lasts: 50 h, next: {new: 25 %, worn: 75 %}}, \(rest), "
      + "bad: {lasts: 3 h}, broken: {}}"
    let list =
      "states: [new: {lasts: 50 h, next: {new: 25 %, worn: 75 %}}, \(rest), "
      + "bad: {lasts: 3 h}, broken]"
    let chain = WearStates([
      WearStates.State(
        sojourn: .constant(180_000), moves: [Weighted(0, weight: 0.25), Weighted(1, weight: 0.75)]),
      WearStates.State(
        sojourn: Distribution(.exponential(mean: 108_000)),
        // 1 - 0.8 is what is left, to the bit.
        moves: [Weighted(2, weight: 0.8), Weighted(3, weight: 1 - 0.8)]),
      WearStates.State(sojourn: .constant(10_800)),
    ])
    for words in [mapping, list] {
      let text = WearingPress.text(
        replacing: "wear: gamma mean_life 83 h cv_of_life 30 %", by: words)
      let scenario = try ScenarioReader.read(text: text, name: "press.yaml")
      #expect(scenario.factory.stations[0].components[0].wear == .states(chain))
      let again = try ScenarioReader.read(text: scenario.resolvedText, name: "press.yaml")
      #expect(again.factory == scenario.factory)
    }
  }

  @Test("A bathtub life is a mixture of early and of late ones with the means that were given")
  func bathtub() throws {
    let text = WearingPress.text(
      replacing: "weibull shape 2 scale 400 h",
      by: "bathtub chance 5 % early_shape 0.5 early_mean 40 h shape 1 mean 900 h")
    let guide = try WearReadingTests.factory(text).stations[0].components[1]
    guard case .life(let life) = guide.wear, case .mixture(let parts) = life.family else {
      Issue.record("\(guide.wear)")
      return
    }
    #expect(parts.map(\.weight) == [0.05, 0.95])
    // Γ(1 + 2) = 2 and Γ(1 + 1) = 1, so the scales are 20 h and 900 h.
    guard case .weibull(0.5, let early) = parts[0].value.family,
      case .weibull(1, let late) = parts[1].value.family
    else {
      Issue.record("\(parts)")
      return
    }
    #expect(abs(early / 72_000 - 1) < 1e-14 && abs(late / 3_240_000 - 1) < 1e-14)
    #expect(abs(guide.wear.meanLife / (0.05 * 144_000 + 0.95 * 3_240_000) - 1) < 1e-12)
  }

  @Test("A machine type's components are those of its stations, unless these have their own")
  func types() throws {
    let text = """
      fettle: 1
      horizon: 1 wk
      machine_types:
        mill:
          set_points: {feed: 2 mm}
          makes: {size: 2 % * tool.wear}
          components: {tool: {life: 9 h, clock: producing * feed / (1 mm), replace: {failed: 1 h}}}
      products: {part: {release: saturated, route: [rough, fine]}}
      stations:
        rough: {type: mill, set_points: {speed: 4 mm}, time: 3 s}
        fine: {type: mill, time: 3 s, set_points: {feed: 5 mm}}
      """
    let factory = try WearReadingTests.factory(text)
    // A set-point of the station's own moves none of its type's.
    #expect(factory.stations.map { $0.components[0].clock.speed } == [2, 5])
    #expect(factory.products[0].route.map { $0.makes[0].wear?.components } == [[0], [0]])
    let own = text.replacing(
      "type: mill, time: 3 s,", with: "type: mill, time: 3 s, components: {}, makes: {},")
    #expect(try WearReadingTests.factory(own).stations[1].components.isEmpty)
    let lacking = text.replacing(
      "type: mill, time: 3 s,", with: "type: mill, time: 3 s, components: {},")
    let failure = #expect(throws: ScenarioFailure.self) { try WearReadingTests.factory(lacking) }
    #expect(
      failure?.description
        == "press.yaml:6:19: error: machine_types.mill.makes.size: there is no component 'tool'; none "
        + "is defined")
  }

  @Test("More components than a machine may have are an error, and of all machines too")
  func many() throws {
    func text(_ components: Int, machines: Int) -> String {
      let names = (1...components).map {
        "c\($0): {life: 9 h, replace: {planned: 1 h, failed: 1 h}}"
      }
      return """
        fettle: 1
        horizon: 1 wk
        products: {part: {release: saturated, route: [saw]}}
        stations:
          saw: {time: 3 s, machines: \(machines), components: {\(names.joined(separator: ", "))}}
        maintenance: {all: {of: "*.*.*", replace: {at_age: 5 h}}}
        """
    }
    #expect(try WearReadingTests.factory(text(64, machines: 1)).stations[0].components.count == 64)
    for (text, message) in [
      (text(65, machines: 1), "stations.saw.components: has 65 components; a machine may have 64"),
      (
        text(11, machines: 100_000),
        "stations: the machines of the scenario have more than 1000000 components"
      ),
    ] {
      let failure = #expect(throws: ScenarioFailure.self) { try WearReadingTests.factory(text) }
      #expect(failure?.diagnostics.map(\.message) == [message])
    }
  }

  // MARK: - Formulas

  @Test("A chance and a power that depend on wear are formulas of it, and numbers for the new")
  func chances() throws {
    let text = WearingPress.text(
      replacing: "1 % + 6 % * die.wear^2",
      by: "1 % + 6 % * die.wear^2 * rate / (60 /min) + 2 % * guide.wear")
    let factory = try WearReadingTests.factory(text)
    let chance = factory.products[0].route[0].makes[0]
    #expect(chance.probability == 0.01)
    let wear = try #require(chance.wear)
    #expect(wear.components == [0, 1])
    // 1 % + 6 % · 0.25 · 0.5 + 2 % · 0.1, with a handful of roundings.
    let value = wear.program.value(inputs: ([0.5, 0.1] as [Double]).span)
    #expect(abs(value - 0.0195) < 1e-16 * 8)
    let power = factory.stations[0].power
    #expect(power.producing == 18_000)
    #expect(power.producingByWear?.components == [0])
    #expect(power.producingByWear?.program.value(inputs: ([0.5, 9] as [Double]).span) == 21_000)
  }

  @Test("A time that grows with wear is one for the new and a factor")
  func times() throws {
    let text = WearingPress.text(
      replacing: "lognormal mean (11 / rate) cv 10 %",
      by: "uniform (10 s * (1 + die.wear)) to (30 s + 30 s * die.wear)")
    let operation = try WearReadingTests.factory(text).products[0].route[0]
    #expect(operation.time == Distribution(.uniform(lower: 10, upper: 30)))
    #expect(operation.idealTime == 20)
    let factor = try #require(operation.timeFactor)
    #expect(factor.components == [0])
    #expect(factor.program.value(inputs: ([0.25, 0] as [Double]).span) == 1.25)
    let fixed = try WearReadingTests.factory(
      WearingPress.text(
        replacing: "lognormal mean (11 / rate) cv 10 %", by: "20 s + 5 s * guide.wear"))
    #expect(fixed.products[0].route[0].time == .constant(20))
    #expect(fixed.products[0].route[0].timeFactor?.components == [1])
  }

  @Test("What a repair restores may depend on the component's own wear")
  func restores() throws {
    let text = WearingPress.text(
      replacing: "restores: 40 %", by: "restores: min(1; 0.4 / guide.wear)")
    let guide = try WearReadingTests.factory(text).stations[0].components[1]
    guard case .formula(let program)? = guide.repair?.share else {
      Issue.record("\(String(describing: guide.repair))")
      return
    }
    #expect(program.value(inputs: ([0.8] as [Double]).span) == 0.5)
    let since = WearingPress.text(
      replacing: "restores: 40 %", by: "restores: 40 %, restores_of: since_last_repair, priority: 2"
    )
    let repair = try WearReadingTests.factory(since).stations[0].components[1].repair
    #expect(repair?.of == .sinceLastRepair && repair?.priority == 2)
  }

  // MARK: - Rules

  private static let die = (0...1).map { ComponentPlace(station: 0, machine: $0, component: 0) }

  @Test("Rules have their components, triggers, looks and windows")
  func rules() throws {
    let factory = try WearReadingTests.factory()
    #expect(
      factory.rules[0]
        == MaintenanceRule(
          name: "dies", components: Set(WearReadingTests.die), trigger: .age(70 * 3_600),
          approval: .constant(7_200), window: 0))
    #expect(
      factory.rules[1]
        == MaintenanceRule(
          name: "guides",
          components: Set((0...1).map { ComponentPlace(station: 0, machine: $0, component: 1) }),
          inspection: ComponentInspection(takes: .constant(600), cost: 9, crews: [1]),
          look: .every(604_800)))
    #expect(factory.rules.count == 2)
    #expect(
      factory.sharedStops
        == [
          SharedStop(
            name: "together",
            machines: [MachinePlace(station: 0, machine: 0), MachinePlace(station: 0, machine: 1)],
            within: 28_800)
        ])
    let oil = try #require(factory.stations[0].failures.last)
    #expect(oil.name == "oil" && oil.crews == [0] && oil.cost == 3 && oil.machines == [0])
  }

  @Test(
    "Each trigger is read",
    arguments: [
      ("on_failure", MaintenanceRule.Trigger.onFailure, MaintenanceRule.Look.always),
      ("oracle", .oracle, .always), ("{at_count: 500}", .count(500), .always),
      ("{every: 2 d, first: 1 d}", .every(172_800, first: 86_400), .always),
      ("{every: 2 d}", .every(172_800, first: nil), .always),
      ("{wear_over: 80 %}", .wear(0.8), .always),
      ("{wear_over: 80 %, look: 8 h}", .wear(0.8), .every(28_800)),
      ("{wear_over: 80 %, look: 1 part}", .wear(0.8), .parts(1)),
      (
        "{by_state: [{from: 0 %, do: leave}, {from: 60 %, do: replace}], look: 4 h}",
        .states([WearAction(from: 0, action: .leave), WearAction(from: 0.6, action: .replace)]),
        .every(14_400)
      ),
      (
        "{warning: {ahead: 8 h, misses: 20 %, false_alarms: 2 /h}}",
        .warning(FailureWarning(ahead: .constant(28_800), misses: 0.2, falseAlarms: 2.0 / 3_600)),
        .always
      ),
    ])
  func triggers(
    words: String, trigger: MaintenanceRule.Trigger, look: MaintenanceRule.Look
  ) throws {
    let text = WearingPress.text(replacing: "{at_age: 70 h, approval: 2 h}", by: words)
    let rule = try WearReadingTests.factory(text).rules[0]
    #expect(rule.trigger == trigger && rule.look == look)
  }

  @Test("Of warnings with a precision so many are false that its share is right")
  func precision() throws {
    let text = WearingPress.text(
      replacing: "{at_age: 70 h, approval: 2 h}",
      by: "{warning: {ahead: 8 h, misses: 20 %, precision: 40 %}}")
    guard case .warning(let warning) = try WearReadingTests.factory(text).rules[0].trigger else {
      Issue.record("no warning")
      return
    }
    // 0.8 right ones a life of 83 h are 40 % of all: there are 1.2 false ones.
    #expect(abs(warning.falseAlarms / (1.2 / (83 * 3_600)) - 1) < 1e-9)
  }

  @Test("A rhythm of inspections is that of the looks")
  func rhythm() throws {
    let text = WearingPress.text(
      replacing: "replace: {at_age: 70 h, approval: 2 h}",
      by: "replace: {wear_over: 70 %}, inspect: {every: 1 d, misses: 5 %, false_alarm: 2 %}")
    let rule = try WearReadingTests.factory(text).rules[0]
    #expect(rule.look == .every(86_400))
    #expect(rule.inspection == ComponentInspection(misses: 0.05, falseAlarm: 0.02))
    let same = text.replacing("{wear_over: 70 %}", with: "{wear_over: 70 %, look: 24 h}")
    #expect(try WearReadingTests.factory(same).rules[0].look == .every(86_400))
  }

  // MARK: - Supply

  @Test("Stores and customers have what is simulated of them")
  func supply() throws {
    let text = WearingPress.text(
      replacing: "stores:\n",
      by: """
        customers:
          plants: {buys: seal, from: shelf, every: exponential 2 d, quantity: poisson mean 2}
        stores:
          depot: {holds: seal, from: toolmaker, initial: 4, replenish: one_for_one}
          lots: {holds: seal, from: dear, replenish: {below: 1, order: 5}}
          still: {holds: insert, from: toolmaker, initial: 2 pieces}

        """
    )
    .replacing(
      "suppliers:\n", with: "suppliers:\n  dear: {sells: seal, price: 2 EUR/piece}\n")
    let factory = try WearReadingTests.factory(text)
    #expect(factory.items == [Item(name: "insert", value: 900), Item(name: "seal")])
    let lead = Distribution(.uniform(lower: 5 * 86_400, upper: 15 * 86_400))
    #expect(
      factory.stores == [
        Store(
          name: "depot", item: 1, leadTime: lead, initial: 4, replenishment: .baseStock(4)),
        Store(name: "lots", item: 1, price: 2, replenishment: .lots(5, below: 1)),
        Store(name: "still", item: 0, leadTime: lead, price: 900, initial: 2),
        Store(
          name: "crib", item: 0, leadTime: lead, price: 900, initial: 3,
          replenishment: .baseStock(3)),
        Store(
          name: "shelf", item: 1, leadTime: lead, initial: 8, replenishment: .upTo(8, below: 2)),
      ])
    #expect(
      factory.customers == [
        Customer(
          name: "plants", store: 4, interval: Distribution(.exponential(mean: 172_800)),
          quantity: Distribution(.poisson(mean: 2)))
      ])
    #expect(factory.stations[0].components[0].replace.spares == [SpareUse(store: 3)])
  }

  @Test("Several items are taken from several stores")
  func severalSpares() throws {
    let text = WearingPress.text(
      replacing: "uses: {insert: 1}, from: crib",
      by: "uses: {insert: 2, seal: 4}, from: {seal: shelf, insert: crib}")
    let die = try WearReadingTests.factory(text).stations[0].components[0]
    #expect(die.replace.spares == [SpareUse(store: 0, count: 2), SpareUse(store: 1, count: 4)])
    let failure = WearingPress.text(
      replacing: "repair: 20 min,", by: "repair: 20 min, uses: {seal: 1}, from: shelf, cost: 7 EUR,"
    )
    let jam = try WearReadingTests.factory(failure).stations[0].failures[0]
    #expect(jam.spares == [SpareUse(store: 1)] && jam.cost == 7)
  }

  // MARK: - The whole

  @Test(
    "What hangs on a mistake is no mistake too",
    arguments: [
      ("      guide:\n", "      guide: 3\n      other:\n", 1),
      ("fitters: {size: 2, skills: [mechanical]}", "fitters: {size: 2, skills: mechanical}", 1),
      ("insert: {unit: piece,", "insert: {unit: pieces,", 1),
      ("crib: {holds: insert,", "crib: {holds: inserts,", 1),
      ("wear: gamma mean_life 83 h", "wear: gamma mean_life 83 parts h", 1),
      ("value: 30 /min, range", "value: 30 mim, range", 1),
      ("machines: {press_1: {}, press_2:", "machines: {press_1: 3, press_2:", 1),
      ("replace: {at_age: 70 h,", "replace: {at_age: 70 hours,", 1),
    ])
  func consequences(piece: String, replacement: String, count: Int) {
    let failure = #expect(throws: ScenarioFailure.self) {
      try WearReadingTests.factory(WearingPress.text(replacing: piece, by: replacement))
    }
    #expect(failure?.diagnostics.count == count, "\(failure?.description ?? "")")
  }

  @Test("The resolved text gives the same factory, and resolves to itself")
  func resolved() throws {
    let scenario = try ScenarioReader.read(text: WearingPress.text, name: "press.yaml")
    #expect(scenario.warnings.isEmpty, "\(scenario.warnings)")
    let again = try ScenarioReader.read(text: scenario.resolvedText, name: "press.yaml")
    #expect(again.factory == scenario.factory)
    #expect(again.resolvedText == scenario.resolvedText)
  }

  @Test("Rules, lives, stocks and set-points move in mid-run")
  func timeline() throws {
    let steps = """
      timeline:
        - {at: 3 wk, set: {maintenance.dies.replace: {wear_over: 80 %, look: 8 h}}}
        - {at: 4 wk, set: {maintenance.dies.replace: {at_age: 60 h}, crews.fitters.size: 0}}
        - {at: 5 wk, set: {stations.press.components.guide.life: exponential 300 h}}
        - {at: 6 wk, set: {stores.crib.replenish: {base_stock: 5}}}
        - {at: 7 wk, set: {stations.press.set_points.rate: 45 /min}}

      """
    let factory = try WearReadingTests.factory(WearingPress.text + steps)
    let later = factory.timeline.map(\.factory)
    #expect(later.map { $0.rules[0].trigger }.prefix(2) == [.wear(0.8), .age(216_000)])
    #expect(later[1].crews[0].size == 0)
    #expect(
      later[2].stations[0].components[1].wear
        == .life(Distribution(.exponential(mean: 300 * 3_600))))
    #expect(later[3].stores[0].replenishment == .baseStock(5))
    #expect(later[4].stations[0].components[0].clock.speed == 2.25)
  }

  @Test("What may be moved of rules, components and stores is listed, with what is live")
  func factors() throws {
    let text = WearingPress.text(replacing: "at_age: 70 h", by: "at_age: $die_age")
      .replacing("horizon: 26 wk\n", with: "horizon: 26 wk\nparams: {die_age: 70 h}\n")
    let checked = try ScenarioReader.check(text: text, name: "press.yaml")
    let factors = Dictionary(uniqueKeysWithValues: checked.factors.map { ($0.path, $0) })
    for path in [
      "maintenance.dies.replace", "maintenance.dies.replace.at_age",
      "stations.press.components.guide.life", "stores.crib.replenish.base_stock",
      "stations.press.components.die.replace.planned", "maintenance.oil.stop.cost",
    ] {
      #expect(factors[path]?.isLive == true, "\(path)")
    }
    for path in ["params.die_age", "stations.press.components.die.clock", "stores.crib.initial"] {
      #expect(factors[path]?.isLive == false, "\(path)")
    }
    let moved = try ScenarioReader.read(
      text: text, name: "press.yaml", overrides: [Override(path: "params.die_age", text: "90 h")])
    #expect(moved.factory.rules[0].trigger == .age(324_000))
  }
}
