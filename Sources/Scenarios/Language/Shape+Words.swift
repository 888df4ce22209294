/// Shapes in words, for messages and the reference page.
extension Shape {
  /// What to write, with its article: `a time such as '4 h'`.
  var what: String {
    switch self {
    case .text(let what), .label(let what), .model(let what): what
    case .words(let words, _): enumerated(words.map { "'\($0)'" }, joinedBy: "or")
    case .reference(let kinds): "\(article(kinds))'s name"
    case .quantity(let expectation), .formula(let expectation): expectation.example
    case .distribution(let expectation):
      "\(expectation.example), or a distribution such as 'lognormal mean 22 s cv 10 %'"
    case .count(_, let example): example
    case .range: "a range such as '20 /min to 45 /min'"
    case .wear: "a process of wear such as 'gamma mean_life 83 h cv_of_life 30 %'"
    case .truth: "'true' or 'false'"
    case .date: "a date such as 2026-01-05, or with a time such as '2026-01-05 06:00'"
    case .moment: "a time since the start such as '14 wk', or a date such as 2026-05-04"
    case .days: "days such as mon-fri, sat or [mon, wed]"
    case .shift: "a shift such as 06:00-14:00"
    case .selector: "names joined by points such as 'press.*.die'"
    case .condition: "a condition such as 'stations.press.oee >= 60 %'"
    case .metric: "a metric such as 'cost.total'"
    case .file: "the path of a file"
    case .phrase(let beginning, let rest): "'\(beginning)' and \(rest.what)"
    case .section(let kind):
      "a mapping with keys such as "
        + enumerated(kind.keys.prefix(3).map { "'\($0.name)'" })
    case .names(_, _, let what), .labels(_, let what), .keyed(_, _, _, let what),
      .factors(_, let what), .either(_, let what):
      what
    case .list(_, let what): "a list of \(what)"
    case .steps(.operation): "a list of operations such as '[blank, press]'"
    case .steps: "a list of names, each with its keys"
    case .rows: "the file of a table such as 'orders.csv'"
    case .anything: "a value"
    }
  }

  private func article(_ kinds: [NameKind]) -> String {
    let names = kinds.map(\.rawValue)
    let first = names.first?.first.map { "aeiou".contains($0) } ?? false
    return (first ? "an " : "a ") + names.joined(separator: "'s or ")
  }

  /// Whether a single value here begins with a number, if it is no formula.
  var isNumeric: Bool {
    switch self {
    case .quantity, .formula, .count, .range: true
    default: false
    }
  }

  /// Whether a single value may stand here.
  var takesScalar: Bool {
    switch self {
    case .section, .names, .labels, .keyed, .factors, .list, .steps: false
    case .either(let shapes, _): shapes.contains { $0.takesScalar }
    default: true
    }
  }

  /// Whether a list may stand here.
  var takesList: Bool {
    switch self {
    case .list, .steps, .rows, .anything: true
    case .either(let shapes, _): shapes.contains { $0.takesList }
    default: false
    }
  }

  /// Whether a mapping may stand here.
  var takesMapping: Bool {
    switch self {
    case .section, .names, .labels, .keyed, .factors, .distribution, .rows, .anything: true
    case .either(let shapes, _): shapes.contains { $0.takesMapping }
    default: false
    }
  }
}
