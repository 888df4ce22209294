/// Checks of items, suppliers, stores and customers.
extension Reading {
  mutating func checkSupply(_ tree: TreeSection) {
    var items: [String: TreeSection] = [:]
    for entry in tree["items"]?.entries ?? [] { items[entry.name] = entry.node.section }
    var sells: [String: [String]] = [:]
    for entry in tree["suppliers"]?.entries ?? [] {
      let node = entry.node.section?["sells"]
      sells[entry.name] = node?.text.map { [$0] } ?? node?.items.compactMap(\.text)
    }
    var holds: [String: String] = [:]
    for entry in tree["stores"]?.entries ?? [] {
      holds[entry.name] = entry.node.section?["holds"]?.text
    }
    for entry in tree["stores"]?.entries ?? [] {
      guard let store = entry.node.section else { continue }
      checkSources(entry.name, store, sells: sells, holds: holds)
      if let rule = store["replenish"]?.section { checkReplenishment(rule, of: store) }
      checkLimits(store, sells: sells)
      checkAmounts(store, item: holds[entry.name].flatMap { items[$0] })
    }
    checkSupplyCycle(tree)
    checkBills(items)
    for entry in tree["customers"]?.entries ?? [] {
      guard let customer = entry.node.section else { continue }
      checkCustomer(customer, owner: entry.place, holds: holds)
      checkQuantity(customer, item: customer["buys"]?.text.flatMap { items[$0] })
      checkFollowing(customer, holds: holds, items: items)
    }
  }

  private mutating func checkSources(
    _ name: String, _ store: TreeSection, sells: [String: [String]], holds: [String: String]
  ) {
    guard let from = store["from"], let item = store["holds"]?.text else { return }
    if !from.entries.isEmpty { checkShares(from) }
    let sources = from.text.map { [($0, from.place)] } ?? from.entries.map { ($0.name, $0.place) }
    for (source, place) in sources where source != "route" {
      if let sold = sells[source], !sold.contains(item) {
        error(
          place, from.path,
          "'\(source)' sells \(enumerated(sold)), but this store holds '\(item)'")
      } else if let held = holds[source], held != item {
        error(place, from.path, "'\(source)' holds '\(held)', but this store holds '\(item)'")
      }
    }
  }

  /// What is there fits, and what is ordered in a hurry is sold.
  private mutating func checkLimits(_ store: TreeSection, sells: [String: [String]]) {
    if let capacity = store["capacity"], let most = capacity.quantity {
      for node in [store["initial"], store["replenish"]?.section?["below"]] {
        guard let node, let amount = node.quantity, amount.value > most.value else { continue }
        error(
          node.place, node.path,
          "\(quoted(node.text ?? "")) is more than fits: 'capacity' is \(quoted(capacity.text ?? ""))"
        )
      }
      if store["from"]?.text == "route" { checkUnaskedWork(store, capacity) }
    }
    if let rush = store["rush"]?.section, let from = rush["from"], let source = from.text,
      let sold = sells[source], let item = store["holds"]?.text
    {
      if !sold.contains(item) {
        error(
          from.place, from.path,
          "\(quoted(source)) sells \(enumerated(sold)), but this store holds \(quoted(item))")
      }
      if let below = rush["below"]?.quantity, let upTo = rush["up_to"],
        let target = upTo.quantity, target.value <= below.value
      {
        error(
          upTo.place, upTo.path,
          "\(quoted(upTo.text ?? "")) is not more than 'below', which is "
            + "\(quoted(rush["below"]?.text ?? ""))")
      }
    }
    guard store["from"]?.text == "route" else { return }
    for key in ["departures", "load", "trip_cost", "vehicles"] {
      guard let place = store.place(of: key) else { continue }
      error(
        place, store.path,
        "'\(key)' is of ways from suppliers and stores, and this store is filled by its route")
    }
  }

