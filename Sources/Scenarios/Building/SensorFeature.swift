import FactoryModel
import SignalFeatures

/// A feature of a sensor as rules name it: `vibration mean 60`, `spindle kurtosis`.
struct SensorFeature {
  /// Where it is found.
  var place: Station.FeaturePlace
  /// What it measures.
  var dimension: Dimension
  /// Its unit in SI units, and where that begins.
  private var scale: ShownScale

  /// Finds the feature that a text names; `nil` where the station has none of that name.
  init?(_ text: String, at names: Plant.StationNames, _ station: Station) {
    let sensor = String(text.prefix { $0 != " " })
    let rest = text.dropFirst(sensor.count).drop { $0 == " " }
    func section(_ key: String) -> TreeSection? {
      names[key]?.entries.first { $0.name == sensor }?.node.section
    }
    if let written = section("sensors"), let dimension = SensorUnit.dimension(of: written),
      let model = station.sensors.first(where: { $0.name == sensor }),
      let feature = try? FeatureText.reading(String(rest), period: model.rhythm.period),
      model.features.contains(feature)
    {
      place = Station.FeaturePlace(sensor: sensor, feature: feature.name)
      (self.dimension, scale) = SensorFeature.unit(of: feature, dimension, model.unit)
      return
    }
    if let written = section("waveforms"), let dimension = WaveformSection.dimension(of: written),
      let model = station.waveforms.first(where: { $0.name == sensor }),
      let index = SensorFeature.texts(written).firstIndex(of: String(rest)),
      model.features.indices.contains(index)
    {
      let feature = model.features[index]
      place = Station.FeaturePlace(sensor: sensor, feature: feature.name)
      switch feature.unitPower {
      case 0: (self.dimension, scale) = (.ratio, ShownScale())
      case 1: (self.dimension, scale) = (dimension, ShownScale(size: model.unit.size))
      default:
        self.dimension = dimension * dimension
        scale = ShownScale(size: model.unit.size * model.unit.size)
      }
      return
    }
    return nil
  }

  /// A quantity in SI units, in the unit of the feature.
  func shown(_ value: Double) -> Double { scale.shown(value) }

  /// The features of a station's sensors, as they are written.
  static func all(at names: Plant.StationNames) -> [String] {
    ["sensors", "waveforms"].flatMap { key in
      (names[key]?.entries ?? []).flatMap { entry in
        (entry.node.section.map { texts($0) } ?? []).map { "'\(entry.name) \($0)'" }
      }
    }
  }

  private static func texts(_ section: TreeSection) -> [String] {
    let written = section["features"]?.items.compactMap(\.text) ?? []
    return written.isEmpty && section.kind == .waveform ? ["rms"] : written
  }

  private static func unit(
    of feature: ReadingFeature, _ dimension: Dimension, _ scale: ShownScale
  ) -> (Dimension, ShownScale) {
    switch feature {
    case .last, .mean, .least, .greatest, .exponentialMean, .lifeMean, .lifeGreatest:
      (dimension, scale)
    case .deviation, .aboveBaseline, .meanDifference, .exceedance:
      (dimension, ShownScale(size: scale.size))
    case .slope, .lifeSlope: (dimension / .time, ShownScale(size: scale.size))
    case .baselineScore, .count, .missing: (.ratio, ShownScale())
    case .age, .silence: (.time, ShownScale())
    }
  }
}
