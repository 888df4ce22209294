import ParallelWork
import Testing
import TreeEnsembles

@Suite("Forests")
struct ForestTests {
  @Test(
    "A forest learns, and is the same for any number of jobs",
    arguments: ForestSettings.Kind.allCases)
  func jobs(kind: ForestSettings.Kind) async throws {
    let rows = try SampleRows.table(1_000)
    var settings = ForestSettings()
    settings.kind = kind
    settings.trees = 40
    settings.featureShare = 0.8
    let forest = try await TreeEnsemble.forest(training: rows, settings: settings)
    let again = try await TreeEnsemble.forest(
      training: rows, settings: settings, work: SideBySide(jobs: 3))
    #expect(forest.saved() == again.saved())
    // Targets have a variance near 8.3 + 2.25; that of a forest's errors is a small part of it.
    #expect(try SampleRows.error(forest, on: SampleRows.table(1_000, ordinal: 1)) < 0.8)
  }

  @Test("Extra trees without limits give back the targets that they have learned from")
  func exact() async throws {
    let rows = try SampleRows.table(200, missing: 0)
    var settings = ForestSettings()
    settings.kind = .extraTrees
    settings.trees = 7
    settings.featureShare = 1
    let forest = try await TreeEnsemble.forest(training: rows, settings: settings)
    // Each row has a leaf of its own. Sums of 7 values in units of 2^-40 and finer.
    #expect(try SampleRows.error(forest, on: rows) < 1e-20)
  }

  @Test(
    "Of targets 0 and 1, predictions are probabilities, and leaves have the rows they must have")
  func probabilities() async throws {
    let sample = try SampleRows.table(1_000)
    let rows = try TrainingRows(
      features: sample.features, targets: sample.targets.map { $0 > 6 ? 1 : 0 })
    var settings = ForestSettings()
    settings.trees = 30
    settings.minimumLeafRows = 5
    let forest = try await TreeEnsemble.forest(training: rows, settings: settings)
    let predictions = try forest.predictions(rows.features)
    // Means of 0 and 1, in units of 2^-40 and finer.
    #expect(predictions.allSatisfy { $0 >= -1e-9 && $0 <= 1 + 1e-9 })
    for (node, cover) in zip(forest.nodes, forest.covers) where node.kind == .leaf {
      #expect(cover >= 5)
    }
  }
}
