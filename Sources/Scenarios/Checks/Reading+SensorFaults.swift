import FactoryModel
import SensorSignals

/// Checks of what goes wrong with sensors.
extension Reading {
  /// Checks the faults of a sensor.
  ///
  /// - Parameters:
  ///   - sensor: The sensor.
  ///   - name: Its name.
  ///   - dimension: What it reads.
  ///   - others: The sensors that are read at the same moments, by name, with what they read.
  mutating func checkFaults(
    of sensor: TreeSection, named name: String, _ dimension: Dimension,
    among others: [(name: String, dimension: Dimension?)]
  ) {
    for entry in sensor["faults"]?.entries ?? [] {
      guard let fault = entry.node.section, fault["kind"]?.isBroken != true else { continue }
      let written = fault["kind"]?.text ?? entry.name
      guard let kind = SensorFaultKind(rawValue: written) else {
        let known = SensorFaultKind.allCases.map(\.rawValue)
        let hint = NearestName.of(written, among: known).map { "; did you mean '\($0)'?" }
        error(
          entry.place, fault.path,
          "\(quoted(written)) is no kind of fault\(hint ?? "; say with 'kind' which it is: \(enumerated(known))")"
        )
        continue
      }
      checkKeys(of: fault, entry, kind, dimension)
      if kind == .swappedTags { checkPartner(fault, entry, name, dimension, others) }
    }
  }

  private mutating func checkKeys(
    of fault: TreeSection, _ entry: TreeEntry, _ kind: SensorFaultKind, _ dimension: Dimension
  ) {
    let sizes: [(key: String, dimension: Dimension?, example: String)] =
      switch kind {
      case .drift: [("rate", dimension / .time, "rate: 0.1 \(dimension.unit)/d")]
      case .offset, .spikes: [("by", dimension, "by: 1 \(dimension.unit)")]
      case .noiseBurst: [("factor", .ratio, "factor: 5")]
      case .clockSkew: [("rate", .ratio, "rate: 20 s/d")]
      case .late: [("delay", .time, "delay: 10 min")]
      case .swappedTags: [("with", nil, "with: temperature")]
      case .stuck, .dropOut, .missingRows, .duplicated: []
      }
    let hasChance = [.spikes, .dropOut, .missingRows, .duplicated, .late].contains(kind)
    for (key, expected, example) in sizes {
      guard let node = fault[key] else {
        error(
          entry.place, fault.path,
          "has no '\(key)', which '\(kind.rawValue)' needs; add one, such as '\(example)'")
        continue
      }
      guard let expected, let found = node.value?.dimension, found != expected else { continue }
      error(
        node.place, node.path,
        "\(quoted(node.text ?? "")) is \(found.name); expected one such as '\(example)'")
    }
    for key in ["rate", "by", "factor", "delay", "with", "chance"] {
      guard let place = fault.place(of: key), fault[key]?.text != "100 %",
        !sizes.contains(where: { $0.key == key }), !(key == "chance" && hasChance)
      else { continue }
      error(place, fault.path, "'\(kind.rawValue)' has no '\(key)'; leave it out")
    }
  }

  private mutating func checkPartner(
    _ fault: TreeSection, _ entry: TreeEntry, _ name: String, _ dimension: Dimension,
    _ others: [(name: String, dimension: Dimension?)]
  ) {
    guard let with = fault["with"], let partner = with.text else { return }
    let names = others.map(\.name).filter { $0 != name }
    guard let other = others.first(where: { $0.name == partner }), partner != name else {
      unknownName(
        with.place, with.path, partner, kind: "sensor that is read at the same moments",
        among: names)
      return
    }
    if let found = other.dimension, found != dimension {
      error(
        with.place, with.path,
        "\(quoted(partner)) reads \(found.name), and \(quoted(name)) \(dimension.name); tags are swapped of "
          + "sensors that read the same")
    }
  }
}
