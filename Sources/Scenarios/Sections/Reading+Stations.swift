import FactoryModel
import RandomVariates

/// A station with what it gives to operations that say nothing themselves.
struct StationDraft {
  var station: Station
  var place: Place
  var work = WorkDefaults()
}

/// How work is done, as an operation or its station says.
struct WorkDefaults {
  /// Whether a time was written, be it right or wrong.
  var hasTime = false
  var time: Distribution?
  var idealTime: Double?
  /// The chances to make defects; `nil` where nothing is written.
  var makes: [NamedChance]?
}

/// The chance of a defect by the defect's name.
struct NamedChance {
  var name: String
  var probability: Double
  var value: Value
}

/// Stations and the ways in which their machines fail.
extension Reading {
  static let unlimited = "unlimited"
  /// The most machines of the whole scenario.
  static let mostMachines = 100_000
  private static let mostPlaces = 1_000_000_000

  /// Reads `stations`.
  mutating func readStations(
    _ value: Value, calendars: NameIndex, standardCalendar: Int?
  ) -> [StationDraft] {
    var drafts: [StationDraft] = []
    for entry in entries(value, of: "stations, each a name with its keys") ?? [] {
      var station = Station(name: entry.name)
      station.calendar = standardCalendar
      var draft = StationDraft(station: station, place: entry.place)
      if let section = open(entry.value, as: .station) {
        readStation(section, calendars, &draft)
      } else {
        draft.work.hasTime = true
      }
      // One that is wrong still has its name, so that its uses are not errors too.
      drafts.append(draft)
    }
    return drafts
  }

  private mutating func readStation(
    _ section: Section, _ calendars: NameIndex, _ draft: inout StationDraft
  ) {
    if let machines = section["machines"] {
      draft.station.machines = readMachines(machines, station: draft.station.name)
    }
    if let buffer = section["buffer"] { draft.station.buffer = readBuffer(buffer) }
    if let calendar = section["calendar"],
      let index = calendarIndex(calendar, among: calendars)
    {
      draft.station.calendar = index
    }
    draft.work = readWork(section)
    if let failures = section["failures"] { draft.station.failures = readFailures(failures) }
  }

  /// Reads `time`, `ideal_time` and `makes` of a station or an operation.
  mutating func readWork(_ section: Section) -> WorkDefaults {
    var work = WorkDefaults()
    if let time = section["time"] {
      work.hasTime = true
      work.time = distribution(time, .workTime)
    }
    if let ideal = section["ideal_time"] { work.idealTime = number(ideal, .workTime) }
    if let makes = section["makes"] { work.makes = readChances(makes, of: "defects") }
    return work
  }

  /// Reads a mapping from names to probabilities.
  mutating func readChances(_ value: Value, of what: String) -> [NamedChance] {
    var chances: [NamedChance] = []
    for entry in entries(value, of: "\(what), each a name and a probability") ?? [] {
      if entry.name == "otherwise" {
        error(
          entry.place, value.path, "'otherwise' stands for all other defects; take another name")
      } else {
        let probability = number(entry.value, .probability) ?? 0
        chances.append(
          NamedChance(name: entry.name, probability: probability, value: entry.value))
      }
    }
    return chances
  }

  // MARK: - Machines and places

  private mutating func readMachines(_ value: Value, station: String) -> [String] {
    let example = "a number, or names such as [lathe_1, lathe_2]"
    if refusesForm(value) { return [station] }
    var names: [(name: String, place: Place)] = []
    switch value.node.content {
    case .scalar, .nothing:
      guard let number = count(value, 1...Reading.mostMachines, example: example) else {
        return [station]
      }
      machineCount += number
      guard machineCount <= Reading.mostMachines else {
        error(value, "the scenario has more than \(Reading.mostMachines) machines")
        return [station]
      }
      return (1...number).map { "\(station)_\($0)" }
    case .list(let items):
      for item in items {
        let item = Value(node: item, path: value.path)
        if let name = text(item, expecting: "a machine's name") {
          names.append((name, item.node.place))
        }
      }
    case .mapping(let entries):
      for entry in entries {
        if entry.value.entries?.isEmpty != true {
          error(
            entry.keyPlace, value.path + "." + entry.key,
            "machines that differ from each other are not simulated yet")
        }
        names.append((entry.key, entry.keyPlace))
      }
    }
    if names.isEmpty { error(value, "names no machine; expected \(example)") }
    var seen: Set<String> = []
    for (name, place) in names where isName(name, place, value.path) {
      if !seen.insert(name).inserted {
        error(place, value.path, "the machine '\(name)' is named twice; names must differ")
      }
    }
    return names.map(\.name)
  }

  private mutating func readBuffer(_ value: Value) -> Int? {
    if says(value, Reading.unlimited) { return nil }
    return count(value, 0...Reading.mostPlaces, example: "a number of parts such as 40")
  }

  // MARK: - Failures

  private mutating func readFailures(_ value: Value) -> [FailureMode] {
    var modes: [FailureMode] = []
    for entry in entries(value, of: "failures, each a name with 'after' and 'repair'") ?? [] {
      guard let section = open(entry.value, as: .failure) else { continue }
      let after = required("after", "exponential 5 h", in: section, at: entry.place)
        .flatMap { distribution($0, .duration) }
      let repair = required("repair", "lognormal mean 20 min cv 80 %", in: section, at: entry.place)
        .flatMap { distribution($0, .duration) }
      var clock = FailureMode.Clock.calendar
      if let word = section["clock"] {
        let words = FailureMode.Clock.allCases.map(\.rawValue)
        clock = choice(word, words).flatMap { FailureMode.Clock(rawValue: $0) } ?? clock
      }
      guard let after, let repair else { continue }
      modes.append(
        FailureMode(name: entry.name, timeToFailure: after, clock: clock, timeToRepair: repair))
    }
    return modes
  }

  /// The value of a key that must be there.
  mutating func required(
    _ key: String, _ example: String, in section: Section, at place: Place
  ) -> Value? {
    if let value = section[key] { return value }
    error(place, section.path, "has no '\(key)'; add one, such as '\(key): \(example)'")
    return nil
  }
}
