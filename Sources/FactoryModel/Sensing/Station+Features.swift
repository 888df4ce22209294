import SignalFeatures

/// What is made of what a station's sensors show.
extension Station {
  /// A feature of a machine: which sensor it is of, and which of its features.
  public struct FeaturePlace: Hashable, Sendable {
    /// The sensor's name.
    public var sensor: String
    /// The feature's name.
    public var feature: String

    /// Creates a place.
    public init(sensor: String, feature: String) {
      self.sensor = sensor
      self.feature = feature
    }

    /// Both, as headings of tables have them.
    public var name: String { "\(sensor)_\(feature)" }
  }

  /// The features of each machine, in the order in which deciders see them: those of sensors, then those of snapshots.
  public var features: [FeaturePlace] {
    sensors.flatMap { sensor in
      sensor.features.map { FeaturePlace(sensor: sensor.name, feature: $0.name) }
    }
      + waveforms.flatMap { waveform in
        waveform.features.map { FeaturePlace(sensor: waveform.name, feature: $0.name) }
      }
  }
}

extension Factory {
  /// The stations of which some rule or inspection looks at features, or asks who may do so; those without features are left
  /// out.
  public var stationsReadByRules: Set<Int> {
    var read: Set<Int> = []
    for factory in [self] + timeline.map(\.factory) {
      for rule in factory.rules where rule.trigger.mayReadFeatures {
        for place in rule.components { read.insert(place.station) }
      }
      for operation in factory.products.flatMap(\.route) where operation.inspection?.model != nil {
        read.insert(operation.station)
      }
    }
    return read.filter { !stations[$0].features.isEmpty }
  }
}

extension MaintenanceRule.Trigger {
  fileprivate var mayReadFeatures: Bool {
    switch self {
    case .decider, .feature, .model: true
    default: false
    }
  }
}
