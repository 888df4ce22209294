import ArgumentParser
import Experiments
import FactoryModel
import FactorySimulation
import Reports
import Scenarios

/// `fettle replay`: write a page that plays a stretch of a run.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Write a page that plays a stretch of a run: the factory as it goes.",
    discussion: """
      The page lays the factory out along its routes and plays what happened: machines by their \
      state, buffers filling, wear, crews, stores and customers. It is one file that any browser \
      opens, without a network. One replication is simulated again for it, as the run itself did. \
      The same run gives the same page.

      Examples:
        fettle replay runs/stamping-line-492d --open
        fettle replay runs/stamping-line-492d --from '6 wk' --to '7 wk'
        fettle replay runs/dies-0b1c --arm by_age --replication 3 --out by-age.html
      """)

  @Argument(
    help: ArgumentHelp("The folder of a run.", valueName: "run"), completion: .directory)
  var folder: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where to write the page, instead of replay.html in the run's folder.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var out: String?

  @Flag(help: "Open the page in the browser.")
  var open = false

  @Option(
    help: ArgumentHelp(
      "Which arm of a comparison, or point of a sweep (default: the first).", valueName: "name"))
  var arm: String?

  @Option(help: "Which replication, from 0 on.")
  var replication = 0

  @Option(
    help: ArgumentHelp(
      "When the replay begins, after the start of the simulation, such as '6 wk' (default: when the "
        + "warm-up ends).", valueName: "time"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "When it ends, after the start of the simulation (default: 30 days later, or with the run).",
      valueName: "time"))
  var to: String?

  @Option(help: "Print the page's path as text or as json.")
  var format = OutputFormat.text

  func validate() throws {
    if let out, out.isEmpty { throw ValidationError("--out needs the name of a file") }
    if replication < 0 {
      throw ValidationError("--replication is \(replication); they count from 0")
    }
  }

  func run() throws {
    let stored = try Reading.run(folder)
    let arm = try chosenArm(of: stored)
    let scenario = try Reading.scenario(
      stored.path + "/" + stored.scenarioFiles[arm], models: Reading.namedModels)
    let replay = try replay(of: stored, arm, scenario)
    let path = out ?? stored.path + "/" + RunFolder.replayName
    let page = replay.html(version: FettleCommand.version, command: command(stored.path))
    try Output.write(page, to: path) {
      "cannot write the replay '\(path)': \($0); choose another place with --out"
    }
    try Output.print(format == .json ? Output.json(["replay": path]) : path)
    if open { try Browser.open(path) }
  }

  private func replay(of stored: StoredRun, _ arm: Int, _ scenario: Scenario) throws -> Replay {
    let factory = scenario.factory
    guard factory.clock == .events else {
      throw refused("time goes in slots in this scenario; a replay needs one that goes by events")
    }
    let last = factory.warmUp + factory.horizon
    let start = try from.map { try time($0, "--from") } ?? factory.warmUp
    let end = try to.map { try time($0, "--to") }
    guard start < last else {
      throw refused(
        "--from is \(NumberText.duration(start)), and the run ends after "
          + "\(NumberText.duration(last)); give a time before that", ExitStatus.usage)
    }
    if let end, end <= start {
      throw refused(
        "--to is \(NumberText.duration(end)), not after \(NumberText.duration(start)), where the "
          + "replay begins", ExitStatus.usage)
    }
    do throws(SimulationFailure) {
      return try Replay(
        of: ReplayStretch(of: factory, from: start, until: end), in: stored, arm: arm,
        scenario: scenario, replication: replication)
    } catch {
      throw refused("this version of Fettle cannot simulate the run again: \(error.explanation)")
    }
  }

  private func chosenArm(of stored: StoredRun) throws -> Int {
    guard let arm else { return 0 }
    let names = stored.summary.arms.map(\.arm)
    if let index = names.firstIndex(of: arm) { return index }
    throw refused(
      "--arm is '\(arm)'; the run has \(names.prefix(8).joined(separator: ", "))"
        + (names.count > 8 ? " and \(names.count - 8) more" : ""), ExitStatus.usage)
  }

  /// A time in seconds, 0 included.
  private func time(_ text: String, _ option: String) throws -> Double {
    if let quantity = try? Quantity.parse(text), quantity.dimension == .time,
      quantity.value >= 0, quantity.value.isFinite
    {
      return quantity.value
    }
    throw refused(
      "\(option) is '\(text)'; expected a time after the start, such as '6 wk'", ExitStatus.usage)
  }

  private func refused(_ message: String, _ status: ExitCode = ExitStatus.badInput) -> ExitCode {
    Terminal.printMessage("error: \(message)")
    return status
  }

  /// The command as it stands in the page: the same wherever the page is written to.
  private func command(_ path: String) -> [String] {
    var words = ["fettle", "replay", path.split(separator: "/").last.map(String.init) ?? path]
    if let arm { words += ["--arm", arm] }
    if replication > 0 { words += ["--replication", "\(replication)"] }
    if let from { words += ["--from", "'\(from)'"] }
    if let to { words += ["--to", "'\(to)'"] }
    return words
  }
}
