/// The rows of route tables.
extension AutoSchedReader {
  /// All steps of all routes, in the order of their rows.
  mutating func routeSteps(_ groups: FamilyIndex) throws(ImportFailure) -> [AutoSchedStep] {
    var steps: [AutoSchedStep] = []
    for table in try tables.required(.routes, "what the steps of the routes are") {
      var names: [String: SafeNames] = [:]
      var numbers: [String: Set<Int>] = [:]
      for row in table.rows {
        let step = try step(table, row, groups, &names)
        guard numbers[step.route, default: []].insert(step.number).inserted else {
          throw table.source.failure(
            at: try table.required(row, "STEP", "its number"),
            "the route has two steps \(step.number); number them differently")
        }
        steps.append(step)
      }
    }
    return steps
  }

  private mutating func step(
    _ table: TabTable, _ row: TabTable.Row, _ groups: FamilyIndex,
    _ names: inout [String: SafeNames]
  ) throws(ImportFailure) -> AutoSchedStep {
    let numberCell = try table.required(row, "STEP", "the number of the step")
    let number = try whole(table, numberCell, "the number of a step")
    let cell = try table.required(row, "STNFAM", "the tool group that does the step")
    guard let family = groups.family(cell.text) else {
      throw table.source.failure(
        at: cell,
        AutoSchedReader.missing("tool group", cell, among: groups.names, files(.tools)))
    }
    guard
      let time = try time(
        table, row, ("PDIST", "PTIME", "PTIME2", "PTUNITS"), "the time of the step")
    else {
      throw table.source.failure(at: numberCell, "step \(number) has no PTIME; write its time")
    }
    guard time.mean > 0 else {
      throw table.source.failure(
        at: table.cell(row, "PTIME") ?? numberCell,
        "step \(number) takes no time; write how long it takes")
    }
    let route = table.cell(row, "ROUTE")?.text ?? InstanceText.fileName(table.source.name)
    let name = table.cell(row, "DESC")?.text ?? "\(number)"
    var step = AutoSchedStep(
      source: table.source, line: row.number, route: route, number: number,
      name: names[route, default: SafeNames()].name(for: name, else: "step"), family: family,
      time: time, per: try per(table, row))
    step.pieceInterval = try minutes(
      table, row, "PARTINTERVAL", "PARTINTUNITS", "the interval between pieces"
    ).flatMap { $0 > 0 ? $0 : nil }
    step.lotInterval = try minutes(
      table, row, "BATCHINTERVAL", "BATCHINTUNITS", "the interval between lots"
    ).flatMap { $0 > 0 ? $0 : nil }
    try addBatch(to: &step, table, row)
    step.setupCell = table.cell(row, "SETUP")
    step.setup = step.setupCell.map { SafeNames.label($0.text) }
    step.setupTime = try minutes(table, row, "STIME", "STUNITS", "the time of a set-up")
    if let cell = table.cell(row, "WHEN"), step.setup != nil, cell.text.lowercased() != "need" {
      ignore("WHEN '\(cell.text)': machines are set up where they need it")
    }
    try addShare(to: &step, table, row)
    if let cell = table.cell(row, "STEP_CQT"),
      let limit = try minutes(table, row, "CQT", "CQTUNITS", "the queue-time limit"), limit > 0
    {
      step.queueLimit = (limit, try whole(table, cell, "a step's number"), cell)
      assume("lots later than a queue-time limit (CQT) are counted and worked on all the same")
    }
    return step
  }

  private func per(
    _ table: TabTable, _ row: TabTable.Row
  ) throws(ImportFailure) -> AutoSchedStep.Per {
    guard let cell = table.cell(row, "PTPER") else { return .lot }
    switch cell.text.lowercased() {
    case "per_lot": return .lot
    case "per_batch": return .batch
    case "per_piece": return .piece
    default:
      throw table.source.failure(
        at: cell, "'\(cell.text)' is not known; expected per_piece, per_lot or per_batch")
    }
  }

  private func addBatch(
    to step: inout AutoSchedStep, _ table: TabTable, _ row: TabTable.Row
  ) throws(ImportFailure) {
    guard let cell = table.cell(row, "BATCHMX") else { return }
    let most = try whole(table, cell, "the largest batch", least: 1)
    let least = try whole(table, row, "BATCHMN", "the least batch") ?? 0
    if least > most {
      throw table.source.failure(
        at: table.cell(row, "BATCHMN") ?? cell,
        "a batch needs \(least) to begin and holds only \(most); it would never begin: make BATCHMX at least "
          + "BATCHMN")
    }
    step.batch = (least, most, cell)
  }

  private mutating func addShare(
    to step: inout AutoSchedStep, _ table: TabTable, _ row: TabTable.Row
  ) throws(ImportFailure) {
    func percent(_ column: String, _ what: String) throws(ImportFailure) -> Double? {
      guard let number = try number(table, row, column, what), let cell = table.cell(row, column)
      else { return nil }
      guard number <= 100 else {
        throw table.source.failure(
          at: cell, "\(cell.text) is more than 100; \(what) is in per cent")
      }
      return number
    }
    step.shareCell = table.cell(row, "STEPPERCENT")
    step.share = try percent("STEPPERCENT", "the share of the lots") ?? 100
    if let cell = table.cell(row, "RWKSTEP") {
      let share = try percent("REWORK", "the share of rework") ?? 0
      if share == 100 {
        throw table.source.failure(
          at: table.cell(row, "REWORK") ?? cell,
          "every lot would be reworked for ever; take less than 100")
      }
      if share > 0 { step.rework = (share, try whole(table, cell, "a step's number"), cell) }
      if let type = table.cell(row, "RWKTYPE"), type.text.lowercased() != "lot" {
        ignore("RWKTYPE '\(type.text)': whole lots are reworked")
      }
    }
    if let cell = table.cell(row, "FORSTEP") {
      if table.cell(row, "SVESTN")?.text.lowercased() == "yes" {
        step.forStep = (try whole(table, cell, "a step's number"), cell)
      } else {
        ignore("FORSTEP of steps without SVESTN 'yes'")
      }
    }
  }
}
