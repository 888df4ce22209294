import DataTables
import Scenarios

/// Writes a fab as a scenario and its tables.
struct AutoSchedFiles {
  let model: AutoSchedModel
  let name: String
  let options: ImportOptions
  let assumed: [String]
  let ignored: [String]

  /// The scenario, to be written into a folder.
  var scenario: ImportedScenario {
    var files = [ImportedScenario.File(path: ImportedScenario.fileName, text: text)]
    for route in model.routes {
      files.append(
        ImportedScenario.File(path: path(of: route), text: AutoSchedRouteTable(route, model).text))
    }
    for product in model.products {
      guard case .lots(let lots) = product.release else { continue }
      files.append(ImportedScenario.File(path: path(of: product), text: orderTable(lots)))
    }
    for family in used where !family.setups.isEmpty {
      files.append(ImportedScenario.File(path: path(of: family), text: setupTable(family)))
    }
    if !stops.isEmpty {
      files.append(ImportedScenario.File(path: "maintenance.csv", text: maintenanceTable))
    }
    return ImportedScenario(name: name, files: files, assumed: assumed, ignored: ignored)
  }

  private func path(of route: AutoSchedModel.Route) -> String { "routes/\(route.name).csv" }
  private func path(of product: AutoSchedModel.Product) -> String { "orders/\(product.name).csv" }
  private func path(of family: AutoSchedModel.Family) -> String { "setups/\(family.name).csv" }

  /// The tool groups that routes use.
  private var used: [AutoSchedModel.Family] {
    let used = Set(model.routes.flatMap { $0.operations.map(\.family) })
    return model.families.indices.filter { used.contains($0) }.map { model.families[$0] }
  }

  private var stops: [AutoSchedModel.Stop] {
    let names = Set(used.map(\.name))
    return model.stops.filter { names.contains($0.family) }
  }

  // MARK: - The scenario

