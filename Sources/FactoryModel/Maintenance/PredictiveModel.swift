/// What says how likely a component fails soon, given what its sensors have shown: a function of numbers, without memory.
///
/// All that is remembered of the past is in the features, so the same row gives the same answer in a table as in a running
/// simulation.
public protocol FailurePredictor: Sendable {
  /// The chance that the component fails within a time.
  ///
  /// - Parameters:
  ///   - time: The time ahead, in seconds of wall time.
  ///   - features: The numbers that the model reads, in the order of ``PredictiveModel/features``; NaN for what is not
  ///     known yet.
  /// - Returns: A chance from 0 to 1; NaN where nothing can be said yet.
  func chanceOfFailure(within time: Double, features: [Double]) -> Double
}

/// A version of a model that was trained on data, as a factory uses it.
///
/// It is to a rule what a formula is to a time of work. Two are the same where their references are: a reference names the
/// version and what its file holds.
public struct PredictiveModel: Hashable, Sendable {
  /// Which version of which model, with a mark of what its file holds: `press-rul@sha256:9f86d081884c7d65`.
  public let reference: String
  /// What it reads, each by its heading in tables: `velocity_mean_12`, `set_stroke_rate`.
  public let features: [String]
  /// The function.
  public let predictor: any FailurePredictor

  /// Creates a model.
  ///
  /// - Parameters:
  ///   - reference: Which version of which model, with a mark of what its file holds.
  ///   - features: What it reads, each by its heading in tables.
  ///   - predictor: The function.
  public init(reference: String, features: [String], predictor: any FailurePredictor) {
    self.reference = reference
    self.features = features
    self.predictor = predictor
  }

  /// Whether they are the same version.
  public static func == (left: PredictiveModel, right: PredictiveModel) -> Bool {
    left.reference == right.reference
  }

  /// Takes the reference into a hash.
  public func hash(into hasher: inout Hasher) { hasher.combine(reference) }
}

/// When a model's word is enough to replace a component.
public struct ModelLimit: Hashable, Sendable {
  /// The model.
  public var model: PredictiveModel
  /// The time ahead for which it is asked, in seconds of wall time.
  public var within: Double
  /// The chance of a failure in that time above which the component is replaced.
  public var chance: Double
  /// How the model is kept up to date; `nil` where it stays as it is.
  public var upkeep: ModelUpkeep?
  /// A model that is asked at the same looks and not followed, to see what it is worth; `nil` for none.
  public var shadow: PredictiveModel?

  /// Creates a limit; see the properties for units.
  public init(
    _ model: PredictiveModel, within: Double, chance: Double, upkeep: ModelUpkeep? = nil,
    shadow: PredictiveModel? = nil
  ) {
    (self.model, self.within, self.chance, self.upkeep) = (model, within, chance, upkeep)
    self.shadow = shadow
  }
}

/// Where a model's input comes from at a machine.
public enum ModelInput: Hashable, Sendable {
  /// A feature of ``Station/features``, by its place.
  case feature(Int)
  /// A set-point of ``Station/setPoints``, by its place.
  case setPoint(Int)

  /// Finds an input by its heading in tables; `nil` where the station has none of that name.
  ///
  /// - Parameters:
  ///   - heading: `velocity_mean_12`, `velocity` for the last reading, or `set_stroke_rate`.
  ///   - station: The station.
  public init?(_ heading: String, at station: Station) {
    let features = station.features
    if let place = features.firstIndex(where: { $0.name == heading })
      ?? features.firstIndex(where: { $0.sensor == heading && $0.feature == "last" })
    {
      self = .feature(place)
    } else if heading.hasPrefix("set_"),
      let place = station.setPoints.firstIndex(where: { $0.name == heading.dropFirst(4) })
    {
      self = .setPoint(place)
    } else {
      return nil
    }
  }
}
