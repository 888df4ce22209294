import FactorySimulation

/// What is known of a unit's history at the end of a stretch of its time.
///
/// What happens later has not happened: a life that goes on is known only to have lasted until then.
struct UnitHistory: Sendable {
  /// The stretch of time.
  let window: RecordWindow
  /// What happened before its end, in order.
  let entries: [PlantHistory.Entry]
  /// The lives that began before its end.
  ///
  /// Those that went on have no age at their end, which nobody noted.
  let lives: [PlantHistory.Life]
  /// What customers wanted and what became of parts, all the time.
  let flow: FlowHistory

  init(_ history: PlantHistory, _ flow: FlowHistory = FlowHistory(), in window: RecordWindow) {
    self.window = window
    self.flow = flow
    guard window.to.isFinite else {
      entries = history.entries
      lives = history.lives
      return
    }
    entries = history.entries.filter { $0.time < window.to }
    lives = history.lives.filter { $0.began < window.to }.map { life in
      guard life.ended >= window.to else { return life }
      var life = life
      life.ended = window.to
      life.end = .ongoing
      life.ageAtEnd = .nan
      return life
    }
  }

  /// Whether it is known at the end what became of a component after a warning.
  func isSettled(_ warning: PlantHistory.Entry) -> Bool {
    !lives.contains { life in
      life.ageAtEnd.isNaN && life.machine == warning.machine
        && life.component == warning.component && life.began <= warning.time
    }
  }
}
