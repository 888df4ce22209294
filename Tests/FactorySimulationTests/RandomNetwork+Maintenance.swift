import Degradation
import EventKernel
import FactoryModel
import RandomVariates

/// Components, rules and stores of a random factory.
extension RandomNetwork {
  mutating func store(_ name: String) -> Store {
    let level = whole(1...3)
    let replenishment: Store.Replenishment =
      switch whole(0...2) {
      case 0: .baseStock(level)
      case 1: .upTo(level + 2, below: level)
      default: .lots(2, below: level)
      }
    return Store(
      name: name, item: 0, leadTime: time(40 * hour), price: 90, initial: whole(0...3),
      replenishment: replenishment)
  }

  mutating func addComponents(to station: inout Station, crews: Int, stores: Int) {
    for number in 0..<whole(1...3) {
      station.components.append(component("c\(number)", crews: crews, stores: stores))
    }
    if chance(0.4), let first = station.components.indices.first {
      station.components[first].machines = [
        0: MachineComponent(start: chance(0.5) ? .level(0.4) : nil, speed: 1.3)
      ]
    }
  }

  private mutating func component(_ name: String, crews: Int, stores: Int) -> Component {
    let clock = FailureMode.Clock.allCases[whole(0...3)]
    let mean = clock == .parts ? Double(whole(20...200)) : 30 * hour
    let wear: WearProcess =
      switch whole(0...6) {
      case 0: .life(Distribution(.weibull(shape: 2, scale: mean)))
      case 1: .gamma(GammaWear(shapeRate: 20 / mean, scale: 0.05))
      case 2: .wiener(WienerWear(rate: 1 / mean, variance: 0.05 / mean))
      case 3: .linear(meanLife: mean)
      case 4:
        .crack(
          CrackGrowth(
            exponent: 3, initialLength: 0.001, criticalLength: 0.01,
            life: Distribution(.logNormal(mean: mean, standardDeviation: mean / 4))))
      case 5:
        .shocks(
          ShockWear(meanInterval: mean / 6, damage: Distribution(.exponential(mean: 0.15))))
      default:
        .states(WearStates((0..<3).map { _ in WearStates.State(sojourn: time(mean / 3)) }))
      }
    var component = Component(
      name: name, wear: wear, unitToUnit: chance(0.3) ? 0.2 : 0,
      clock: ComponentClock(clock, speed: chance(0.6) ? 1 : 0.5 + stream.uniform()),
      start: [.new, .steady, .level(0.3)][whole(0...2)], isHidden: chance(0.2),
      hiddenCost: 0.01, interruptedWork: FailureMode.InterruptedWork.allCases[whole(0...2)],
      replace: restoration(crews: crews, stores: stores))
    if chance(0.4) {
      var repair = restoration(crews: crews, stores: 0)
      repair.share = .constant(0.6 + 0.4 * stream.uniform())
      repair.of = chance(0.5) ? .all : .sinceLastRepair
      if chance(0.5) { repair.failed = nil }
      component.repair = repair
    }
    return component
  }

  private mutating func restoration(crews: Int, stores: Int) -> Restoration {
    Restoration(
      planned: chance(0.2) ? .constant(0) : time(0.5 * hour), failed: time(hour),
      plannedCost: 100, failedCost: 500,
      crews: crews > 0 && chance(0.6)
        ? (chance(0.5) ? Array(0..<crews) : [whole(0...crews - 1)])
        : [],
      priority: whole(0...2),
      spares: stores > 0 && chance(0.4) ? [SpareUse(store: whole(0...stores - 1))] : [])
  }

  mutating func addRules(to factory: inout Factory) {
    for (station, own) in factory.stations.enumerated() {
      for component in own.components.indices {
        guard chance(0.8) || own.components[component].isHidden else { continue }
        let places = own.machines.indices.map {
          ComponentPlace(station: station, machine: $0, component: component)
        }
        factory.rules.append(rule("r\(station)_\(component)", own.components[component], places))
      }
      if chance(0.3), !own.components.isEmpty {
        factory.sharedStops.append(
          SharedStop(
            name: "together\(station)",
            machines: Set(own.machines.indices.map { MachinePlace(station: station, machine: $0) }),
            within: 10 * hour))
      }
    }
  }

  /// Lets chances, times and power depend on wear.
  mutating func addEffects(to factory: inout Factory) throws {
    let wear = WearFormula(program: try FormulaProgram(.input(0)), components: [0])
    let slower = WearFormula(
      program: try FormulaProgram(.operation(.sum, .constant(1), .input(0))), components: [0])
    for product in factory.products.indices {
      for place in factory.products[product].route.indices {
        let station = factory.products[product].route[place].station
        guard !factory.stations[station].components.isEmpty else { continue }
        if chance(0.3) { factory.products[product].route[place].timeFactor = slower }
        if chance(0.3) {
          factory.products[product].route[place].makes = [
            DefectChance(defect: 0, probability: 0, wear: wear)
          ]
        }
      }
    }
    for station in factory.stations.indices
    where !factory.stations[station].components.isEmpty && chance(0.3) {
      factory.stations[station].power = StatePower(producing: 1_000, idle: 100)
      factory.stations[station].power.producingByWear = WearFormula(
        program: try FormulaProgram(
          .operation(.sum, .constant(1_000), .operation(.product, .constant(500), .input(0)))),
        components: [0])
    }
  }

  /// Takes away all components, with what looks after them and what depends on them.
  static func removeComponents(from factory: inout Factory) {
    factory.rules = []
    factory.sharedStops = []
    for station in factory.stations.indices {
      factory.stations[station].components = []
      factory.stations[station].power.producingByWear = nil
    }
    for product in factory.products.indices {
      for place in factory.products[product].route.indices {
        factory.products[product].route[place].timeFactor = nil
        factory.products[product].route[place].makes.removeAll { $0.wear != nil }
      }
    }
  }

  private mutating func rule(
    _ name: String, _ component: Component, _ places: [ComponentPlace]
  ) -> MaintenanceRule {
    let unit = component.clock.counts == .parts ? 1 : hour
    var rule = MaintenanceRule(name: name, components: Set(places))
    switch whole(0...7) {
    case 0: rule.trigger = .age(20 * unit)
    case 1: rule.trigger = .count(whole(10...60))
    case 2: rule.trigger = .every(25 * hour, first: chance(0.5) ? 10 * hour : nil)
    case 3: rule.trigger = .wear(0.7)
    case 4:
      rule.trigger = .warning(
        FailureWarning(
          ahead: .constant(3 * unit), misses: 0.2, falseAlarms: chance(0.5) ? 0.01 / unit : 0))
    case 5: rule.trigger = .oracle
    case 6 where component.repair?.of == .all:
      rule.trigger = .states([
        WearAction(from: 0.3, action: .leave), WearAction(from: 0.5, action: .repair),
        WearAction(from: 0.8, action: .replace),
      ])
    default: break
    }
    if component.isHidden || chance(0.4) {
      rule.inspection = ComponentInspection(
        takes: chance(0.5) ? .constant(0) : time(0.2 * hour), cost: 5, misses: 0.1,
        falseAlarm: 0.05)
      rule.look = chance(0.7) ? .every(8 * hour) : .parts(whole(5...20))
    } else if chance(0.4) {
      rule.look = chance(0.5) ? .every(6 * hour) : .parts(whole(1...9))
    }
    if chance(0.3) { rule.approval = time(2 * hour) }
    if chance(0.3) { rule.window = 0 }
    return rule
  }
}
