import Experiments
import FactoryModel
import FactorySimulation
import SimulationStatistics

/// The text that `fettle run` prints.
struct RunReport {
  var factory: Factory
  var outcome: RunOutcome
  var seed: UInt64
  var seconds: Double

  var text: String {
    [heading, headlines, stations].joined(separator: "\n\n")
  }

  private var heading: String {
    var parts = [factory.name]
    let measured = NumberText.duration(factory.horizon)
    parts.append(
      factory.warmUp > 0
        ? "\(measured) after \(NumberText.duration(factory.warmUp)) warm-up" : measured)
    let finished = outcome.replications.count
    parts.append(
      outcome.isPartial
        ? "interrupted: \(finished) of \(outcome.requested) replications"
        : "\(finished) replication\(finished == 1 ? "" : "s")")
    parts.append("seed \(seed)")
    parts.append("\(NumberText.fixed(seconds, decimals: seconds < 10 ? 1 : 0)) s")
    return parts.joined(separator: " · ")
  }

  // MARK: - The line

  private var headlines: String {
    var table = TextTable([.left, .left, .right, .left, .left])
    table.add(["", "", "mean", "95 % interval"])
    func row(_ label: String, _ unit: String, _ metric: String, note: String? = nil) {
      guard let interval = outcome.interval(of: metric) else { return }
      let decimals = NumberText.decimals(mean: interval.mean, halfWidth: interval.halfWidth)
      var cells = [label, unit, NumberText.fixed(interval.mean, decimals: decimals)]
      if let lower = interval.lower, let upper = interval.upper {
        cells.append(
          NumberText.fixed(lower, decimals: decimals) + " … "
            + NumberText.fixed(upper, decimals: decimals))
      }
      if let note { cells.append(note) }
      table.add(cells)
    }
    row("throughput", "parts/h", "throughput", note: "per scheduled hour")
    row("good parts", "parts", "good_parts")
    row("scrapped", "parts", "scrapped_parts")
    row("sent back", "parts", "sent_back_parts")
    row("escaped defects", "parts", "escaped_parts")
    row("turned away", "parts", "lost_parts")
    row("first-pass yield", "", "first_pass_yield")
    row("work in process", "parts", "work_in_process")
    row("cycle time", "h", "cycle_time")
    if let station = busiestStation {
      row("\(station) OEE", "", "stations.\(station).oee")
      row("\(station) unplanned downtime", "h/wk", "stations.\(station).unplanned_downtime")
    }
    if let currency = factory.costs.currency {
      row("cost of downtime", currency, "cost.downtime")
      row("cost of scrap", currency, "cost.scrap")
      row("cost of escapes", currency, "cost.escape")
      row("cost", "\(currency)/good part", "cost.per_good_part")
    }
    return table.text
  }

  /// The station that is idle least: working or down for the largest share of its open time.
  private var busiestStation: String? {
    func load(_ station: Station) -> Double {
      func share(_ state: String) -> Double {
        outcome.interval(of: "stations.\(station.name).\(state)")?.mean ?? 0
      }
      return (share("producing") + share("down")) / max(1 - share("off_shift"), .ulpOfOne)
    }
    return factory.stations.max { load($0) < load($1) }?.name
  }

  // MARK: - The stations

  private var stations: String {
    var table = TextTable(
      [.left] + Array(repeating: .right, count: 9))
    table.add(
      [
        "station", "producing", "starved", "blocked", "down", "off shift", "OEE", "downtime h/wk",
        "MTBF h", "MTTR h",
      ])
    for station in factory.stations {
      let path = "stations.\(station.name)."
      var cells = [station.name]
      for state in ["producing", "starved", "blocked", "down", "off_shift"] {
        let mean = outcome.interval(of: path + state)?.mean
        cells.append(mean.map { NumberText.fixed(100 * $0, decimals: 1) + " %" } ?? "–")
      }
      for metric in [
        "oee", "unplanned_downtime", "mean_time_between_failures", "mean_time_to_repair",
      ] {
        cells.append(meanAndHalfWidth(path + metric))
      }
      table.add(cells)
    }
    return table.text
  }

  private func meanAndHalfWidth(_ metric: String) -> String {
    guard let interval = outcome.interval(of: metric) else { return "–" }
    let decimals = NumberText.decimals(mean: interval.mean, halfWidth: interval.halfWidth)
    let mean = NumberText.fixed(interval.mean, decimals: decimals)
    guard let halfWidth = interval.halfWidth, halfWidth > 0 else { return mean }
    return mean + " ± " + NumberText.fixed(halfWidth, decimals: decimals)
  }
}
