import ArgumentParser
import Experiments
import Scenarios

/// `fettle factors`: what of a scenario may be moved.
struct FactorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "factors",
    abstract: "List what of a scenario may be changed by --set, experiments and the timeline.",
    discussion: """
      A live factor may also move while the simulation runs. A rule, such as \
      maintenance.dies.replace, may be swapped as a whole.

      Examples:
        fettle factors scenarios/stamping-line.yaml
        fettle factors line.yaml stations.press --live
      """)

  @Argument(
    help: "The scenario, a YAML file.", completion: .file(extensions: ["yaml", "yml"]))
  var scenario: String

  @Argument(help: "Show only paths that begin so.")
  var prefix: String?

  @Flag(help: "Show only factors that may move while the simulation runs.")
  var live = false

  @OptionGroup var includes: IncludeOptions

  @Option(help: "Print the list as text or as json.")
  var format = OutputFormat.text

  func run() throws {
    let checked = try Reading.checked(scenario, include: includes.include)
    let factors = checked.factors.filter { factor in
      (!live || factor.isLive) && (prefix.map { factor.path.hasPrefix($0) } ?? true)
    }
    guard format == .text else {
      try Output.print(try Output.json(factors.map(Row.init)))
      return
    }
    guard !factors.isEmpty else {
      Terminal.printMessage("no factor \(prefix.map { "begins with '\($0)'" } ?? "may move")")
      return
    }
    var table = TextTable([.left, .left, .left, .left])
    table.add(["factor", "value", "", "meaning"])
    for factor in factors {
      let value = factor.value.count > 40 ? String(factor.value.prefix(39)) + "…" : factor.value
      let range = factor.range.map { " (\($0))" } ?? ""
      table.add([factor.path, value, factor.isLive ? "live" : "", factor.meaning + range])
    }
    try Output.print(table.text)
  }

  private struct Row: Encodable {
    var path: String
    var value: String
    var takes: String
    var live: Bool
    var range: String?
    var meaning: String

    init(_ factor: Factor) {
      path = factor.path
      value = factor.value
      takes = factor.takes
      live = factor.isLive
      range = factor.range
      meaning = factor.meaning
    }
  }
}
