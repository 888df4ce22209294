/// Routes for lots of a size, made of the steps that the tables give.
extension AutoSchedReader {
  /// The route of a part, which was named at `place`, for lots of one of the sizes.
  ///
  /// Fails where the part has no route, or where steps do not fit together.
  mutating func route(
    _ key: RouteKey, _ place: (source: SourceText, cell: SourceText.Word)?, _ all: [AutoSchedStep],
    _ families: [AutoSchedModel.Family], _ ways: [Way: AutoSchedTime], sizes: Set<Int>
  ) throws(ImportFailure) -> AutoSchedModel.Route {
    let steps = try self.steps(of: key.part, place, all)
    try check(steps, families)
    let name = SafeNames.label(key.part) + (sizes.count > 1 ? "_\(key.pieces)" : "")
    var route = AutoSchedModel.Route(name: name, part: key.part, pieces: key.pieces, operations: [])
    let machineOf = Dictionary(
      steps.compactMap { step in step.forStep.map { ($0.number, step.name) } },
      uniquingKeysWith: { _, last in last })
    let limits = try queueLimits(steps)
    var location: String?
    for step in steps where step.share > 0 {
      let family = families[step.family]
      var operation = try self.operation(step, key, family)
      operation.machineOf = machineOf[step.number]
      operation.queueLimit = limits[step.number]
      if let rework = step.rework,
        let target = steps.first(where: { $0.number == rework.step })
      {
        operation.rework = (rework.percent, target.name)
      }
      if let from = location, let to = family.location {
        operation.transport = ways[Way(from: from, to: to)]
      }
      location = family.location
      route.operations.append(operation)
    }
    let never = steps.count { $0.share == 0 }
    if never > 0 {
      ignore(
        "\(never) step\(never == 1 ? "" : "s") of \(key.part) with StepPercent 0, which no lot does"
      )
    }
    guard !route.operations.isEmpty, let first = steps.first(where: { $0.share > 0 }) else {
      throw steps[0].source.failure(
        line: steps[0].line, column: 1, "no lot of '\(key.part)' does any step of its route")
    }
    if first.share < 100, let cell = first.shareCell {
      throw first.source.failure(
        at: cell,
        "the first step is done to all lots; write 100, or let a step that all lots do stand before it"
      )
    }
    return route
  }

  /// The steps of a part's route.
  private func steps(
    of part: String, _ place: (source: SourceText, cell: SourceText.Word)?, _ all: [AutoSchedStep]
  ) throws(ImportFailure) -> [AutoSchedStep] {
    for table in try tables.required(.parts, "which route a part takes") {
      for row in table.rows where table.cell(row, "PART")?.text == part {
        let cell = try table.required(row, "ROUTE", "the name of the part's route")
        let file = table.cell(row, "ROUTEFILE")
        let steps = all.filter { step in
          step.route == cell.text
            && (file.map { InstanceText.lastPart(step.source.name) == $0.text } ?? true)
        }
        guard steps.isEmpty else { return steps }
        if let file, !all.contains(where: { InstanceText.lastPart($0.source.name) == file.text }) {
          throw table.source.failure(
            at: file,
            "there is no file '\(file.text)' with the steps of a route; add it to the folder")
        }
        throw table.source.failure(
          at: cell,
          AutoSchedReader.missing(
            "route", cell, among: Set(all.map(\.route)).sorted(), files(.routes)))
      }
    }
    let parts = tables[.parts].flatMap { table in
      table.rows.compactMap { table.cell($0, "PART")?.text }
    }
    guard let place else { return [] }
    throw place.source.failure(
      at: place.cell, AutoSchedReader.missing("part", place.cell, among: parts, files(.parts)))
  }

  private mutating func operation(
    _ step: AutoSchedStep, _ key: RouteKey, _ family: AutoSchedModel.Family
  ) throws(ImportFailure) -> AutoSchedModel.Operation {
    let batch = try lots(of: step, key, family)
    let most = batch?.most ?? 1
    if most > 1, step.per != .batch, step.pieceInterval == nil {
      assume("where times are not per batch, a batch takes the time of a full one")
    }
    let times = step.times(pieces: key.pieces, lots: most)
    var operation = AutoSchedModel.Operation(
      number: step.number, name: step.name, family: step.family, time: times.work)
    operation.interval = times.interval
    operation.batch = batch
    if batch != nil {
      operation.batchFamily = SafeNames.label("\(key.part).\(step.number)")
    }
    operation.setup = step.setup
    operation.setupTime = step.setup == nil ? nil : step.setupTime
    operation.share = step.share
    return operation
  }

