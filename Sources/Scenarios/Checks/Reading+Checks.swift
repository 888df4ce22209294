/// What no single value shows to be wrong: checks of values against each other.
extension Reading {
  /// Checks a scenario that was read, as far as it could be.
  mutating func check(_ tree: TreeSection) {
    let plant = Plant(tree)
    checkParts(tree)
    checkCurrency(.section(tree))
    checkCalendars(tree)
    checkStations(plant, People(tree), Supply(tree))
    checkProducts(tree, plant)
    checkCharacteristics(tree, plant)
    checkSupply(tree)
    checkMaintenance(tree, plant)
  }

  /// A factory makes something somewhere; without stores there is nothing else to simulate.
  private mutating func checkParts(_ tree: TreeSection) {
    guard tree["stores"] == nil else { return }
    for (key, example) in [
      ("products", "{part: {release: saturated, route: [press]}}"),
      ("stations", "{press: {time: 30 s}}"),
    ] where tree[key] == nil {
      error(
        tree.place, "", "the scenario has no '\(key)'; add one, such as '\(key): \(example)'")
    }
  }

  // MARK: - Money

  /// All money is in one currency.
  private mutating func checkCurrency(_ content: TreeContent) {
    var first: String?
    var other: (node: TreeNode, currency: String)?
    func look(_ node: TreeNode) {
      guard other == nil else { return }
      switch node.content {
      case .section(let section): section.entries.forEach { look($0.node) }
      case .names(let entries), .route(let entries): entries.forEach { look($0.node) }
      case .list(let items): items.forEach(look)
      case .value(let value):
        guard let currency = value.currency else { return }
        if first == nil { first = currency }
        if currency != first { other = (node, currency) }
      case .rows, .raw, .broken: break
      }
    }
    look(TreeNode(place: Place(), path: "", content: content))
    if let other, let first {
      error(
        other.node.place, other.node.path,
        "is in \(other.currency), but money before it is in \(first); use one currency")
    }
  }

  // MARK: - Calendars

  private mutating func checkCalendars(_ tree: TreeSection) {
    for entry in tree["calendars"]?.entries ?? [] {
      if entry.name == Reading.alwaysOpen {
        error(
          entry.place, "calendars",
          "'always' is the calendar that never closes; take another name")
      }
      if case .list(let patterns) = entry.node.content, patterns.isEmpty {
        error(entry.node.place, entry.node.path, "has no shifts")
      }
      for pattern in entry.node.section.map({ [$0] }) ?? entry.node.items.compactMap(\.section) {
        if pattern.entries.isEmpty {
          error(
            pattern.place, pattern.path,
            "needs 'days', 'shifts' or both, as in {days: mon-fri, shifts: [06:00-14:00]}")
        }
        for (key, example) in [
          ("days", Shape.days.what), ("shifts", "shifts such as [06:00-14:00, 14:00-22:00]"),
        ] {
          guard let node = pattern[key], case .list(let items) = node.content, items.isEmpty else {
            continue
          }
          error(node.place, node.path, "is an empty list; expected \(example)")
        }
      }
    }
  }

  /// The word for a station that never closes.
  static let alwaysOpen = "always"
}

extension TreeValue {
  /// The currency of the money in it.
  var currency: String? {
    switch meaning {
    case .quantity(let quantity): quantity.currency
    case .formula(let formula): formula.currency
    case .range(let lower, _, _): lower.currency
    case .distribution(let expression): expression.currency
    case .phrase(let value): value.currency
    case .condition(_, _, let bound): bound.currency
    default: nil
    }
  }
}
