import DataTables

extension Auditor {
  /// Looks for rows that are equal.
  mutating func lookAtRows() {
    let compared = columns.indices.filter { $0 != splitColumn }
    let rows = RowIndex(compared.map { columns[$0] }, rowCount: rowCount)
    let repeated = rows.repeated
    if let first = repeated.first {
      note(
        AuditFinding(
          hasContinuousColumn ? .warning : .note, .duplicatedRows, place: place(first),
          count: repeated.count,
          "\(AuditWords.count(repeated.count, "row")) \(repeated.count == 1 ? "equals" : "equal") an "
            + "earlier one in all columns; the first is \(spot(first)), as \(spot(Int(rows.first[first])))"
        ))
    }
    lookForTwins(rows)
    lookAtKeys(rows)
    lookForContradictions()
  }

  /// Whether some column has so many values that equal rows are no chance.
  private var hasContinuousColumn: Bool {
    profiles.indices.contains { $0 != splitColumn && profiles[$0].distinct > rowCount / 2 }
  }

  /// Looks for equal rows in different splits.
  private mutating func lookForTwins(_ rows: RowIndex) {
    guard let splits else { return }
    // A bit for each split in which the rows of a group lie.
    var met = [UInt32](repeating: 0, count: rowCount)
    for row in 0..<rowCount where splits[row] >= 0 {
      met[Int(rows.first[row])] |= 1 << UInt32(splits[row])
    }
    var (count, first) = (0, -1)
    for row in 0..<rowCount where splits[row] > 0 {
      let own: UInt32 = 1 << UInt32(splits[row])
      guard met[Int(rows.first[row])] & (own - 1) != 0 else { continue }
      count += 1
      if first < 0 { first = row }
    }
    guard count > 0 else { return }
    note(
      AuditFinding(
        hasContinuousColumn ? .error : .note, .duplicatedAcrossSplits, place: place(first),
        count: count,
        "\(AuditWords.count(count, "row")) of \(AuditWords.list(Array(splitNames.dropFirst()))) "
          + "\(count == 1 ? "is" : "are") also in an earlier split, first \(spot(first))"
      ))
  }

  /// Looks for rows of the same unit and time.
  private mutating func lookAtKeys(_ rows: RowIndex) {
    guard let time else { return }
    var key = [columns[time]]
    // By number, which tells units of different files apart where these have names of their own.
    if let units {
      key.append(
        TableColumn(ColumnDescription(name: "unit", type: .int32), .int32(units.codes)))
    }
    let keys = RowIndex(key, rowCount: rowCount)
    let repeated = keys.repeated.filter { row in
      columns[time].hasValue(row) && (unit.map { columns[$0].hasValue(row) } ?? true)
        && Int(rows.first[row]) == row
    }
    guard let first = repeated.first else { return }
    let names = [unit, time].compactMap { $0 }.map { columns[$0].name }
    note(
      AuditFinding(
        .warning, .duplicatedKeys, names, place: place(first), count: repeated.count,
        "\(AuditWords.count(repeated.count, "row")) \(repeated.count == 1 ? "has" : "have") the "
          + "\(AuditWords.list(names)) of an earlier row but other values, first \(spot(first))"
      ))
  }

  /// Looks for rows that are alike in all features and yet of different classes.
  private mutating func lookForContradictions() {
    guard let goal, let classes = goal.classes else { return }
    let features = columns.indices.filter { isFeature($0) }
    guard !features.isEmpty else { return }
    let rows = RowIndex(features.map { columns[$0] }, rowCount: rowCount)
    var seen = [Int32](repeating: -1, count: rowCount)
    var isMixed = [Bool](repeating: false, count: rowCount)
    for row in 0..<rowCount where classes[row] >= 0 {
      let group = Int(rows.first[row])
      if seen[group] < 0 { seen[group] = classes[row] }
      if seen[group] != classes[row] { isMixed[group] = true }
    }
    let mixed = (0..<rowCount).filter { isMixed[Int(rows.first[$0])] }
    guard let first = mixed.first else { return }
    note(
      AuditFinding(
        .note, .contradictions, [goal.name], place: place(first), count: mixed.count,
        "\(mixed.count) rows are alike in all features but not in \(AuditWords.quoted(goal.name)), first "
          + spot(first)))
  }
}
