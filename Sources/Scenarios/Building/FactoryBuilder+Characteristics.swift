import Distributions
import FactoryModel
import ProcessQuality
import RandomVariates

/// Measured characteristics, gauges and control charts.
extension FactoryBuilder {
  /// Collects the characteristics; limits and target are the same wherever one is given a value.
  mutating func collectCharacteristics(_ products: [TreeSection]) {
    for product in products {
      for step in RouteStep.steps(of: product, plant: plant) {
        for entry in step.measures(plant)?.entries ?? [] where index(of: entry.name) == nil {
          guard let defect = defectNames.index(of: entry.name) else { continue }
          let section = entry.node.section
          let value = entry.characteristicValue.value
          let unit = ShownUnit(
            of: [section?["limits"]?.text, section?["target"]?.text].compactMap { $0 }
              + (value?.parts ?? []), dimension: value?.dimension ?? .ratio)
          characteristics.append(
            Characteristic(
              name: entry.name, defect: defect, limits: limits(section?["limits"]),
              target: section?["target"]?.quantity?.value, unit: unit.name, unitSize: unit.size))
        }
      }
    }
  }

  private func index(of characteristic: String) -> Int? {
    characteristics.firstIndex { $0.name == characteristic }
  }

  private func limits(_ node: TreeNode?) -> SpecificationLimits? {
    guard case .range(let lower, let upper, _)? = node?.value?.meaning else { return nil }
    return try? SpecificationLimits(lower: lower.value, upper: upper.value)
  }

  // MARK: - Values

  mutating func values(_ node: TreeNode?, _ scope: StationScope) -> [CharacteristicValue] {
    var values: [CharacteristicValue] = []
    for entry in node?.entries ?? [] {
      guard let index = index(of: entry.name),
        let value = distribution(entry.characteristicValue, scope, .anyQuantity)
      else { continue }
      values.append(CharacteristicValue(characteristic: index, value: value))
    }
    return values
  }

  mutating func shifts(_ node: TreeNode?, _ scope: StationScope) -> [CharacteristicShift] {
    var shifts: [CharacteristicShift] = []
    for entry in node?.entries ?? [] {
      guard let index = index(of: entry.name),
        let amount = number(entry.node, scope, .anyQuantity)
      else { continue }
      shifts.append(CharacteristicShift(characteristic: index, amount: amount))
    }
    return shifts
  }

  // MARK: - Gauges

  /// The gauges, without their charts.
  mutating func gauges(_ node: TreeNode?, _ scope: StationScope) -> [Gauge] {
    var gauges: [Gauge] = []
    for entry in node?.entries ?? [] {
      guard let section = entry.node.section, let index = index(of: entry.name),
        let error = number(section["error"], scope, .deviation)
      else { continue }
      gauges.append(
        Gauge(
          characteristic: index, error: error,
          limits: limits(section["limits"]) ?? characteristics[index].limits))
    }
    return gauges
  }

  /// Adds the charts of gauges to the operations of a route, which have their values.
  mutating func addCharts(_ steps: [RouteStep], _ operations: inout [Operation]) {
    for (index, step) in steps.enumerated() {
      for entry in step.section["reads"]?.entries ?? [] {
        guard let section = entry.node.section?["chart"]?.section,
          let gauge = operations[index].inspection?.reads.firstIndex(where: {
            characteristics[$0.characteristic].name == entry.name
          }), let read = operations[index].inspection?.reads[gauge]
        else { continue }
        let chart = chart(section, of: read, from: operations[...index].flatMap(\.measures))
        operations[index].inspection?.reads[gauge].chart = chart
      }
    }
  }

  private mutating func chart(
    _ section: TreeSection, of gauge: Gauge, from values: [CharacteristicValue]
  ) -> GaugeChart? {
    let size = section["sample"]?.count ?? 1
    guard let process = process(section, gauge, values) else { return nil }
    let sigma = process.deviation / Double(size).squareRoot()
    do throws(QualityInputError) {
      return GaugeChart(
        chart: try FactoryBuilder.chart(section, center: process.mean, sigma: sigma),
        sampleSize: size,
        response: section["on_alarm"]?.text.flatMap { GaugeChart.Response(rawValue: $0) } ?? .count)
    } catch {
      reading.error(section.place, section.path, error.description)
      return nil
    }
  }

  private static func chart(
    _ section: TreeSection, center: Double, sigma: Double
  ) throws(QualityInputError) -> ControlChart {
    func number(_ node: TreeNode?, _ standard: Double) -> Double {
      node?.quantity?.value ?? standard
    }
    if let cusum = section["cusum"]?.section {
      return .cusum(
        try CusumChart(
          center: center, sigma: sigma, reference: number(cusum["allowance"], 0.5),
          decisionInterval: number(cusum["limit"], 5),
          headStart: number(cusum["head_start"], 0)))
    }
    if let ewma = section["ewma"]?.section {
      return .ewma(
        try EwmaChart(
          center: center, sigma: sigma, smoothing: number(ewma["weight"], 0.2),
          limit: number(ewma["limit"], 3), hasExactLimits: ewma["exact_limits"]?.text == "true"))
    }
    return .shewhart(
      try ShewhartChart(center: center, sigma: sigma, limit: number(section["shewhart"], 3)))
  }

  /// Mean and standard deviation of a reading while nothing is wrong.
  private mutating func process(
    _ section: TreeSection, _ gauge: Gauge, _ values: [CharacteristicValue]
  ) -> (mean: Double, deviation: Double)? {
    let (mean, deviation) = (
      section["mean"]?.quantity?.value, section["sd"]?.quantity?.value
    )
    if let mean, let deviation { return (mean, deviation) }
    let sources = Set(values.filter { $0.characteristic == gauge.characteristic }.map(\.value))
    guard sources.count == 1, let source = sources.first else {
      reading.error(
        section.place, section.path,
        "the values come from \(sources.count) distributions; say with 'mean' and 'sd' what readings "
          + "are while nothing is wrong")
      return nil
    }
    guard let ownMean = try? source.mean, let variance = try? source.variance, ownMean.isFinite,
      variance.isFinite, variance + gauge.error * gauge.error > 0
    else {
      reading.error(
        section.place, section.path,
        "mean and standard deviation of the readings cannot be worked out, or nothing varies; write "
          + "'mean' and 'sd'")
      return nil
    }
    return (mean ?? ownMean, deviation ?? (variance + gauge.error * gauge.error).squareRoot())
  }
}

/// The unit in which a characteristic's figures are shown: the one that was written.
private struct ShownUnit {
  var name: String
  var size: Double

  /// The first unit in some texts that measures something; else that of SI.
  init(of texts: [String], dimension: Dimension) {
    for text in texts {
      let end = Quantity.endOfNumber(text.unicodeScalars, from: text.startIndex)
      let rest = text[end...].prefix { $0 != "," }
      let unit = trimmed(String(rest.split(separator: " to ").first ?? ""))
      // A scale that begins elsewhere than at zero is no unit of differences.
      guard !unit.isEmpty, let one = try? Quantity.parse("1 " + unit), one.dimension == dimension,
        (try? Quantity.parse("0 " + unit))?.value == 0
      else { continue }
      (name, size) = (unit, one.value)
      return
    }
    (name, size) = (dimension.unit, 1)
  }
}

extension TreeValue {
  /// The texts of the quantities in a value or in a distribution's words.
  fileprivate var parts: [String] {
    guard let words = DistributionWords(text), let named = try? words.named() else { return [text] }
    return words.family.parameters.compactMap { named[$0]?.text }
  }
}
