import ArgumentParser
import Experiments
import Scenarios

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `fettle doctor`: check that this installation works.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check that this installation works: numbers, files, terminal.",
    discussion: "Exit status: 0 all is well · 1 something is not.")

  func run() async throws {
    var table = TextTable([.left, .left, .left])
    var isWell = true
    func row(_ what: String, _ good: Bool, _ detail: String) {
      table.add([good ? "ok" : "FAILED", what, detail])
      if !good { isWell = false }
    }
    row("version", true, "fettle \(FettleCommand.version)")
    let system = ProcessInfo.processInfo
    row(
      "machine", true,
      "\(system.operatingSystemVersionString), \(system.activeProcessorCount) processors")
    let (isRight, answer) = await knownAnswer()
    row("simulation", isRight, answer)
    let (isWritable, folder) = canWrite(to: Results.home)
    row("run folders", isWritable, folder)
    row(
      "terminal", true,
      Terminal.isInteractive ? "messages go to a screen" : "messages go to a file or pipe")
    try Output.print(table.text)
    if !isWell { throw ExitStatus.gateFailed }
  }

  /// Simulates a queue whose mean is known, and compares.
  private func knownAnswer() async -> (Bool, String) {
    let text = """
      fettle: 1
      warm_up: 2 d
      horizon: 60 d
      products: {part: {release: {every: exponential 100 s}, route: [server]}}
      stations: {server: {time: exponential 50 s}}
      """
    guard let scenario = try? ScenarioReader.read(text: text, name: "doctor") else {
      return (false, "a scenario of four lines cannot be read")
    }
    let plan = ExperimentPlan(
      arms: [Arm(name: "doctor", scenario: scenario)], seed: 1, replications: 10)
    guard let outcome = try? await plan.run(jobs: 2) else {
      return (false, "a queue cannot be simulated")
    }
    let summary = ExperimentSummary(of: outcome, plan: plan)
    guard let entry = summary.arms[0].entry("work_in_process"), let mean = entry.mean,
      let lower = entry.lower, let upper = entry.upper
    else { return (false, "a queue gives no result") }
    // M/M/1 at load 1/2 holds one customer in the mean; twice the half-width is beyond chance.
    let isRight = abs(mean - 1) < upper - lower
    return (
      isRight,
      "a queue of known length 1 is found to be \(NumberText.fixed(mean, decimals: 3))"
    )
  }

  private func canWrite(to folder: String) -> (Bool, String) {
    let name = ".fettle-doctor-\(ProcessInfo.processInfo.processIdentifier)"
    let files = FileManager.default
    let place = files.fileExists(atPath: folder) ? folder : "."
    let path = place + "/" + name
    guard files.createFile(atPath: path, contents: Data()) else {
      return (false, "cannot write to '\(place)'; give --out a folder that can be written to")
    }
    try? files.removeItem(atPath: path)
    return (true, "'\(place)' can be written to")
  }
}
