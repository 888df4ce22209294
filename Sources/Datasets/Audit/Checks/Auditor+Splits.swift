import DataTables

extension Auditor {
  /// Looks at how rows, units and times lie in the splits.
  mutating func lookAtSplits() {
    guard let splits else { return }
    let shared = lookForSharedUnits(splits)
    lookForEarlyTests(splits, sharesUnits: shared)
  }

  /// Looks for units that are in several splits.
  ///
  /// - Returns: Whether there is one.
  private mutating func lookForSharedUnits(_ splits: [Int32]) -> Bool {
    guard let unit, let units else { return false }
    var met = [UInt32](repeating: 0, count: units.count)
    var first = -1
    for row in 0..<rowCount where splits[row] >= 0 && units.codes[row] >= 0 {
      let code = Int(units.codes[row])
      met[code] |= 1 << UInt32(splits[row])
      if first < 0, met[code].nonzeroBitCount > 1 { first = row }
    }
    let shared = met.count { $0.nonzeroBitCount > 1 }
    guard shared > 0, first >= 0 else { return false }
    let name = columns[unit].name
    note(
      AuditFinding(
        .error, .unitInTwoSplits, [name], place: place(first), count: shared,
        values: [columns[unit].text(first)],
        "\(AuditWords.count(shared, "unit")) of \(units.count) "
          + "\(shared == 1 ? "is" : "are") in more than one split, first \(unitName(first)) "
          + "(\(spot(first)))"))
    return true
  }

  /// Looks for tests that are earlier than training.
  ///
  /// Where each unit has a clock of its own (a time that is no date, and units that are not shared) times
  /// of different splits cannot be compared.
  private mutating func lookForEarlyTests(_ splits: [Int32], sharesUnits: Bool) {
    guard let time, splitNames.count > 1 else { return }
    let isDate = columns[time].values.type == .timestamp
    guard isDate || units == nil || sharesUnits else { return }
    let times = columns[time].numbers()
    for split in 1..<splitNames.count {
      // Within a unit where units are shared, else over all.
      let isByUnit = units != nil && sharesUnits
      var latest = [Double](repeating: -.infinity, count: isByUnit ? units?.count ?? 1 : 1)
      for row in 0..<rowCount where splits[row] == 0 && !times[row].isNaN {
        let unit = isByUnit ? Int(units?.codes[row] ?? 0) : 0
        if unit >= 0 { latest[unit] = max(latest[unit], times[row]) }
      }
      var (count, first) = (0, -1)
      for row in 0..<rowCount where splits[row] == split && !times[row].isNaN {
        let unit = isByUnit ? Int(units?.codes[row] ?? 0) : 0
        guard unit >= 0, times[row] < latest[unit] else { continue }
        count += 1
        if first < 0 { first = row }
      }
      guard count > 0 else { continue }
      let isSameSeries = units == nil || sharesUnits
      note(
        AuditFinding(
          isSameSeries ? .error : .note, .testBeforeTraining, [columns[time].name],
          place: place(first), count: count, values: [splitNames[split]],
          "\(AuditWords.count(count, "row")) of \(AuditWords.quoted(splitNames[split])) "
            + "\(count == 1 ? "is" : "are") earlier than the last row of "
            + "\(AuditWords.quoted(splitNames[0]))\(isByUnit ? " of the same unit" : ""), first "
            + spot(first)))
    }
  }

  /// The splits in figures.
  func splitSummaries() -> [AuditReport.Split] {
    guard let splits else { return [] }
    return splitNames.indices.map { split in
      var rows = 0
      var met: Set<Int32> = []
      var (sum, n) = (0.0, 0)
      for row in 0..<rowCount where splits[row] == split {
        rows += 1
        if let units, units.codes[row] >= 0 { met.insert(units.codes[row]) }
        guard let goal, !goal.amounts[row].isNaN else { continue }
        n += 1
        if let rare = goal.rareClass {
          sum += Int(goal.amounts[row]) == rare ? 1 : 0
        } else {
          sum += goal.amounts[row]
        }
      }
      let hasMean = n > 0 && (goal?.isClass == false || goal?.rareClass != nil)
      return AuditReport.Split(
        name: splitNames[split], rows: rows, units: units == nil ? nil : met.count,
        target: hasMean ? sum / Double(n) : nil)
    }
  }
}
