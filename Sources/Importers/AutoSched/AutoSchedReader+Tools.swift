/// Tool groups, and what holds for all of their machines.
extension AutoSchedReader {
  /// The tool groups, in the order of their table.
  mutating func families() throws(ImportFailure) -> [AutoSchedModel.Family] {
    var families: [AutoSchedModel.Family] = []
    var names = SafeNames()
    for table in try tables.required(.tools, "which tool groups there are") {
      for row in table.rows {
        let cell = try table.required(row, "STNFAM", "the name of a tool group")
        let count =
          try whole(table, row, "STNQTY", "the number of machines", least: 1) ?? 1
        guard count <= 100_000 else {
          throw table.source.failure(at: cell, "\(count) machines are too many; at most 100000")
        }
        if let known = families.firstIndex(where: { $0.source == cell.text }) {
          // A group may have a row for each of its machines.
          families[known].machineCount += count
          continue
        }
        families.append(
          AutoSchedModel.Family(
            source: cell.text, name: names.name(for: cell.text, else: "tools"),
            machineCount: count, group: table.cell(row, "STNGRP")?.text,
            location: table.cell(row, "STNFAMLOC")?.text,
            loading: try minutes(table, row, "LTIME", "LTUNITS", "a time to load") ?? 0,
            unloading: try minutes(table, row, "ULTIME", "ULTUNITS", "a time to unload") ?? 0,
            rule: rule(table, row),
            countsBatchesInLots: table.cell(row, "BATCHPER")?.text.lowercased() == "lot"))
        noteBatchRule(table, row)
      }
    }
    guard !families.isEmpty else {
      throw tables[.tools][0].source.failure(line: 1, column: 1, "there are no tool groups")
    }
    return families
  }

  private mutating func noteBatchRule(_ table: TabTable, _ row: TabTable.Row) {
    guard let cell = table.cell(row, "BATCHCRITF"), cell.text.lowercased() != "crit_sameroutestep"
    else { return }
    ignore("BATCHCRITF '\(cell.text)': lots of one step of one part share a batch")
  }

  // MARK: - Rules

  /// What the names of rules and ranks mean, without `rule_` and `rank_`.
  private static let words: [String: String] = [
    "HOTLOTFIRST": "priority", "HP": "priority", "PRIORITY": "priority", "LSSU": "least setup",
    "FIFO": "first come", "LIFO": "last come",
    "CR": "critical ratio", "EDD": "earliest due", "SPT": "shortest time", "LPT": "longest time",
    "SLACK": "least slack", "SRPT": "least work left", "LRPT": "most work left",
    "FIRST": "first come", "RANDOM": "random",
  ]

  /// Which lot goes next: the rule first, then the ranks of the list of lots; at last which machine takes it.
  ///
  /// The list of a group is ranked before a machine is known: a rank by set-ups says nothing there. That is
  /// also what AutoSched's own results for SMT2020 show: its tracks are set up for nearly every lot.
  private mutating func rule(_ table: TabTable, _ row: TabTable.Row) -> [String] {
    let names =
      [table.cell(row, "RULE")?.text].compactMap(\.self)
      + (table.cell(row, "FWLRANK")?.text.split(separator: ";").map(String.init) ?? [])
    var criteria: [String] = []
    for name in names {
      let upper = name.uppercased()
      let short =
        upper.hasPrefix("RULE_") || upper.hasPrefix("RANK_") ? upper.dropFirst(5) : upper[...]
      if short == "RSETUP" || short == "SETUP" {
        ignore("'\(name)', as the list of a tool group does not know which machine is next")
        continue
      }
      guard let word = AutoSchedReader.words[String(short)] else {
        ignore("the rule '\(name)', which has no word in the language")
        continue
      }
      if !criteria.contains(word) { criteria.append(word) }
    }
    if criteria.isEmpty { criteria = ["first come"] }
    addMachineChoice(table, row, to: &criteria)
    return criteria
  }

  /// Of several machines that are free, the one that is set up for the lot takes it, where the table says so.
  private mutating func addMachineChoice(
    _ table: TabTable, _ row: TabTable.Row, to criteria: inout [String]
  ) {
    guard let cell = table.cell(row, "WAKERESRANK") else { return }
    guard cell.text.uppercased() == "WAKE_LEASTSETUPTIME" else {
      ignore("WAKERESRANK '\(cell.text)', which has no word in the language")
      return
    }
    if !criteria.contains("least setup") { criteria.append("least setup") }
  }

  // MARK: - Set-ups

