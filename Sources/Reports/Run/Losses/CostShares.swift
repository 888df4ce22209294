import Experiments
import FactoryModel

/// What a factory costs, line by line, in each arm.
struct CostShares: Sendable {
  /// A line.
  struct Line: Sendable {
    /// The metric, such as `cost.scrap`.
    var metric: String
    /// What people call it.
    var title: String
    /// Its color.
    var color: String
    /// Its value in each arm; `nil` where the arm has no such line.
    var entries: [RunSummary.Entry?]
  }

  /// The lines, the greatest first; those that are 0 in all arms are left out.
  var lines: [Line]
  /// All lines together, in each arm.
  var totals: [RunSummary.Entry?]
  /// The currency.
  var currency: String

  /// Lines of which the last word of the metric says too little.
  private static let titles = [
    "cost.planned": "planned work", "cost.failures": "work after failures",
    "cost.late": "lateness", "cost.conditions": "conditions of components",
  ]

  /// Sums of other lines, or of all.
  private static let sums: Set<String> = ["cost.maintenance", "cost.total", "cost.per_good_part"]
  private static let colors = [
    "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#8C6D46", "#F0E442",
    "#785EF0", "#87919B",
  ]

  /// Gathers the lines.
  ///
  /// It is `nil` where no arm has a cost above 0.
  ///
  /// - Parameter arms: The arms.
  init?(of arms: [ReportArm]) {
    var seen: Set<String> = []
    let metrics = arms.flatMap(\.entry.metrics).map(\.metric).filter {
      $0.hasPrefix("cost.") && !CostShares.sums.contains($0) && seen.insert($0).inserted
    }
    let names = Dictionary(
      arms.flatMap { Headline.costs($0.factory.costs) }.map { ($0.metric, $0.label) },
      uniquingKeysWith: { first, _ in first })
    var found: [(size: Double, line: Line)] = []
    for metric in metrics {
      let entries = arms.map { $0.entry.entry(metric) }
      let size = entries.reduce(0) { $0 + abs($1?.mean ?? 0) }
      guard size > 0 else { continue }
      let plain = String(metric.dropFirst("cost.".count)).replacing("_", with: " ")
      let title =
        CostShares.titles[metric] ?? names[metric].map { String($0.trimmingPrefix("cost of ")) }
        ?? plain
      found.append((size, Line(metric: metric, title: title, color: "", entries: entries)))
    }
    guard let currency = arms.lazy.compactMap({ $0.entry.entry("cost.total")?.unit }).first,
      !found.isEmpty
    else { return nil }
    self.currency = currency
    totals = arms.map { $0.entry.entry("cost.total") }
    lines = found.enumerated().sorted {
      ($1.element.size, $0.offset) < ($0.element.size, $1.offset)
    }.map(\.element.line)
    for index in lines.indices {
      lines[index].color = CostShares.colors[min(index, CostShares.colors.count - 1)]
    }
  }
}
