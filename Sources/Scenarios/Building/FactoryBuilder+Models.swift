import FactoryModel
import SignalFeatures

/// Rules that ask a model.
extension FactoryBuilder {
  /// The limit beyond which a rule follows a model; the features that it reads are added to the sensors of the stations.
  mutating func modelLimit(
    _ section: TreeSection, _ places: Set<ComponentPlace>, _ stations: inout [Station]
  ) -> MaintenanceRule.Trigger? {
    guard let found = failureModel(section["model"], places, &stations) else { return nil }
    let shadow = section["shadow"].map { failureModel($0, places, &stations) }
    if let shadow, shadow == nil { return nil }
    guard let within = section["fails_within"]?.quantity?.value,
      let chance = section["chance_over"]?.quantity?.value
    else { return nil }
    return .model(
      ModelLimit(
        found, within: within, chance: chance,
        upkeep: upkeep(section["retrain"]?.section, found, within), shadow: shadow ?? nil))
  }

  /// The model that a value names; `nil` where it names none, or one that cannot be had, which is noted.
  mutating func shelved(_ node: TreeNode) -> ShelvedModel? {
    switch node.value?.meaning {
    case .model(let found): return found
    case .missingModel(let message):
      refuse(node.place, node.path, saying: "\(quoted(node.text ?? "")) \(message)")
      return nil
    default: return nil
    }
  }

  /// A model that says when components fail; the features that it reads are added to the sensors of their stations.
  private mutating func failureModel(
    _ node: TreeNode?, _ places: Set<ComponentPlace>, _ stations: inout [Station]
  ) -> PredictiveModel? {
    guard let node, let found = shelved(node) else { return nil }
    guard case .failure(let predictor) = found.answer else {
      reading.error(
        node.place, node.path,
        "\(quoted(found.reference)) gives \(found.answer.name), not the time that is left until a failure; train one with "
          + "'fettle train … --target remaining_useful_life'")
      return nil
    }
    for station in Set(places.map(\.station)).sorted() {
      let missing = found.features.filter { !stations[station].provide($0) }
      guard missing.isEmpty else {
        reading.error(
          node.place, node.path,
          "\(quoted(found.reference)) reads \(enumerated(missing.map { "'\($0)'" }, joinedBy: "and")), which station "
            + "'\(stations[station].name)' does not have; \(Self.inputs(of: stations[station]))")
        return nil
      }
    }
    return PredictiveModel(
      reference: found.reference, features: found.features, predictor: predictor)
  }

  /// How a rule's model is kept up to date; `nil` where nothing is said of it.
  private mutating func upkeep(
    _ section: TreeSection?, _ found: PredictiveModel, _ within: Double
  ) -> ModelUpkeep? {
    guard let section else { return nil }
    guard let retrainable = found.predictor as? any RetrainablePredictor else {
      reading.error(
        section.place, section.path,
        "\(quoted(found.reference)) cannot be learned anew; leave 'retrain' out")
      return nil
    }
    let plan = RetrainingPlan(
      every: section["every"]?.quantity?.value,
      watched: section["on_drift"]?.text.flatMap { RetrainingPlan.Watched(rawValue: $0) }
        ?? .nothing,
      window: section["window"]?.quantity?.value,
      leastFailures: section["least_failures"]?.count ?? 10)
    guard plan.every != nil || plan.watched != .nothing else {
      reading.error(
        section.place, section.path,
        "says not when to train; add 'every: 8 wk', or 'on_drift: inputs'")
      return nil
    }
    return ModelUpkeep(
      reference: "\(found.reference) \(plan) \(within)",
      keeper: retrainable.keeper(plan, features: found.features, within: within))
  }

  static func inputs(of station: Station) -> String {
    let names =
      station.sensors.map { "'\($0.name)'" } + station.setPoints.map { "'set_\($0.name)'" }
      + station.waveforms.flatMap { waveform in
        waveform.features.map { "'\(waveform.name)_\($0.name)'" }
      }
    return names.isEmpty
      ? "it has no sensors"
      : "it has \(enumerated(names, joinedBy: "and")), and features of its sensors"
  }
}

extension Station {
  /// Sees to it that a model can read an input here: a feature that the sensors lack is added to them.
  ///
  /// - Returns: Whether it can.
  mutating func provide(_ heading: String) -> Bool {
    if ModelInput(heading, at: self) != nil { return true }
    for index in sensors.indices where heading.hasPrefix(sensors[index].name) {
      let rest = heading.dropFirst(sensors[index].name.count)
      if rest.isEmpty {
        sensors[index].features.append(.last)
        return true
      }
      if rest.first == "_", let feature = ReadingFeature(name: String(rest.dropFirst())) {
        sensors[index].features.append(feature)
        return true
      }
    }
    return false
  }
}

extension Factory {
  /// Gives all steps of the timeline the same features of sensors: what any of them reads.
  mutating func shareFeatures() {
    for station in stations.indices {
      for sensor in stations[station].sensors.indices {
        for step in timeline {
          for feature in step.factory.stations[station].sensors[sensor].features
          where !stations[station].sensors[sensor].features.contains(feature) {
            stations[station].sensors[sensor].features.append(feature)
          }
        }
        let all = stations[station].sensors[sensor].features
        for step in timeline.indices {
          timeline[step].factory.stations[station].sensors[sensor].features = all
        }
      }
    }
  }
}
