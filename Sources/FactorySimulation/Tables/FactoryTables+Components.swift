import Degradation
import EventKernel
import FactoryModel
import RandomVariates

/// Components, their rules and the work on them.
extension FactoryTables {
  /// Adds the components of the machine that comes next.
  mutating func addComponents(
    of station: Station, at stationPlace: Int, machine number: Int, _ factory: Factory
  ) {
    let machine = station.machines[number]
    for (place, component) in station.components.enumerated() {
      let path = "stations.\(station.name).\(machine.name).\(component.name)"
      let own = component.machines[number]
      failures.append(
        FailureRecord(
          machine: Int32(machines.count), clock: component.clock.counts,
          interruptedWork: component.interruptedWork,
          place: Int32(station.failures.count + place), component: Int32(components.count),
          isPlanned: false, firstAt: 0, isHidden: component.isHidden,
          life: Sampler(.constant(0)), repair: Sampler(.constant(0)),
          notice: Sampler(.constant(0)), lifeKey: key(path, "life"),
          repairKey: key(path, "time to repair"), noticeKey: key(path, "notice"),
          defectKey: key(path, "defects"), made: Stretch(), shifted: Stretch(),
          speed: component.clock.speed * (own?.speed ?? 1)))
      jobs.append(JobRecord())
      let wear = wearTables.sampler(for: component.wear, unitToUnit: component.unitToUnit)
      let start = own?.start ?? component.start
      components.append(
        ComponentRecord(
          failure: Int32(failures.count - 1),
          account: Int32(firstAccount(of: stationPlace) + place),
          wear: wear, wearOfLife: wear,
          life: WearLife(wear, start: .new, key: key(path, "life"), ordinal: 0, from: wearTables),
          start: start, meanLife: component.wear.meanLife, pathKey: key(path, "path"),
          jobKey: key(path, "work"), luckKey: key(path, "luck"),
          replace: restoration(component.replace, factory),
          repair: restoration(component.repair ?? Restoration(), factory),
          hasRepair: component.repair != nil,
          rule: rule(
            for: ComponentPlace(station: stationPlace, machine: number, component: place), factory),
          hiddenCost: component.hiddenCost))
    }
  }

  private func firstAccount(of station: Int) -> Int { accountStarts[station] }

  // MARK: - Work

  mutating func restoration(_ way: Restoration, _ factory: Factory) -> RestorationRecord {
    var record = RestorationRecord(
      planned: samplerTables.sampler(for: way.planned ?? .constant(0)),
      failed: samplerTables.sampler(for: way.failed ?? .constant(0)),
      hasPlanned: way.planned != nil, hasFailed: way.failed != nil, plannedCost: way.plannedCost,
      failedCost: way.failedCost, crews: add(crews: way.crews), spares: add(way.spares),
      spareValue: value(of: way.spares, factory), priority: Int32(clamping: way.priority), share: 1,
      of: way.of)
    switch way.share {
    case .constant(let share): record.share = share
    case .formula(let program): record.shareFormula = add(program)
    }
    return record
  }

  /// What spares cost, in currency.
  func value(of spares: [SpareUse], _ factory: Factory) -> Double {
    spares.reduce(0) { $0 + Double($1.count) * factory.stores[$1.store].price }
  }

  mutating func add(crews indices: [Int]) -> Stretch {
    let first = Int32(jobCrews.count)
    jobCrews += indices.map { Int32($0) }
    return Stretch(first: first, count: Int32(indices.count))
  }

  mutating func add(_ spares: [SpareUse]) -> Stretch {
    let first = Int32(spareUses.count)
    spareUses += spares.map { SpareRecord(store: Int32($0.store), count: $0.count) }
    return Stretch(first: first, count: Int32(spares.count))
  }

  // MARK: - Formulas

  private mutating func add(_ program: FormulaProgram) -> Stretch {
    let first = Int32(instructions.count)
    instructions += program.instructions
    return Stretch(first: first, count: Int32(program.instructions.count))
  }

  mutating func add(_ formula: WearFormula?) -> WearFormulaRecord {
    guard let formula else { return WearFormulaRecord() }
    var used: UInt64 = 0
    for component in formula.components { used |= 1 << UInt64(component) }
    return WearFormulaRecord(
      instructions: add(formula.program), components: used,
      firstLotInput: formula.lotProperties.isEmpty ? -1 : Int32(formula.componentCount))
  }

