import FactoryModel

/// The whole scenario.
extension Reading {
  /// Reads a document; `nil` where it has errors, which are among the findings.
  mutating func readScenario(_ root: DocumentNode, standardName: String) -> Factory? {
    let value = Value(node: root, path: "")
    guard case .mapping(let entries) = root.content else {
      error(
        root.place, "",
        "a scenario is a mapping that begins with 'fettle: 1', not \(root.kindInWords)")
      return nil
    }
    guard checkVersion(value, entries) else { return nil }
    guard let section = open(value, as: .scenario) else { return nil }
    if let params = section["params"] { readParameters(params) }

    var name = standardName
    if let value = section["name"] { name = text(value, expecting: "a text") ?? name }
    let start = section["start"].map { readStart($0) } ?? PlantTime.monday
    let warmUp = section["warm_up"].map { number($0, .durationOrZero) } ?? 0
    let horizon = requiredAtTop("horizon", "26 wk", in: section)
      .flatMap { number($0, .duration) }
    let calendars = section["calendars"].map { readCalendars($0) } ?? []
    let calendarNames = NameIndex(calendars.map(\.name))
    var standardCalendar: Int?
    if let value = section["calendar"], let index = calendarIndex(value, among: calendarNames) {
      standardCalendar = index
    }
    let stations =
      requiredAtTop("stations", "{press: {time: 30 s}}", in: section)
      .map {
        readStations($0, calendars: calendarNames, standardCalendar: standardCalendar)
      } ?? []
    let made = requiredAtTop(
      "products", "{part: {release: saturated, route: [press]}}", in: section
    )
    .flatMap { readProduct($0, stations: stations) }
    let costs = section["costs"].map { readCosts($0, stations: stations) } ?? CostRates()

    guard isSound, let start, let warmUp, let horizon, let made else { return nil }
    let factory = Factory(
      name: name, start: start, warmUp: warmUp, horizon: horizon, calendars: calendars,
      defects: made.defects, product: made.product, stations: stations.map(\.station), costs: costs)
    warnOfDoubts(factory, section, stations)
    return factory
  }

  private mutating func requiredAtTop(
    _ key: String, _ example: String, in section: Section
  ) -> Value? {
    if let value = section[key] { return value }
    error(
      section.place, "", "the scenario has no '\(key)'; add one, such as '\(key): \(example)'")
    return nil
  }

  /// Whether the document is of this version of the language.
  private mutating func checkVersion(
    _ root: Value, _ entries: [DocumentNode.Entry]
  ) -> Bool {
    guard let entry = entries.first(where: { $0.key == "fettle" }) else {
      // A misspelled key is reported as one.
      if NearestName.of("fettle", among: entries.prefix(20).map(\.key)) == nil {
        error(
          root.node.place, "",
          "a scenario begins with 'fettle: 1', the version of its language; add that line")
      }
      return true
    }
    guard entry.value.scalar.map(trimmed) == "1" else {
      error(
        entry.value.place, "fettle",
        "this program reads version 1 of the language, not \(entry.value.kindInWords); write "
          + "'fettle: 1'")
      return false
    }
    return true
  }

  private mutating func readStart(_ value: Value) -> PlantTime? {
    let example = "a date such as 2026-01-05, or with a time such as '2026-01-05 06:00'"
    guard let text = text(value, expecting: example) else { return nil }
    let words = text.split { $0 == " " || $0 == "T" }
    let date = (words.first ?? "").split(separator: "-", omittingEmptySubsequences: false)
    let numbers = date.compactMap { part in
      part.utf8.count <= 4 && part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
    }
    let minute = words.count == 2 ? Reading.minuteOfDay(String(words[1])) : 0
    guard words.count <= 2, date.count == 3, numbers.count == 3, date[0].utf8.count == 4,
      let minute, minute < 1_440,
      let start = PlantTime(
        year: numbers[0], month: numbers[1], day: numbers[2], hour: minute / 60,
        minute: minute % 60)
    else {
      error(value, "\(quoted(text)) is not a date; expected \(example)")
      return nil
    }
    return start
  }
}
