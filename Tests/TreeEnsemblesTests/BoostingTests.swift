import Foundation
import TestDraws
import Testing
import TreeEnsembles

@Suite("Boosted trees")
struct BoostingTests {
  @Test("One question on six rows, worked by hand")
  func byHand() throws {
    // Base: the mean, 5. Left of 3.5 the gradients are 4, 4, 4, right of it -4, -4, -4. With λ = 1 the
    // leaves are -12/4 = -3 and 3; the gain is 12²/4 + 12²/4 - 0 = 72; half of each with a rate of 0.5.
    let rows = try TrainingRows(
      features: FeatureTable(names: ["x"], columns: [[1, 2, 3, 4, 5, 6]]),
      targets: [1, 1, 1, 9, 9, 9])
    var settings = BoostingSettings()
    settings.trees = 1
    settings.maximumDepth = 1
    settings.learningRate = 0.5
    let model = try BoostedTrees(training: rows, settings: settings).ensemble
    #expect(model.baseScores == [5])
    #expect(model.nodes.count == 3)
    #expect(model.nodes[0].threshold == 3.5)
    #expect(model.nodes[1].threshold == -1.5 && model.nodes[2].threshold == 1.5)
    #expect(model.gains[0] == 72 && model.covers == [6, 3, 3])
    #expect(model.prediction([3.4]) == 3.5 && model.prediction([3.5]) == 6.5)
  }

  @Test("Logistic loss: base and leaf of one question, worked by hand")
  func logisticByHand() throws {
    // A quarter are 1: base ln(1/3), gradient p - y = 1/4 or -3/4, hessian 3/16. Left of 3.5 there is no
    // failure: -(3/4) / (9/16) = -4/3; right of it (3/4) / (3/16) = 4, with λ = 0.
    let rows = try TrainingRows(
      features: FeatureTable(names: ["x"], columns: [[1, 2, 3, 4]]), targets: [0, 0, 0, 1])
    var settings = BoostingSettings()
    settings.objective = .logistic
    settings.trees = 1
    settings.learningRate = 1
    settings.maximumDepth = 1
    settings.l2 = 0
    settings.minimumChildHessian = 0
    let model = try BoostedTrees(training: rows, settings: settings).ensemble
    // Slopes are whole multiples of 2^-36 and finer.
    #expect(abs(model.baseScores[0] - log(1.0 / 3)) < 1e-12)
    #expect(abs(model.nodes[1].threshold + 4.0 / 3) < 1e-9)
    #expect(abs(model.nodes[2].threshold - 4) < 1e-9)
    #expect(abs(model.prediction([4]) - 1 / (1 + 3 * exp(-4))) < 1e-9)
  }

  @Test("A missing value that says something finds its side")
  func missing() throws {
    let rows = try SampleRows.table(2_000)
    var settings = BoostingSettings()
    settings.trees = 100
    settings.learningRate = 0.1
    let model = try BoostedTrees(training: rows, settings: settings).ensemble
    // The noise has a variance of 0.01; without the missing values' 5, it would be 0.09 · 25 more.
    #expect(try SampleRows.error(model, on: SampleRows.table(2_000, ordinal: 1)) < 0.15)
    let known = model.prediction([0.5, 0.5, 0.5, 0.5, 0.5])
    #expect(abs(model.prediction([0.5, .nan, 0.5, 0.5, 0.5]) - known - 5) < 0.5)
    // What says nothing gains next to nothing.
    #expect(model.importances[4] < 0.01 && model.importances[0] > 0.5)
    #expect(abs(model.importances.reduce(0, +) - 1) < 1e-12)
  }

  @Test("The leaves of the pinball loss are quantiles", arguments: [0.1, 0.5, 0.9])
  func quantile(level: Double) throws {
    // Two groups, far apart: the predictions are the quantiles of each.
    var draws = Draws("two groups")
    let group = (0..<2_000).map { Double($0 % 2) }
    let targets = group.map { 100 * $0 + draws.exponential() }
    var settings = BoostingSettings()
    settings.objective = .quantile(level)
    settings.learningRate = 0.5
    settings.trees = 30
    settings.maximumDepth = 2
    let rows = try TrainingRows(
      features: FeatureTable(names: ["group"], columns: [group]), targets: targets)
    let model = try BoostedTrees(training: rows, settings: settings).ensemble
    for side in [0.0, 1.0] {
      let own = zip(group, targets).filter { $0.0 == side }.map(\.1).sorted()
      let wanted = own[Int((level * Double(own.count)).rounded(.up)) - 1]
      // Half of the way each time: 2^-30 of 100 is left.
      #expect(abs(model.prediction([side]) - wanted) < 1e-6)
    }
  }

