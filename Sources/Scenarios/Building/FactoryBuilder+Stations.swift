import FactoryModel
import RandomVariates

/// Stations, machines, failures and crews.
extension FactoryBuilder {
  mutating func station(_ names: Plant.StationNames) -> Station {
    var station = Station(name: names.name)
    station.buffer = names.section["buffer"]?.count
    station.blocking =
      names.section["blocking"]?.text == "before_service" ? .beforeService : .afterService
    station.preemption =
      names.section["preempts"]?.text.flatMap { Station.Preemption(rawValue: $0) } ?? .never
    station.calendar = calendar(names.section["calendar"], otherwise: standardCalendar)
    let scope = scope(of: names.name)
    station.machines = machines(names)
    station.power = power(names["power"]?.section, names)
    addFlow(to: &station, names, scope)
    for entry in names["failures"]?.entries ?? [] {
      guard let section = entry.node.section, let mode = failure(entry.name, section, scope)
      else { continue }
      station.failures.append(mode)
    }
    for entry in names.componentEntries {
      guard let section = entry.node.section,
        let component = component(entry.name, section, names, scope)
      else { continue }
      station.components.append(component)
    }
    station.setPoints = setPoints(names)
    station.sensors = sensors(names)
    station.waveforms = waveforms(names)
    return station
  }

  /// The names that formulas at a station may use.
  func scope(of station: String) -> StationScope {
    reading.declarations.stationScopes[station] ?? StationScope()
  }

  /// The index of the calendar that a key names; `nil` for always open.
  func calendar(_ node: TreeNode?, otherwise: Int?) -> Int? {
    guard let name = node?.text else { return otherwise }
    return calendarNames.index(of: name)
  }

  // MARK: - Machines

  private mutating func machines(_ names: Plant.StationNames) -> [Machine] {
    var sections: [String: TreeSection] = [:]
    for entry in names.section["machines"]?.entries ?? [] {
      sections[entry.name] = entry.node.section
    }
    return names.machines.map { name in
      var machine = Machine(name: name)
      guard let section = sections[name] else { return machine }
      machine.speed = section["speed"]?.quantity?.value ?? 1
      machine.calendar = calendar(section["calendar"], otherwise: nil)
      if section["calendar"]?.text == "always" { machine.calendar = alwaysOpen }
      if let only = section["only"] {
        machine.products = Set(only.items.compactMap { $0.text.flatMap(productNames.index(of:)) })
      }
      return machine
    }
  }

  private mutating func power(
    _ section: TreeSection?, _ names: Plant.StationNames
  ) -> StatePower {
    let scope = scope(of: names.name)
    func watts(_ key: String) -> Double {
      section?[key].flatMap { number($0, scope, .power) } ?? 0
    }
    let producing = section?["producing"].flatMap { wornNumber($0, names, .power) }
    var power = StatePower(
      producing: producing?.new ?? 0, settingUp: watts("setup"), idle: watts("idle"),
      down: watts("down"), offShift: watts("off_shift"))
    power.producingByWear = producing?.wear
    return power
  }

  // MARK: - Failures

  private mutating func failure(
    _ name: String, _ section: TreeSection, _ scope: StationScope
  ) -> FailureMode? {
    guard let after = distribution(section["after"], scope),
      let repair = distribution(section["repair"], scope)
    else { return nil }
    let clock = section["clock"]?.text.flatMap { FailureMode.Clock(rawValue: $0) } ?? .calendar
    return FailureMode(
      name: name, timeToFailure: after, clock: clock, timeToRepair: repair,
      crews: people.crews(for: section), priority: section["priority"]?.count ?? 0,
      interruptedWork: section["interrupted_work"]?.text.flatMap {
        FailureMode.InterruptedWork(rawValue: $0)
      } ?? .resume,
      timeUntilNoticed: distribution(section["unnoticed"], scope),
      makes: chances(section["makes"], scope), shifts: shifts(section["shifts"], scope),
      spares: supply.spares(of: section), cost: section["cost"]?.quantity?.value ?? 0)
  }

  // MARK: - Crews

  func crews(_ node: TreeNode?) -> [Crew] {
    (node?.entries ?? []).map { entry in
      let section = entry.node.section
      return Crew(
        name: entry.name, size: section?["size"]?.count ?? 1,
        calendar: calendar(section?["calendar"], otherwise: standardCalendar),
        interruptsRepairs: section?["preempts"]?.text == "resume")
    }
  }
}