  /// How many lots a batch takes; `nil` where lots are worked on one by one.
  private func lots(
    of step: AutoSchedStep, _ key: RouteKey, _ family: AutoSchedModel.Family
  ) throws(ImportFailure) -> (least: Int, most: Int)? {
    guard let batch = step.batch else { return nil }
    let size = family.countsBatchesInLots ? 1 : key.pieces
    let most = batch.most / size
    let least = max(1, (batch.least + size - 1) / size)
    guard most >= 1 else {
      throw step.source.failure(
        at: batch.cell,
        "a batch of at most \(batch.most) pieces cannot hold a lot of \(size); make it larger")
    }
    guard least <= most else {
      throw step.source.failure(
        at: batch.cell,
        "no whole number of lots of \(size) pieces lies between \(batch.least) and \(batch.most); no batch "
          + "would begin")
    }
    return most > 1 ? (least, most) : nil
  }

  // MARK: - Steps that name others

  private func check(
    _ steps: [AutoSchedStep], _ families: [AutoSchedModel.Family]
  ) throws(ImportFailure) {
    for (place, step) in steps.enumerated() {
      if let rework = step.rework { try checkRework(step, rework.cell, rework.step, place, steps) }
      guard let later = step.forStep else { continue }
      try checkDedication(step, later, place, steps, families)
    }
  }

  private func checkRework(
    _ step: AutoSchedStep, _ cell: SourceText.Word, _ target: Int, _ place: Int,
    _ steps: [AutoSchedStep]
  ) throws(ImportFailure) {
    guard let index = steps.firstIndex(where: { $0.number == target }) else {
      throw step.source.failure(
        at: cell,
        "step \(step.number) is reworked from step \(target) on, which the route does not have")
    }
    guard index <= place else {
      throw step.source.failure(
        at: cell,
        "step \(target) comes after step \(step.number); rework goes back to it or one before")
    }
    guard steps[index].share > 0 else {
      throw step.source.failure(
        at: cell,
        "step \(step.number) is reworked from step \(target) on, which no lot does (StepPercent 0)")
    }
  }

  private func checkDedication(
    _ step: AutoSchedStep, _ later: (number: Int, cell: SourceText.Word), _ place: Int,
    _ steps: [AutoSchedStep], _ families: [AutoSchedModel.Family]
  ) throws(ImportFailure) {
    let keeps = "step \(step.number) keeps its machine for step \(later.number)"
    guard let index = steps.firstIndex(where: { $0.number == later.number }) else {
      throw step.source.failure(
        at: later.cell, keeps + ", which the route does not have; correct FORSTEP")
    }
    guard index > place else {
      throw step.source.failure(
        at: later.cell, keeps + ", which does not come after it; correct FORSTEP")
    }
    guard steps[index].share > 0, step.share > 0 else {
      let idle = step.share > 0 ? later.number : step.number
      throw step.source.failure(
        at: later.cell, keeps + ", but no lot does step \(idle) (StepPercent 0)")
    }
    guard steps[index].family == step.family else {
      throw step.source.failure(
        at: later.cell,
        keeps
          + ", which is done at another tool group, '\(families[steps[index].family].source)'; only a "
          + "step at '\(families[step.family].source)' can have its machine")
    }
  }

  /// The limits of waiting by the step that is to begin within them.
  private mutating func queueLimits(
    _ steps: [AutoSchedStep]
  ) throws(ImportFailure) -> [Int: (minutes: Double, of: String)] {
    var limits: [Int: (minutes: Double, of: String)] = [:]
    for (place, step) in steps.enumerated() where step.share > 0 {
      guard let limit = step.queueLimit else { continue }
      guard let index = steps.firstIndex(where: { $0.number == limit.step }), index > place else {
        throw step.source.failure(
          at: limit.cell,
          "step \(limit.step) is to begin within a time after step \(step.number), and does not come after it on "
            + "the route; correct STEP_CQT")
      }
      if limits.updateValue((limit.minutes, step.name), forKey: limit.step) != nil {
        ignore("queue-time limits of a step that has a later one")
      }
    }
    return limits
  }

  // MARK: - Ways

  /// From one location to another.
  struct Way: Hashable {
    var from: String
    var to: String
  }

  /// Times on the way between locations.
  func ways() throws(ImportFailure) -> [Way: AutoSchedTime] {
    var ways: [Way: AutoSchedTime] = [:]
    for table in tables[.ways] {
      for row in table.rows {
        let from = try table.required(row, "FROMLOC", "a location")
        let to = try table.required(row, "TOLOC", "a location")
        let time = try time(
          table, row, ("DDIST", "DTIME", "DTIME2", "DUNITS"), "the time on the way")
        if let time, time.mean > 0 { ways[Way(from: from.text, to: to.text)] = time }
      }
    }
    return ways
  }
}