  @Test("The number of trees is that with the smallest loss on the validation part")
  func earlyStopping() throws {
    var settings = BoostingSettings()
    settings.trees = 500
    settings.learningRate = 0.3
    settings.patience = 10
    let fit = try BoostedTrees(
      training: SampleRows.table(300, noise: 2), settings: settings,
      validation: SampleRows.table(300, ordinal: 1, noise: 2))
    let losses = fit.validationLosses
    let best = try #require(losses.indices.min { losses[$0] < losses[$1] })
    #expect(fit.ensemble.treeCount == best + 1)
    #expect(losses.count == best + 11)
    let error = try SampleRows.error(fit.ensemble, on: SampleRows.table(300, ordinal: 1, noise: 2))
    #expect(abs(error / 2 - losses[best]) < 1e-9 * error)
  }

  @Test("A row of weight 2 counts as two rows")
  func weights() throws {
    var draws = Draws("weights")
    let values = (0..<200).map { _ in Double(draws.index(below: 40)) }
    let targets = values.map { $0 * $0 / 100 + draws.normal() }
    let twice = (0..<200).filter { $0 % 3 == 0 }
    var settings = BoostingSettings()
    settings.trees = 20
    let weighted = try BoostedTrees(
      training: TrainingRows(
        features: FeatureTable(names: ["x"], columns: [values]), targets: targets,
        weights: targets.indices.map { $0 % 3 == 0 ? 2 : 1 }), settings: settings
    ).ensemble
    let repeated = try BoostedTrees(
      training: TrainingRows(
        features: FeatureTable(names: ["x"], columns: [values + twice.map { values[$0] }]),
        targets: targets + twice.map { targets[$0] }), settings: settings
    ).ensemble
    for value in 0..<40 {
      let x = [Double(value)]
      // Sums of some hundred numbers near 10 in other orders.
      #expect(abs(weighted.prediction(x) - repeated.prediction(x)) < 1e-9)
    }
  }

  @Test("Predictions rise with a feature that is said to raise them")
  func monotone() throws {
    let rows = try SampleRows.table(1_000, noise: 3)
    var settings = BoostingSettings()
    settings.trees = 60
    settings.monotone = ["a": 1, "c": -1]
    let model = try BoostedTrees(training: rows, settings: settings).ensemble
    var draws = Draws("monotone")
    for _ in 0..<200 {
      var row = (0..<5).map { _ in draws.uniform() }
      for (feature, sign) in [(0, 1.0), (2, -1.0)] {
        var last = -Double.infinity
        for step in 0...50 {
          row[feature] = Double(step) / 50
          let next = sign * model.prediction(row)
          #expect(next >= last - 1e-9)
          last = next
        }
      }
    }
  }

  @Test("Trees have as many leaves and questions as they may, and leaves as many rows as they must")
  func limits() throws {
    let rows = try SampleRows.table(1_000)
    var settings = BoostingSettings()
    settings.trees = 5
    settings.maximumDepth = 20
    settings.maximumLeaves = 9
    settings.minimumChildRows = 30
    settings.learningRate = 1
    let model = try BoostedTrees(training: rows, settings: settings).ensemble
    #expect(model.nodes.count == 5 * 17)
    for (node, cover) in zip(model.nodes, model.covers) where node.kind == .leaf {
      #expect(cover >= 30)
    }
    // The splits that gain most come first, so each tree of fewer leaves is the top of one with more.
    settings.maximumLeaves = 3
    let small = try BoostedTrees(training: rows, settings: settings).ensemble
    #expect(small.nodes[0] == model.nodes[0])
  }

  @Test("The same seed gives the same trees to the bit, another one others")
  func seeds() throws {
    let rows = try SampleRows.table(500)
    var settings = BoostingSettings()
    settings.trees = 10
    settings.rowShare = 0.5
    settings.featureShare = 0.6
    let one = try BoostedTrees(training: rows, settings: settings).ensemble
    #expect(try BoostedTrees(training: rows, settings: settings).ensemble.saved() == one.saved())
    settings.seed = 2
    let other = try BoostedTrees(training: rows, settings: settings).ensemble
    #expect(other.saved() != one.saved())
    let both = try BoostedTrees.ensembles(training: rows, settings: settings, seeds: [1, 2])
    #expect(both.map { $0.saved() } == [one.saved(), other.saved()])
  }
}
