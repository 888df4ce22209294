import Experiments
import FactoryModel
import FactorySimulation
import SimulationStatistics

/// The table that `fettle explain` prints.
struct ExplanationReport {
  var factory: Factory
  var station: Int
  var findings: [IdlenessStudy.Finding]
  /// How many causes to show.
  var top: Int
  var replications: Int
  var seed: UInt64

  var text: String {
    let name = factory.stations[station].name
    let heading =
      "\(factory.name) · why \(name) is idle · \(replications) replications · seed \(seed)"
    guard !findings.isEmpty else {
      return "\(heading)\n\n\(name) is never starved and never blocked."
    }
    var table = TextTable([.left, .right, .left])
    table.add(["", "share", "95 % interval"])
    for effect in IdleCause.Effect.allCases {
      let own = findings.filter { $0.cause.effect == effect }
      guard !own.isEmpty else { continue }
      let all = own.reduce(0) { $0 + $1.share.mean }
      table.add([effect.rawValue, percent(all)])
      for finding in own.prefix(top) { table.add(cells(finding)) }
      let rest = own.dropFirst(top).reduce(0) { $0 + $1.share.mean }
      if rest > 0 { table.add(["  \(own.count - top) other causes", percent(rest)]) }
    }
    return "\(heading)\n\n\(table.text)"
  }

  private func cells(_ finding: IdlenessStudy.Finding) -> [String] {
    let share = finding.share
    let words = ExplanationReport.words(for: finding.cause.reason, in: factory)
    var cells = ["  " + words, percent(share.mean)]
    if let lower = share.lower, let upper = share.upper {
      let ends = IntervalText.ends(100 * max(0, lower), 100 * min(1, upper), decimals: 2)
      cells.append(ends + " %")
    }
    return cells
  }

  private func percent(_ share: Double) -> String {
    NumberText.fixed(100 * share, decimals: 2) + " %"
  }

  /// A cause as people say it.
  static func words(for reason: IdleCause.Reason, in factory: Factory) -> String {
    func mode(_ station: Int, _ mode: Int) -> String {
      factory.stations[station].nameOfStop(mode)
    }
    switch reason {
    case .working(let station): return "\(factory.stations[station].name) is still at work"
    case .failure(let station, let index):
      let modes = factory.stations[station].failures
      let isPlanned = index < modes.count && modes[index].plan != nil
      return "\(factory.stations[station].name) is \(isPlanned ? "stopped" : "down"): "
        + mode(station, index)
    case .waitingForCrew(let station, let index):
      return "\(factory.stations[station].name) waits for its crew: \(mode(station, index))"
    case .offShift(let station): return "\(factory.stations[station].name) is off shift"
    case .release(let product): return "no \(factory.products[product].name) is released yet"
    case .keptParts(let product):
      return "all \(factory.products[product].name) that are kept are elsewhere"
    case .circle: return "stations that wait for each other"
    }
  }
}
