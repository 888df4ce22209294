/// What the states of a machine are called, and what they mean for how busy it is.
extension MachineState {
  /// The last part of the metric that gives its share of all machine time: `off_shift`.
  public var name: String {
    switch self {
    case .producing: "producing"
    case .settingUp: "setup"
    case .waitingForOperator: "waiting_for_operator"
    case .starved: "starved"
    case .blocked: "blocked"
    case .down: "down"
    case .waitingForRepair: "waiting_for_repair"
    case .plannedStop: "planned_stop"
    case .offShift: "off_shift"
    }
  }

  /// The same in words: `off shift`.
  public var title: String { name.replacing("_", with: " ") }

  /// Whether the machine, within its calendar, could work and does not, for want of a part, a place or people.
  public var isIdle: Bool { !isActive && self != .offShift }

  /// Whether the machine is failed.
  var isFailed: Bool { self == .down || self == .waitingForRepair }

  /// Whether it is the machine itself that takes the time: neither starved, blocked nor off shift.
  ///
  /// Source: C. Roser, M. Nakano, M. Tanaka, "A practical bottleneck detection method", Proceedings of
  /// the Winter Simulation Conference (2001) 949–953.
  public var isActive: Bool {
    switch self {
    case .producing, .settingUp, .down, .waitingForRepair, .plannedStop: true
    case .waitingForOperator, .starved, .blocked, .offShift: false
    }
  }
}
