import DataTables

/// The table of a route: a row for each operation, and a column for each key that one of them has.
struct RouteTable {
  private let route: ShopRoute
  private let shop: Shop

  init(_ route: ShopRoute, _ shop: Shop) {
    self.route = route
    self.shop = shop
  }

  var text: String {
    let operations = route.operations
    let unit = shop.timeUnit.rawValue
    var columns: [(name: String, cell: (ShopOperation) -> String)] = [
      ("at", { shop.stations[$0.station].name })
    ]
    if operations.contains(where: { $0.time != nil }) {
      columns.append(("time [\(unit)]", { $0.time?.text ?? "" }))
    }
    for machine in machines {
      columns.append(
        (
          "times.\(machine) [\(unit)]",
          { operation in
            operation.times.first { $0.machine == machine }?.time.text ?? ""
          }
        ))
    }
    if operations.contains(where: { $0.setup != nil }) {
      columns.append(("setup", { $0.setup ?? "" }))
    }
    if operations.contains(where: { $0.family != nil }) {
      columns += [
        ("family", { $0.family ?? "" }),
        ("batch.same", { $0.family == nil ? "" : "family" }),
        ("batch.at_least", { $0.family == nil ? "" : "\($0.leastBatch)" }),
        ("batch.at_most", { $0.family == nil ? "" : "\($0.largestBatch)" }),
      ]
    }
    var text = DelimitedText.row(["operation"] + columns.map(\.name)) + "\n"
    for (number, operation) in operations.enumerated() {
      text += DelimitedText.row(["op_\(number + 1)"] + columns.map { $0.cell(operation) }) + "\n"
    }
    return text
  }

  /// The machines that times name, in the order of their stations.
  private var machines: [String] {
    let named = Set(route.operations.flatMap { $0.times.map(\.machine) })
    return shop.stations.flatMap(\.machines).filter { named.contains($0) }
  }
}
