extension ScenarioModel {
  /// The file, with comments that say what it is for and what its metrics are called in the battery.
  func commented(_ battery: BatteryCase, _ verification: Verification) -> String {
    let replications = (battery.plan?.replications ?? 1) * replicationsEach
    var lines = [
      "# \(battery.id) of the family \(battery.family); one unit of time is one minute.",
      "# The \(verification.tier.rawValue) tier: fettle run FILE -n \(replications) "
        + "--seed \(verification.seed)",
      "# What a run does not report by itself, --metric NAME asks for.",
      "#",
    ]
    let width = formulas.map(\.name.count).max() ?? 0
    for (name, formula) in formulas {
      let padding = String(repeating: " ", count: width - name.count)
      lines.append("# \(name)\(padding) = \(formula)")
    }
    return lines.joined(separator: "\n") + "\n" + text.yaml
  }
}
