import FactoryModel
import SimulationStatistics

/// Metrics of energy and money.
extension MetricTable {
  mutating func addCosts(_ factory: Factory) {
    let energy: @Sendable (RunAccount) -> Double = { $0.stations.reduce(0) { $0 + $1.energy } }
    if factory.stations.contains(where: { $0.power.isDrawn }) {
      add("energy", "kWh", .lower, "energy drawn by all machines") { energy($0) / 3.6e6 }
      addRatio("energy_per_good_part", "kWh/part", .lower, "energy drawn per part left as good") {
        Ratio(energy($0) / 3.6e6, per: Double($0.line.good))
      }
    }
    let costs = factory.costs
    guard let currency = costs.currency else { return }
    var lines: [@Sendable (RunAccount) -> Double] = []
    func line(
      _ name: String, _ definition: String, _ value: @escaping @Sendable (RunAccount) -> Double
    ) {
      add("cost.\(name)", currency, .lower, definition) { value($0) }
      lines.append(value)
    }
    if !factory.stations.isEmpty {
      line("downtime", "unplanned downtime at the rate of its station") { account in
        account.stations.indices.reduce(0) {
          $0 + account.stations[$1].failed * costs.downtime[$1, default: 0]
        }
      }
    }
    if !costs.plannedStops.isEmpty {
      line("planned_stops", "planned stops at the rate of their station") { account in
        account.stations.indices.reduce(0) {
          $0 + account.stations[$1].plannedStop * costs.plannedStops[$1, default: 0]
        }
      }
    }
    if !factory.products.isEmpty {
      line("scrap", "parts that left as scrap") { Double($0.line.scrapped) * costs.scrap }
      line("escape", "parts that left as good with a defect on them") {
        Double($0.line.escaped) * costs.escape
      }
    }
    if costs.late != 0 {
      line("late", "parts finished after their due date, by how late they are") {
        $0.line.tardiness * costs.late
      }
    }
    if costs.turnedAway != 0 {
      line("turned_away", "parts turned away because the first buffer was full") {
        Double($0.line.lost) * costs.turnedAway
      }
    }
    if costs.energy != 0 || !costs.tariffs.isEmpty {
      line("energy", "energy drawn, at the price of its time") {
        $0.stations.reduce(0) { $0 + $1.energyCost }
      }
    }
    if !costs.wages.isEmpty || !costs.operatorWages.isEmpty {
      line("wages", "crews and operators, for the time on shift") { account in
        let operators = account.resources.indices.reduce(0.0) {
          $0 + account.resources[$1].onShift * costs.operatorWages[$1, default: 0]
        }
        return account.crews.indices.reduce(operators) {
          $0 + account.crews[$1].onShift * costs.wages[$1, default: 0]
        }
      }
    }
    for own in MetricTable.supplyCosts(of: factory) { line(own.name, own.definition, own.value) }
    let maintenance = CostLine.maintenance(of: factory)
    for own in maintenance { line(own.name, own.definition, own.value) }
    if !maintenance.isEmpty {
      add(
        "cost.maintenance", currency, .lower,
        "planned work, work after failures, repairs, inspections, unseen failures, conditions and wear"
      ) { account in maintenance.reduce(0) { $0 + $1.value(account) } }
    }
    let parts = lines
    let total: @Sendable (RunAccount) -> Double = { account in
      parts.reduce(0) { $0 + $1(account) }
    }
    add("cost.total", currency, .lower, "all cost lines together") { total($0) }
    if !factory.products.isEmpty {
      addRatio(
        "cost.per_good_part", "\(currency)/part", .lower, "all cost lines per part left as good"
      ) { Ratio(total($0), per: Double($0.line.good)) }
    }
    addProfit(factory, currency, total)
  }

  /// Sales to customers, and what is left of them.
  private mutating func addProfit(
    _ factory: Factory, _ currency: String, _ cost: @escaping @Sendable (RunAccount) -> Double
  ) {
    let prices = factory.customers.map { factory.items[factory.stores[$0.store].item].price ?? 0 }
    let others = factory.customers.map { customer in
      customer.substitute.flatMap { factory.items[factory.stores[$0.store].item].price } ?? 0
    }
    guard (prices + others).contains(where: { $0 > 0 }) else { return }
    let sales: @Sendable (RunAccount) -> Double = { account in
      account.customers.indices.reduce(0) { sum, customer in
        let own = account.customers[customer]
        return sum + Double(own.delivered - own.substituted) * prices[customer]
          + Double(own.substituted) * others[customer]
      }
    }
    add("sales", currency, .higher, "what customers were given, at its price") { sales($0) }
    add("profit", currency, .higher, "sales less all cost lines") { sales($0) - cost($0) }
  }
}

/// A line of the costs of maintenance.
private struct CostLine: Sendable {
  var name: String
  var definition: String
  var value: @Sendable (RunAccount) -> Double

  /// The lines of a factory; empty where nothing is maintained.
  static func maintenance(of factory: Factory) -> [CostLine] {
    let hasComponents = factory.stations.contains { !$0.components.isEmpty }
    let modes = factory.stations.flatMap(\.failures)
    guard hasComponents || modes.contains(where: { $0.cost != 0 || !$0.spares.isEmpty }) else {
      return []
    }
    func sum(
      _ value: @escaping @Sendable (ComponentAccount) -> Double
    ) -> @Sendable (RunAccount) -> Double {
      { account in account.components.reduce(0) { $0 + value($1) } }
    }
    return [
      CostLine(
        name: "planned", definition: "planned work on components, with its spares",
        value: sum { $0.plannedCost + $0.plannedSpares }),
      CostLine(
        name: "failures", definition: "work after failures of components, with its spares",
        value: sum { $0.failedCost + $0.failedSpares }),
      CostLine(
        name: "repairs", definition: "repairs and planned stops of machines, with their spares",
        value: { account in account.stations.reduce(0) { $0 + $1.repairCost } }),
      CostLine(
        name: "inspections", definition: "inspections of components",
        value: sum { $0.inspectionCost }),
      CostLine(
        name: "unseen_failures", definition: "failures of components that nobody knew of",
        value: sum { $0.unseenCost }),
      CostLine(
        name: "conditions", definition: "what the states of components cost while they last",
        value: sum { $0.stateCost }),
      CostLine(
        name: "wear",
        definition: "wear gained since measuring began, as a share of what planned work costs",
        value: sum { $0.wearCost }),
    ]
  }
}
