import Experiments
import FactoryModel
import SimulationStatistics

/// The table that `fettle explain` prints of a whole factory.
struct BottleneckReport {
  var factory: Factory
  var findings: [BottleneckStudy.Finding]
  /// The stations that hold up a serial line by blocking and starving; `nil` where it is none.
  var heldUpBy: [Int]?
  /// How many stations to show.
  var top: Int
  var replications: Int
  var seed: UInt64

  var text: String {
    var table = TextTable([.left, .right, .left, .right, .right, .right, .right, .right])
    table.add([
      "station", "bottleneck", "95 % interval", "alone", "shifting", "active period", "starved",
      "blocked",
    ])
    for finding in findings.prefix(top) { table.add(cells(finding)) }
    var text =
      "\(factory.name) · what holds it up · \(replications) replications · seed \(seed)\n\n"
      + table.text
    if findings.count > top { text += "\n\(findings.count - top) other stations" }
    if let coverage = findings.first?.coverage, coverage < 1 - 1e-9 {
      text +=
        "\n\nMachines change their states so often that only the first \(percent(coverage)) of the time "
        + "was looked at for the bottleneck; a shorter horizon is looked at whole."
    }
    if let heldUpBy {
      let names = heldUpBy.map { factory.stations[$0].name }.joined(separator: ", ")
      text += "\n\nBy blocking and starving the line is held up at \(names)."
    }
    return text
  }

  private func cells(_ finding: BottleneckStudy.Finding) -> [String] {
    var interval = ""
    if let lower = finding.share.lower, let upper = finding.share.upper {
      interval =
        IntervalText.ends(100 * max(0, lower), 100 * min(1, upper), decimals: 1) + " %"
    }
    return [
      factory.stations[finding.station].name, percent(finding.share.mean), interval,
      percent(finding.alone), percent(finding.shifting),
      finding.activePeriod.map { NumberText.fixed($0 / 60, decimals: 1) + " min" } ?? "none",
      percent(finding.starved), percent(finding.blocked),
    ]
  }

  private func percent(_ share: Double) -> String {
    NumberText.fixed(100 * share, decimals: 1) + " %"
  }
}
