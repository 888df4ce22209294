import FactoryModel

/// The names that an inspection may use.
struct RouteNames {
  var operations: NameIndex
  var defects: NameIndex
  /// Whether every operation could be read; where not, a name that is missing may be that of one
  /// that has been reported.
  var isWhole: Bool
}

/// Inspections: what is looked for, and what becomes of a part on which it is found.
extension Reading {
  static let otherwise = "otherwise"

  /// Reads `finds`, `false_alarm` and `then` of an operation; `nil` where nothing is looked for.
  mutating func readInspection(
    _ section: Section, index: Int, route: RouteNames
  ) -> Inspection? {
    var finds: [DefectChance] = []
    var found = NameIndex()
    for chance in section["finds"].map({ readChances($0, of: "defects") }) ?? [] {
      found.insert(chance.name)
      if let defect = route.defects.index(of: chance.name) {
        finds.append(DefectChance(defect: defect, probability: chance.probability))
      } else if route.isWhole {
        noMaker(of: chance, route.defects)
      }
    }
    var inspection = Inspection(finds: finds)
    if let alarm = section["false_alarm"] {
      inspection.falseAlarm = number(alarm, .probability) ?? 0
    }
    let looks = section["finds"] != nil || section["false_alarm"] != nil
    if let then = section["then"] {
      if looks {
        readDispositions(then, found, index, route, &inspection)
      } else {
        error(then, "there is nothing to decide; say what is looked for with 'finds'")
      }
    }
    return looks ? inspection : nil
  }

  private mutating func noMaker(of chance: NamedChance, _ defects: NameIndex) {
    let hint =
      question(chance.name, among: defects.names)
      ?? "; defects come from 'makes' at an operation or its station"
    error(chance.value, "no operation makes the defect '\(chance.name)'\(hint)")
  }

  private mutating func readDispositions(
    _ value: Value, _ found: NameIndex, _ index: Int, _ route: RouteNames,
    _ inspection: inout Inspection
  ) {
    let what = "what becomes of each defect, as in {burr: back to deburr, otherwise: scrap}"
    for entry in entries(value, of: what) ?? [] {
      let disposition = readDisposition(entry.value, index: index, route: route)
      if entry.name == Reading.otherwise {
        inspection.otherwise = disposition ?? .scrap
      } else if found.index(of: entry.name) == nil {
        let hint =
          question(entry.name, among: found.names + [Reading.otherwise])
          ?? "; add it to 'finds'"
        error(
          entry.place, value.path, "'\(entry.name)' is not looked for here\(hint)")
      } else if let defect = route.defects.index(of: entry.name), let disposition {
        inspection.dispositions[defect] = disposition
      }
    }
  }

  private mutating func readDisposition(
    _ value: Value, index: Int, route: RouteNames
  ) -> Inspection.Disposition? {
    let example = "'scrap' or 'back to' an operation"
    if case .mapping = value.node.content {
      guard let section = open(value, as: .back) else { return nil }
      guard let target = required("back_to", "deburr", in: section, at: value.node.place),
        let name = text(target, expecting: "an operation's name")
      else { return nil }
      let operation = earlierOperation(target, name, index: index, route: route)
      var atMost: Int?
      if let limit = section["at_most"] {
        atMost = count(limit, 1...1_000_000, example: "a whole number such as 1")
        if atMost == nil { return nil }
      }
      return operation.map { .back(operation: $0, atMost: atMost) }
    }
    guard let text = text(value, expecting: example) else { return nil }
    if text == "scrap" { return .scrap }
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    if words.count == 3, words[0] == "back", words[1] == "to" {
      return earlierOperation(value, words[2], index: index, route: route)
        .map { .back(operation: $0) }
    }
    let hint =
      question(text, among: ["scrap"])
      ?? (words.first == "back"
        ? "; did you mean 'back to \(words.last ?? "")'?" : "; expected \(example)")
    error(value, "\(quoted(text)) is not what can become of a part\(hint)")
    return nil
  }

  private mutating func earlierOperation(
    _ value: Value, _ name: String, index: Int, route: RouteNames
  ) -> Int? {
    guard let operation = route.operations.index(of: name) else {
      if route.isWhole {
        unknownName(value, name, kind: "operation", among: route.operations)
      }
      return nil
    }
    guard operation <= index else {
      error(
        value,
        "'\(name)' comes after '\(route.operations.names[index])'; a part goes back to this operation or one before"
      )
      return nil
    }
    return operation
  }
}
