import Experiments
import FactorySimulation
import Scenarios

/// Scenarios for the tests of this target.
enum Lines {
  /// Two stations, an inspection, and costs: a few milliseconds a replication.
  static let text = """
    fettle: 1
    name: Small line
    horizon: 8 h
    products:
      cup:
        release: saturated
        route:
          - mould
          - check: {finds: {void: 80 %}}
    stations:
      mould: {time: exponential 30 s, makes: {void: 2 %}}
      check: {buffer: 3, time: 25 s}
    costs: {downtime: {mould: 60 EUR/h}, scrap: 1 EUR/part, escape: 5 EUR/part}

    """

  /// A line whose rework fills it up until nothing can move.
  static let locking = """
    fettle: 1
    horizon: 8 h
    products:
      cup:
        release: saturated
        route:
          - mould
          - trim
          - check: {finds: {void: 100 %}, then: {void: back to trim}}
    stations:
      mould: {time: 10 s}
      trim:  {buffer: 2, time: 10 s, makes: {void: 90 %}}
      check: {buffer: 2, time: 10 s}

    """

  static func arm(
    _ name: String, _ changes: String..., text: String = text, settings: [String] = []
  ) throws -> Arm {
    let overrides = try changes.map { try Override(argument: $0) }
    return Arm(
      name: name,
      scenario: try ScenarioReader.read(text: text, name: "line", overrides: overrides),
      settings: settings)
  }

  /// The metrics of the small line.
  static var definitions: [MetricDefinition] {
    get throws { MetricTable(for: try arm("base").scenario.factory).definitions }
  }
}
