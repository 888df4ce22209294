import FactoryModel

/// Checks of sensors: what they read, in which unit and how often.
extension Reading {
  /// The most sensors of a machine.
  static let mostSensorsOfStation = 200

  mutating func checkSensors(_ station: Plant.StationNames) {
    let entries = station["sensors"]?.entries ?? []
    if entries.count > Reading.mostSensorsOfStation, let node = station["sensors"] {
      error(
        node.place, node.path,
        "has \(entries.count) sensors; a machine may have \(Reading.mostSensorsOfStation)")
    }
    for entry in entries {
      guard let sensor = entry.node.section else { continue }
      if sensor["mean"] == nil, sensor["rms"] == nil {
        error(
          entry.place, sensor.path,
          "says not what it reads; add 'mean: 18 N*m * (1 + 0.5 * tool.wear)', or 'rms' for vibrations"
        )
        continue
      }
      if sensor["mean"] != nil, sensor["rms"] != nil { exclude("mean", "rms", sensor) }
      checkUnits(of: sensor)
      guard let dimension = SensorUnit.dimension(of: sensor) else { continue }
      let together = entries.filter { other in
        (other.node.section?["every"]?.text == "part") == (sensor["every"]?.text == "part")
      }
      checkFaults(
        of: sensor, named: entry.name, dimension,
        among: together.map { ($0.name, $0.node.section.flatMap { SensorUnit.dimension(of: $0) }) })
    }
    checkRhythms(of: entries)
  }

  /// Checks that all quantities of a sensor measure the same.
  private mutating func checkUnits(of sensor: TreeSection) {
    guard let value = (sensor["rms"] ?? sensor["mean"])?.value, let dimension = value.dimension
    else { return }
    let others: [(key: String, dimension: Dimension)] = [
      ("noise", dimension), ("offset_sd", dimension), ("resolution", dimension),
      ("range", dimension),
      ("drift", dimension / .time),
    ]
    for (key, expected) in others {
      guard let node = sensor[key], let found = node.value?.dimension, found != expected else {
        continue
      }
      error(
        node.place, node.path,
        "\(quoted(node.text ?? "")) is \(found.name); the sensor reads \(dimension.name)"
          + (key == "drift" ? ", so this is that per time" : ""))
    }
    for key in ["noise", "offset_sd", "resolution"]
    where sensor[key]?.text?.hasSuffix("degC") == true {
      guard let node = sensor[key] else { continue }
      error(
        node.place, node.path,
        "\(quoted(node.text ?? "")): a difference of temperatures has the unit K, such as '0.5 K'")
    }
    if let node = sensor["offset_sd"], let deviation = node.quantity?.value, deviation < 0 {
      error(node.place, node.path, "a standard deviation is not negative")
    }
    if let node = sensor["resolution"], let step = node.quantity?.value, step <= 0 {
      error(node.place, node.path, "a resolution is more than zero")
    }
    checkUnit(sensor["unit"], of: dimension)
  }

  /// Checks the unit in which a sensor shows what it reads.
  mutating func checkUnit(_ node: TreeNode?, of dimension: Dimension) {
    guard let node, let unit = node.text else { return }
    guard let found = SensorUnit.dimension(of: unit) else {
      error(
        node.place, node.path,
        "\(quoted(unit)) is no unit; expected one such as '\(dimension.unit)'")
      return
    }
    if found != dimension {
      error(
        node.place, node.path,
        "\(quoted(unit)) is \(found.name); the sensor reads \(dimension.name)")
    }
  }

  /// Checks that the readings of a machine fall on the times of its fastest sensor.
  private mutating func checkRhythms(of entries: [TreeEntry]) {
    let timed = entries.compactMap { entry in
      entry.node.section?["every"].flatMap { node in
        node.quantity.map { (node: node, period: $0.value) }
      }
    }
    guard let shortest = timed.min(by: { $0.period < $1.period }) else { return }
    for (node, period) in timed {
      let ratio = period / shortest.period
      guard abs(ratio - ratio.rounded()) > 1e-9 * ratio else { continue }
      error(
        node.place, node.path,
        "\(quoted(node.text ?? "")) is no whole multiple of \(quoted(shortest.node.text ?? "")), the "
          + "shortest time between readings of this machine")
    }
  }
}
