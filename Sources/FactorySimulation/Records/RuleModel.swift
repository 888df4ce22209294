public import FactoryModel

/// The model that a rule asks at the machines of a station, and where its inputs stand there.
struct RuleModel: Sendable {
  var limit: ModelLimit
  var inputs: [ModelInput]
  /// What keeps the model up to date, among those of all rules; -1 for nothing.
  var keeper = -1
  /// Where the inputs of the model in the shadow stand; none where there is none.
  var shadowInputs: [ModelInput]
  /// What is noted of the two, among those of all rules; -1 for nothing.
  var shadow = -1

  /// Finds the inputs of a model at a station, which must have them all.
  init(_ limit: ModelLimit, at station: Station) {
    self.limit = limit
    inputs = limit.model.inputs(at: station)
    shadowInputs = limit.shadow?.inputs(at: station) ?? []
  }
}

extension PredictiveModel {
  /// The inputs at a station, which must have them all.
  fileprivate func inputs(at station: Station) -> [ModelInput] {
    features.map { heading in
      guard let input = ModelInput(heading, at: station) else {
        preconditionFailure(
          "the model '\(reference)' reads '\(heading)', which station '\(station.name)' does not have"
        )
      }
      return input
    }
  }
}

/// What keeps the model of a rule up to date.
struct RuleKeeper: Sendable {
  /// The rule's name.
  var rule: String
  var keeper: any ModelKeeper
  /// The model that it gave last; `nil` while the first is asked.
  var model: PredictiveModel?
}

extension Factory {
  /// The rules that have a model in the shadow, in the order in which they are met.
  var shadowedRules: [String] {
    var names: [String] = []
    for factory in [self] + timeline.map(\.factory) {
      for rule in factory.rules where !rule.components.isEmpty && !names.contains(rule.name) {
        if case .model(let limit) = rule.trigger, limit.shadow != nil { names.append(rule.name) }
      }
    }
    return names
  }

  /// The rules whose models are kept up to date, in the order of ``RunAccount/modelHistories``.
  public var keptRules: [String] { ruleKeepers.map(\.rule) }

  /// What keeps the models of rules up to date, in the order in which the rules are met.
  var ruleKeepers: [RuleKeeper] {
    var keepers: [RuleKeeper] = []
    for factory in [self] + timeline.map(\.factory) {
      for rule in factory.rules where !rule.components.isEmpty {
        guard case .model(let limit) = rule.trigger, let upkeep = limit.upkeep,
          !keepers.contains(where: { $0.rule == rule.name })
        else { continue }
        keepers.append(RuleKeeper(rule: rule.name, keeper: upkeep.keeper))
      }
    }
    return keepers
  }
}
