import Degradation
import FactoryModel
import RandomVariates

/// How components wear.
extension FactoryBuilder {
  /// The process that a component's `wear`, `life` or `states` describe.
  mutating func wear(_ component: TreeSection, _ scope: StationScope) -> WearProcess? {
    guard
      let node = component["wear"] ?? component["life"] ?? component["states"],
      !node.isBroken
    else { return nil }
    do throws(WearProblem) {
      let wear: WearProcess?
      if case .wear(let expression)? = node.value?.meaning {
        wear = try expression.wearProcess()
      } else if component["life"] != nil {
        wear = distribution(node, scope, .durationOrCount).map { .life($0) }
      } else {
        wear = states(node, scope).map { .states($0) }
      }
      try wear?.validate()
      return wear
    } catch {
      reading.error(node.place, node.path, error.description)
      return nil
    }
  }

  private mutating func states(_ node: TreeNode, _ scope: StationScope) -> WearStates? {
    let names = NameIndex(node.entries.map(\.name))
    var states: [WearStates.State] = []
    for entry in node.entries.dropLast() {
      guard let section = entry.node.section,
        let lasts = distribution(section["lasts"], scope, .durationOrCount)
      else { return nil }
      let next = section["next"]?.entries ?? []
      let named = next.reduce(0) { $0 + ($1.node.quantity?.value ?? 0) }
      let moves = next.compactMap { way in
        names.index(of: way.name).map {
          Weighted($0, weight: way.node.quantity?.value ?? max(0, 1 - named))
        }
      }
      states.append(
        WearStates.State(
          sojourn: lasts, moves: moves, cost: section["costs"]?.quantity?.value ?? 0))
    }
    return WearStates(states)
  }
}

extension WearExpression {
  /// The process with these parameters.
  func wearProcess() throws(WearProblem) -> WearProcess {
    func value(_ name: String) -> Double { parameters[name]?.value ?? .nan }
    let isByRate = parameters["rate"] != nil
    switch process.name {
    case "gamma":
      return isByRate
        ? .gamma(GammaWear(rate: value("rate"), variance: value("variance")))
        : .gamma(try GammaWear(meanLife: value("mean_life"), cvOfLife: value("cv_of_life")))
    case "wiener":
      return isByRate
        ? .wiener(WienerWear(rate: value("rate"), variance: value("variance")))
        : .wiener(WienerWear(meanLife: value("mean_life"), cvOfLife: value("cv_of_life")))
    case "linear":
      return .linear(meanLife: isByRate ? 1 / value("rate") : value("mean_life"))
    case "crack":
      let mean = value("mean_life")
      return .crack(
        CrackGrowth(
          exponent: value("exponent"), initialLength: value("from"), criticalLength: value("to"),
          life: Distribution(
            .logNormal(mean: mean, standardDeviation: mean * value("cv_of_life")))))
    default:
      return .shocks(
        ShockWear(meanInterval: value("every"), damage: damage ?? .constant(.nan)))
    }
  }
}
