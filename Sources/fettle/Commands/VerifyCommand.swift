import ArgumentParser
import Experiments
import JSONDocuments
import Verification

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How thorough a verification is, by its name.
enum TierName: String, ExpressibleByArgument, CaseIterable {
  case quick
  case full

  var tier: VerificationTier { self == .quick ? .quick : .full }
}

/// `fettle verify`: compare Fettle with exact answers.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Simulate cases whose exact answers are known, and compare.",
    discussion: """
      Each case becomes an ordinary scenario (--show prints it) or a call of the library. An estimate \
      passes where it is within 4 standard errors of the answer; what fails is simulated once more \
      with the next seed, and must then pass. Exit status 1 if anything fails. Cases of families that \
      are not supported are listed and do not count.

      Examples:
        fettle verify queues.json
        fettle verify queues.json --tier full --results results.json
        fettle verify queues.json --only mm1-2 --seed 7
        fettle verify queues.json --show mm1-2 > mm1.yaml
      """)

  @Argument(
    help: "Files of cases, in JSON.", completion: .file(extensions: ["json"]))
  var files: [String]

  @Option(help: "A tenth of the recommended length (quick), or all of it (full).")
  var tier = TierName.quick

  @Option(
    help: ArgumentHelp(
      "Carry out only this case, or the cases of this family; may be repeated.", valueName: "id"))
  var only: [String] = []

  @OptionGroup var seeds: SeedOptions

  @OptionGroup var jobs: JobOptions

  @Option(
    help: ArgumentHelp(
      "Write estimates and standard errors to this file.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var results: String?

  @Option(help: "Print the comparison as text or as json.")
  var format = OutputFormat.text

  @Option(
    help: ArgumentHelp(
      "Simulate nothing: print the scenario of this case, which 'fettle run' takes.",
      valueName: "id"))
  var show: String?

  @OptionGroup var quietness: QuietOptions

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("give a file of cases") }
    if show != nil, !only.isEmpty || results != nil {
      throw ValidationError("--show simulates nothing; leave out --only and --results")
    }
  }

  func run() async throws {
    let cases = try readCases()
    let verification = Verification(tier: tier.tier, seed: seeds.seed, jobs: jobs.count)
    if let show {
      try printScenario(of: show, among: cases, verification)
      return
    }
    let chosen = try choose(among: cases)
    Interruption.watch()
    let found = await carryOut(chosen, verification)
    try report(found, of: chosen, verification)
  }

  // MARK: - Choosing

  private func readCases() throws -> [BatteryCase] {
    var cases: [BatteryCase] = []
    for file in files {
      do throws(BatteryFileError) {
        cases += try BatteryFile(path: file).cases
      } catch {
        Terminal.printMessage("\(error)")
        throw error.kind == .missing
          ? ExitStatus.inputMissing
          : error.kind == .unreadable ? ExitStatus.inputOutput : ExitStatus.badInput
      }
    }
    return cases
  }

  private func choose(among cases: [BatteryCase]) throws -> [BatteryCase] {
    for name in only where !cases.contains(where: { $0.id == name || $0.family == name }) {
      throw unknown(name, "--only")
    }
    return only.isEmpty
      ? cases : cases.filter { only.contains($0.id) || only.contains($0.family) }
  }

  private func unknown(_ name: String, _ option: String) -> ExitCode {
    Terminal.printMessage(
      "error: \(option) \(name): no case of \(files.joined(separator: ", ")) is called so")
    return ExitStatus.usage
  }

  private func printScenario(
    of id: String, among cases: [BatteryCase], _ verification: Verification
  ) throws {
    guard let battery = cases.first(where: { $0.id == id }) else { throw unknown(id, "--show") }
    let text: String?
    do throws(CaseProblem) {
      text = try verification.scenario(of: battery)
    } catch {
      Terminal.printMessage("error: \(id) is not modelled: \(error)")
      throw ExitStatus.badInput
    }
    guard let text else {
      Terminal.printMessage("error: \(id) is not a factory: it is carried out by the library")
      throw ExitStatus.badInput
    }
    try Output.print(String(text.dropLast()))
  }

  // MARK: - Carrying out

  /// Carries out the cases; as far as it comes before it is interrupted.
  private func carryOut(
    _ cases: [BatteryCase], _ verification: Verification
  ) async -> [CaseResult] {
    let report = VerificationReport(cases)
    var found: [CaseResult] = []
    for (index, battery) in cases.enumerated() {
      if Interruption.isRequested { break }
      let label = "\(battery.id) (\(index + 1) of \(cases.count)): "
      let progress = ProgressLine(isQuiet: quietness.quiet, label: label)
      let result = await verification.result(
        of: battery, isInterrupted: { Interruption.isRequested },
        progress: { progress.show($0, of: $1) })
      progress.finish()
      guard let result else { break }
      found.append(result)
      if format == .text {
        // A reader who leaves early is told of at the end.
        try? Terminal.printResult(report.text(of: result, isFirst: index == 0))
      }
    }
    return found
  }

  private func report(
    _ found: [CaseResult], of cases: [BatteryCase], _ verification: Verification
  ) throws {
    let isPartial = found.count < cases.count
    var writing: ExitCode?
    if let results {
      let text = JSONValue.scores(of: found).written() + "\n"
      if !FileManager.default.createFile(atPath: results, contents: Data(text.utf8)) {
        Terminal.printMessage("error: cannot write \(results)")
        writing = ExitStatus.inputOutput
      }
    }
    switch format {
    case .text:
      try Output.print(
        VerificationReport.closing(found, planned: cases.count, verification))
    case .json:
      try Output.print(
        JSONValue.report(of: found, by: verification, isPartial: isPartial).written())
    }
    if isPartial {
      Terminal.printMessage(
        "interrupted: \(found.count) of \(cases.count) cases were finished")
      throw Interruption.exitCode
    }
    if let writing { throw writing }
    if found.contains(where: \.isFailure) { throw ExitStatus.gateFailed }
    let isUnsupported = found.allSatisfy { result in
      if case .unsupported = result.outcome { true } else { false }
    }
    if !only.isEmpty, isUnsupported { throw ExitStatus.badInput }
  }
}
