import FactoryModel
import FactorySimulation

/// What becomes of a machine: how long its components have still to live, and when it fails next.
struct MachineLabels {
  /// The life that a component has at a moment.
  struct LifeLabel {
    var ordinal: Int32
    /// Whole seconds until it ends.
    var remaining: Int64
    var end: PlantHistory.Life.End
  }

  /// The failure that comes next.
  struct FailureLabel {
    /// Whole seconds until it comes.
    var remaining: Int64
    /// What fails: the component, or behind the components the failure mode.
    var what: Int32
  }

  /// The lives of each component, in order.
  let lives: [[PlantHistory.Life]]
  private let failures: [(time: Double, what: Int32)]

  /// What becomes of a machine, as far as a history knows it.
  init(_ history: UnitHistory, machine: Int, components: Int) {
    var lives = [[PlantHistory.Life]](repeating: [], count: components)
    for life in history.lives where Int(life.machine) == machine {
      lives[Int(life.component)].append(life)
    }
    self.lives = lives.map { $0.sorted { ($0.began, $0.ordinal) < ($1.began, $1.ordinal) } }
    failures = history.entries.lazy.filter { $0.kind == .failure && Int($0.machine) == machine }
      .map { ($0.time, $0.component >= 0 ? $0.component : Int32(components) + $0.mode) }
  }

  /// The life of a component at each of some moments, which rise.
  ///
  /// From its failure until it has been replaced, a component has no time left.
  func lives(of component: Int, at times: [Double]) -> [LifeLabel] {
    let lives = lives[component]
    return zip(times, lifeIndices(of: component, at: times)).map { time, place in
      let life = lives[place]
      return LifeLabel(
        ordinal: life.ordinal, remaining: Int64(max(0, life.ended - time).rounded()), end: life.end)
    }
  }

  /// Which of the lives of a component it has, or had last, at each of some moments, which rise.
  func lifeIndices(of component: Int, at times: [Double]) -> [Int] {
    let lives = lives[component]
    var place = 0
    return times.map { time in
      while place + 1 < lives.count, lives[place + 1].began <= time { place += 1 }
      return place
    }
  }

  /// The failure that comes next, at the moment itself or after it, for each of some moments, which rise.
  func nextFailures(at times: [Double]) -> [FailureLabel?] {
    var place = 0
    return times.map { time in
      while place < failures.count, failures[place].time < time { place += 1 }
      guard place < failures.count else { return nil }
      return FailureLabel(
        remaining: Int64((failures[place].time - time).rounded()), what: failures[place].what)
    }
  }
}
