import Experiments
import FactorySimulation
import Scenarios
import TestSupport

/// Arms for the tests of this target.
enum Lines {
  static func arm(
    _ name: String, _ changes: String..., text: String = SampleLine.small, settings: [String] = []
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
