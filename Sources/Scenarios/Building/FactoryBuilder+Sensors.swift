import FactoryModel
import SignalFeatures

/// Sensors and what surrounds the machines.
extension FactoryBuilder {
  /// The set-points of a station, those of its machine type first.
  func setPoints(_ names: Plant.StationNames) -> [SetPoint] {
    var points: [SetPoint] = []
    for section in [names.type, names.section] {
      for entry in section?["set_points"]?.entries ?? [] {
        guard let node = entry.node.section?["value"] ?? Optional(entry.node),
          let quantity = node.quantity
        else { continue }
        let point = SetPoint(
          name: entry.name, value: quantity.value,
          unit: SensorUnit.scale(of: node.text ?? "", quantity.dimension))
        if let place = points.firstIndex(where: { $0.name == entry.name }) {
          points[place] = point
        } else {
          points.append(point)
        }
      }
    }
    return points
  }

  mutating func sensors(_ names: Plant.StationNames) -> [Sensor] {
    (names["sensors"]?.entries ?? []).compactMap { entry in
      entry.node.section.flatMap { sensor(entry.name, $0, names) }
    }
  }

  private mutating func sensor(
    _ name: String, _ section: TreeSection, _ station: Plant.StationNames
  ) -> Sensor? {
    guard let node = section["rms"] ?? section["mean"],
      let value = sensed(node, station), let rhythm = rhythm(section["every"])
    else { return nil }
    let scale = SensorUnit.scale(of: section)
    let noise = section["noise"].flatMap { sensed($0, station) }
    if let noise, let constant = noise.constant, constant < 0, let node = section["noise"] {
      reading.error(node.place, node.path, "a standard deviation is not negative")
    }
    var sensor = Sensor(
      name: name, unit: scale, value: value, noise: noise?.constant == 0 ? nil : noise,
      noiseLasts: section["noise_lasts"]?.quantity?.value ?? 0,
      drift: section["drift"]?.quantity?.value ?? 0, rhythm: rhythm,
      resolution: (section["resolution"]?.quantity?.value ?? 0) / scale.size,
      lag: section["lag"]?.quantity?.value ?? 0)
    if case .range(let lower, let upper, _)? = section["range"]?.value?.meaning {
      sensor.range = scale.shown(lower.value)...scale.shown(upper.value)
    }
    sensor.offsetDeviation = section["offset_sd"]?.quantity?.value ?? 0
    sensor.features = features(section["features"], rhythm)
    sensor.faults = faults(section["faults"], of: name, scale, station)
    if section["rms"] != nil {
      sensor.range = max(0, sensor.range?.lowerBound ?? 0)...(sensor.range?.upperBound ?? .infinity)
    }
    return sensor
  }

  /// What is made of a sensor's readings.
  private mutating func features(
    _ node: TreeNode?, _ rhythm: Sensor.Rhythm
  ) -> [ReadingFeature] {
    var features: [ReadingFeature] = []
    for item in node?.items ?? [] {
      guard let text = item.text else { continue }
      do throws(ValueProblem) {
        let feature = try FeatureText.reading(text, period: rhythm.period)
        if features.contains(where: { $0.name == feature.name }) {
          reading.error(item.place, item.path, "\(quoted(text)) is there twice")
        } else {
          features.append(feature)
        }
      } catch {
        reading.error(item.place, item.path, error.message)
      }
    }
    return features
  }

  func rhythm(_ node: TreeNode?) -> Sensor.Rhythm? {
    guard let node else { return nil }
    return node.text == "part" ? .part : node.quantity.map { .every($0.value) }
  }

  /// The inputs of the formulas of a station's sensors.
  func sensingInputs(_ station: Plant.StationNames) -> SensingInputs {
    SensingInputs(
      components: station.components.count, lotProperties: lotProperties.count,
      products: productNames.names.count, conditions: conditionNames.names.count)
  }

  /// A quantity that a sensor shows, as a program of the inputs of sensors.
  mutating func sensed(
    _ node: TreeNode, _ station: Plant.StationNames
  ) -> FormulaProgram? {
    guard case .formula(let formula)? = node.value?.meaning else {
      return node.quantity.flatMap { program(.constant($0.value), node) }
    }
    let inputs = sensingInputs(station)
    let scope = scope(of: station.name)
    var unknown: [String] = []
    let expression = formula.substituting { name in
      if case .setPoint(let value) = scope.origin(of: name) { return .constant(value) }
      guard let input = input(name, of: inputs, station) else {
        unknown.append(name)
        return .constant(.nan)
      }
      return .input(input)
    }
    for name in unknown {
      if name.hasSuffix(StationScope.wear) || name.hasSuffix(StationScope.age) {
        reading.unknownName(
          node.place, node.path, String(name.prefix(while: { $0 != "." })), kind: "component",
          among: station.components)
      } else {
        refuse(node.place, node.path, "sensors that read '\(name)'")
      }
    }
    return unknown.isEmpty ? program(expression, node) : nil
  }

  /// The input that a name stands for.
  private func input(
    _ name: String, of inputs: SensingInputs, _ station: Plant.StationNames
  ) -> Int? {
    func rest(_ prefix: String) -> String? {
      name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
    }
    func component(_ suffix: String) -> Int? {
      guard name.hasSuffix(suffix) else { return nil }
      return station.components.firstIndex(of: String(name.dropLast(suffix.count)))
    }
    if let component = component(StationScope.wear) { return inputs.wear(component) }
    if let component = component(StationScope.age) { return inputs.age(component) }
    if let lot = rest("lot."), let index = lotProperties.firstIndex(where: { $0.name == lot }) {
      return inputs.firstLotProperty + index
    }
    if let product = rest(StationScope.product).flatMap({ productNames.index(of: $0) }) {
      return inputs.firstProduct + product
    }
    if let condition = rest("ambient.").flatMap({ conditionNames.index(of: $0) }) {
      return inputs.firstCondition + condition
    }
    return SensingInputs.Activity(rawValue: name).map(inputs.activity)
  }

  // MARK: - Ambient conditions

  mutating func ambientConditions(_ tree: TreeSection) -> [AmbientCondition] {
    (tree["ambient"]?.entries ?? []).compactMap { entry in
      guard let section = entry.node.section, let mean = section["mean"]?.quantity else {
        return nil
      }
      func amount(_ key: String) -> Double { section[key]?.quantity?.value ?? 0 }
      for key in ["daily", "yearly", "sd"] {
        guard let node = section[key], let quantity = node.quantity else { continue }
        if quantity.dimension != mean.dimension {
          reading.error(
            node.place, node.path,
            "\(quoted(node.text ?? "")) is \(quantity.dimension.name), the mean \(mean.dimension.name)"
          )
        } else if node.text?.hasSuffix("degC") == true {
          reading.error(
            node.place, node.path,
            "\(quoted(node.text ?? "")): a difference of temperatures has the unit K, such as '4 K'"
          )
        }
      }
      return AmbientCondition(
        name: entry.name, mean: mean.value, daily: amount("daily"), yearly: amount("yearly"),
        deviation: amount("sd"), lasts: section["lasts"]?.quantity?.value ?? 21_600)
    }
  }
}
