/// Checks of what customers want, and of what they take instead.
extension Reading {
  /// Pieces are ordered in whole numbers; what is drawn is rounded to them.
  mutating func checkQuantity(_ customer: TreeSection, item: TreeSection?) {
    guard let item else { return }
    let symbol = item["unit"]?.text ?? "part"
    checkUnit(customer["quantity"], symbol)
    if UnitTable.unit(symbol)?.dimension == .count { checkPieces(customer["quantity"], least: 1) }
  }

  /// A customer follows one market, and takes something else of the same kind of amount.
  mutating func checkFollowing(
    _ customer: TreeSection, holds: [String: String], items: [String: TreeSection]
  ) {
    if let follows = customer["follows"] {
      if let second = follows.entries.dropFirst().first {
        error(
          second.place, follows.path, "a customer follows one market; write a customer for each")
      }
      if customer["history"] != nil { exclude("follows", "history", customer) }
    }
    if customer["accepts"] != nil, customer["instead"] == nil,
      let place = customer.place(of: "accepts")
    {
      error(place, customer.path, "'accepts' belongs to 'instead'; say what it takes instead")
    }
    if let instead = customer["instead"], instead.text == customer["from"]?.text {
      error(
        instead.place, instead.path,
        "\(quoted(instead.text ?? "")) is where it buys; name a store of something else")
    } else if let instead = customer["instead"], let item = customer["buys"]?.text,
      let other = instead.text.flatMap({ holds[$0] })
    {
      let units = [item, other].map { name in
        UnitTable.unit(items[name]?["unit"]?.text ?? "part")?.dimension
      }
      if units[0] != units[1] {
        error(
          instead.place, instead.path,
          "\(quoted(instead.text ?? "")) holds \(quoted(other)), which is not counted in the unit of "
            + quoted(item))
      }
    }
  }

  mutating func checkCustomer(
    _ customer: TreeSection, owner: Place, holds: [String: String]
  ) {
    let ways = ["every", "history"].filter { customer[$0] != nil }
    if ways.isEmpty {
      error(
        owner, customer.path, "says not when it buys; add 'every: exponential 40 min' or 'history'")
    } else if ways.count == 2 {
      exclude("every", "history", customer)
    }
    if let from = customer["from"], let store = from.text, let held = holds[store],
      let item = customer["buys"]?.text, held != item
    {
      error(from.place, from.path, "'\(store)' holds '\(held)', but this customer buys '\(item)'")
    }
    checkHistory(of: customer)
    if let season = customer["season"]?.section {
      for (key, count) in [("daily", 24), ("weekly", 7), ("yearly", 12)] {
        guard let node = season[key], case .list(let items) = node.content, items.count != count
        else { continue }
        error(node.place, node.path, "has \(items.count) factors; expected \(count)")
      }
      for entry in season.entries {
        let factors = entry.node.items.compactMap(\.quantity)
        guard !factors.isEmpty, factors.allSatisfy({ $0.value == 0 }) else { continue }
        error(
          entry.node.place, entry.node.path,
          "all factors are 0, so nothing is ever wanted; write such as 100 % where it is as usual")
      }
    }
  }
}
