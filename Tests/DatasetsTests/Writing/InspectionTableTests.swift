import FactoryModel
import FactorySimulation
import ProcessQuality
import RandomVariates
import SensorSignals
import SignalFeatures
import TestSupport
import Testing

@testable import Datasets

/// Rejects parts whose reading is above a limit while the feature and the set-point that it reads are there.
private struct AboveLimit: DefectPredictor {
  var limit: Double

  func chanceOfDefect(features: [Double]) -> Double { features[0] > limit ? 1 : 0 }
}

@Suite("Inspected parts in a dataset")
struct InspectionTableTests {
  private static func factory() throws -> Factory {
    var factory = try SampleFactory.line(horizon: 400 * 3_600)
    factory.defects = ["burr", "hardness"]
    factory.characteristics = [
      Characteristic(
        name: "hardness", defect: 1, limits: try SpecificationLimits(lower: 580, upper: 620),
        unit: "daN", unitSize: 10)
    ]
    factory.stations[0].sensors[0].features = [.last]
    factory.products[0].route[0].makes = [DefectChance(defect: 0, probability: 0.1)]
    factory.products[0].route[0].measures = [
      CharacteristicValue(
        characteristic: 0, value: Distribution(.normal(mean: 600, standardDeviation: 10)))
    ]
    factory.products[0].route[0].inspection = Inspection(
      finds: [DefectChance(defect: 0, probability: 0.5)],
      reads: [Gauge(characteristic: 0, error: 4, limits: nil)])
    return factory
  }

  private static func rows<Result>(
    of factory: Factory, _ body: (SampleRows, SampleRows, SampleRows) throws -> Result
  ) async throws -> Result {
    var plan = DatasetPlan(
      factory: factory, units: 2, seed: 4, split: SampleDataset.undivided)
    plan.keepsParts = true
    return try await SampleDataset.with(plan) { folder, _ in
      try body(
        try SampleRows("\(folder)/press_inspections/all.parquet"),
        try SampleRows("\(folder)/measurements/all.parquet"),
        try SampleRows("\(folder)/press/all.parquet"))
    }
  }

  @Test("Each inspected part has a row with what was known of it", .tags(.law))
  func table() async throws {
    try await Self.rows(of: try Self.factory()) { rows, measurements, press in
      #expect(
        rows.names == [
          "unit", "time", "product", "part", "hardness", "wear_last", "set_rate", "has_defect",
        ])
      #expect(rows.count == measurements.count && rows.count > 1_000)
      let keys = ["unit", "time", "part"]
      var defects = 0
      for row in rows.rows {
        #expect(rows.key(keys, row) == measurements.key(keys, row))
        #expect(rows.number("hardness", row) == measurements.number("reading", row))
        #expect(rows.number("set_rate", row) == 0.5 * 60)
        // A value outside the limits is a defect; a burr may be one beside it.
        let value = measurements.number("true_value", row)
        if value < 58 || value > 62 { #expect(rows.text("has_defect", row) == "true") }
        if rows.text("has_defect", row) == "true" { defects += 1 }
      }
      // 10 % have a burr and 4.55 % of the others a value beyond two standard deviations: 14.1 %, and four
      // standard errors about that.
      let share = Double(defects) / Double(rows.count)
      let chance = 1 - 0.9 * (1 - 0.0455)
      #expect(
        abs(share - chance) < 4 * (chance * (1 - chance) / Double(rows.count)).squareRoot())
      // The last reading before the inspection is one of those in the table of readings.
      let shown = Set(press.rows.map { press.text("wear_last", $0) })
      let found = rows.rows.map { rows.text("wear_last", $0) }.filter { !$0.isEmpty }
      #expect(found.count > 1_000 && found.allSatisfy { shown.contains($0) })
    }
  }

  @Test("A model that is asked in the simulation reads what stands in the table", .tags(.law))
  func sameAsModel() async throws {
    var factory = try Self.factory()
    factory.products[0].route[0].inspection?.model = InspectionModel(
      reference: "above@1", features: ["hardness", "wear_last", "set_rate"],
      predictor: AboveLimit(limit: 61))
    var simulation = FactorySimulation(factory, seed: 4, replication: 0)
    while try simulation.advance(maximumEvents: 100_000) {}
    let model = try #require(simulation.account().inspectionModels.first)
    try await Self.rows(of: factory) { rows, _, _ in
      let own = rows.rows.filter { rows.text("unit", $0) == "1" }
      let rejected = own.filter { rows.number("hardness", $0) > 61 }
      let bad = own.filter { rows.text("has_defect", $0) == "true" }
      #expect(own.count == model.judged && rejected.count == model.rejected)
      #expect(bad.count == model.defective)
      #expect(
        rejected.filter { rows.text("has_defect", $0) == "false" }.count == model.falseRejections)
      #expect(
        bad.filter { rows.number("hardness", $0) <= 61 }.count == model.misses)
    }
  }

  @Test("A characteristic that is called as the label is refused", .tags(.failure))
  func names() async throws {
    var factory = try Self.factory()
    factory.characteristics[0].name = "has_defect"
    var plan = DatasetPlan(factory: factory, units: 2, seed: 4, split: SampleDataset.undivided)
    plan.keepsParts = true
    try await SampleDataset.expectRefused(
      plan,
      saying:
        "the parts that station 'press' inspects have two columns called 'has_defect' in the dataset: a characteristic, a "
        + "feature of a sensor, a set-point or a label; call one of them something else")
  }
}