  /// Gives families the changes of set-up that their steps need, and checks that each can be made.
  mutating func addSetups(
    to families: inout [AutoSchedModel.Family], _ steps: [AutoSchedStep]
  ) throws(ImportFailure) {
    let changes = try changes()
    let runs = try minimumRuns()
    for index in families.indices {
      let own = steps.filter { $0.family == index && $0.setup != nil && $0.share > 0 }
      let needed = Set(own.compactMap(\.setup))
      guard !needed.isEmpty else { continue }
      families[index].setups = changes.filter {
        needed.contains($0.to) && ($0.from.map { needed.contains($0) } ?? true)
      }
      for step in own where step.setupTime == nil {
        try checkReachable(step, families[index], needed, changes)
      }
      if own.contains(where: { $0.pieceInterval != nil || $0.lotInterval != nil }) {
        preferPresentSetup(&families[index].rule)
      }
      assumeMissingChanges(own, families[index], needed)
      let minimum = Set(needed.compactMap { runs[$0] })
      families[index].minimumRun = minimum.max() ?? 1
      if minimum.count > 1 {
        assume("set-ups of '\(families[index].source)' differ in MINRUN; the largest holds for all")
      }
    }
  }

  /// While a lot is inside a machine that cascades, only lots of its set-up can follow: they go before those that
  /// came earlier and need another.
  private func preferPresentSetup(_ rule: inout [String]) {
    guard let place = rule.firstIndex(of: "least setup"), place > 0 else { return }
    rule.remove(at: place)
    rule.insert("least setup", at: rule.first == "priority" ? 1 : 0)
  }

  /// Says which changes of set-up take no time because nobody says how long they take.
  private mutating func assumeMissingChanges(
    _ steps: [AutoSchedStep], _ family: AutoSchedModel.Family, _ needed: Set<String>
  ) {
    let timed = Set(steps.filter { $0.setupTime == nil }.compactMap(\.setup))
    guard !tables[.setups].isEmpty else {
      if !timed.isEmpty {
        assume("set-ups without STIME take no time, as there is no table of set-ups")
      }
      return
    }
    for to in timed.sorted() {
      let ways = family.setups.filter { $0.to == to }
      guard !ways.contains(where: { $0.from == nil }) else { continue }
      let missing = needed.subtracting(ways.compactMap(\.from)).subtracting([to]).sorted()
      guard !missing.isEmpty else { continue }
      assume(
        "a change to '\(to)' at '\(family.source)' takes no time from \(missing.joined(separator: ", ")), as the "
          + "table of set-ups does not say")
    }
  }

  private func checkReachable(
    _ step: AutoSchedStep, _ family: AutoSchedModel.Family, _ needed: Set<String>,
    _ changes: [AutoSchedModel.Change]
  ) throws(ImportFailure) {
    guard let setup = step.setup, let cell = step.setupCell, !tables[.setups].isEmpty else {
      return
    }
    let ways = changes.filter { $0.to == setup }
    guard !ways.isEmpty else {
      throw step.source.failure(
        at: cell,
        "nothing leads to the set-up '\(cell.text)': the step has no STIME, and \(files(.setups)) has no row "
          + "with it as NEWSETUP; add one")
    }
    let others = needed.subtracting([setup])
    guard others.isEmpty || ways.contains(where: { $0.from.map { others.contains($0) } ?? true })
    else {
      let from = ways.compactMap(\.from).joined(separator: ", ")
      throw step.source.failure(
        at: cell,
        "the set-up '\(cell.text)' can only be made from \(from), which no step at '\(family.source)' needs; "
          + "say in \(files(.setups)) how long it takes from \(others.sorted().joined(separator: ", "))"
      )
    }
  }

  /// All changes of set-up.
  private mutating func changes() throws(ImportFailure) -> [AutoSchedModel.Change] {
    var changes: [AutoSchedModel.Change] = []
    for table in tables[.setups] {
      for row in table.rows {
        let to = try table.required(row, "NEWSETUP", "the name of a set-up")
        guard
          let time = try minutes(table, row, "STIME", "STUNITS", "the time of a set-up")
        else {
          throw table.source.failure(at: to, "this change of set-up has no STIME; write its time")
        }
        let change = AutoSchedModel.Change(
          from: table.cell(row, "CURSETUP").map { SafeNames.label($0.text) },
          to: SafeNames.label(to.text), time: time)
        if let same = changes.first(where: { $0.from == change.from && $0.to == change.to }) {
          guard same.time != change.time else { continue }
          throw table.source.failure(
            at: to,
            "this change of set-up stands in two rows, with different times; keep one of them")
        }
        changes.append(change)
      }
    }
    return changes
  }

  /// Lots that a machine makes before it may be set up for others, by set-up.
  private func minimumRuns() throws(ImportFailure) -> [String: Int] {
    var runs: [String: Int] = [:]
    for table in tables[.setupGroups] {
      for row in table.rows {
        let setup = try table.required(row, "SETUP", "the name of a set-up")
        runs[SafeNames.label(setup.text)] =
          try whole(table, row, "MINRUN", "the least number of lots of a run")
      }
    }
    return runs
  }
}
