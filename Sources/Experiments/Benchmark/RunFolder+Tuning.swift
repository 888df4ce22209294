import Optimization

/// The points that were tried for the arms of a benchmark.
extension RunFolder {
  /// One row a point, in the order in which they were tried: `tuning.csv`.
  func tuningText() -> String {
    var paths: [String] = []
    for path in tunings.compactMap(\.self).flatMap(\.paths) where !paths.contains(path) {
      paths.append(path)
    }
    var text = CommaSeparated.line(
      ["arm", "stage", "replications"] + paths + ["objective", "half_width", "violation"])
    for (name, tuning) in zip(outcome.names, tunings) {
      guard let tuning else { continue }
      for point in tuning.tried {
        let values = paths.map { path in
          tuning.paths.firstIndex(of: path).map { point.values[$0] } ?? ""
        }
        text += CommaSeparated.line(
          [name, point.stage.rawValue, "\(point.replications)"] + values
            + [point.objective, point.halfWidth].map { $0.map { "\($0)" } ?? "" }
            + ["\(point.violation)"])
      }
    }
    return text
  }
}
