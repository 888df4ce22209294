import Scenarios

/// Turns the tables of a model into a fab, and checks that they agree.
struct AutoSchedReader {
  let tables: AutoSchedTables
  /// What the tables do not say and was chosen.
  private(set) var assumed: [String] = []
  /// What the tables say and the scenario does not.
  var ignored: [String]

  init(_ tables: AutoSchedTables) {
    self.tables = tables
    ignored = tables.ignored
  }

  /// The fab.
  mutating func model(_ options: ImportOptions) throws(ImportFailure) -> AutoSchedModel {
    var families = try families()
    let groups = FamilyIndex(families, tables[.tools])
    let ways = try ways()
    let orders = try orders()
    let lots = try lotsInProcess(orders)
    var routes: [AutoSchedModel.Route] = []
    var indices: [RouteKey: Int] = [:]
    let steps = try routeSteps(groups)
    let sizes = Set((orders.map(\.key) + lots.map(\.key)).map(\.pieces))
    for key in orders.map(\.key) + lots.map(\.key) where indices[key] == nil {
      let place = orders.first { $0.key == key }?.place ?? lots.first { $0.key == key }?.place
      indices[key] = routes.count
      routes.append(
        try route(key, place, steps, families, ways, sizes: sizes))
    }
    try addSetups(to: &families, steps)
    try addBreakdowns(to: &families, groups)
    let start = orders.map(\.start).min() ?? lots.compactMap(\.start).min()
    var model = AutoSchedModel(
      start: start?.text ?? "2026-01-05 00:00", families: families, routes: routes, products: [],
      stops: [], lotsInProcess: lots.count)
    let origin = start?.minutes ?? 0
    var names = SafeNames()
    for order in orders {
      model.products.append(
        try product(order, indices[order.key] ?? 0, origin, &names))
    }
    model.products += try products(of: lots, indices, routes, origin, &names)
    let lotSize = orders.first?.key.pieces ?? lots.first?.key.pieces ?? 1
    model.stops = try stops(groups, families, lotSize: lotSize)
    noteUnused(families, routes, options)
    return model
  }

  /// A part and the pieces of its lots.
  struct RouteKey: Hashable {
    var part: String
    var pieces: Int
  }

  mutating func assume(_ text: String) {
    if !assumed.contains(text) { assumed.append(text) }
  }

  mutating func ignore(_ text: String) {
    if !ignored.contains(text) { ignored.append(text) }
  }

  // MARK: - Cells

  /// A number, 0 at least, in a cell; `nil` where it is empty.
  func number(
    _ table: TabTable, _ row: TabTable.Row, _ column: String, _ what: String
  ) throws(ImportFailure) -> Double? {
    guard let cell = table.cell(row, column) else { return nil }
    return try table.source.amount(cell, what).value
  }

  /// A whole number, `least` at least, in a cell; `nil` where it is empty.
  ///
  /// `25.0` is one.
  func whole(
    _ table: TabTable, _ row: TabTable.Row, _ column: String, _ what: String, least: Int = 0,
    most: Int = 1_000_000
  ) throws(ImportFailure) -> Int? {
    guard let cell = table.cell(row, column) else { return nil }
    return try whole(table, cell, what, least: least, most: most)
  }

  func whole(
    _ table: TabTable, _ cell: SourceText.Word, _ what: String, least: Int = 0,
    most: Int = 1_000_000
  ) throws(ImportFailure) -> Int {
    guard let value = Amount(cell.text)?.value, value == value.rounded(), abs(value) < 1e9 else {
      throw table.source.failure(
        at: cell, "'\(cell.text)' is not a whole number; expected \(what)")
    }
    guard value >= Double(least) else {
      throw table.source.failure(
        at: cell, "\(cell.text) is not possible; \(what) is \(least) at least")
    }
    guard value <= Double(most) else {
      throw table.source.failure(
        at: cell, "\(cell.text) is not possible; \(what) is \(most) at most")
    }
    return Int(value)
  }

  /// The minutes of a unit in a cell; minutes where nothing is written.
  func unit(
    _ table: TabTable, _ row: TabTable.Row, _ column: String
  ) throws(ImportFailure) -> Double {
    guard let cell = table.cell(row, column) else { return 1 }
    guard let minutes = AutoSchedUnit.minutes(cell.text) else {
      throw table.source.failure(
        at: cell, "'\(cell.text)' is no unit of time; expected sec, min, hr, day or week")
    }
    return minutes
  }

