/// Breakdowns and planned stops.
extension AutoSchedReader {
  /// What a row of the table of attachments gives to tool groups.
  private struct Attachment {
    var calendar: SourceText.Word
    var families: [Int]
    var first: Double?
    var table: TabTable
    var row: TabTable.Row
  }

  /// The attachments of calendars of a table, and those calendars that are attached to nothing.
  private mutating func attachments(
    _ kind: AutoSchedTables.Kind, _ column: String, _ groups: FamilyIndex
  ) throws(ImportFailure) -> [(attachment: Attachment, table: TabTable, row: TabTable.Row)] {
    var calendars: [String: (table: TabTable, row: TabTable.Row)] = [:]
    for table in tables[kind] {
      for row in table.rows {
        let name = try table.required(row, column, "the name of a calendar")
        guard calendars.updateValue((table, row), forKey: name.text) == nil else {
          throw table.source.failure(
            at: name, "two calendars are called '\(name.text)'; give one of them another name")
        }
      }
    }
    var found: [(Attachment, TabTable, TabTable.Row)] = []
    var attached: Set<String> = []
    for table in tables[.attachments] {
      for row in table.rows {
        let name = try table.required(row, "CALNAME", "the name of a calendar")
        guard let calendar = calendars[name.text] else {
          try checkKnown(name, table, row)
          continue
        }
        guard let families = try families(table, row, groups) else { continue }
        attached.insert(name.text)
        let attachment = Attachment(
          calendar: name, families: families,
          first: try number(table, row, "FOA", "the first occurrence"),
          table: table, row: row)
        found.append((attachment, calendar.table, calendar.row))
      }
    }
    let loose = calendars.keys.filter { !attached.contains($0) }.sorted()
    if !loose.isEmpty {
      let shown = loose.prefix(5).joined(separator: ", ") + (loose.count > 5 ? " …" : "")
      ignore("\(loose.count) calendar\(loose.count == 1 ? "" : "s") that nothing has: \(shown)")
    }
    return found
  }

  /// A calendar must be in one of the tables, unless there is no table of its kind.
  private mutating func checkKnown(
    _ name: SourceText.Word, _ table: TabTable, _ row: TabTable.Row
  ) throws(ImportFailure) {
    let isDown = table.cell(row, "CALTYPE")?.text.lowercased() == "down"
    let isStop = table.cell(row, "CALTYPE")?.text.lowercased() == "pm"
    if isDown && tables[.breakdowns].isEmpty {
      ignore(
        "breakdowns in \(InstanceText.lastPart(table.source.name)), as no table has DOWNCALNAME")
      return
    }
    if isStop && tables[.stops].isEmpty {
      ignore(
        "planned stops in \(InstanceText.lastPart(table.source.name)), as no table has PMCALNAME")
      return
    }
    let stops = AutoSchedReader.names(tables[.stops], "PMCALNAME")
    let breakdowns = AutoSchedReader.names(tables[.breakdowns], "DOWNCALNAME")
    guard !(stops + breakdowns).contains(name.text) else { return }
    let place = tables[.stops].isEmpty || isDown ? files(.breakdowns) : files(.stops)
    throw table.source.failure(
      at: name, AutoSchedReader.missing("calendar", name, among: stops + breakdowns, place))
  }

  private static func names(_ tables: [TabTable], _ column: String) -> [String] {
    tables.flatMap { table in table.rows.compactMap { table.cell($0, column)?.text } }
  }

  private mutating func families(
    _ table: TabTable, _ row: TabTable.Row, _ groups: FamilyIndex
  ) throws(ImportFailure) -> [Int]? {
    let name = try table.required(row, "RESNAME", "the name of a tool group")
    let kind = table.cell(row, "RESTYPE")?.text.lowercased() ?? "stnfam"
    guard ["stngrp", "stnfam", "stn"].contains(kind) else {
      ignore("calendars of RESTYPE '\(kind)'")
      return nil
    }
    if let families = groups.families(kind, name.text) { return families }
    throw table.source.failure(
      at: name,
      AutoSchedReader.missing(
        kind == "stngrp" ? "group of tool groups" : "tool group", name, among: groups.names(kind),
        files(.tools)))
  }

  // MARK: - Breakdowns

