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
    let report = run.report(before: { _ in }, read: { ReaderAnswer.of($0, files: $1) })
    #expect(report.problems.isEmpty, "\(report.problems.joined(separator: "\n\n"))")
    #expect(report.tried == MutationTests.rounds)
    // Mutations in names, comments and spare digits leave a sound text; were there none, or only
    // such, the test would show nothing.
    #expect(report.sound > report.tried / 50 && report.sound < report.tried * 4 / 5)
    #expect(report.resolved > report.tried / 100)
  }
}
