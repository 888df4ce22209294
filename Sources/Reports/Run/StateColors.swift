import Experiments
import FactorySimulation
import JSONDocuments

/// The color of each state, the same everywhere on a page.
///
/// Source: M. Okabe, K. Ito, "Color Universal Design", 2008: eight colors that people with any common
/// kind of color vision tell apart; brown stands for their black, which dark pages do not show. Off shift,
/// which is no loss, is gray, and lets light and dark pages shine through.
extension MachineState {
  /// The color, as in a style sheet.
  var color: String {
    switch self {
    case .producing: "#009E73"
    case .settingUp: "#F0E442"
    case .waitingForOperator: "#8C6D46"
    case .starved: "#56B4E9"
    case .blocked: "#E69F00"
    case .down: "#D55E00"
    case .waitingForRepair: "#CC79A7"
    case .plannedStop: "#0072B2"
    case .offShift: "rgba(128,136,144,0.38)"
    }
  }

  /// The scale by which charts color states: their titles and their colors.
  static var colorScale: JSONValue {
    [
      "domain": .list(allCases.map { .text($0.title) }),
      "range": .list(allCases.map { .text($0.color) }),
    ]
  }
}