  /// The power of a station's machines at work.
  mutating func power(of station: Station) -> PowerRecord {
    PowerRecord(
      byWear: add(station.power.producingByWear), ofNew: station.power.producing)
  }

  // MARK: - Rules

  /// The rules that a component follows, as one.
  mutating func rule(for place: ComponentPlace, _ factory: Factory) -> RuleRecord {
    let rules = factory.rules(for: place)
    var record = RuleRecord(
      ahead: Sampler(.constant(0)), approval: Sampler(.constant(0)),
      inspectionTakes: Sampler(.constant(0)))
    for rule in rules where rule.trigger != .onFailure {
      add(rule, to: &record, factory.stations[place.station])
    }
    for rule in rules {
      if let inspection = rule.inspection { add(inspection, to: &record) }
      if record.look == 0, record.lookParts == 0 { setLook(rule.look, of: &record) }
    }
    for stop in factory.sharedStops
    where stop.machines.contains(MachinePlace(station: place.station, machine: place.machine)) {
      record.sharesStopWithin = max(record.sharesStopWithin, stop.within)
    }
    precondition(
      ![.decider, .feature, .model].contains(record.trigger) || !record.looksAlways,
      "deciders, features and models are asked at looks, and no rule says when somebody looks at the component"
    )
    return record
  }

  private mutating func add(
    _ rule: MaintenanceRule, to record: inout RuleRecord, _ station: Station
  ) {
    switch rule.trigger {
    case .onFailure: break
    case .oracle: record.trigger = .oracle
    case .age(let age):
      record.trigger = .age
      record.value = age
    case .count(let count):
      record.trigger = .count
      record.value = Double(count)
    case .every(let interval, let first):
      record.trigger = .every
      record.value = interval
      record.first = first ?? interval
    case .wear(let threshold):
      record.trigger = .wear
      record.value = threshold
    case .warning(let warning):
      record.trigger = .warning
      record.ahead = samplerTables.sampler(for: warning.ahead)
      record.warningMisses = warning.misses
      record.falseWarnings = warning.falseAlarms
    case .states(let lines):
      record.trigger = .states
      record.actions = Stretch(first: Int32(wearActions.count), count: Int32(lines.count))
      wearActions += lines.map { ActionRecord(from: $0.from, action: $0.action) }
    case .feature(let limit):
      record.trigger = .feature
      record.value = limit.value
      record.isUpper = limit.isUpper
      guard let place = station.features.firstIndex(of: limit.place) else {
        preconditionFailure("station '\(station.name)' has no feature '\(limit.place.name)'")
      }
      record.feature = Int32(place)
    case .model(let limit):
      record.trigger = .model
      record.model = Int32(add(limit, of: rule, at: station))
    case .decider(let name):
      record.trigger = .decider
      record.decider = Int32(deciderNames.firstIndex(of: name) ?? -1)
    }
    record.window = Int32(rule.window ?? -1)
    if let approval = rule.approval {
      record.hasApproval = true
      record.approval = samplerTables.sampler(for: approval)
    }
    setLook(rule.look, of: &record)
  }

  /// The place of a rule's model; all machines of a rule share its keeper.
  private mutating func add(
    _ limit: ModelLimit, of rule: MaintenanceRule, at station: Station
  ) -> Int {
    var model = RuleModel(limit, at: station)
    if limit.upkeep != nil {
      model.keeper = ruleKeepers.firstIndex { $0.rule == rule.name } ?? -1
    }
    if limit.shadow != nil { model.shadow = shadowedRules.firstIndex(of: rule.name) ?? -1 }
    ruleModels.append(model)
    return ruleModels.count - 1
  }

  private func setLook(_ look: MaintenanceRule.Look, of record: inout RuleRecord) {
    switch look {
    case .always: break
    case .every(let interval): record.look = interval
    case .parts(let count): record.lookParts = Double(count)
    }
  }

  private mutating func add(_ inspection: ComponentInspection, to record: inout RuleRecord) {
    record.hasInspection = true
    record.inspectionTakes = samplerTables.sampler(for: inspection.takes)
    record.inspectionStops = inspection.takes.certainValue != 0 || !inspection.crews.isEmpty
    record.inspectionCost = inspection.cost
    record.inspectionCrews = add(crews: inspection.crews)
    record.misses = inspection.misses
    record.falseAlarm = inspection.falseAlarm
  }
}
