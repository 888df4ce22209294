import ArgumentParser
import Experiments
import FactoryModel
import FactorySimulation
import Scenarios
import SimulationStatistics

/// `fettle explain`: why a station is idle.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a station is idle: what it waits for, with 95 % intervals.",
    discussion: """
      The scenario is simulated, and each wait of the station's machines is followed to where it \
      ends: to a station that is failed, off shift or at work, or to the release of parts. Shares \
      are of the station's machine time.

      Examples:
        fettle explain scenarios/stamping-line.yaml deburr
        fettle explain line.yaml press --set stations.press.buffer=80 --format json
      """)

  @Argument(help: "The scenario, a YAML file.", completion: .file(extensions: ["yaml", "yml"]))
  var scenario: String

  @Argument(help: "The station.")
  var station: String

  @OptionGroup var set: ChangeOptions

  @Option(
    name: [.customShort("n"), .long], help: "How many independent replications to run.")
  var replications = 20

  @OptionGroup var seeds: SeedOptions

  @OptionGroup var jobs: JobOptions

  @Option(help: "How many causes to show.")
  var top = 10

  @Option(help: "Print the causes as text or as json.")
  var format = OutputFormat.text

  @OptionGroup var includes: IncludeOptions

  @OptionGroup var quietness: QuietOptions

  func validate() throws {
    if replications < 2 {
      throw ValidationError("--replications is \(replications); intervals need 2 at least")
    }
    if top < 1 { throw ValidationError("--top is \(top); at least 1 is needed") }
  }

  func run() async throws {
    let read = try Reading.scenario(scenario, changes: set.changes, include: includes.include)
    if !quietness.quiet { Reading.printWarnings(of: [read]) }
    let factory = read.factory
    guard let index = factory.stations.firstIndex(where: { $0.name == station }) else {
      let names = factory.stations.map(\.name)
      let hint =
        NearestName.of(station, among: names).map { "did you mean '\($0)'?" }
        ?? "there are \(names.joined(separator: ", "))"
      Terminal.printMessage("error: the scenario has no station '\(station)'; \(hint)")
      throw ExitStatus.badInput
    }
    guard factory.clock == .events else {
      Terminal.printMessage(
        "\(scenario): error: nothing is followed from machine to machine where time goes in slots; "
          + "the metrics of stations say how long each is starved and blocked")
      throw ExitStatus.badInput
    }
    let findings = try await study(factory, index)
    switch format {
    case .text:
      try Output.print(
        ExplanationReport(
          factory: factory, station: index, findings: findings, top: top,
          replications: replications, seed: seeds.seed
        ).text)
    case .json:
      try Output.print(
        try Output.json(findings.map { Row($0, factory) }))
    }
  }

  private func study(_ factory: Factory, _ index: Int) async throws -> [IdlenessStudy.Finding] {
    let study = IdlenessStudy(
      factory: factory, station: index, seed: seeds.seed, replications: replications,
      jobs: jobs.count)
    let progress = ProgressLine(isQuiet: quietness.quiet)
    let total = replications
    Interruption.watch()
    let findings: [IdlenessStudy.Finding]
    do throws(ReplicationFailure) {
      findings = try await study.run(
        isInterrupted: { Interruption.isRequested }, progress: { progress.show($0, of: total) })
      progress.finish()
    } catch {
      progress.finish()
      Terminal.printMessage("\(scenario): error: \(error.sentence(in: factory))")
      throw ExitStatus.badInput
    }
    if Interruption.isRequested {
      Terminal.printMessage("interrupted; nothing is said of some of the replications")
      throw Interruption.exitCode
    }
    return findings
  }

  private struct Row: Encodable {
    var effect: String
    var cause: String
    var share: Double
    var lower: Double?
    var upper: Double?

    init(_ finding: IdlenessStudy.Finding, _ factory: Factory) {
      effect = finding.cause.effect.rawValue
      cause = ExplanationReport.words(for: finding.cause.reason, in: factory)
      share = finding.share.mean
      lower = finding.share.lower
      upper = finding.share.upper
    }
  }
}
