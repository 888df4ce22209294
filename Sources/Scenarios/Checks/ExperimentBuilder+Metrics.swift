import FactorySimulation

/// Metrics that an experiment names.
extension ExperimentBuilder {
  /// Checks that the metrics exist; only where the scenario is simulated is it known which do.
  ///
  /// What is only shown may be what one arm's rule alone has; what is judged by, every arm has with the scenario.
  mutating func checkMetrics(
    _ section: TreeSection, _ scenario: CheckedScenario, arms: [CheckedScenario]
  ) {
    guard let factory = scenario.factory else { return }
    var names = MetricTable(for: factory).definitions.map(\.name)
    let known = Set(names)
    var shown = known
    for arm in arms {
      guard let factory = arm.factory else { continue }
      names += MetricTable(for: factory).definitions.map(\.name).filter {
        shown.insert($0).inserted
      }
    }
    func check(_ place: Place, _ path: String, _ name: String, among known: Set<String>) {
      let plain = name.hasSuffix(".diff") ? String(name.dropLast(5)) : name
      guard !known.contains(plain) else { return }
      do throws(DetailMetricProblem) {
        if try DetailMetric(plain, of: factory) != nil { return }
      } catch {
        reading.error(place, path, error.description)
        return
      }
      if shown.contains(plain) {
        reading.error(
          place, path,
          "only some arms have \(quoted(plain)); show it by 'metrics', and judge by another")
        return
      }
      let meant = reading.nearest(plain, among: names)
      let hint = meant.map { "; did you mean '\($0)'?" } ?? "; `fettle metrics` lists them"
      reading.error(place, path, "there is no metric \(quoted(plain))\(hint)")
    }
    for key in ["minimise", "maximise", "metrics", "subject_to", "fail_if"] {
      guard let node = section[key] else { continue }
      let known = key == "metrics" ? shown : known
      for item in node.text == nil ? node.items : [node] {
        guard let value = item.value else { continue }
        if case .condition(let metric, _, _) = value.meaning {
          check(item.place, item.path, metric, among: known)
        } else {
          check(item.place, item.path, value.text, among: known)
        }
      }
    }
    for key in ["precision", "observed"] {
      for entry in section[key]?.entries ?? [] { check(entry.place, key, entry.name, among: known) }
    }
  }
}
