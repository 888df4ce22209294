import ScenarioMutations
import Scenarios
import TestSupport
import Testing

@Suite("Mutated scenarios and experiments")
struct MutationTests {
  static let rounds = 12_500

  @Test(
    "Every mutation reads or is refused with places, soon, and what is sound resolves to itself",
    .tags(.law), arguments: 1...8 as ClosedRange<UInt64>)
  func mutations(seed: UInt64) throws {
    let corpus = try Corpus(
      folders: ["scenarios", "Tests/Fixtures/paper", "Tests/Fixtures/simulated"],
      root: Repository.root, weight: { ExperimentReader.isExperiment(text: $0) ? 1 : 8 })
    #expect(corpus.documents.count >= 15)
    let run = MutationRun(corpus: corpus, rounds: MutationTests.rounds, seed: seed)
    let report = run.report(before: { _ in }, read: MutationTests.answer)
    #expect(report.problems.isEmpty, "\(report.problems.joined(separator: "\n\n"))")
    #expect(report.tried == MutationTests.rounds)
    // Mutations in names, comments and spare digits leave a sound text; were there none, or only
    // such, the test would show nothing.
    #expect(report.sound > report.tried / 50 && report.sound < report.tried * 4 / 5)
    #expect(report.resolved > report.tried / 100)
  }

  /// What the reader says of a text.
  @Sendable static func answer(_ text: String, _ files: [String: String]) -> ReaderAnswer {
    do throws(ScenarioFailure) {
      if ExperimentReader.isExperiment(text: text) {
        _ = try ExperimentReader.read(text: text, name: "mutated.yaml", files: files)
        return .sound(resolved: nil, tables: [:])
      }
      let checked = try ScenarioReader.check(text: text, name: "mutated.yaml", files: files)
      return .sound(
        resolved: checked.resolvedText,
        tables: Dictionary(
          uniqueKeysWithValues: checked.resolvedTables.map { ($0.name, $0.text) }))
    } catch {
      return .refused(
        error.diagnostics.map {
          ReaderAnswer.Finding(line: $0.line, column: $0.column, message: $0.message)
        })
    }
  }
}
