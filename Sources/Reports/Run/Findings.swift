import Experiments
import FactoryModel
import FactorySimulation
import Scenarios

/// What a run says, in words: the verdict, why, and what to be careful with.
struct Findings: Sendable {
  /// The verdict in one or more sentences, each a paragraph.
  var verdict: [String] = []
  /// Why.
  var reasons: [String] = []
  /// What to be careful with.
  var warnings: [String] = []

  /// From here on a station is taken to limit the line.
  static let limit = 0.95
  /// Below this, no station does.
  static let noLimit = 0.8
  /// Stations this close to the busiest share its part.
  static let tie = 0.02

  /// Judges a run.
  ///
  /// - Parameters:
  ///   - summary: The run.
  ///   - arms: Its arms.
  init(of summary: ExperimentSummary, _ arms: [ReportArm]) {
    if summary.isSingleRun {
      judge(arms[0])
    } else if !summary.factors.isEmpty {
      judgePoints(summary)
    } else if summary.verdicts.isEmpty {
      verdict = ["\(summary.arms.count) arms side by side, none of them a baseline."]
    } else {
      verdict = summary.verdicts.map { $0.sentence + "." }
      reasons = [
        "Every arm is set against \(summary.baseline ?? "the first"), which met the same chance."
      ]
    }
    warn(of: summary, arms)
  }

  // MARK: - A single run

  private mutating func judge(_ arm: ReportArm) {
    let stations = arm.stations.filter { !$0.shares.isEmpty }
    guard let busiest = StationUse.busiest(of: stations) else { return judgeStores(arm) }
    let busy = FigureText.percent(busiest.busy)
    let equals = stations.filter { busiest.busy - $0.busy <= Findings.tie }.map(\.station)
    if busiest.busy < Findings.noLimit, stations.contains(where: { Findings.neverLacksParts($0) }) {
      verdict = [
        "No single station limits the line: stations block and starve each other. The busiest, "
          + "\(busiest.station), is busy for \(busy) of its open time."
      ]
    } else if busiest.busy < Findings.noLimit {
      verdict = [
        "No station limits the line: the busiest, \(busiest.station), is busy for \(busy) of its "
          + "open time."
      ]
    } else if equals.count > 1 {
      verdict = [
        "The line is limited by \(Findings.list(equals)) together, each busy for about \(busy) of "
          + "its open time."
      ]
    } else {
      let claim = busiest.busy < Findings.limit ? "The bottleneck is" : "The line is limited by"
      verdict = ["\(claim) \(busiest.station), which is busy for \(busy) of its open time."]
    }
    reasons = [Findings.shares(of: busiest)]
    if let oee = Findings.effectiveness(of: busiest.station, in: arm.entry) { reasons.append(oee) }
    let others = stations.filter { $0.station != busiest.station }
    if equals.count == 1, let next = StationUse.busiest(of: others) {
      reasons.append(
        "The next busiest station is \(next.station), with \(FigureText.percent(next.busy)).")
    }
  }

  /// Judges a factory without stations by its stores: where service is worst, and what costs most.
  private mutating func judgeStores(_ arm: ReportArm) {
    let points = ServicePoints(of: [arm]).groups.flatMap(\.points)
    let worst = points.min { $0.fillRate.mean ?? 0 < $1.fillRate.mean ?? 0 }
    if let worst {
      verdict = [
        "\(points.count > 1 ? "Service is worst at \(worst.store), which" : worst.store) gives "
          + "\(FigureText(worst.fillRate).valueAndHalfWidth) % of what is wanted at once."
      ]
      reasons.append(
        "It has \(FigureText(worst.stock).valueAndHalfWidth) \(worst.stock.unit) on hand on average."
      )
    }
    guard let costs = CostShares(of: [arm]), let entry = costs.lines[0].entries[0],
      let total = costs.totals[0]
    else { return }
    let line = costs.lines[0]
    let words =
      "\(FigureText(total).valueAndHalfWidth) \(costs.currency) in all, of which "
      + "\(FigureText(entry).valueAndHalfWidth) \(costs.currency) for \(line.title)"
    if verdict.isEmpty {
      verdict = ["It costs \(words)."]
    } else {
      reasons.append("Costs are \(words).")
    }
  }

  /// Whether parts are there whenever a station could work, so that what it lacks is a place ahead.
  private static func neverLacksParts(_ station: StationUse) -> Bool {
    station.open > .ulpOfOne && station[.starved] / station.open <= 1 - limit
  }

