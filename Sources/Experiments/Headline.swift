public import FactoryModel

/// A line of the tables that sum up a factory: a metric, and what people call it.
public struct Headline: Hashable, Sendable {
  /// What the metric is called.
  public var label: String
  /// Its unit; empty for a fraction.
  public var unit: String
  /// The metric's name.
  public var metric: String
  /// What else to know about the figure.
  public var note: String?

  /// Names a metric for people.
  public init(_ label: String, _ unit: String, _ metric: String, note: String? = nil) {
    self.label = label
    self.unit = unit
    self.metric = metric
    self.note = note
  }

  /// What is said of the line as a whole.
  public static let line = [
    Headline("throughput", "parts/h", "throughput", note: "per scheduled hour"),
    Headline("good parts", "parts", "good_parts"),
    Headline("scrapped", "parts", "scrapped_parts"),
    Headline("sent back", "parts", "sent_back_parts"),
    Headline("escaped defects", "parts", "escaped_parts"),
    Headline("turned away", "parts", "lost_parts"),
    Headline("first-pass yield", "", "first_pass_yield"),
    Headline("work in process", "parts", "work_in_process"),
    Headline("cycle time", "h", "cycle_time"),
  ]

  /// What is said of a station that limits the line.
  public static func bottleneck(_ station: String) -> [Headline] {
    [
      Headline("\(station) OEE", "", "stations.\(station).oee"),
      Headline(
        "\(station) unplanned downtime", "h/wk", "stations.\(station).unplanned_downtime"),
    ]
  }

  /// What is said of a station whose failures are the question.
  public static func failures(_ station: String) -> [Headline] {
    [
      Headline("\(station) unplanned downtime", "h/wk", "stations.\(station).unplanned_downtime"),
      Headline("\(station) failures", "", "stations.\(station).failures"),
      Headline(
        "\(station) time between failures", "h", "stations.\(station).mean_time_between_failures"),
      Headline("\(station) time to repair", "h", "stations.\(station).mean_time_to_repair"),
      Headline("\(station) OEE", "", "stations.\(station).oee"),
    ]
  }

  /// What is said of alternatives in a benchmark, as far as they have it: the line, the stations that
  /// are down most, and money.
  ///
  /// - Parameters:
  ///   - summary: The results.
  ///   - factory: The factory of the first arm.
  /// - Returns: The lines of the table.
  public static func benchmark(_ summary: ExperimentSummary, of factory: Factory) -> [Headline] {
    let baseline = summary.arms.first { $0.arm == summary.baseline } ?? summary.arms[0]
    func downtime(_ station: String) -> Double {
      baseline.entry("stations.\(station).unplanned_downtime")?.mean ?? 0
    }
    let down = factory.stations.map(\.name).filter { downtime($0) > 0 }
    let worst = down.enumerated().sorted {
      (-downtime($0.element), $0.offset) < (-downtime($1.element), $1.offset)
    }
    .prefix(2).map(\.element)
    let currency = factory.costs.currency ?? ""
    let money = [
      Headline("cost of failures", currency, "cost.failures"),
      Headline("cost of planned work", currency, "cost.planned"),
    ]
    let all =
      [
        Headline("throughput", "parts/h", "throughput"),
        Headline("scrapped", "parts", "scrapped_parts"),
        Headline("escaped defects", "parts", "escaped_parts"),
      ] + worst.flatMap { failures($0) } + money
      + costs(factory.costs).filter { $0.metric != "cost.per_good_part" }
      + [Headline("cost in all", currency, "cost.total")]
    return all.filter { line in summary.arms.contains { $0.entry(line.metric) != nil } }
  }

  /// What is said of money.
  public static func costs(_ rates: CostRates) -> [Headline] {
    guard let currency = rates.currency else { return [] }
    return [
      Headline("cost of downtime", currency, "cost.downtime"),
      Headline("cost of planned stops", currency, "cost.planned_stops"),
      Headline("cost of maintenance", currency, "cost.maintenance"),
      Headline("cost of scrap", currency, "cost.scrap"),
      Headline("cost of escapes", currency, "cost.escape"),
      Headline("cost of turning away", currency, "cost.turned_away"),
      Headline("cost of energy", currency, "cost.energy"),
      Headline("cost of wages", currency, "cost.wages"),
      Headline("cost of holding", currency, "cost.holding"),
      Headline("cost of orders", currency, "cost.orders"),
      Headline("cost of expediting", currency, "cost.expediting"),
      Headline("cost of transport", currency, "cost.transport"),
      Headline("cost of purchases", currency, "cost.purchases"),
      Headline("cost of backorders", currency, "cost.backorders"),
      Headline("cost of lost sales", currency, "cost.lost_sales"),
      Headline("cost of late deliveries", currency, "cost.late_deliveries"),
      Headline("sales", currency, "sales"),
      Headline("profit", currency, "profit"),
      Headline("cost", "\(currency)/good part", "cost.per_good_part"),
    ]
  }
}
