import ArgumentParser
import Experiments
import FactorySimulation
import Scenarios

/// `fettle metrics`: what a run of a scenario reports.
struct MetricsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "List what a run of a scenario reports, with units and definitions.",
    discussion: """
      These names go into --precision, --fail-if, experiments and the files of a run folder.

      Examples:
        fettle metrics scenarios/stamping-line.yaml
        fettle metrics line.yaml stations.press --format json
      """)

  @Argument(
    help: "The scenario, a YAML file.", completion: .file(extensions: ["yaml", "yml"]))
  var scenario: String

  @Argument(help: "Show only metrics whose names begin so.")
  var prefix: String?

  @OptionGroup var changes: ChangeOptions
  @OptionGroup var includes: IncludeOptions

  @Option(help: "Print the list as text or as json.")
  var format = OutputFormat.text

  func run() throws {
    let factory = try Reading.scenario(
      scenario, changes: changes.changes, include: includes.include, models: Reading.namedModels
    ).factory
    let definitions = MetricTable(for: factory).definitions.filter { definition in
      prefix.map { definition.name.hasPrefix($0) } ?? true
    }
    guard format == .text else {
      try Output.print(try Output.json(definitions.map(Row.init)))
      return
    }
    guard !definitions.isEmpty else {
      Terminal.printMessage("no metric begins with '\(prefix ?? "")'")
      return
    }
    var table = TextTable([.left, .left, .left, .left])
    table.add(["metric", "unit", "better", "definition"])
    for definition in definitions {
      table.add([
        definition.name, definition.unit, definition.better.rawValue,
        definition.definition + (definition.standard.map { " (\($0))" } ?? ""),
      ])
    }
    try Output.print(table.text)
  }

  private struct Row: Encodable {
    var metric: String
    var unit: String
    var better: String
    var definition: String
    var standard: String?

    init(_ definition: MetricDefinition) {
      metric = definition.name
      unit = definition.unit
      better = definition.better.rawValue
      self.definition = definition.definition
      standard = definition.standard
    }
  }
}
