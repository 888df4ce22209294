import Foundation
import TestDraws
import Testing

@testable import TreeEnsembles

@Suite("Predictions of trees")
struct EnsembleTests {
  @Test("The fast walk ends where the definition of nodes does", arguments: [1, 3, 5, 6, 9])
  func walks(depth: Int) throws {
    var settings = BoostingSettings()
    settings.trees = 30
    settings.maximumDepth = depth
    settings.minimumChildHessian = 0.5
    let rows = try SampleRows.table(500)
    let model = try BoostedTrees(training: rows, settings: settings).ensemble
    #expect((model.complete != nil) == (depth <= 6))
    var draws = Draws("walks", ordinal: depth)
    let thresholds = model.nodes.filter { $0.kind == .below && $0.threshold.isFinite }
    for number in 0..<500 {
      var row = (0..<5).map { _ in draws.uniform() }
      // On thresholds, too, and with missing values in every second row.
      let node = thresholds[draws.index(below: thresholds.count)]
      row[Int(node.feature)] = node.threshold
      if number % 2 == 0 { row[draws.index(below: 5)] = .nan }
      #expect(model.prediction(row) == model.sumsByDefinition(row)[0])
    }
  }

  @Test("A moved threshold asks what single precision asks")
  func singleThresholds() {
    var draws = Draws("thresholds")
    for _ in 0..<20_000 {
      let single = Float(draws.normal() * (draws.chance(0.5) ? 1e-3 : 1e3))
      let threshold = SingleRounding.threshold(for: single)
      // The threshold itself, its neighbours, and all that lies near.
      for value in [
        threshold, threshold.nextDown, threshold.nextUp, Double(single), Double(single.nextDown),
        Double(single) * (1 + 1e-7 * draws.normal()),
      ] {
        #expect((value < threshold) == (Float(value) < single))
      }
    }
    #expect(
      SingleRounding.threshold(for: 0) == -0.5 * Double(Float.leastNonzeroMagnitude)
        || SingleRounding.threshold(for: 0) == (-0.5 * Double(Float.leastNonzeroMagnitude)).nextUp)
  }

  @Test("A table's columns are found by name, and what is missing is named")
  func otherTables() throws {
    let rows = try SampleRows.table(300)
    var settings = BoostingSettings()
    settings.trees = 5
    let model = try BoostedTrees(training: rows, settings: settings).ensemble
    let table = rows.features
    let turned = try FeatureTable(
      names: table.names.reversed() + ["other"],
      columns: table.columns.reversed() + [table.columns[0]])
    #expect(try model.predictions(turned) == model.predictions(table))
    let poor = try FeatureTable(
      names: ["a", "x"], columns: Array(table.columns.prefix(2)))
    let error = #expect(throws: TreeEnsembleError.self) { try model.predictions(poor) }
    #expect(
      error?.description
        == "the model knows other features: missing are b, c, d, e; unknown to it are x")
  }

  @Test("Nothing is changed by saving: numbers, infinities, the bits of predictions")
  func saving() throws {
    // A feature that is missing or 1 makes a threshold of infinity: known values to the left.
    let x = (0..<100).map { $0 % 3 == 0 ? Double.nan : 1 }
    let rows = try TrainingRows(
      features: FeatureTable(names: ["x \"quoted\"\n"], columns: [x]),
      targets: x.map { $0.isNaN ? 1.0 / 3 : 0.1 })
    var settings = BoostingSettings()
    settings.trees = 3
    let model = try BoostedTrees(training: rows, settings: settings).ensemble
    #expect(model.nodes.contains { $0.threshold == .infinity })
    let again = try TreeEnsemble(saved: model.saved())
    #expect(again.nodes == model.nodes && again.features == model.features)
    #expect(again.prediction([.nan]) == model.prediction([.nan]))
    #expect(model.prediction([.nan]) > model.prediction([1]))
    #expect(again.prediction([1]) == model.prediction([1]))
  }
}
