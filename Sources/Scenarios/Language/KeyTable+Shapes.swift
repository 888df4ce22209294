/// Shapes that several keys have.
extension KeyTable {
  static let calendarName: Shape = .either(
    [.words(["always"], noun: "calendar"), .reference([.calendar])], what: "a calendar's name")

  static let defectChances: Shape = .names(
    nil, .formula(.probability), what: "defects, each a name and a probability")

  static let characteristics: Shape = .names(
    nil,
    .either(
      [.distribution(.anyQuantity), .section(.characteristic)], what: "a characteristic's value"),
    what: "characteristics, each a name with its value")

  static let amounts: Shape = .keyed(
    [.item], .quantity(.itemAmount), or: [], what: "items, each a name and an amount")

  static let amountsPerPart: Shape = .keyed(
    [.item], .quantity(.itemPerPart), or: [], what: "items, each a name and an amount per part")

  static let lotProperties: Shape = .names(
    nil, .distribution(.anyQuantity), what: "properties, each a name and a value")
}
