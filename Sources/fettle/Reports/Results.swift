import Experiments
import FactoryModel

/// Results ready to be printed, fresh or from a run folder.
struct Results {
  /// Where runs are kept if nothing else is said.
  static let home = "runs"

  var summary: ExperimentSummary
  /// The factory of each arm.
  var factories: [Factory]
  /// How long the run took.
  var seconds: Double
  /// The metrics that the table of several arms shows; none: the usual ones.
  var metrics: [String] = []
  /// Whether what counts as replications are batches of one.
  var areBatches = false
  /// Where the run is kept.
  var path = ""

  /// The text for people.
  var text: String {
    var parts = [heading]
    if summary.isSingleRun {
      parts.append(RunReport(factory: factories[0], summary: summary, metrics: metrics).text)
    } else if !summary.factors.isEmpty {
      parts.append(SweepReport(summary: summary, factory: factories[0], metrics: metrics).text)
    } else {
      parts.append(
        ComparisonReport(
          summary: summary, factory: factories[0], metrics: metrics
        ).text)
    }
    if let precision = summary.precision {
      parts.append(precision.map { Results.line(for: $0) }.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }

  private var heading: String {
    let factory = factories[0]
    var parts = [summary.scenario]
    let measured = NumberText.duration(factory.horizon)
    parts.append(
      factory.warmUp > 0
        ? "\(measured) after \(NumberText.duration(factory.warmUp)) warm-up" : measured)
    if !summary.factors.isEmpty {
      parts.append("\(summary.arms.count) point\(summary.arms.count == 1 ? "" : "s")")
    } else if summary.arms.count > 1 {
      parts.append("\(summary.arms.count) arms")
    }
    let finished = summary.replicationsFinished
    let each = summary.isSingleRun ? "" : " each"
    parts.append(
      summary.partial
        ? "interrupted: \(finished) of \(summary.replicationsRequested) replications" + each
        : areBatches
          ? "\(finished) batches of one run" + each
          : "\(finished) replication\(finished == 1 ? "" : "s")" + each)
    parts.append("seed \(summary.seed)")
    parts.append("\(NumberText.fixed(seconds, decimals: seconds < 10 ? 1 : 0)) s")
    return parts.joined(separator: " · ")
  }

  /// What became of a wanted precision: `precision throughput=1%: reached, ± 0.8 % of the mean`.
  private static func line(for precision: PrecisionResult) -> String {
    var line = "precision \(precision.wanted): "
    line += precision.isReached ? "reached" : "not reached"
    if let halfWidth = precision.halfWidth {
      let isPart = precision.unit == "of the mean" || precision.unit == "1"
      let shown = isPart ? 100 * halfWidth : halfWidth
      let decimals = NumberText.decimals(mean: 0, halfWidth: shown / 10)
      let unit =
        precision.unit == "1" ? "points" : isPart ? "% of the mean" : precision.unit
      line += ", ± \(NumberText.fixed(shown, decimals: decimals)) \(unit)"
    } else {
      line += ", there is no interval"
    }
    return line + " after \(precision.replications) replications"
  }
}
