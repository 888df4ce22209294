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

  /// What is said of money.
  public static func costs(_ rates: CostRates) -> [Headline] {
    guard let currency = rates.currency else { return [] }
    return [
      Headline("cost of downtime", currency, "cost.downtime"),
      Headline("cost of scrap", currency, "cost.scrap"),
      Headline("cost of escapes", currency, "cost.escape"),
      Headline("cost of energy", currency, "cost.energy"),
      Headline("cost of wages", currency, "cost.wages"),
      Headline("cost", "\(currency)/good part", "cost.per_good_part"),
    ]
  }
}