  /// How a station spends its open time.
  ///
  /// `Of its open time press is 90.6 % producing, 9.4 % down.`
  private static func shares(of station: StationUse) -> String {
    let parts = station.shares.compactMap { share -> String? in
      let part = share.share / max(station.open, .ulpOfOne)
      guard share.state != .offShift, share.state != .plannedStop, part >= 0.0005 else {
        return nil
      }
      return "\(FigureText.percent(part)) \(share.state.title)"
    }
    return "Of its open time \(station.station) is \(list(parts))."
  }

  /// The factors of a station's OEE, where all of them were measured.
  ///
  /// `Its OEE is 59.9 % = availability 90.6 % × effectiveness 66.8 % × quality 98.8 %.`
  private static func effectiveness(
    of station: String, in arm: ExperimentSummary.ArmEntry
  ) -> String? {
    func mean(_ metric: String) -> Double? { arm.entry("stations.\(station).\(metric)")?.mean }
    guard let oee = mean("oee"), let availability = mean("availability"),
      let effectiveness = mean("effectiveness"), let quality = mean("quality_ratio")
    else { return nil }
    return "Its OEE is \(FigureText.percent(oee)): availability "
      + "\(FigureText.percent(availability)) × effectiveness "
      + "\(FigureText.percent(effectiveness)) × quality \(FigureText.percent(quality))."
  }

  // MARK: - A sweep

  private mutating func judgePoints(_ summary: ExperimentSummary) {
    for metric in ["throughput", "cost.per_good_part"] {
      let points = summary.arms.compactMap { arm in
        arm.entry(metric).flatMap { entry in entry.mean.map { (arm, entry, $0) } }
      }
      let best = points.reduce(nil as (ExperimentSummary.ArmEntry, RunSummary.Entry, Double)?) {
        best, next in
        guard let best else { return next }
        return (next.1.better == "lower" ? next.2 < best.2 : next.2 > best.2) ? next : best
      }
      guard let (arm, entry, mean) = best else { continue }
      let equals = points.filter { $0.2 == mean }.map(\.0.arm)
      let settings = zip(summary.factors, arm.settings).map { "\($0) = \($1)" }
      let place =
        equals.count == 1
        ? "point \(arm.arm) (\(settings.joined(separator: ", ")))"
        : equals.count <= 5 ? "points \(Findings.list(equals))" : "\(equals.count) points alike"
      let word = entry.better == "lower" ? "Lowest" : "Highest"
      let figure = FigureText(entry)
      verdict.append(
        "\(word) \(RunReport.label(of: metric)): \(figure.valueAndHalfWidth) \(figure.unit) at "
          + "\(place).")
    }
    reasons = [
      "Points whose intervals overlap may differ by chance alone; compare them pair by pair."
    ]
  }

  // MARK: - Warnings

  private mutating func warn(of summary: ExperimentSummary, _ arms: [ReportArm]) {
    if summary.partial {
      warnings.append(
        "The run was interrupted: \(summary.replicationsFinished) of "
          + "\(summary.samples.counted(summary.replicationsRequested)) were finished.")
    }
    if summary.replicationsFinished == 1 {
      warnings.append(
        "A single replication shows no spread: there are no intervals. Run it again with more.")
    }
    for precision in summary.precision ?? [] where !precision.isReached {
      warnings.append(Findings.capitalized(precision.sentence) + ".")
    }
    for (metric, words) in [
      ("escaped_parts", "parts left as good with a defect on them"),
      ("lost_parts", "parts were turned away because the first buffer was full"),
    ] {
      let entries = arms.compactMap { $0.entry.entry(metric) }.filter { $0.mean ?? 0 > 0 }
      let least = entries.min { $0.mean ?? 0 < $1.mean ?? 0 }
      let most = entries.max { $0.mean ?? 0 < $1.mean ?? 0 }
      guard let least, let most else { continue }
      if summary.isSingleRun {
        let figure = FigureText(most)
        let interval = figure.interval.isEmpty ? "" : " (\(figure.interval))"
        warnings.append("\(figure.value) \(words)\(interval).")
      } else if FigureText(least).value == FigureText(most).value {
        warnings.append(
          "\(FigureText(most).value) \(words), in every \(summary.factors.isEmpty ? "arm" : "point")."
        )
      } else {
        warnings.append(
          "\(FigureText(least).value) to \(FigureText(most).value) \(words), depending on the "
            + "\(summary.factors.isEmpty ? "arm" : "point").")
      }
    }
    var seen: Set<String> = []
    for warning in arms.flatMap(\.scenario.warnings) where seen.insert(warning.message).inserted {
      let end = warning.message.hasSuffix("?") ? "" : "."
      warnings.append("The scenario: \(warning.message)\(end)")
    }
  }

  static func list(_ words: [String], _ conjunction: String = "and") -> String {
    guard words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) " + words[words.count - 1]
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
