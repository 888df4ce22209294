import Experiments

/// What people call things by their paths.
enum PathLabel {
  /// A metric: its usual name, else its path in words.
  ///
  /// - Parameter metric: The metric's name.
  /// - Returns: Such as `press unplanned downtime`.
  static func metric(_ metric: String) -> String {
    if metric == "cost.per_good_part" { return "cost per good part" }
    if metric == "cost.total" { return "cost in all" }
    if let line = Headline.line.first(where: { $0.metric == metric }) { return line.label }
    if metric.hasPrefix("cost.") { return "cost of " + words(String(metric.dropFirst(5))) }
    let parts = metric.split(separator: ".").filter { !["stations", "components"].contains($0) }
    return parts.map { words(String($0)) }.joined(separator: " ")
  }

  private static func words(_ text: String) -> String {
    text.replacing("_", with: " ").replacing(".", with: " ").replacing("oee", with: "OEE")
  }

  private static let silent: Set<Substring> = [
    "stations", "set_points", "params", "components", "maintenance", "crews", "items", "stores",
    "failures",
  ]

  /// A factor: what tells it from others, such as `press stroke rate`.
  static func factor(_ path: String) -> String {
    let parts = path.split(separator: ".")
    let told = parts.filter { !silent.contains($0) }
    return (told.isEmpty ? parts : told).map { words(String($0)) }.joined(separator: " ")
  }
}
