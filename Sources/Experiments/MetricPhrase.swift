/// How people say that an arm has more or less of a metric.
///
/// `verb AMOUNT more`, with what there is more of behind it: *makes 2 % more*, *holds 3 % less work in
/// process*.
struct MetricPhrase: Hashable, Sendable {
  /// What is done: `makes`, `costs`, `has`.
  var verb: String
  /// What there is more or less of, with a blank before it; may be empty.
  var object: String
  /// What the metric is called: `output`.
  var noun: String
  /// Whether the object is counted: fewer parts, less cost.
  var isCounted = false

  /// The phrase for a metric, by its name.
  init(for metric: String) {
    if let known = MetricPhrase.known[metric] {
      self = known
      return
    }
    let parts = metric.split(separator: ".")
    let last = String(parts.last ?? "").replacing("_", with: " ")
    var noun = last == "oee" ? "OEE" : last
    if parts.count == 3, parts[0] == "stations" { noun += " at \(parts[1])" }
    if parts.first == "cost", parts.count > 1 {
      self.init("costs", " for \(noun)", "cost of \(noun)")
    } else {
      self.init("has", " \(noun)", noun, isCounted: last.hasSuffix("parts") || last == "failures")
    }
  }

  private init(_ verb: String, _ object: String, _ noun: String, isCounted: Bool = false) {
    self.verb = verb
    self.object = object
    self.noun = noun
    self.isCounted = isCounted
  }

  /// More, less or fewer.
  func comparative(isMore: Bool) -> String { isMore ? "more" : isCounted ? "fewer" : "less" }

  private static let known: [String: MetricPhrase] = [
    "throughput": MetricPhrase("makes", "", "output"),
    "good_parts": MetricPhrase("makes", " good parts", "good parts", isCounted: true),
    "scrapped_parts": MetricPhrase("scraps", " parts", "scrap", isCounted: true),
    "sent_back_parts": MetricPhrase("sends back", " parts", "parts sent back", isCounted: true),
    "escaped_parts": MetricPhrase("lets out", " defects", "escaped defects", isCounted: true),
    "lost_parts": MetricPhrase("turns away", " parts", "parts turned away", isCounted: true),
    "work_in_process": MetricPhrase("holds", " work in process", "work in process"),
    "cycle_time": MetricPhrase("takes", " time a part", "cycle time"),
    "cost.total": MetricPhrase("costs", "", "cost"),
    "cost.per_good_part": MetricPhrase("costs", " per good part", "cost per good part"),
  ]
}
