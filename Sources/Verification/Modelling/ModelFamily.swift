/// A kind of problem, and how Fettle is asked to solve it.
struct ModelFamily: Sendable {
  /// The families of the battery that it covers.
  var names: [String]
  var kind: ModelKind
  /// The parameters that it reads.
  ///
  /// A case with others is not modelled: they could mean anything.
  var parameters: [String]
  /// Makes the model of a case.
  var model: @Sendable (BatteryCase, VerificationTier) throws(CaseProblem) -> CaseModel

  /// A family whose cases are factories.
  ///
  /// - Parameters:
  ///   - names: The families of the battery that it covers.
  ///   - parameters: The parameters that it reads.
  ///   - exact: What theory says besides.
  ///   - scenario: Makes the factory of a case.
  /// - Returns: The family.
  static func factory(
    _ names: String..., parameters: [String],
    exact: @escaping @Sendable (BatteryCase) throws(CaseProblem) -> [ExactValue] = {
      (_) throws(CaseProblem) in []
    },
    scenario: @escaping @Sendable (BatteryCase, RunLength) throws(CaseProblem) -> ScenarioModel
  ) -> ModelFamily {
    ModelFamily(names: names, kind: .factory, parameters: parameters) {
      (battery, tier) throws(CaseProblem) in
      guard let plan = battery.plan else {
        throw CaseProblem("tolerance_hint", "it does not say how long to simulate")
      }
      return CaseModel(
        scenario: try scenario(battery, RunLength(plan, tier: tier)), exact: try exact(battery))
    }
  }

  /// The model of a case.
  static func model(
    of battery: BatteryCase, tier: VerificationTier
  ) throws(CaseProblem) -> (kind: ModelKind, model: CaseModel) {
    guard let family = ModelFamily.all.first(where: { $0.names.contains(battery.family) }) else {
      throw CaseProblem("", reason(against: battery.family))
    }
    try battery.parameters.expectOnly(family.parameters)
    return (family.kind, try family.model(battery, tier))
  }

  /// The families that are modelled.
  static let all: [ModelFamily] = [
    .singleServer, .parallelServers, .lossQueue, .bulkService, .bulkArrival, .polling,
    .generalService, .generalArrivals, .breakdowns,
    .priorities, .openNetwork, .closedNetwork, .machineRepairman, .transientQueue,
    .exponentialLine, .twoStationLine, .publishedLine, .fluidLine, .bernoulliLine, .geometricLine,
    .bernoulliScrap,
    .scrapLine, .qualityQuantity, .rework, .sharedRepairCrew, .randomVariates, .runLengths,
    .publishedRunLengths, .capability, .acceptanceSampling,
    .equipmentEffectiveness, .processTarget, .toolWear, .bowlOptimum, .bufferAllocation,
    .availability, .ageReplacement, .blockReplacement, .minimalRepair, .inspectedChain,
    .decisionProcess, .inspectedGammaProcess, .wienerFirstPassage, .redundantMachines,
    .sparesPalm, .crewAndSpares, .repairsSinceLast, .repairsOfAll, .predictiveAlarm,
    .economicOrder, .publishedEconomicOrder, .newsvendor, .publishedNewsvendor,
    .orderLots, .orderUpTo, .periodicOrderUpTo, .publishedOrderUpTo, .baseStockBackorders,
    .baseStockLostSales, .periodicLostSales, .publishedLostSales, .makeToStock, .serialSystem,
    .repairableSpares, .bullwhip, .forecastError, .wearingMakeToStock,
  ]

  private static func reason(against family: String) -> String {
    return switch family.split(separator: ".").first {
    case "output": "output analysis is not supported yet"
    default: "the family '\(family)' is not supported"
    }
  }
}