  /// Gives tool groups their breakdowns.
  mutating func addBreakdowns(
    to families: inout [AutoSchedModel.Family], _ groups: FamilyIndex
  ) throws(ImportFailure) {
    var names = SafeNames()
    for (attachment, table, row) in try attachments(.breakdowns, "DOWNCALNAME", groups) {
      let cell = try table.required(row, "DOWNCALNAME", "the name of a calendar")
      guard
        let life = try time(
          table, row, ("MTTFDIST", "MTTF", "MTTF2", "MTTFUNITS"), "the time to a breakdown"),
        let repair = try time(
          table, row, ("MTTRDIST", "MTTR", "MTTR2", "MTTRUNITS"), "the time of a repair")
      else {
        throw table.source.failure(at: cell, "the breakdown has no MTTF or no MTTR; write both")
      }
      guard life.mean > 0, repair.mean > 0 else {
        throw table.source.failure(at: cell, "a breakdown comes, and takes, more than no time")
      }
      var clock: String?
      switch table.cell(row, "DOWNCALTYPE")?.text.lowercased() ?? "mttf_by_cal" {
      case "mttf_by_cal": break
      case "mttf_by_proc", "mttf_by_run", "mttf_by_util": clock = "producing"
      case let other:
        throw table.source.failure(
          at: table.cell(row, "DOWNCALTYPE") ?? cell,
          "breakdowns of the type '\(other)' are not known; expected mttf_by_cal or mttf_by_proc")
      }
      let unit = try unit(attachment.table, attachment.row, "FOAUNITS")
      if let first = attachment.first, abs(first * unit - life.mean) > 1e-6 * life.mean {
        ignore("FOA of breakdowns: the first comes as all others do")
      }
      let breakdown = AutoSchedModel.Breakdown(
        name: names.name(for: cell.text, else: "breakdown"), clock: clock, life: life,
        repair: repair)
      for family in attachment.families { families[family].breakdowns.append(breakdown) }
    }
  }

  // MARK: - Planned stops

  /// The planned stops of tool groups.
  ///
  /// Where stops come after so many pieces, `lotSize` says how many a lot has.
  mutating func stops(
    _ groups: FamilyIndex, _ families: [AutoSchedModel.Family], lotSize: Int
  ) throws(ImportFailure) -> [AutoSchedModel.Stop] {
    var stops: [AutoSchedModel.Stop] = []
    var names = SafeNames()
    for (attachment, table, row) in try attachments(.stops, "PMCALNAME", groups) {
      let cell = try table.required(row, "PMCALNAME", "the name of a calendar")
      guard
        let duration = try time(
          table, row, ("MTTRDIST", "MTTR", "MTTR2", "MTTRUNITS"), "the time of a stop"),
        duration.mean > 0
      else {
        throw table.source.failure(at: cell, "the stop has no MTTR; write how long it takes")
      }
      let interval = try interval(attachment, table, row, lotSize)
      for family in attachment.families {
        stops.append(
          AutoSchedModel.Stop(
            name: names.name(for: cell.text, else: "stop"), family: families[family].name,
            interval: interval, duration: duration))
      }
    }
    return stops
  }

  private func interval(
    _ attachment: Attachment, _ table: TabTable, _ row: TabTable.Row, _ lotSize: Int
  ) throws(ImportFailure) -> AutoSchedModel.Stop.Interval {
    let cell = try table.required(row, "MTBPM", "what lies between two stops")
    let between = try table.source.amount(cell, "what lies between two stops").value
    guard between > 0 else {
      throw table.source.failure(
        at: cell, "a stop cannot follow at once; write what lies between two")
    }
    switch table.cell(row, "PMCALTYPE")?.text.lowercased() ?? "mtbpm_by_cal" {
    case "mtbpm_by_cal":
      let unit = try unit(table, row, "MTBPMUNITS")
      let firstUnit = try self.unit(attachment.table, attachment.row, "FOAUNITS")
      return .every(
        between * unit, first: attachment.first.map { $0 * firstUnit } ?? between * unit)
    case "mtbpm_by_pieces", "mtbpm_by_lots":
      let isLots = table.cell(row, "PMCALTYPE")?.text.lowercased() == "mtbpm_by_lots"
      let size = isLots ? 1 : Double(lotSize)
      func lots(_ pieces: Double) -> Int { max(1, Int((pieces / size).rounded())) }
      return .afterParts(lots(between), first: lots(attachment.first ?? between))
    case let other:
      throw table.source.failure(
        at: table.cell(row, "PMCALTYPE") ?? cell,
        "stops of the type '\(other)' are not known; expected mtbpm_by_cal or mtbpm_by_pieces")
    }
  }

  // MARK: - What nothing uses

  /// Says which tool groups no route uses, and that a rule of the user takes the place of all others.
  mutating func noteUnused(
    _ families: [AutoSchedModel.Family], _ routes: [AutoSchedModel.Route], _ options: ImportOptions
  ) {
    let used = Set(routes.flatMap { $0.operations.map(\.family) })
    let unused = families.indices.filter { !used.contains($0) }.map { families[$0].source }
    if !unused.isEmpty {
      ignore("tool groups that no route uses: \(unused.joined(separator: ", "))")
    }
    if options.rule != nil { ignore("RULE, FWLRANK and WAKERESRANK, as a rule was given") }
  }
}
