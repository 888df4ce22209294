import FactoryModel
import RandomVariates
import SensorSignals

/// What goes wrong with sensors.
extension FactoryBuilder {
  mutating func faults(
    _ node: TreeNode?, of sensor: String, _ scale: ShownScale, _ station: Plant.StationNames
  ) -> [SensorFaultPlan] {
    (node?.entries ?? []).compactMap { entry in
      guard let section = entry.node.section,
        let after = section["after"] == nil
          ? .constant(0) : distribution(section["after"], StationScope(), .durationOrZero),
        let kind = SensorFaultKind(rawValue: section["kind"]?.text ?? entry.name),
        let behavior = behavior(kind, section, of: sensor, scale, station)
      else { return nil }
      do throws(SignalProblem) {
        // Says what is wrong with its size.
        _ = try SensorFault(behavior, from: 0)
      } catch {
        reading.error(entry.place, section.path, "\(error)")
        return nil
      }
      return SensorFaultPlan(
        name: entry.name, behavior: behavior, after: after,
        lasts: distribution(section["lasts"], StationScope(), .durationOrZero))
    }
  }

  private mutating func behavior(
    _ kind: SensorFaultKind, _ section: TreeSection, of sensor: String, _ scale: ShownScale,
    _ station: Plant.StationNames
  ) -> SensorFault.Behavior? {
    func amount(_ key: String) -> Double { section[key]?.quantity?.value ?? 0 }
    let chance = section["chance"]?.quantity?.value ?? 1
    switch kind {
    case .drift: return .drift(rate: amount("rate") / scale.size)
    case .offset: return .offset(amount: amount("by") / scale.size)
    case .stuck: return .stuck
    case .spikes: return .spikes(probability: chance, size: amount("by") / scale.size)
    case .noiseBurst: return .noiseBurst(factor: section["factor"]?.quantity?.value ?? 1)
    case .swappedTags:
      let names = (station["sensors"]?.entries ?? []).map(\.name)
      guard let with = section["with"], let place = names.firstIndex(of: with.text ?? "") else {
        return nil
      }
      return .swappedTags(partner: Int32(place))
    case .dropOut: return .dropOut(probability: chance)
    case .clockSkew: return .clockSkew(rate: amount("rate"))
    case .missingRows: return .missingRows(probability: chance)
    case .duplicated: return .duplicated(probability: chance)
    case .late: return .late(probability: chance, delay: amount("delay"))
    }
  }
}
