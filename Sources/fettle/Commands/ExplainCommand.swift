import ArgumentParser
import Experiments
import FactoryModel
import FactorySimulation
import Scenarios
import SimulationStatistics

/// `fettle explain`: what holds a factory up, and why a station is idle.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say which stations hold a factory up, or why a station is idle.",
    discussion: """
      Without a station: for how much of the time each station is the bottleneck, which is the one \
      with the longest uninterrupted active period. While the periods of two overlap, the \
      bottleneck shifts from one to the other; this time counts for both.

      With a station: each wait of its machines is followed to where it ends, to a station that \
      is failed, off shift or at work, or to the release of parts. Shares are of the station's \
      machine time.

      Examples:
        fettle explain scenarios/transfer-line.yaml
        fettle explain scenarios/stamping-line.yaml deburr
        fettle explain line.yaml press --set stations.press.buffer=80 --format json
      """)

  @Argument(help: "The scenario, a YAML file.", completion: .file(extensions: ["yaml", "yml"]))
  var scenario: String

  @Argument(help: "The station (default: what holds the factory up).")
  var station: String?

  @OptionGroup var set: ChangeOptions

  @Option(
    name: [.customShort("n"), .long], help: "How many independent replications to run.")
  var replications = 20

  @OptionGroup var seeds: SeedOptions

  @OptionGroup var jobs: JobOptions

  @Option(help: "How many causes, or stations, to show.")
  var top = 10

  @Option(help: "Print them as text or as json.")
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
    guard factory.clock == .events else {
      Terminal.printMessage(
        "\(scenario): error: nothing is followed from machine to machine where time goes in slots; "
          + "the metrics of stations say how long each is starved and blocked")
      throw ExitStatus.badInput
    }
    if let station {
      try await explain(try index(of: station, in: factory), of: factory)
    } else {
      try await findBottlenecks(of: factory)
    }
  }

  private func index(of station: String, in factory: Factory) throws -> Int {
    if let index = factory.stations.firstIndex(where: { $0.name == station }) { return index }
    let names = factory.stations.map(\.name)
    let hint =
      NearestName.of(station, among: names).map { "did you mean '\($0)'?" }
      ?? "there are \(names.joined(separator: ", "))"
    Terminal.printMessage("error: the scenario has no station '\(station)'; \(hint)")
    throw ExitStatus.badInput
  }

  private func explain(_ station: Int, of factory: Factory) async throws {
    let study = IdlenessStudy(
      factory: factory, station: station, seed: seeds.seed, replications: replications,
      jobs: jobs.count)
    let findings = try await carryOut(factory) { (progress) async throws(ReplicationFailure) in
      try await study.run(isInterrupted: { Interruption.isRequested }, progress: progress)
    }
    switch format {
    case .text:
      try Output.print(
        ExplanationReport(
          factory: factory, station: station, findings: findings, top: top,
          replications: replications, seed: seeds.seed
        ).text)
    case .json: try Output.print(try Output.json(findings.map { Row($0, factory) }))
    }
  }

  private func findBottlenecks(of factory: Factory) async throws {
    let study = BottleneckStudy(
      factory: factory, seed: seeds.seed, replications: replications, jobs: jobs.count)
    let findings = try await carryOut(factory) { (progress) async throws(ReplicationFailure) in
      try await study.run(isInterrupted: { Interruption.isRequested }, progress: progress)
    }
    switch format {
    case .text:
      try Output.print(
        BottleneckReport(
          factory: factory, findings: findings, heldUpBy: study.heldUp(by: findings), top: top,
          replications: replications, seed: seeds.seed
        ).text)
    case .json: try Output.print(try Output.json(findings.map { StationRow($0, factory) }))
    }
  }

  /// Carries a study out, with progress; ends where it is interrupted or cannot go on.
  private func carryOut<Finding: Sendable>(
    _ factory: Factory,
    _ study: (_ progress: @escaping @Sendable (Int) -> Void) async throws(ReplicationFailure) ->
      [Finding]
  ) async throws -> [Finding] {
    let progress = ProgressLine(isQuiet: quietness.quiet)
    let total = replications
    Interruption.watch()
    let findings: [Finding]
    do throws(ReplicationFailure) {
      findings = try await study { progress.show($0, of: total) }
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

  private struct StationRow: Encodable {
    var station: String
    var share: Double
    var lower: Double?
    var upper: Double?
    var alone: Double
    var shifting: Double
    var activePeriod: Double?
    var starved: Double
    var blocked: Double
    var coverage: Double

    init(_ finding: BottleneckStudy.Finding, _ factory: Factory) {
      station = factory.stations[finding.station].name
      (share, lower, upper) = (finding.share.mean, finding.share.lower, finding.share.upper)
      (alone, shifting) = (finding.alone, finding.shifting)
      activePeriod = finding.activePeriod.map { $0 / 60 }
      (starved, blocked) = (finding.starved, finding.blocked)
      coverage = finding.coverage
    }
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