  private var text: String {
    let machines = used.reduce(0) { $0 + $1.machineCount }
    var lines = [
      "# Written by 'fettle import autosched' from \(oneLine(name)).",
      "# \(model.routes.count) route\(model.routes.count == 1 ? "" : "s"), \(used.count) tool groups with "
        + "\(machines) machines, \(model.lotsInProcess) lots in process. A part is a lot.",
    ]
    lines += assumed.map { "# Assumed: " + oneLine($0) + "." }
    lines += ignored.map { "# Ignored: " + oneLine($0) + "." }
    let title =
      ScenarioTemplate.isName(name)
      ? name : "\"\(oneLine(name).filter { $0 != "\"" && $0 != "\\" })\""
    lines += [
      "fettle: 1", "name: \(title)", "start: \(model.start)",
      "horizon: \(options.horizon ?? "730 d")",
    ]
    lines += dispatch
    lines.append("products:")
    lines += model.products.map { "  \($0.name): {\(keys(of: $0))}" }
    lines.append("stations:")
    lines += used.map { "  \($0.name): {\(keys(of: $0))}" }
    if !stops.isEmpty { lines.append("maintenance: {table: maintenance.csv}") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func oneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
  }

  /// The rule of most tool groups is that of all, and others are named.
  private var dispatch: [String] {
    if let rule = options.rule { return ["dispatch: {default: \(rule)}"] }
    var counts: [[String]: Int] = [:]
    for family in used { counts[family.rule, default: 0] += 1 }
    let most =
      counts.max {
        ($0.value, $1.key.joined()) < ($1.value, $0.key.joined())
      }?.key ?? ["first come"]
    var lines = ["dispatch:", "  default: \(ImportRule(criteria: most))"]
    lines += used.filter { $0.rule != most }.map {
      "  \($0.name): \(ImportRule(criteria: $0.rule))"
    }
    return lines
  }

  private func keys(of product: AutoSchedModel.Product) -> String {
    var keys: [String] = []
    switch product.release {
    case .lots: keys.append("release: {orders: \(path(of: product))}")
    case .every(let interval, let first, let lots, let due):
      var release = ["every: \(interval.text)", "starting: \(AutoSchedNumber.text(first)) min"]
      if lots > 1 { release.append("lot: \(lots)") }
      if let due { release.append("due: \(AutoSchedNumber.text(due)) min") }
      keys.append("release: {\(release.joined(separator: ", "))}")
    }
    if product.priority > 0 { keys.append("priority: \(product.priority)") }
    keys.append("route: {table: \(path(of: model.routes[product.route]))}")
    return keys.joined(separator: ", ")
  }

  private func keys(of family: AutoSchedModel.Family) -> String {
    var keys = ["machines: \(family.machineCount)"]
    if family.loading > 0 { keys.append("load: \(AutoSchedNumber.text(family.loading)) min") }
    if family.unloading > 0 { keys.append("unload: \(AutoSchedNumber.text(family.unloading)) min") }
    if !family.setups.isEmpty { keys.append("setup_times: {table: \(path(of: family))}") }
    if family.minimumRun > 1 { keys.append("minimum_run: \(family.minimumRun)") }
    if !family.breakdowns.isEmpty {
      let failures = family.breakdowns.map { breakdown in
        let clock = breakdown.clock.map { ", clock: \($0)" } ?? ""
        return
          "\(breakdown.name): {after: \(breakdown.life.text), repair: \(breakdown.repair.text)\(clock)}"
      }
      keys.append("failures: {\(failures.joined(separator: ", "))}")
    }
    return keys.joined(separator: ", ")
  }

  // MARK: - Tables

  private func orderTable(_ lots: [AutoSchedModel.Lot]) -> String {
    var columns: [(name: String, cell: (AutoSchedModel.Lot) -> String)] = []
    if lots.contains(where: { !$0.name.isEmpty }) { columns.append(("order", { $0.name })) }
    columns.append(("release [min]", { AutoSchedNumber.text($0.release) }))
    if lots.contains(where: { $0.operation != nil }) {
      columns.append(("at", { $0.operation ?? "" }))
    }
    if lots.contains(where: { $0.due != nil }) {
      columns.append(("due [min]", { $0.due.map(AutoSchedNumber.text) ?? "" }))
    }
    columns.append(("priority", { "\($0.priority)" }))
    return table([columns.map(\.name)] + lots.map { lot in columns.map { $0.cell(lot) } })
  }

  private func setupTable(_ family: AutoSchedModel.Family) -> String {
    table(
      [["from", "to", "time [min]"]]
        + family.setups.map { [$0.from ?? "otherwise", $0.to, AutoSchedNumber.text($0.time)] })
  }

  private var maintenanceTable: String {
    var columns: [(name: String, cell: (AutoSchedModel.Stop) -> String)] = [
      ("rule", { $0.name }), ("of", { "\($0.family).*" }),
    ]
    if stops.contains(where: { if case .every = $0.interval { true } else { false } }) {
      columns.append(
        (
          "stop.every [min]",
          { if case .every(let time, _) = $0.interval { AutoSchedNumber.text(time) } else { "" } }
        ))
      columns.append(
        (
          "stop.first [min]",
          { if case .every(_, let first) = $0.interval { AutoSchedNumber.text(first) } else { "" } }
        ))
    }
    if stops.contains(where: { if case .afterParts = $0.interval { true } else { false } }) {
      columns.append(
        (
          "stop.after_parts",
          { if case .afterParts(let count, _) = $0.interval { "\(count)" } else { "" } }
        ))
      columns.append(
        (
          "stop.first_after",
          { if case .afterParts(_, let first) = $0.interval { "\(first)" } else { "" } }
        ))
    }
    columns += [("stop.staggered", { _ in "true" }), ("stop.takes", { $0.duration.text })]
    return table([columns.map(\.name)] + stops.map { stop in columns.map { $0.cell(stop) } })
  }

  private func table(_ rows: [[String]]) -> String {
    rows.map { DelimitedText.row($0) + "\n" }.joined()
  }
}