  /// A time in minutes; `nil` where its cell is empty.
  func minutes(
    _ table: TabTable, _ row: TabTable.Row, _ column: String, _ unitColumn: String, _ what: String
  ) throws(ImportFailure) -> Double? {
    guard let number = try number(table, row, column, what) else { return nil }
    return number * (try unit(table, row, unitColumn))
  }

  /// A time that varies; `nil` where its cell is empty.
  ///
  /// The columns are those of the distribution, the mean, the range and the unit.
  func time(
    _ table: TabTable, _ row: TabTable.Row,
    _ columns: (family: String, mean: String, second: String, unit: String), _ what: String
  ) throws(ImportFailure) -> AutoSchedTime? {
    guard let mean = try number(table, row, columns.mean, what) else { return nil }
    let unit = try unit(table, row, columns.unit)
    let second = try number(table, row, columns.second, "the range of \(what)") ?? 0
    var family = AutoSchedTime.Family.constant
    if let cell = table.cell(row, columns.family) {
      guard let known = AutoSchedTime.Family(rawValue: cell.text.lowercased()) else {
        throw table.source.failure(
          at: cell,
          "the distribution '\(cell.text)' is not known; there are constant, uniform, exponential and "
            + "normal")
      }
      family = known
    }
    if family == .uniform, second > 2 * mean, let cell = table.cell(row, columns.second) {
      throw table.source.failure(
        at: cell,
        "a range of \(cell.text) about a mean of \(AutoSchedNumber.text(mean)) goes below 0; make it at most "
          + "twice the mean")
    }
    return AutoSchedTime(family, mean: mean * unit, second: second * unit)
  }

  /// A date in a cell; `nil` where it is empty.
  func date(
    _ table: TabTable, _ row: TabTable.Row, _ column: String
  ) throws(ImportFailure) -> AutoSchedDate? {
    guard let cell = table.cell(row, column) else { return nil }
    guard let date = AutoSchedDate(cell.text) else {
      throw table.source.failure(
        at: cell, "'\(cell.text)' is no date; expected month/day/year, such as 01/31/18 07:30:00")
    }
    return date
  }

  /// A name that is not there, with the one that was probably meant.
  static func missing(
    _ kind: String, _ cell: SourceText.Word, among names: [String], _ place: String
  ) -> String {
    let meant = NearestName.of(cell.text, among: names).map { "; did you mean '\($0)'?" }
    return
      "there is no \(kind) '\(cell.text)' in \(place)\(meant ?? "; add it there or correct the name")"
  }

  /// The names of the files of tables, for messages.
  func files(_ kind: AutoSchedTables.Kind) -> String {
    let names = tables[kind].map { InstanceText.lastPart($0.source.name) }
    guard let first = names.first else { return "any table" }
    return names.count > 2
      ? "\(first) and \(names.count - 1) more" : names.joined(separator: " and ")
  }
}

/// Tool groups by the names that the tables use.
struct FamilyIndex {
  private var families: [String: Int] = [:]
  private var groups: [String: [Int]] = [:]
  private var machines: [String: Int] = [:]

  init(_ families: [AutoSchedModel.Family], _ tables: [TabTable]) {
    for (index, family) in families.enumerated() {
      self.families[family.source] = index
      if let group = family.group { groups[group, default: []].append(index) }
    }
    for table in tables {
      for row in table.rows {
        guard let machine = table.cell(row, "STN"), let family = table.cell(row, "STNFAM") else {
          continue
        }
        machines[machine.text] = self.families[family.text]
      }
    }
  }

  var names: [String] { families.keys.sorted() }

  func family(_ name: String) -> Int? { families[name] }

  /// The families that a kind of resource and a name mean; `nil` for an unknown name.
  func families(_ kind: String, _ name: String) -> [Int]? {
    switch kind {
    case "stngrp": groups[name]
    case "stnfam": families[name].map { [$0] }
    case "stn": machines[name].map { [$0] }
    default: nil
    }
  }

  /// The names of a kind of resource.
  func names(_ kind: String) -> [String] {
    switch kind {
    case "stngrp": groups.keys.sorted()
    case "stn": machines.keys.sorted()
    default: names
    }
  }
}
