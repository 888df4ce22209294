public import Experiments
import Optimization

/// What a page shows of a calibration: which inputs give what a plant recorded, and how surely.
///
/// The same folder gives the same bytes.
public struct CalibrationReport: Sendable {
  let calibration: StoredCalibration

  /// Gathers what a page shows.
  ///
  /// - Parameter calibration: The calibration.
  public init(of calibration: StoredCalibration) { self.calibration = calibration }

  var record: CalibrationRecord { calibration.record }
  var result: CalibrationRecord.Result? { calibration.record.result }

  /// The page.
  public var page: Page {
    var charts = ChartList()
    let sections = [
      header, verdict, PageParts.figures(cards), factors(&charts), figures(&charts),
      pairs(&charts),
      ApprovalState(calibration.proposal, decisions: calibration.decisions)
        .section(folder: record.origin.folder),
      points, footer,
    ]
    return Page(
      title: "\(record.origin.experiment) · Fettle report", version: record.origin.fettle,
      sections: sections, charts: charts)
  }

  // MARK: - The first screen

  private var header: Markup {
    func counted(_ count: Int, _ noun: String) -> String {
      "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
    let finished = calibration.journal.finished
    return PageParts.header(
      record.origin.experiment, question: record.origin.question,
      outline: [
        record.origin.scenario, counted(record.factors.count, "factor"),
        counted(record.observed.count, "recorded figure"),
        result == nil
          ? "\(finished) of \(record.budget) points" : counted(finished, "point"),
        "\(record.replications) replications each", "seed \(record.seed)",
        "Fettle \(record.origin.fettle)",
      ])
  }

  private var verdict: Markup {
    guard let result else {
      return PageParts.verdict([
        "Not finished: \(calibration.journal.finished) of \(record.budget) points are known."
      ])
    }
    let failed = calibration.journal.entries.filter { $0.trial.outcome == .failed }
    let failures = failed.first.map { entry in
      "\(failed.count) point\(failed.count == 1 ? "" : "s") could not be simulated, such as "
        + zip(record.factors, entry.values).map { "\($0.path)=\($1)" }.joined(separator: ", ")
        + ": \(entry.why)"
    }
    return PageParts.verdict(
      result.verdict, warnings: result.knowledge + [failures].compactMap(\.self))
  }

  /// What became known of the factors: the most certain of them first.
  private var cards: [Markup] {
    guard let result else { return [] }
    let known = result.factors.enumerated().sorted {
      ($1.element.narrowing, $0.offset) < ($0.element.narrowing, $1.offset)
    }.prefix(4)
    return [
      FigureCard.list(
        known.map { place, finding in
          let factor = calibration.factors[place]
          let best = finding.best
          let unit = factor.unit ?? ""
          let isSplit = !unit.isEmpty && best.hasSuffix(" " + unit)
          let today = record.factors[place].today.map { "today \($0)" }
          let interval =
            finding.chance.map { "with a chance of \(VerdictWords.percent($0))" }
            ?? finding.interval.joined(separator: " … ")
          return FigureCard(
            PathLabel.factor(finding.path),
            value: isSplit ? String(best.dropLast(unit.count + 1)) : best,
            unit: isSplit ? unit : "",
            note: [interval, today ?? ""].filter { !$0.isEmpty }.joined(separator: ", "))
        })
    ]
  }

  // MARK: - All points

  private var points: Markup {
    let entries = calibration.journal.entries
    let figures = result?.figures ?? []
    let head =
      ["point"] + record.factors.map { PathLabel.factor($0.path) }
      + record.observed.enumerated().map { place, metric in
        PathLabel.metric(metric)
          + (figures.isEmpty ? "" : MetricScale(unit: figures[place].unit).suffix)
      } + [""]
    let rows = entries.enumerated().map { number, entry -> Markup in
      let values = record.observed.indices.map { place in
        entry.trial.measurement.map { measured in
          MetricScale(unit: figures.isEmpty ? "" : figures[place].unit)
            .number(measured.objectives[place])
        } ?? "–"
      }
      return .row("point \(number)", numbers: entry.values + values + [entry.why])
    }
    return PageParts.section(
      "All points",
      "In the order in which they were tried; trials.csv and journal.jsonl have them with all digits, "
        + "posterior.csv has the samples of what is possible.",
      [
        PageParts.details(
          "\(rows.count) points as a table", [.table(head: head, texts: 1, rows: rows)])
      ])
  }

  private var footer: Markup {
    PageParts.footer(
      [
        "Calibration \(record.fingerprint) of \(record.origin.scenarioPath), seed \(record.seed), budget "
          + "\(record.budget), made by Fettle \(record.origin.fettle).",
        "Intervals hold an input with a probability of 90 %, given the figures and their errors, where "
          + "the scenario is right in everything else. Charts by Vega-Lite.",
      ], commands: [record.origin.commandText])
  }
}
