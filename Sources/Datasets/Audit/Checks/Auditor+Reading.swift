import DataTables

extension Auditor {
  /// Tells what was met in a column while it was read.
  mutating func lookAtReading(_ index: Int) {
    let reading = loaded.readings[index]
    let name = columns[index].name
    if let misfits = reading.misfits {
      let kind = columns[index].values.type == .timestamp ? "moment" : "number"
      note(
        AuditFinding(
          .warning, .misfits, [name], place: place(misfits.firstRow), count: misfits.count,
          values: [misfits.example],
          "\(AuditWords.quoted(name)) has \(AuditWords.count(misfits.count, "cell")) without a \(kind), "
            + "first \(AuditWords.quoted(misfits.example)) (\(spot(misfits.firstRow)))"))
    }
    if !reading.clashingTypes.isEmpty {
      note(
        AuditFinding(
          .error, .clashingTypes, [name], values: reading.clashingTypes,
          "\(AuditWords.quoted(name)) is " + reading.clashingTypes.joined(separator: ", ")))
    }
    if !reading.absentFrom.isEmpty {
      let isGoal = index == target
      note(
        AuditFinding(
          isGoal ? .note : .warning, .absentColumn, [name], values: reading.absentFrom,
          "\(AuditWords.list(reading.absentFrom)) has no column \(AuditWords.quoted(name))"))
    }
    if reading.decimalCommas > 0, reading.decimalCommas != reading.misfits?.count {
      note(
        AuditFinding(
          .note, .decimalCommas, [name], count: reading.decimalCommas,
          "\(AuditWords.quoted(name)) is written with decimal commas"))
    }
    if reading.isDateOrderUnsure {
      note(
        AuditFinding(
          .warning, .dateOrder, [name],
          "\(AuditWords.quoted(name)) has no date that tells the day from the month; read as month/day"
        ))
    }
  }

  /// Tells what is missing: each column that mostly is, and all others together.
  mutating func lookAtMissing() {
    var others: [ColumnProfile] = []
    for profile in profiles where profile.missing > 0 && profile.role != .target {
      let share = Double(profile.missing) / Double(rowCount)
      if share >= thresholds.mostlyMissing || profile.count == 0 {
        note(
          AuditFinding(
            .warning, .missing, [profile.name], count: profile.missing, measure: share,
            "\(AuditWords.quoted(profile.name)) is missing in "
              + (profile.count == 0 ? "all rows" : "\(AuditWords.percent(share)) of the rows")))
      } else {
        others.append(profile)
      }
    }
    guard !others.isEmpty else { return }
    let cells = others.reduce(0) { $0 + $1.missing }
    let most = others.enumerated().sorted {
      ($1.element.missing, $0.offset) < ($0.element.missing, $1.offset)
    }
    .map(\.element)
    let words = others.flatMap(\.missingWords.keys).filter { !$0.isEmpty }
    let spelled = words.isEmpty ? "" : ", some written as " + AuditWords.list(Set(words).sorted())
    let shown = most.prefix(4).map { "\(AuditWords.quoted($0.name)) \($0.missing)" }
    note(
      AuditFinding(
        .note, .missing, most.map(\.name), count: cells,
        "\(AuditWords.count(cells, "cell")) in \(AuditWords.count(others.count, "column")) "
          + "\(cells == 1 ? "is" : "are") missing\(spelled): " + shown.joined(separator: ", ")
          + (most.count > 4 ? ", …" : "")))
  }
}
