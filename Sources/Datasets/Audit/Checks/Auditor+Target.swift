import DataTables

extension Auditor {
  /// Looks at the target, and at columns that say which lives were not over.
  mutating func lookAtTarget() {
    lookForCensoring()
    guard let goal, let target else { return }
    let profile = profiles[target]
    if profile.distinct <= 1 {
      note(
        AuditFinding(
          .error, .constantTarget, [goal.name],
          profile.count == 0
            ? "\(AuditWords.quoted(goal.name)) has no value"
            : "\(AuditWords.quoted(goal.name)) is \(profile.commonest ?? "") in all rows that have it"
        ))
      return
    }
    lookForMissingTargets(goal, target)
    guard goal.isClass else { return }
    let all = goal.counts.reduce(0, +)
    for index in goal.counts.indices.sorted(by: { goal.counts[$0] < goal.counts[$1] }) {
      let share = Double(goal.counts[index]) / Double(all)
      guard share < thresholds.rareClass else { break }
      note(
        AuditFinding(
          goal.counts[index] < 10 ? .warning : .note, .rareClass, [goal.name],
          count: goal.counts[index], measure: share, values: [goal.classNames[index]],
          "\(AuditWords.quoted(goal.name)) is \(goal.classNames[index]) in "
            + "\(AuditWords.count(goal.counts[index], "row")) of \(all) (\(AuditWords.percent(share)))"
        ))
    }
  }

  /// Rows without target, but for a split that has none at all: that is to be predicted.
  private mutating func lookForMissingTargets(_ goal: AuditTarget, _ target: Int) {
    var (missing, rows) = ([Int](), [Int]())
    let parts = max(splitNames.count, 1)
    missing = [Int](repeating: 0, count: parts + 1)
    rows = missing
    var first = [Int](repeating: -1, count: parts + 1)
    for row in 0..<rowCount {
      let split = splits.map { $0[row] < 0 ? parts : Int($0[row]) } ?? 0
      rows[split] += 1
      if goal.amounts[row].isNaN {
        missing[split] += 1
        if first[split] < 0 { first[split] = row }
      }
    }
    for split in 0...parts where missing[split] > 0 && missing[split] < rows[split] {
      let name = split < splitNames.count ? " of \(AuditWords.quoted(splitNames[split]))" : ""
      note(
        AuditFinding(
          .warning, .missingTarget, [goal.name], place: place(first[split]), count: missing[split],
          "\(AuditWords.quoted(goal.name)) is missing in \(AuditWords.count(missing[split], "row"))\(name), "
            + "first \(spot(first[split]))"))
    }
  }

  /// Names of columns that say whether a life was over, and whether 1 then means that it was not.
  private static let censoringNames: [String: Bool] = [
    "censored": true, "censoring": true, "is_censored": true, "suspended": true,
    "event": false, "status": false, "observed": false, "died": false, "failed": false,
  ]

  private mutating func lookForCensoring() {
    for index in columns.indices where profiles[index].kind == .yesNo {
      let name = profiles[index].name
      guard let meansCensored = Auditor.censoringNames[name.lowercased()], index != target,
        columns[index].values.type.isNumeric
      else { continue }
      let ones = Int(((profiles[index].mean ?? 0) * Double(profiles[index].count)).rounded())
      let censored = meansCensored ? ones : profiles[index].count - ones
      note(
        AuditFinding(
          .note, .censoring, [name], count: censored,
          "\(AuditWords.quoted(name)) may say which lives were over: then "
            + "\(AuditWords.count(censored, "row")) of \(profiles[index].count) "
            + "\(censored == 1 ? "is" : "are") censored"))
    }
  }
}
