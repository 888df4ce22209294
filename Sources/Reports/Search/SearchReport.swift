public import Experiments
import Optimization

/// What a page shows of a search for the best values of factors.
///
/// The same folder gives the same bytes.
public struct SearchReport: Sendable {
  /// The search.
  let search: StoredSearch
  /// What it learned; `nil` where it learned nothing.
  let learned: LearnedResponses?
  let history: SearchHistory
  /// On which factors each objective depends, as far as the model says.
  let sensitivities: [SensitivityBars?]

  /// Most factors of which slices are drawn, those that do most.
  static let mostSlices = 12

  /// Gathers what a page shows; learns once more from the journal what the search had learned.
  ///
  /// - Parameter search: The search.
  public init(of search: StoredSearch) {
    self.search = search
    let learned = search.learned()
    self.learned = learned
    history = SearchHistory(search, learned: learned)
    sensitivities = search.record.goals.indices.map { objective in
      learned.flatMap { SensitivityBars(of: objective, in: search, $0) }
    }
  }

  var record: SearchRecord { search.record }
  var result: SearchRecord.Result? { search.record.result }
  var goal: SearchRecord.Goal { search.record.goals[0] }
  var scale: MetricScale { MetricScale(unit: goal.unit) }
  /// `cost per good part`.
  var goalLabel: String { PathLabel.metric(goal.metric) }

  /// The number of the trial of what holds today.
  var todayTrial: Int? {
    let today = record.factors.map(\.today)
    return search.journal.entries.firstIndex { $0.values.map { $0 } == today }
  }

  /// The point of what holds today; `nil` where it lies outside the ranges.
  var todayPoint: [Double]? {
    let point = zip(search.factors, record.factors).compactMap { factor, written in
      written.today.flatMap { factor.coordinate(of: $0) }
    }
    return point.count == search.factors.count ? point : nil
  }

  /// The point through which slices go: what is recommended, else the best that the model knows.
  var center: Int? {
    if let recommended = result?.recommended { return recommended }
    let sign = goal.sign
    return history.steps.filter { $0.kind == .spread || $0.kind == .chosen }.min {
      (sign * ($0.observed ?? 0), $0.trial) < (sign * ($1.observed ?? 0), $1.trial)
    }?.trial
  }

  /// The places of the factors, the one that does most first.
  var order: [Int] {
    sensitivities[0]?.bars.map(\.place) ?? Array(search.factors.indices)
  }

  /// The page.
  public var page: Page {
    var charts = ChartList()
    let sections = [
      header, verdict, PageParts.figures(figures), changes, worth(&charts),
      approval,
      front(&charts), convergence(&charts), sensitivity(&charts), slices(&charts), map(&charts),
      points, footer,
    ]
    return Page(
      title: "\(record.origin.experiment) · Fettle report", version: record.origin.fettle,
      sections: sections, charts: charts)
  }

  private var approval: Markup {
    guard search.proposal != nil else { return .none }
    return ApprovalState(search.proposal, decisions: search.decisions)
      .section(folder: record.origin.folder)
  }
}
