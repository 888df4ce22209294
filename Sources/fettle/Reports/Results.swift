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
  /// What a benchmark amounts to; `nil` for other runs.
  var benchmark: BenchmarkSummary?
  /// Where the run is kept.
  var path = ""

  /// The text for people.
  var text: String {
    var parts = [heading]
    if let benchmark {
      parts.append(
        BenchmarkReport(
          benchmark: benchmark, summary: summary, factory: factories[0], metrics: metrics
        ).text)
    } else if summary.isSingleRun {
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
      parts.append(precision.map(\.sentence).joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }

  /// The results as JSON: of a benchmark its own figures beside those of the comparison.
  var json: String {
    get throws {
      guard let benchmark else { return String(decoding: try summary.text(), as: UTF8.self) }
      return try Output.json(Benchmark(benchmark: benchmark, comparison: summary))
    }
  }

  private struct Benchmark: Encodable {
    var benchmark: BenchmarkSummary
    var comparison: ExperimentSummary
  }

  private var heading: String {
    let elapsed = "\(NumberText.fixed(seconds, decimals: seconds < 10 ? 1 : 0)) s"
    return ([summary.scenario] + summary.outline(of: factories[0]) + [elapsed])
      .joined(separator: " · ")
  }
}
