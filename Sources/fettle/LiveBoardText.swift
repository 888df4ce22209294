import Experiments
import FactoryModel
import FactorySimulation
import SimulationStatistics

/// The lines of a ``LiveBoard``, none wider than the screen.
struct LiveBoardText {
  let factory: Factory
  /// Whether states are told by color, or else by letters.
  let hasColor: Bool
  let columns: Int
  let rows: Int

  /// Most stations that are shown.
  private static let mostStations = 12

  func lines(
    finished: Int, total: Int, throughputs: [Ratio], view: ReplicationWatch.View?
  ) -> [String] {
    var lines: [String] = []
    if total > 0 {
      let filled = 20 * finished / total
      lines.append(
        String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
          + " \(finished) of \(total) replications")
    }
    if let interval = StudentInterval(throughputs, confidenceLevel: 0.95) {
      let width = interval.halfWidth
      let decimals = NumberText.decimals(mean: interval.mean, halfWidth: width)
      let spread = width.map { " ± " + NumberText.fixed($0, decimals: decimals) } ?? ""
      lines.append(
        "throughput so far " + NumberText.fixed(interval.mean, decimals: decimals) + spread
          + " parts/h")
    }
    guard let view else { return lines.map { String($0.prefix(columns)) } }
    let length = factory.warmUp + factory.horizon
    lines.append(
      "replication \(view.replication) · "
        + PlantTime(seconds: factory.start.seconds + view.time).description
        + " · \(Int(100 * view.time / length)) % · \(view.good) good parts · \(view.inside) inside")
    lines = lines.map { String($0.prefix(columns)) }
    let room = max(1, min(LiveBoardText.mostStations, rows - lines.count - 1))
    let nameWidth = min(18, factory.stations.prefix(room).map(\.name.count).max() ?? 0)
    var first = 0
    for station in factory.stations.prefix(room) {
      let states = view.states.dropFirst(first).prefix(station.machines.count)
      first += station.machines.count
      lines.append(line(of: station, Array(states), nameWidth))
    }
    if factory.stations.count > room {
      lines.append("and \(factory.stations.count - room) more stations")
    }
    return lines
  }

  private func line(of station: Station, _ states: [MachineState], _ nameWidth: Int) -> String {
    let name = String(station.name.prefix(nameWidth))
    let padded = name + String(repeating: " ", count: nameWidth - name.count)
    let room = max(1, (columns - nameWidth - 2) / 2)
    let shown = states.prefix(min(24, room))
    let signs = shown.map { state in
      hasColor ? "\u{1B}[\(state.terminalColor)m■\u{1B}[0m" : String(state.letter)
    }.joined()
    var words: [String] = []
    for state in MachineState.allCases {
      let count = states.count { $0 == state }
      if count > 0 { words.append(states.count == 1 ? state.title : "\(count) \(state.title)") }
    }
    let left = max(0, columns - nameWidth - 2 - shown.count)
    return padded + " " + signs + " " + String(words.joined(separator: ", ").prefix(left))
  }
}

extension MachineState {
  /// The color of a terminal that comes nearest to the one in reports (ECMA-48, SGR).
  fileprivate var terminalColor: Int {
    switch self {
    case .producing: 32
    case .settingUp: 93
    case .waitingForOperator: 33
    case .starved: 96
    case .blocked: 33
    case .down: 31
    case .waitingForRepair: 35
    case .plannedStop: 34
    case .offShift: 90
    }
  }

  /// What stands for it without color.
  fileprivate var letter: Character {
    switch self {
    case .producing: "P"
    case .settingUp: "U"
    case .waitingForOperator: "O"
    case .starved: "s"
    case .blocked: "b"
    case .down: "D"
    case .waitingForRepair: "R"
    case .plannedStop: "m"
    case .offShift: "-"
    }
  }
}
