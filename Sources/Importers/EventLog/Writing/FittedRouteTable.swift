import DataTables
import Scenarios

/// The table of a product's route: one row an operation, and a column for each that others lead to.
///
/// A step that begins with a set-up in some of its stays stands there twice, with and without.
struct FittedRouteTable {
  private struct Operation {
    var name: String
    var state: Int
    var hasSetup: Bool
    /// The share of the visits of its state that come here.
    var share: Double
  }

  /// A share below which a set-up is left out, and its time with it.
  private static let leastShare = 0.005

  private let fit: FactoryFit
  private let product: FactoryFit.Product
  private var operations: [Operation] = []
  private var ofState: [[Int]] = []

  init(_ fit: FactoryFit, _ product: FactoryFit.Product) {
    self.fit = fit
    self.product = product
    var names = Names()
    _ = names.unique(ScenarioWriter.entry)
    _ = names.unique(ScenarioWriter.underWay)
    _ = names.unique("leave")
    for (place, state) in product.route.states.enumerated() {
      let times = fit.stepTimes[state.step]
      let base = names.unique((state.isFirst ? "first_" : "") + times.name)
      var shares = [(name: base, hasSetup: false, share: 1 - times.setupShare)]
      if times.setup != nil, times.setupShare > FittedRouteTable.leastShare {
        shares.append((names.unique(base + "_after_setup"), true, times.setupShare))
        if shares[0].share < FittedRouteTable.leastShare { shares.removeFirst() }
      } else {
        shares[0].share = 1
      }
      ofState.append([])
      for entry in shares {
        ofState[place].append(operations.count)
        operations.append(
          Operation(name: entry.name, state: place, hasSetup: entry.hasSetup, share: entry.share))
      }
    }
  }

  var text: String {
    var targets: [Int] = []
    let chances = product.route.states.map { spread($0.next) }
    let begins = spread(product.route.begins)
    let count = Double(product.underWay)
    let resumes = spread(product.route.resumes.mapValues { Double($0) / count })
    for place in operations.indices
    where begins[place] != nil || resumes[place] != nil
      || chances.contains(where: { $0[place] != nil })
    {
      targets.append(place)
    }
    var header = [
      "operation", "at", "time", "setup", "setup_when", "setup_time", "transport", "initial",
      "next.leave",
    ]
    header += targets.map { "next.\(operations[$0].name)" }
    var rows = [header]
    rows.append(
      [ScenarioWriter.entry, ScenarioWriter.entry, "1 s", "", "", "", "", ""]
        + cells(begins, targets))
    if product.underWay > 0 {
      rows.append(
        [
          ScenarioWriter.underWay, ScenarioWriter.underWay, "$\(ScenarioWriter.underWay)", "", "",
          "", "", "\(product.underWay)",
        ] + cells(resumes, targets))
    }
    for operation in operations {
      let state = product.route.states[operation.state]
      let times = fit.stepTimes[state.step]
      rows.append(
        [
          operation.name, fit.stationNames[fit.stays.steps[state.step].station], "$\(times.work)",
          operation.hasSetup ? "order" : "", operation.hasSetup ? "each_part" : "",
          operation.hasSetup ? "$\(times.setup ?? "")" : "",
          state.isFirst ? "" : times.wait.map { "$\($0)" } ?? "", "",
        ] + cells(chances[operation.state], targets))
    }
    return rows.map { DelimitedText.row($0) }.joined(separator: "\n") + "\n"
  }

  /// Chances of states as chances of their operations.
  private func spread(_ next: [Int: Double]) -> [Int: Double] {
    var chances: [Int: Double] = [:]
    for (state, chance) in next {
      for place in ofState[state] { chances[place] = chance * operations[place].share }
    }
    return chances
  }

  /// The share that leaves, and those that go on; the largest takes the rest.
  private func cells(_ next: [Int: Double], _ targets: [Int]) -> [String] {
    let leaving = max(0, 1 - next.total)
    var chances = [leaving] + targets.map { next[$0] ?? 0 }
    // Hundredths of a percent, rounded down so that something is left for the rest.
    chances = chances.map { ($0 * 10_000).rounded(.down) / 10_000 }
    let largest = chances.indices.max { (chances[$0], -$0) < (chances[$1], -$1) } ?? 0
    return chances.indices.map { place in
      if place == largest { return "rest" }
      return chances[place] > 0 ? "\(ShortNumber.text(chances[place] * 100, digits: 6)) %" : ""
    }
  }
}
