import FactoryModel

/// Recorded orders: what is probably not meant is said, and nothing is left out in silence.
extension Reading {
  /// How many places of one kind are named.
  private static let mostNamed = 3

  /// A record has orders, and repeats only where it is known after how long.
  mutating func checkHistory(of customer: TreeSection) {
    guard let history = customer["history"], !history.isBroken else { return }
    let times = recordedTimes(history)
    if times.isEmpty {
      error(history.place, history.path, "has no orders; expected rows with 'at' and 'quantity'")
    } else if customer["history_repeats"]?.text == "true", Set(times).count < 2 {
      error(
        history.place, history.path,
        "orders at one time only, so nobody knows after how long they repeat; give at least two")
    }
  }

  mutating func warnOfHistories(_ tree: TreeSection) {
    for entry in tree["customers"]?.entries ?? [] {
      guard let section = entry.node.section, let history = section["history"] else { continue }
      let times = recordedTimes(history)
      warnOfRows(history, times)
      let early = times.filter { $0 < 0 }.count
      guard early > 0, section["history_repeats"]?.text != "true" else { continue }
      warn(
        history.place, history.path,
        "\(early) of \(times.count) orders lie before the start of the scenario and are not replayed; "
          + "begin earlier with 'start', or let the record repeat by 'history_repeats: true'")
    }
  }

  private func recordedTimes(_ history: TreeNode) -> [Double] {
    switch history.content {
    case .list(let items): items.compactMap { moment($0.section?["at"]) }
    case .rows(let table): table.numbers("at") ?? []
    default: []
    }
  }

  /// Rows of one time, rows that go back in time, and times without rows.
  private mutating func warnOfRows(_ history: TreeNode, _ times: [Double]) {
    var rows: [Double: Int] = [:]
    var (doubles, returns): ([String], [String]) = ([], [])
    for (row, time) in times.enumerated() {
      if let first = rows[time] {
        doubles.append("\(first + 1) and \(row + 1)")
      } else {
        rows[time] = row
      }
      if row > 0, time < times[row - 1] { returns.append("\(row + 1)") }
    }
    say(doubles, history, "rows", "have the same time in column 'at'; each is an order of its own")
    say(
      returns, history, returns.count == 1 ? "row" : "rows",
      (returns.count == 1 ? "goes" : "go")
        + " back in time in column 'at'; orders are replayed in the order of their times")
    warnOfGaps(history, rows)
  }

  /// A record with usual times from row to row, such as days and weekends, of which some rows keep none.
  private mutating func warnOfGaps(_ history: TreeNode, _ rows: [Double: Int]) {
    let times = rows.keys.sorted()
    guard times.count > 9 else { return }
    var counts: [Double: Int] = [:]
    for (time, next) in zip(times, times.dropFirst()) { counts[next - time, default: 0] += 1 }
    let usual = counts.filter { $0.value * 10 >= times.count - 1 }
    guard let longest = usual.keys.max(),
      usual.values.reduce(0, +) * 10 >= 8 * (times.count - 1)
    else { return }
    var gaps: [String] = []
    for (time, next) in zip(times, times.dropFirst()) where next - time > longest * 1.5 {
      gaps.append("\((rows[time] ?? 0) + 1) and \((rows[next] ?? 0) + 1)")
    }
    say(
      gaps, history, "rows",
      "have more than the usual time between them in column 'at'; nothing is wanted meanwhile")
  }

  private mutating func say(_ places: [String], _ node: TreeNode, _ noun: String, _ what: String) {
    guard !places.isEmpty else { return }
    let named = places.prefix(Reading.mostNamed).joined(separator: "; ")
    let more = places.count - Reading.mostNamed
    warn(
      node.place, node.path, "\(noun) \(named)\(more > 0 ? " and \(more) more" : "") \(what)")
  }
}
