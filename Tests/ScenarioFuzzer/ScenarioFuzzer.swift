import Foundation
import ScenarioMutations
import Scenarios

/// Reads mutated scenarios and experiments for as long as it is told.
///
///     swift run -c release ScenarioFuzzer [rounds [seed]]
///
/// The text that is tried stands in `fuzzed-input.yaml` in the temporary folder, so that a crash
/// leaves its cause.
@main
struct ScenarioFuzzer {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst().map { UInt64($0) }
    guard arguments.count <= 2, !arguments.contains(nil) else {
      print("usage: ScenarioFuzzer [rounds [seed]], two whole numbers")
      exit(64)
    }
    let rounds = Int(clamping: (arguments.first ?? nil) ?? 10_000)
    let seed = (arguments.dropFirst().first ?? nil) ?? 1
    let root = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let corpus = try Corpus(
      folders: ["scenarios", "Tests/Fixtures/paper", "Tests/Fixtures/simulated"], root: root,
      weight: { ExperimentReader.isExperiment(text: $0) ? 1 : 8 })
    let file = FileManager.default.temporaryDirectory.appending(path: "fuzzed-input.yaml")
    print("\(corpus.documents.count) texts, \(rounds) rounds, seed \(seed); input in \(file.path)")

    let clock = ContinuousClock()
    let start = clock.now
    let run = MutationRun(corpus: corpus, rounds: rounds, seed: seed)
    let report = try run.report(
      before: { input in
        // Files that were mutated belong to the input.
        let changed =
          corpus.documents.first { $0.path == input.path }?.files
          .filter { input.files[$0.name] != $0.text } ?? []
        let more = changed.map { "\n# file \($0.name):\n\(input.files[$0.name] ?? "")" }
        try Data((input.text + more.joined()).utf8).write(to: file)
      },
      read: { ReaderAnswer.of($0, files: $1) })
    let time = clock.now - start
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18

    for problem in report.problems { print("PROBLEM \(problem)\n") }
    let rate = Int(Double(report.tried) / max(seconds, 1e-9))
    print("read \(report.tried) texts in \(Int(seconds)) s, \(rate) a second")
    print("sound \(report.sound), of which \(report.resolved) resolved and read again")
    print("slowest \(Int(report.slowest * 1_000)) ms")
    if let peak = PeakMemory.megabytes() { print("peak memory \(Int(peak)) MB") }
    exit(report.problems.isEmpty ? 0 : 1)
  }
}
