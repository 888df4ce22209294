import ArgumentParser
import Experiments
import Scenarios

/// `fettle validate`: check files without simulating.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check scenarios and experiments without simulating, and say what is wrong.",
    discussion: """
      All mistakes of a file are reported at once, each with its line and column. What is legal but \
      doubtful is a warning. A file may be right and ask for something that this version does not \
      simulate; that is said too, and is no mistake.

      Exit status: 0 all files are right · 65 one is not · 66 one is missing.

      Examples:
        fettle validate scenarios/stamping-line.yaml
        fettle validate scenarios/*.yaml --format json
      """)

  @Argument(
    help: "Scenarios and experiments, YAML files.", completion: .file(extensions: ["yaml", "yml"]))
  var files: [String]

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a value of each scenario first, such as stations.press.buffer=60; may be repeated.",
      valueName: "path=value"),
    completion: .custom(PathCompletion.factors))
  var changes: [String] = []

  @OptionGroup var includes: IncludeOptions

  @Option(help: "Print what is found as text or as json.")
  var format = OutputFormat.text

  @Flag(help: "Print the scenario with every default written out.")
  var resolved = false

  func validate() throws {
    if resolved, files.count > 1 || format == .json {
      throw ValidationError("--resolved prints one scenario as YAML; give a single file")
    }
  }

  func run() throws {
    var worst = ExitCode.success
    var findings: [Finding] = []
    var lines: [String] = []
    for file in files {
      do throws(ScenarioFailure) {
        let checked = try check(file)
        for warning in checked.warnings { tell(warning, as: warning.severity.rawValue, &findings) }
        for missing in checked.notSimulated { tell(missing, as: "not simulated", &findings) }
        if resolved {
          lines.append(checked.resolved)
        } else {
          lines.append("\(file): \(checked.verdict)")
        }
      } catch {
        for diagnostic in error.diagnostics {
          tell(diagnostic, as: diagnostic.severity.rawValue, &findings)
        }
        worst = ExitStatus.of(error)
      }
    }
    if format == .json {
      try Output.print(try Output.json(findings))
    } else if !lines.isEmpty {
      try Output.print(lines.joined(separator: "\n"))
    }
    if worst != .success { throw worst }
  }

  private struct Checked {
    var warnings: [Diagnostic]
    var notSimulated: [Diagnostic]
    var verdict: String
    var resolved: String
  }

  private func check(_ file: String) throws(ScenarioFailure) -> Checked {
    if ExperimentReader.isExperiment(path: file) {
      let experiment = try ExperimentReader.read(
        path: file, include: includes.include, models: Reading.models)
      return Checked(
        warnings: experiment.warnings, notSimulated: experiment.notSimulated,
        verdict: "a good experiment (\(experiment.kind.rawValue))",
        resolved: experiment.scenario.resolvedText)
    }
    var overrides: [Override] = []
    for change in changes { overrides.append(try Override(argument: change)) }
    let checked = try ScenarioReader.check(
      path: file, overrides: overrides, include: includes.include, models: Reading.models)
    return Checked(
      warnings: checked.warnings, notSimulated: checked.notSimulated,
      verdict: checked.factory == nil
        ? "a good scenario; this version does not simulate all of it" : "a good scenario",
      resolved: checked.resolvedText)
  }

  // MARK: - What is found

  private struct Finding: Encodable {
    var file: String
    var line: Int?
    var column: Int?
    var severity: String
    var path: String
    var message: String
  }

  private func tell(_ diagnostic: Diagnostic, as severity: String, _ findings: inout [Finding]) {
    findings.append(
      Finding(
        file: diagnostic.file, line: diagnostic.line, column: diagnostic.column, severity: severity,
        path: diagnostic.path, message: diagnostic.message))
    guard format == .text else { return }
    if severity == "not simulated" {
      var note = diagnostic
      note.severity = .note
      Terminal.printMessage(note.description)
    } else {
      Terminal.printMessage(diagnostic.textWithExcerpt)
    }
  }
}
