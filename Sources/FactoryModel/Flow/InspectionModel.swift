/// What says how likely a part has a defect, given what is known of it at an inspection: a function of numbers, without memory.
public protocol DefectPredictor: Sendable {
  /// The chance that the part has a defect.
  ///
  /// - Parameter features: The numbers that the model reads, in the order of ``InspectionModel/features``; NaN for what is
  ///   not known.
  /// - Returns: A chance from 0 to 1; NaN where nothing can be said.
  func chanceOfDefect(features: [Double]) -> Double
}

/// A model whose word rejects parts at an inspection, and when it does.
///
/// Two are the same where their references and their limits are: a reference names the version and what its file holds.
public struct InspectionModel: Hashable, Sendable {
  /// Which version of which model, with a mark of what its file holds: `burr-model@3:9f86d081`.
  public var reference: String
  /// What it reads, each by its heading in tables: `hardness`, `force_mean_6`, `set_stroke_rate`.
  public var features: [String]
  /// The function.
  public var predictor: any DefectPredictor
  /// The chance of a defect above which a part is rejected.
  public var chance: Double

  /// Creates a model; see the properties.
  public init(
    reference: String, features: [String], predictor: any DefectPredictor, chance: Double = 0.5
  ) {
    (self.reference, self.features, self.predictor) = (reference, features, predictor)
    self.chance = chance
  }

  /// Whether they are the same version with the same limit.
  public static func == (left: InspectionModel, right: InspectionModel) -> Bool {
    left.reference == right.reference && left.chance == right.chance
  }

  /// Takes reference and limit into a hash.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(reference)
    hasher.combine(chance)
  }
}

/// Where an input of an inspection's model comes from.
public enum InspectionInput: Hashable, Sendable {
  /// What the gauge shows that has this place among ``Inspection/reads``, in the characteristic's unit.
  case reading(Int)
  /// What is known of the machine on which the part is inspected.
  case machine(ModelInput)

  /// Finds an input by its heading in tables; `nil` where there is none of that name.
  ///
  /// - Parameters:
  ///   - heading: `hardness` for a reading, or what ``ModelInput`` knows.
  ///   - inspection: The inspection.
  ///   - characteristics: The names of the factory's characteristics.
  ///   - station: The station of the inspection.
  public init?(
    _ heading: String, of inspection: Inspection, characteristics: [String], at station: Station
  ) {
    let gauge = inspection.reads.firstIndex { characteristics[$0.characteristic] == heading }
    if let gauge {
      self = .reading(gauge)
    } else if let input = ModelInput(heading, at: station) {
      self = .machine(input)
    } else {
      return nil
    }
  }
}
