import FactoryModel
import SimulationStatistics

/// Metrics of the parts that pass through: of all together, and product by product.
extension MetricTable {
  mutating func addLine(_ factory: Factory) {
    addFlow("", factory, products: Array(factory.products.indices)) { $0.line }
    add(
      "machines_down", "machines", .lower,
      "time average of the machines that are failed within their calendar"
    ) { account in
      account.stations.reduce(0) { $0 + $1.failed } / account.duration
    }
  }

  mutating func addProducts(_ factory: Factory) {
    for (index, product) in factory.products.enumerated() {
      addFlow("products.\(product.name).", factory, products: [index]) { $0.products[index] }
      addRatio(
        "products.\(product.name).waiting_time", "min", .lower,
        "mean time from coming to a station until a machine takes the part, over all stations"
      ) { account in
        let flow = account.products[index]
        return Ratio(flow.waitingTime / 60, per: Double(flow.loaded))
      }
    }
  }

  /// Adds what is counted of parts, under a prefix.
  private mutating func addFlow(
    _ prefix: String, _ factory: Factory, products: [Int],
    _ flow: @escaping @Sendable (RunAccount) -> LineAccount
  ) {
    let route = factory.products[products[0]].route
    let exit = route[route.count - 1].station
    func count(
      _ name: String, _ better: MetricDefinition.Direction, _ definition: String,
      _ value: @escaping @Sendable (LineAccount) -> Int
    ) {
      add(prefix + name, "parts", better, definition) { Double(value(flow($0))) }
    }
    addRatio(
      prefix + "throughput", "parts/h", .higher,
      "good parts that left, per hour in which the last station's calendar is open"
    ) { account in
      let station = account.stations[exit]
      return Ratio(
        Double(flow(account).good), per: station.open / Double(station.machines) / 3_600)
    }
    count("released_parts", .neither, "parts that entered") { $0.released }
    count("good_parts", .higher, "parts that left as good, escaped defects included") { $0.good }
    count("scrapped_parts", .lower, "parts that left as scrap") { $0.scrapped }
    count("sent_back_parts", .lower, "how often an inspection sent a part back") { $0.sentBack }
    count("escaped_parts", .lower, "parts that left as good with a defect on them") { $0.escaped }
    if products.contains(where: { factory.products[$0].release.losesParts }) {
      count("lost_parts", .lower, "parts turned away because the first buffer was full") {
        $0.lost
      }
      addRatio(
        prefix + "lost_share", "1", .lower, "parts turned away, per part that wanted to enter"
      ) { Ratio(Double(flow($0).lost), per: Double(flow($0).lost + flow($0).released)) }
    }
    addRatio(
      prefix + "first_pass_yield", "1", .higher,
      "parts that left as good without ever being sent back, per part that left"
    ) { Ratio(Double(flow($0).goodFirstTime), per: Double(flow($0).good + flow($0).scrapped)) }
    add(
      prefix + "work_in_process", "parts", .lower, "time average of the parts in the factory"
    ) { flow($0).presence / $0.duration }
    addRatio(
      prefix + "cycle_time", "h", .lower,
      "mean time from entering to leaving as good, nights and weekends included"
    ) { Ratio(flow($0).cycleTime.sum / 3_600, per: Double(flow($0).cycleTime.count)) }
    if products.contains(where: { factory.products[$0].hasDueDates }) {
      addDueDates(prefix, flow)
    }
  }

  /// Adds what due dates come to.
  private mutating func addDueDates(
    _ prefix: String, _ flow: @escaping @Sendable (RunAccount) -> LineAccount
  ) {
    addRatio(
      prefix + "on_time", "1", .higher,
      "parts that left as good by their due date, per part with one that left as good"
    ) { Ratio(Double(flow($0).due - flow($0).late), per: Double(flow($0).due)) }
    addRatio(
      prefix + "tardiness", "h", .lower,
      "mean time by which parts with a due date left too late; those in time count as 0"
    ) { Ratio(flow($0).tardiness / 3_600, per: Double(flow($0).due)) }
  }
}

extension Product {
  /// Whether any of its parts are to be finished by a date.
  fileprivate var hasDueDates: Bool {
    if case .orders(let orders) = release, orders.contains(where: { $0.due < .infinity }) {
      return true
    }
    return due != nil
  }
}

extension Release {
  fileprivate var losesParts: Bool {
    if case .every(_, _, true, _) = self { true } else { false }
  }
}
