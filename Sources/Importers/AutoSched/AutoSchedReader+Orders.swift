/// Lots that enter, and lots that are there at the start.
extension AutoSchedReader {
  /// A line of the order table.
  struct Order {
    var key: RouteKey
    var name: String
    var start: AutoSchedDate
    var priority: Int
    var interval: AutoSchedTime?
    var repeats: Int?
    var lots: Int
    var due: AutoSchedDate?
    var place: (source: SourceText, cell: SourceText.Word)
  }

  /// A lot of the table of work in process.
  struct LotInProcess {
    var key: RouteKey
    var name: String
    var priority: Int
    var step: Int
    var stepCell: SourceText.Word
    var due: AutoSchedDate?
    /// When the table says that it started, where the orders do not say when the run does.
    var start: AutoSchedDate?
    var place: (source: SourceText, cell: SourceText.Word)
  }

  /// The most lots of an order that are written one by one.
  private static let mostLots = 10_000
  /// An order that repeats for so long does so for ever: ten years, in minutes.
  private static let longTime = 10 * 525_600.0

  func orders() throws(ImportFailure) -> [Order] {
    var orders: [Order] = []
    let needed =
      tables[.wip].isEmpty ? try tables.required(.orders, "which lots enter") : tables[.orders]
    for table in needed {
      for row in table.rows {
        let name = try table.required(row, "LOT", "the name of the lots")
        let part = try table.required(row, "PART", "the part")
        guard let start = try date(table, row, "START") else {
          throw table.source.failure(
            at: name, "the order has no START; write when its first lot enters")
        }
        let due = try date(table, row, "DUE")
        if let due, due <= start, let cell = table.cell(row, "DUE") {
          throw table.source.failure(at: cell, "the lots are due before they enter (START)")
        }
        orders.append(
          Order(
            key: RouteKey(part: part.text, pieces: try pieces(table, row)), name: name.text,
            start: start, priority: try whole(table, row, "PRIOR", "a priority") ?? 0,
            interval: try time(
              table, row, ("RDIST", "REPEAT", "REPEAT2", "RUNITS"), "the time between lots"),
            repeats: try whole(
              table, row, "RPT#", "how often the order repeats", most: 999_999_999),
            lots: try whole(table, row, "LOTSPERRPT", "how many lots enter together", least: 1)
              ?? 1,
            due: due, place: (table.source, part)))
      }
    }
    return orders
  }

  private func pieces(_ table: TabTable, _ row: TabTable.Row) throws(ImportFailure) -> Int {
    try whole(table, row, "PIECES", "the number of pieces", least: 1) ?? 1
  }

  /// The lots in process; where their table does not say how large they are, they are as those of the orders.
  func lotsInProcess(_ orders: [Order]) throws(ImportFailure) -> [LotInProcess] {
    var lots: [LotInProcess] = []
    for table in tables[.wip] {
      for row in table.rows {
        let name = try table.required(row, "LOT", "the name of the lot")
        let part = try table.required(row, "PART", "the part")
        let step = try table.required(row, "CURSTEP", "the step that is next")
        let usual = orders.first { $0.key.part == part.text }?.key.pieces
        let own = try pieces(table, row)
        let size = table.cell(row, "PIECES") == nil ? usual ?? own : own
        lots.append(
          LotInProcess(
            key: RouteKey(part: part.text, pieces: size), name: name.text,
            priority: try whole(table, row, "PRIOR", "a priority") ?? 0,
            step: try whole(table, step, "a step's number"), stepCell: step,
            due: try date(table, row, "DUE"), start: try date(table, row, "START"),
            place: (table.source, part)))
      }
    }
    return lots
  }

  // MARK: - Products

  /// The product of a line of the order table; `origin` is when the run begins, in minutes as dates count them.
  mutating func product(
    _ order: Order, _ route: Int, _ origin: Double, _ names: inout SafeNames
  ) throws(ImportFailure) -> AutoSchedModel.Product {
    let first = order.start.minutes - origin
    let due = order.due.map { $0.minutes - order.start.minutes }
    var product = AutoSchedModel.Product(
      name: names.name(for: order.name, else: "lots"), route: route, priority: order.priority,
      release: .lots([]))
    // Without a number an order repeats for ever, as it does for any run where the number is large; else its lots
    // are written one by one.
    let repeats = order.interval == nil ? 1 : order.repeats
    guard let interval = order.interval, interval.mean > 0,
      repeats.map({ Double($0) * interval.mean > AutoSchedReader.longTime }) ?? true
    else {
      if let repeats, repeats * order.lots > AutoSchedReader.mostLots {
        throw order.place.source.failure(
          at: order.place.cell,
          "\(repeats) repetitions of the order '\(order.name)' are too many to be written one by one; leave RPT# "
            + "empty, so that it repeats for ever")
      }
      let mean = order.interval?.mean ?? 0
      if let family = order.interval?.family, family != .constant {
        assume("lots of '\(order.name)', of which there are few, enter at even intervals")
      }
      let lots = (0..<max(1, repeats ?? 1)).flatMap { number in
        (0..<order.lots).map { _ in
          let release = first + Double(number) * mean
          return AutoSchedModel.Lot(
            name: "", release: release, due: due.map { release + $0 }, priority: order.priority)
        }
      }
      product.release = .lots(lots)
      return product
    }
    product.release = .every(interval, first: first, lots: order.lots, due: due)
    return product
  }

  /// A product of the lots in process of each part: its orders begin in the middle of the route.
  mutating func products(
    of lots: [LotInProcess], _ indices: [RouteKey: Int], _ routes: [AutoSchedModel.Route],
    _ origin: Double, _ names: inout SafeNames
  ) throws(ImportFailure) -> [AutoSchedModel.Product] {
    var products: [AutoSchedModel.Product] = []
    var places: [RouteKey: Int] = [:]
    var late = 0
    for lot in lots {
      guard let route = indices[lot.key] else { continue }
      let operations = routes[route].operations
      guard let operation = operations.first(where: { $0.number == lot.step }) else {
        let numbers = "\(operations.first?.number ?? 0) to \(operations.last?.number ?? 0)"
        throw lot.place.source.failure(
          at: lot.stepCell,
          "no lot of '\(lot.key.part)' does a step \(lot.step); the steps of its route are \(numbers)"
        )
      }
      let due = lot.due.map { $0.minutes - origin }
      if let due, due < 0 { late += 1 }
      let place =
        places[lot.key]
        ?? {
          products.append(
            AutoSchedModel.Product(
              name: names.name(for: "wip_" + routes[route].name, else: "wip"), route: route,
              priority: 0, release: .lots([])))
          return products.count - 1
        }()
      places[lot.key] = place
      guard case .lots(var own) = products[place].release else { continue }
      own.append(
        AutoSchedModel.Lot(
          name: SafeNames.label(lot.name), release: 0, operation: operation.name,
          due: due.map { max(0, $0) }, priority: lot.priority))
      products[place].release = .lots(own)
    }
    if late > 0 {
      assume("lots in process that should be finished already are due at the start: \(late)")
    }
    return products
  }
}