  /// Only what the store orders can be cut to what fits.
  private mutating func checkUnaskedWork(_ store: TreeSection, _ capacity: TreeNode) {
    guard store["replenish"]?.section == nil else { return }
    error(
      capacity.place, capacity.path,
      "nobody asks this store before it is filled; let it order, by 'replenish' here and "
        + "'release: {for: …}' of the product")
  }

  /// Amounts are in the kind of unit in which the item is counted.
  private mutating func checkAmounts(_ store: TreeSection, item: TreeSection?) {
    guard let item else { return }
    let symbol = item["unit"]?.text ?? "part"
    guard let unit = UnitTable.unit(symbol) else { return }
    func check(_ node: TreeNode?) { checkUnit(node, symbol) }
    if unit.dimension == .count {
      checkPieces(store["initial"], least: 0)
      checkPieces(store["capacity"], least: 1)
      checkPieces(store["load"], least: 1)
      checkPieces(store["rush"]?.section?["below"], least: 0)
      checkPieces(store["rush"]?.section?["up_to"], least: 1)
      for key in ["base_stock", "below"] {
        checkPieces(store["replenish"]?.section?[key], least: 0)
      }
      for key in ["up_to", "order", "lot"] {
        checkPieces(store["replenish"]?.section?[key], least: 1)
      }
    }
    if unit.dimension != .count, let rule = store["replenish"]?.section,
      let cards = rule["cards"], rule["lot"] == nil
    {
      error(
        cards.place, rule.path,
        "a card is for a lot, and nothing says how much that is; add 'lot', such as 'lot: 60 \(symbol)'"
      )
    }
    check(store["initial"])
    check(store["capacity"])
    check(store["on_the_way"])
    check(store["load"])
    for key in ["below", "up_to"] { check(store["rush"]?.section?[key]) }
    for key in [
      "base_stock", "echelon_base_stock", "below", "up_to", "order", "lot", "safety_stock",
    ] {
      check(store["replenish"]?.section?[key])
    }
  }

  /// An amount is in the kind of unit in which its item is counted.
  mutating func checkUnit(_ node: TreeNode?, _ symbol: String) {
    guard let node, let quantity = node.quantity, quantity.hasUnit,
      let unit = UnitTable.unit(symbol), quantity.dimension != unit.dimension
    else { return }
    error(
      node.place, node.path,
      "\(quoted(node.text ?? "")) is \(quantity.dimension.name), but the item is counted in "
        + (unit.dimension == .count ? "pieces" : symbol))
  }

  /// Nothing is made of itself.
  private mutating func checkBills(_ items: [String: TreeSection]) {
    for name in items.keys.sorted() {
      guard let bill = items[name]?["made_of"] else { continue }
      var (open, seen) = (bill.entries.map(\.name), Set<String>())
      while let part = open.popLast() {
        guard seen.insert(part).inserted else { continue }
        open += (items[part]?["made_of"]?.entries ?? []).map(\.name)
      }
      guard seen.contains(name) else { continue }
      error(
        bill.place, bill.path, "\(quoted(name)) would be made of itself; take it out of the bill")
    }
  }

  private mutating func checkSupplyCycle(_ tree: TreeSection) {
    var from: [String: (name: String, place: Place, path: String)] = [:]
    let stores = Set(declarations.names(of: .store))
    for entry in tree["stores"]?.entries ?? [] {
      guard let node = entry.node.section?["from"], let name = node.text, stores.contains(name)
      else { continue }
      from[entry.name] = (name, node.place, node.path)
    }
    var reported: Set<String> = []
    for start in declarations.names(of: .store) where !reported.contains(start) {
      var chain = [start]
      while let next = from[chain[chain.count - 1]] {
        if let first = chain.firstIndex(of: next.name) {
          let cycle = Array(chain[first...])
          if reported.isDisjoint(with: cycle) {
            error(
              next.place, next.path,
              "the stores \((cycle + [next.name]).joined(separator: " → ")) fill each other in a "
                + "circle; nothing ever comes in")
          }
          reported.formUnion(cycle)
          break
        }
        chain.append(next.name)
      }
    }
  }
}
