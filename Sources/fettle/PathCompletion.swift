import FactoryModel
import FactorySimulation
import Scenarios

/// What a shell may put after an option that takes the path of a factor, a metric or a component.
///
/// The scenario is whichever word before ends in `.yaml` or `.yml`; where it cannot be read, nothing
/// is offered.
enum PathCompletion {
  /// Factors' paths, each with the sign that a value follows.
  @Sendable static func factors(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    guard let path = scenario(in: words), let checked = try? ScenarioReader.check(path: path) else {
      return []
    }
    return checked.factors.map { $0.path + "=" }.filter { $0.hasPrefix(prefix) }
  }

  /// Metrics' names.
  @Sendable static func metrics(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    guard let path = scenario(in: words), let read = try? ScenarioReader.read(path: path) else {
      return []
    }
    return MetricTable(for: read.factory).definitions.map(\.name).filter { $0.hasPrefix(prefix) }
  }

  /// Components' names, with their stations.
  @Sendable static func components(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    guard let path = scenario(in: words), let read = try? ScenarioReader.read(path: path) else {
      return []
    }
    return read.factory.stations.flatMap { station in
      station.components.map { "\(station.name).\($0.name)" }
    }.filter { $0.hasPrefix(prefix) }
  }

  private static func scenario(in words: [String]) -> String? {
    words.dropFirst().first { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
  }
}
