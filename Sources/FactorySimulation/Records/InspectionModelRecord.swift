import FactoryModel

/// The model that judges parts at an inspection, where its inputs stand there, and what it has done.
struct InspectionModelRecord: Sendable {
  /// An input, laid out flat.
  enum Input {
    /// What a gauge shows, among those of all inspections, in units of this size.
    case gauge(Int, unitSize: Double)
    case machine(ModelInput)
  }

  let predictor: any DefectPredictor
  /// The chance of a defect above which a part is rejected.
  var chance: Double
  let inputs: [Input]
  /// Whether some input is a feature of a sensor.
  let readsFeatures: Bool
  var account = InspectionModelAccount()

  /// Finds the inputs of a model at an inspection, which must have them all.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - inspection: The inspection.
  ///   - gauges: Where its gauges stand.
  ///   - characteristics: Those of the factory.
  ///   - station: Where it is.
  init(
    _ model: InspectionModel, of inspection: Inspection, gauges: Stretch,
    _ characteristics: [Characteristic], at station: Station
  ) {
    predictor = model.predictor
    chance = model.chance
    let names = characteristics.map(\.name)
    inputs = model.features.map { heading in
      switch InspectionInput(heading, of: inspection, characteristics: names, at: station) {
      case .reading(let gauge):
        let unit = characteristics[inspection.reads[gauge].characteristic].unitSize
        return .gauge(gauges.range.lowerBound + gauge, unitSize: unit)
      case .machine(let input): return .machine(input)
      case nil:
        preconditionFailure(
          "the model '\(model.reference)' reads '\(heading)', which the inspection at station '\(station.name)' does not have"
        )
      }
    }
    readsFeatures = inputs.contains { if case .machine(.feature) = $0 { true } else { false } }
  }
}
