import DataTables
import Scenarios

/// Writes a shop as a scenario and its tables.
struct ShopFiles {
  let shop: Shop
  /// The file from which it came, and the command's word for its format.
  let origin: (file: String, format: String)

  private var unit: String { shop.timeUnit.rawValue }

  /// The scenario, to be written into a folder.
  ///
  /// - Parameter source: The text from which it came, for the message where nothing is left of it.
  /// - Returns: The scenario.
  /// - Throws: ``ImportFailure`` where nothing takes any time.
  func scenario(of source: SourceText) throws(ImportFailure) -> ImportedScenario {
    guard !shop.products.isEmpty else {
      throw source.failure(
        line: 1, column: 1, "no operation of '\(shop.name)' takes any time; give the times of work")
    }
    var files = [ImportedScenario.File(path: ImportedScenario.fileName, text: text)]
    for route in shop.routes {
      files.append(ImportedScenario.File(path: path(of: route), text: RouteTable(route, shop).text))
    }
    for product in shop.products {
      guard case .orders(let orders) = product.release, orders.count > 1 else { continue }
      files.append(ImportedScenario.File(path: path(of: product), text: orderTable(orders)))
    }
    for station in shop.stations where !station.setups.isEmpty {
      files.append(ImportedScenario.File(path: path(of: station), text: setupTable(station)))
    }
    return ImportedScenario(
      name: shop.name, files: files, assumed: shop.assumed, ignored: shop.ignored)
  }

  private func path(of route: ShopRoute) -> String { "routes/\(route.name).csv" }
  private func path(of product: ShopProduct) -> String { "orders/\(product.name).csv" }
  private func path(of station: ShopStation) -> String { "setups/\(station.name).csv" }

  // MARK: - The scenario

  private var text: String {
    var lines = ["# Written by 'fettle import \(origin.format)' from \(oneLine(origin.file))."]
    lines += shop.remarks.map { "# " + oneLine($0) }
    lines += shop.assumed.map { "# Assumed: " + oneLine($0) + "." }
    lines += shop.ignored.map { "# Ignored: " + oneLine($0) + "." }
    lines += [
      "fettle: 1", "name: \(nameText)", "horizon: \(shop.horizon)",
      "dispatch: {default: \(shop.rule)}", "products:",
    ]
    lines += shop.products.map { "  \($0.name): {\(keys(of: $0))}" }
    lines.append("stations:")
    lines += shop.stations.map { "  \($0.name): {\(keys(of: $0))}" }
    lines += maintenance
    return lines.joined(separator: "\n") + "\n"
  }

  private func oneLine(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
  }

  private var nameText: String {
    guard !ScenarioTemplate.isName(shop.name) else { return shop.name }
    let plain = oneLine(shop.name).filter { $0 != "\"" && $0 != "\\" }
    return "\"\(plain)\""
  }

  private func keys(of product: ShopProduct) -> String {
    var keys: [String] = []
    switch product.release {
    case .orders(let orders) where orders.count == 1:
      keys.append("release: {orders: [{\(self.keys(of: orders[0]))}]}")
    case .orders: keys.append("release: {orders: \(path(of: product))}")
    case .every(let interval, let due):
      let due = due.map { ", due: {after_release: \($0)}" } ?? ""
      keys.append("release: {every: \(interval)\(due)}")
    }
    if let priority = product.priority { keys.append("priority: \(priority)") }
    keys.append("route: {table: \(path(of: shop.routes[product.route]))}")
    return keys.joined(separator: ", ")
  }

  private func keys(of order: ShopOrder) -> String {
    var keys: [String] = []
    if let name = order.name { keys.append("order: \(name)") }
    keys.append("release: \(order.release.text) \(unit)")
    if let due = order.due { keys.append("due: \(due.text) \(unit)") }
    if let priority = order.priority { keys.append("priority: \(priority)") }
    return keys.joined(separator: ", ")
  }

  private func keys(of station: ShopStation) -> String {
    var keys: [String] = []
    if !station.machines.isEmpty {
      keys.append("machines: [\(station.machines.joined(separator: ", "))]")
    } else if station.machineCount > 1 {
      keys.append("machines: \(station.machineCount)")
    }
    if let choice = station.machineChoice, max(station.machineCount, station.machines.count) > 1 {
      keys.append("free_machine: \(choice)")
    }
    if !station.setups.isEmpty {
      if let setup = station.setupAtStart { keys.append("setup_at_start: \(setup)") }
      keys.append(
        "setup_times: {table: \(path(of: station)), otherwise: 0 \(shop.timeUnit.rawValue)}")
    }
    return keys.joined(separator: ", ")
  }

  /// Machines that are not there from the start: each stands once, from the start.
  private var maintenance: [String] {
    var rules: [String] = []
    for station in shop.stations {
      for (machine, time) in station.readyAt {
        // The interval is longer than any run: it happens once.
        rules.append(
          "  \(machine)_arrives: {of: \(station.name).\(machine), "
            + "stop: {first: 0 s, every: 1000 yr, takes: \(time.text) \(unit)}}")
      }
    }
    guard !rules.isEmpty else { return [] }
    return ["# Machines that come later stand still until then.", "maintenance:"] + rules
  }

  // MARK: - Tables

  private func orderTable(_ orders: [ShopOrder]) -> String {
    var columns: [(name: String, cell: (ShopOrder) -> String)] = []
    if orders.contains(where: { $0.name != nil }) { columns.append(("order", { $0.name ?? "" })) }
    columns.append(("release [\(unit)]", { $0.release.text }))
    if orders.contains(where: { $0.due != nil }) {
      columns.append(("due [\(unit)]", { $0.due?.text ?? "" }))
    }
    if orders.contains(where: { $0.priority != nil }) {
      columns.append(("priority", { $0.priority.map { "\($0)" } ?? "" }))
    }
    return table([columns.map(\.name)] + orders.map { order in columns.map { $0.cell(order) } })
  }

  private func setupTable(_ station: ShopStation) -> String {
    table(
      [["from", "to", "time [\(unit)]"]] + station.setups.map { [$0.from, $0.to, $0.time.text] })
  }

  private func table(_ rows: [[String]]) -> String {
    rows.map { DelimitedText.row($0) + "\n" }.joined()
  }
}
