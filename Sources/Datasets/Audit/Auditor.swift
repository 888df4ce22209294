import DataTables

/// An audit under way: the table, what its columns mean, and what has been found so far.
struct Auditor {
  let loaded: LoadedTable
  let request: AuditRequest
  let unit: Int?
  let time: Int?
  let target: Int?
  /// The column of the splits.
  let splitColumn: Int?
  let units: ColumnCodes?
  /// The rows as series; `nil` where neither unit nor time is named.
  let series: SeriesOrder?
  /// The split of each row by number, that for training being 0; -1 for none.
  let splits: [Int32]?
  let splitNames: [String]
  let goal: AuditTarget?

  var profiles: [ColumnProfile] = []
  var findings: [AuditFinding] = []
  var drifts: [AuditReport.Drift] = []
  var associations: [AuditReport.Association] = []
  /// Features that say the target wherever they have one value, with the rows that do.
  var answerKeys: [AnswerKey] = []

  var columns: [TableColumn] { loaded.table.columns }
  var rowCount: Int { loaded.rowCount }
  var thresholds: AuditThresholds { request.thresholds }

  init(_ loaded: LoadedTable, _ request: AuditRequest) throws(AuditProblem) {
    self.loaded = loaded
    self.request = request
    guard loaded.rowCount > 0 else { throw .noRows }
    let table = loaded.table
    func find(_ name: String?, _ role: String) throws(AuditProblem) -> Int? {
      guard let name else { return nil }
      let names = table.columns.map(\.name)
      guard let index = names.firstIndex(of: name) else {
        throw .noColumn(role: role, name: name, names: names)
      }
      return index
    }
    unit = try find(request.unit, "unit")
    time = try find(request.time, "time")
    target = try find(request.target, "target")
    var name: String?
    if case .column(let column) = request.splits { name = column }
    splitColumn = try find(name, "split")
    var taken: Set<Int> = []
    for role in [unit, time, target, splitColumn] {
      if let role, !taken.insert(role).inserted {
        throw .twoRoles(column: table.columns[role].name)
      }
    }
    if let time, table.columns[time].values.type.isText {
      throw .timeIsText(
        column: table.columns[time].name, type: table.columns[time].values.type)
    }
    let units = unit.flatMap { ColumnCodes(table.columns[$0]) }
    self.units = request.unitsPerFile ? units?.apart(loaded.parts.map(\.rows)) : units
    series =
      unit == nil && time == nil
      ? nil
      : SeriesOrder(
        count: loaded.rowCount, units: self.units?.codes, unitCount: self.units?.count ?? 1,
        times: time.map { table.columns[$0].numbers() })
    let parts = try SplitParts(loaded, request.splits, column: splitColumn)
    splits = parts.codes
    splitNames = parts.names
    goal = target.map { AuditTarget(table.columns[$0], splits: parts.codes) }
  }

  /// Whether a column is one to learn from.
  func isFeature(_ index: Int) -> Bool { profiles[index].role == .feature }

  /// Notes something.
  mutating func note(_ finding: AuditFinding) { findings.append(finding) }

  /// Where a row stands.
  func place(_ row: Int) -> RowPlace { loaded.place(ofRow: row) }

  /// The same in words: `line 17`, and of which file where there are several.
  func spot(_ row: Int) -> String {
    let place = place(row)
    return place.words + (loaded.parts.count > 1 ? " of \(place.file)" : "")
  }

  /// What was found, the worst first, then in the order of the checks, of the columns and of finding.
  func report() -> AuditReport {
    let checks = Dictionary(
      uniqueKeysWithValues: AuditCheck.allCases.enumerated().map { ($1, $0) })
    let kept = findings.filter { finding in
      !request.accepted.contains { $0.includes(finding) }
    }
    let sorted = kept.enumerated().sorted { one, other in
      if one.element.severity != other.element.severity {
        return one.element.severity < other.element.severity
      }
      let (a, b) = (checks[one.element.check] ?? 0, checks[other.element.check] ?? 0)
      return (a, one.offset) < (b, other.offset)
    }.map(\.element)
    return AuditReport(
      files: loaded.parts.map(\.name), rows: rowCount, units: units.map(\.count),
      columns: profiles, splits: splitSummaries(),
      target: goal.map {
        AuditReport.Target(
          column: $0.name, isClass: $0.isClass, rareClass: $0.rareName, classes: $0.classCounts)
      },
      associations: associations.enumerated().sorted {
        ($1.element.value, $0.offset) < ($0.element.value, $1.offset)
      }.map(\.element), drifts: drifts, findings: sorted,
      accepted: findings.count - kept.count)
  }
}
