import FactorySimulation

/// Metrics that an experiment names.
extension ExperimentBuilder {
  /// Checks that the metrics exist; only where the scenario is simulated is it known which do.
  mutating func checkMetrics(_ section: TreeSection, _ scenario: CheckedScenario) {
    guard let factory = scenario.factory else { return }
    let names = MetricTable(for: factory).definitions.map(\.name)
    let known = Set(names)
    func check(_ place: Place, _ path: String, _ name: String) {
      let plain = name.hasSuffix(".diff") ? String(name.dropLast(5)) : name
      guard !known.contains(plain) else { return }
      do throws(DetailMetricProblem) {
        if try DetailMetric(plain, of: factory) != nil { return }
      } catch {
        reading.error(place, path, error.description)
        return
      }
      let meant = reading.nearest(plain, among: names)
      let hint = meant.map { "; did you mean '\($0)'?" } ?? "; `fettle metrics` lists them"
      reading.error(place, path, "there is no metric \(quoted(plain))\(hint)")
    }
    for key in ["minimise", "maximise", "metrics", "subject_to", "fail_if"] {
      guard let node = section[key] else { continue }
      for item in node.text == nil ? node.items : [node] {
        guard let value = item.value else { continue }
        if case .condition(let metric, _, _) = value.meaning {
          check(item.place, item.path, metric)
        } else {
          check(item.place, item.path, value.text)
        }
      }
    }
    for key in ["precision", "observed"] {
      for entry in section[key]?.entries ?? [] { check(entry.place, key, entry.name) }
    }
  }
}
