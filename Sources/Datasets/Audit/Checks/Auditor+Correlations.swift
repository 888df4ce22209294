import DataTables

extension Auditor {
  /// Looks for columns that say the same.
  mutating func lookAtCorrelations() {
    let chosen = columns.indices.filter {
      isFeature($0) && columns[$0].values.type.isNumeric && profiles[$0].distinct > 1
        && profiles[$0].count >= 3
    }
    let table = CorrelationTable(
      chosen.map { columns[$0] }, least: thresholds.correlation, fewest: 10)
    var derived: Set<Int> = []
    var left: [CorrelationTable.Pair] = []
    for pair in table.pairs {
      let (one, other) = (chosen[pair.one], chosen[pair.other])
      guard isExact(pair, columns[one], columns[other]) else {
        left.append(pair)
        continue
      }
      guard derived.insert(one).inserted else { continue }
      note(
        AuditFinding(
          .warning, .derived, [columns[one].name, columns[other].name], count: pair.count,
          measure: pair.correlation,
          "\(AuditWords.quoted(columns[one].name)) = \(line(pair, AuditWords.quoted(columns[other].name))) in "
            + (pair.count == rowCount ? "all rows" : "all \(pair.count) rows that have both")))
    }
    left.removeAll { derived.contains(chosen[$0.one]) || derived.contains(chosen[$0.other]) }
    for group in groups(of: left) {
      let names = Set(group.flatMap { [chosen[$0.one], chosen[$0.other]] }).sorted()
        .map { columns[$0].name }
      guard let best = group.max(by: { abs($0.correlation) < abs($1.correlation) }) else {
        continue
      }
      note(
        AuditFinding(
          .note, .correlated, names, count: group.count, measure: best.correlation,
          "\(AuditWords.list(names)) go together"
            + (names.count > 2
              ? ", most \(AuditWords.quoted(columns[chosen[best.other]].name)) and "
                + AuditWords.quoted(columns[chosen[best.one]].name) : "")
            + ": correlation \(AuditWords.measure(best.correlation))"))
    }
  }

  /// Whether a straight line gives one column from the other in every row, but for rounding.
  private func isExact(
    _ pair: CorrelationTable.Pair, _ one: TableColumn, _ other: TableColumn
  ) -> Bool {
    guard abs(pair.correlation) > 1 - 1e-9 else { return false }
    var (least, most) = (Double.infinity, -Double.infinity)
    var worst = 0.0
    for row in 0..<rowCount {
      let (value, from) = (one.number(row), other.number(row))
      if value.isNaN || from.isNaN { continue }
      worst = max(worst, abs(value - (pair.slope * from + pair.intercept)))
      least = min(least, value)
      most = max(most, value)
    }
    return worst <= 1e-9 * (most - least)
  }

  /// `'b'`, `2 · 'b' + 5`.
  private func line(_ pair: CorrelationTable.Pair, _ name: String) -> String {
    let slope = AuditWords.figure(pair.slope)
    let first = slope == "1" ? name : slope == "-1" ? "-\(name)" : "\(slope) · \(name)"
    let intercept = AuditWords.figure(abs(pair.intercept))
    // What rounding leaves of nothing.
    let isNothing = abs(pair.intercept) <= 1e-9 * abs(pair.slope)
    return isNothing ? first : first + (pair.intercept < 0 ? " - " : " + ") + intercept
  }

  /// Pairs that hang together, in the order of their first columns.
  private func groups(of pairs: [CorrelationTable.Pair]) -> [[CorrelationTable.Pair]] {
    var groups: [[CorrelationTable.Pair]] = []
    for pair in pairs {
      var joined = [pair]
      groups.removeAll { group in
        let meets = group.contains {
          [$0.one, $0.other].contains(pair.one) || [$0.one, $0.other].contains(pair.other)
        }
        if meets { joined = group + joined }
        return meets
      }
      groups.append(joined)
    }
    return groups
  }
}
