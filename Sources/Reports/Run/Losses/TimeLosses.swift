import Experiments
import FactorySimulation

/// From all the time of a station's machines to the time that made good parts, loss by loss.
///
/// The last bar is open time × OEE. What lies between are the losses of availability (states), of
/// effectiveness (production time in which less was made than planned) and of quality.
struct TimeLosses: Sendable {
  /// A bar.
  struct Step: Hashable, Sendable {
    /// What a bar stands for.
    enum Kind: Hashable, Sendable {
      /// What is left.
      case rest
      /// What is lost in a state.
      case state(MachineState)
      /// What is lost by making less than planned, and by making defects.
      case speed, quality
    }

    var name: String
    var kind: Kind
    /// Where it begins and ends, as shares of all machine time.
    var start: Double
    var end: Double
    /// What it is, in words.
    var meaning: String

    var length: Double { abs(start - end) }
  }

  /// The station.
  var station: String
  /// The share of all machine time that is open.
  var open: Double
  /// The bars, from the top.
  var steps: [Step] = []

  /// Works out the losses of a station.
  ///
  /// It is `nil` where its OEE has no value.
  init?(of use: StationUse, in arm: ExperimentSummary.ArmEntry) {
    func mean(_ metric: String) -> Double? { arm.entry("stations.\(use.station).\(metric)")?.mean }
    guard let oee = mean("oee"), let effectiveness = mean("effectiveness"), use.open > .ulpOfOne
    else { return nil }
    station = use.station
    open = use.open
    var rest = 1.0
    func left(_ name: String, _ meaning: String) {
      steps.append(Step(name: name, kind: .rest, start: 0, end: rest, meaning: meaning))
    }
    func lose(_ name: String, _ kind: Step.Kind, to end: Double, _ meaning: String) {
      defer { rest = end }
      // What would be written as 0.0 % is no bar.
      guard abs(rest - end) >= 0.0005 else { return }
      steps.append(Step(name: name, kind: kind, start: end, end: rest, meaning: meaning))
    }
    func lose(_ states: [MachineState]) {
      for state in states {
        lose(
          state.title, .state(state), to: rest - use[state], TimeLosses.meaning(of: state))
      }
    }
    left("all time", "all machine time while measuring")
    lose([.offShift, .plannedStop])
    left("open time", "planned busy time")
    lose([.starved, .blocked, .waitingForOperator, .settingUp, .waitingForRepair, .down])
    left("producing", "open time × availability")
    lose(
      "lost speed", .speed, to: rest * effectiveness,
      "production time beyond the planned run time of the parts made: effectiveness")
    lose("defects made", .quality, to: oee * use.open, "operations that made a defect: quality")
    left("good parts", "open time × OEE")
  }

  private static func meaning(of state: MachineState) -> String {
    switch state {
    case .offShift: "outside the calendar"
    case .plannedStop: "stopped as planned"
    case .starved: "ready, without a part: availability"
    case .blocked: "holding a part that finds no place ahead: availability"
    case .waitingForOperator: "holding a part, waiting for people or tools: availability"
    case .settingUp: "being set up: availability"
    case .waitingForRepair: "failed, waiting for repair: availability"
    case .down: "failed, under repair: availability"
    case .producing: "working on parts"
    }
  }
}
