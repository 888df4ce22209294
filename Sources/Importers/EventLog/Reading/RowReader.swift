import Scenarios
import DataTables

/// Reads the rows of a log.
struct RowReader {
  let table: DelimitedTable
  let map: EventLogMap
  let places: [String: Int]
  let file: String
  var problems: [Diagnostic] = []
  private var orders: [String: Int] = [:]
  private var activities: [String: Int] = [:]
  private var machines: [String: Int] = [:]
  private var withoutMachine: [(report: Int, activity: Int)] = []
  private var counts = (incomplete: 0, backwards: 0, otherKind: 0, quantities: 0)

  init(table: DelimitedTable, map: EventLogMap, places: [String: Int], file: String) {
    self.table = table
    self.map = map
    self.places = places
    self.file = file
  }

  private func text(_ use: String, _ row: Int) -> String {
    guard let column = places[use] else { return "" }
    var text = table.text(row: row, column: column)[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  mutating func readAll(into log: inout EventLog, mostProblems: Int) {
    for row in 0..<table.rowCount where problems.count < mostProblems { read(row, into: &log) }
    guard problems.isEmpty else { return }
    fillMachines(of: &log)
    log.reports = log.reports.enumerated().sorted {
      ($0.element.start, $0.element.end, $0.offset) < ($1.element.start, $1.element.end, $1.offset)
    }.map(\.element)
    func add(_ count: Int, _ one: String, _ many: String) {
      if count > 0 { log.notes.append(count == 1 ? "1 row \(one)" : "\(count) rows \(many)") }
    }
    add(
      counts.incomplete, "lacks an order, an activity, a start or an end and is left out",
      "lack an order, an activity, a start or an end and are left out")
    add(
      counts.backwards, "ends before it begins and is left out",
      "end before they begin and are left out")
    add(
      counts.otherKind, "is of a kind that the map does not name and is left out",
      "are of kinds that the map does not name and are left out")
    add(
      counts.quantities, "has a quantity that is no number", "have quantities that are no numbers")
  }

  private mutating func read(_ row: Int, into log: inout EventLog) {
    let name = text("order", row)
    let activity = text("activity", row)
    let (began, ended) = (text("start", row), text("end", row))
    guard !name.isEmpty, !activity.isEmpty, !began.isEmpty, !ended.isEmpty else {
      counts.incomplete += 1
      return
    }
    guard let start = moment("start", began, row), let end = moment("end", ended, row) else {
      return
    }
    guard end >= start else {
      counts.backwards += 1
      return
    }
    var kind = EventLogMap.Kind.work
    if let column = map.kind {
      guard let meaning = column.meanings[text("kind", row)] else {
        counts.otherKind += 1
        return
      }
      kind = meaning
    }
    let order = index(name, in: &orders) {
      log.orders.append(EventLog.Order(name: name))
    }
    fill(&log.orders[order], row)
    let place = index(activity, in: &activities) { log.activities.append(activity) }
    let machine = text("machine", row)
    if machine.isEmpty { withoutMachine.append((log.reports.count, place)) }
    let at =
      machine.isEmpty ? -1 : index(machine, in: &machines) { log.machines.append(machine) }
    log.reports.append(
      EventLog.Report(
        order: order, activity: place, machine: at, kind: kind, start: start, end: end))
  }

  private mutating func fill(_ order: inout EventLog.Order, _ row: Int) {
    if order.part == nil {
      let part = text("part", row)
      if !part.isEmpty { order.part = part }
    }
    guard order.quantity == nil, let column = places["quantity"] else { return }
    let written = text("quantity", row)
    guard !written.isEmpty else { return }
    if let quantity = table.number(row: row, column: column) {
      order.quantity = quantity
    } else {
      counts.quantities += 1
    }
  }

  private func index(
    _ name: String, in places: inout [String: Int], _ add: () -> Void
  ) -> Int {
    if let place = places[name] { return place }
    places[name] = places.count
    add()
    return places.count - 1
  }

  private mutating func moment(_ use: String, _ text: String, _ row: Int) -> Double? {
    if let seconds = LogDate.seconds(text, order: map.dates) { return seconds }
    let place = table.place(row: row, column: places[use] ?? 0)
    let example =
      switch map.dates {
      case .yearMonthDay: "2012-01-31 07:00 (or say 'dates: dmy' or 'dates: mdy' in the map)"
      case .dayMonthYear: "31.1.2012 07:00"
      case .monthDayYear: "1/31/2012 07:00"
      }
    problems.append(
      Diagnostic(
        file: file, line: place.line, column: place.column,
        message: "\(quoted(text)) is no date and time; expected one such as \(example)"))
    return nil
  }

  /// Gives reports without a machine the one that does their activity most often, else one of its own.
  private mutating func fillMachines(of log: inout EventLog) {
    var counts: [Int: [Int: Int]] = [:]
    for report in log.reports where report.machine >= 0 {
      counts[report.activity, default: [:]][report.machine, default: 0] += 1
    }
    var (filled, own) = (0, Set<Int>())
    for (report, activity) in withoutMachine {
      let usual = counts[activity]?.max { ($0.value, $1.key) < ($1.value, $0.key) }
      if let usual {
        filled += 1
        log.reports[report].machine = usual.key
        continue
      }
      own.insert(activity)
      let name = log.activities[activity]
      log.reports[report].machine = index(name, in: &machines) { log.machines.append(name) }
    }
    guard places["machine"] != nil else { return }
    if filled > 0 {
      log.notes.append(
        "\(filled) of \(table.rowCount) rows name no machine; they are taken for the machine that does "
          + "their activity most often")
    }
    if !own.isEmpty {
      log.notes.append(
        own.count == 1
          ? "1 activity never has a machine and is a station of its own"
          : "\(own.count) activities never have a machine and are stations of their own")
    }
  }
}
