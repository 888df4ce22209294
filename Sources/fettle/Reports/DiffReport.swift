import Experiments

/// The text that `fettle diff` prints.
struct DiffReport {
  var comparison: RunComparison

  var text: String {
    ["\(comparison.first) → \(comparison.second)", scenarios, method, metrics]
      .joined(separator: "\n\n")
  }

  private var hasSeveralArms: Bool { comparison.scenarios.count > 1 }

  private var scenarios: String {
    var lines: [String] = []
    for scenario in comparison.scenarios {
      let arm = hasSeveralArms ? "\(scenario.arm): " : ""
      if scenario.changes.isEmpty { lines.append("\(arm)the scenarios are the same") }
      for change in scenario.changes {
        switch (change.first, change.second) {
        case (let first?, let second?):
          lines.append("\(arm)\(change.path): \(first) → \(second)")
        case (let first?, nil): lines.append("\(arm)\(change.path): \(first) → nothing")
        case (nil, let second): lines.append("\(arm)\(change.path): nothing → \(second ?? "")")
        }
      }
    }
    return lines.joined(separator: "\n")
  }

  private var method: String {
    switch comparison.method {
    case .paired: "compared pair by pair: the same seed and replications in both"
    case .independent:
      "compared as independent (Welch): the seeds or the replications are not the same"
    }
  }

  private var metrics: String {
    var table = TextTable(
      [.left, .left] + (hasSeveralArms ? [.left] : []) + [.right, .right, .left, .left])
    table.add(
      ["", ""] + (hasSeveralArms ? ["arm"] : [])
        + ["first", "second", "difference, 95 % interval", "in % of the first"])
    for entry in comparison.metrics {
      var cells = [entry.metric, entry.unit == "1" ? "" : entry.unit]
      if hasSeveralArms { cells.append(entry.arm) }
      let halfWidth: Double? =
        if let lower = entry.lower, let upper = entry.upper { (upper - lower) / 2 } else { nil }
      let decimals = NumberText.decimals(mean: entry.first, halfWidth: halfWidth)
      cells += [entry.first, entry.second].map { NumberText.fixed($0, decimals: decimals) }
      if let lower = entry.lower, let upper = entry.upper {
        cells.append(lower == 0 && upper == 0 ? "0" : IntervalText.ends(lower, upper))
        if entry.first != 0, entry.unit != "1" {
          let part = 100 * entry.difference / abs(entry.first)
          let width = 100 * (halfWidth ?? 0) / abs(entry.first)
          cells.append(
            NumberText.fixed(part, decimals: NumberText.decimals(mean: part, halfWidth: width))
              + " %")
        }
      }
      table.add(cells)
    }
    return table.text
  }
}
