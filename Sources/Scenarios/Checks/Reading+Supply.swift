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
      if let rule = store["replenish"]?.section { checkReplenishment(rule) }
      checkLimits(store, sells: sells)
      checkAmounts(store, item: holds[entry.name].flatMap { items[$0] })
    }
    checkSupplyCycle(tree)
    for entry in tree["customers"]?.entries ?? [] {
      guard let customer = entry.node.section else { continue }
      checkCustomer(customer, owner: entry.place, holds: holds)
      checkQuantity(customer, item: customer["buys"]?.text.flatMap { items[$0] })
      checkFollowing(customer, holds: holds, items: items)
    }
  }

  /// Pieces are ordered in whole numbers; what is drawn is rounded to them.
  private mutating func checkQuantity(_ customer: TreeSection, item: TreeSection?) {
    guard let item else { return }
    let symbol = item["unit"]?.text ?? "part"
    checkUnit(customer["quantity"], symbol)
    if UnitTable.unit(symbol)?.dimension == .count { checkPieces(customer["quantity"], least: 1) }
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

  /// The rule is one of the ways to order, with the keys that it needs.
  private mutating func checkReplenishment(_ rule: TreeSection) {
    let ways = [
      "base_stock", "echelon_base_stock", "below", "planned", "forecast", "demand_driven", "cards",
    ]
    // A plan may be for what is foretold.
    let given = ways.filter { rule[$0] != nil && !($0 == "forecast" && rule["planned"] != nil) }
    guard let way = given.first else {
      error(
        rule.place, rule.path,
        "says not when to order; expected a rule such as '{below: 16 t, up_to: 36 t}' or "
          + "'{base_stock: 3}'")
      return
    }
    for other in given.dropFirst() { exclude(way, other, rule) }
    let sizes = ["up_to", "order"].filter { rule[$0] != nil }
    if way == "below", sizes.isEmpty, let place = rule.place(of: "below") {
      error(place, rule.path, "has 'below' but not how much; add 'up_to' or 'order'")
    }
    if sizes.count == 2 { exclude("up_to", "order", rule) }
    checkForecast(rule)
    checkPlan(rule)
    if let below = rule["below"]?.quantity, let upTo = rule["up_to"],
      let target = upTo.quantity, target.value <= below.value
    {
      error(
        upTo.place, upTo.path,
        "\(quoted(upTo.text ?? "")) is not more than 'below', which is "
          + "\(quoted(rule["below"]?.text ?? ""))")
    }
  }

  /// A plan is made at looks.
  private mutating func checkPlan(_ rule: TreeSection) {
    guard let planned = rule["planned"] else {
      for key in ["planned_lead_time", "safety_time", "frozen"] {
        guard let place = rule.place(of: key) else { continue }
        error(
          place, rule.path,
          "'\(key)' belongs to 'planned'; add one, such as 'planned: lot_for_lot'")
      }
      return
    }
    if rule["review"] == nil {
      error(
        planned.place, rule.path,
        "plans are made at looks, and nothing says when these are; add 'review', such as "
          + "'review: 1 wk'")
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

  /// Forecasts are made at looks, with the keys of their method and one kind of safety.
  private mutating func checkForecast(_ rule: TreeSection) {
    let methods = [
      "periods": "moving_average", "weight": "exponential_smoothing", "season": "seasonal_naive",
    ]
    let method = rule["forecast"]?.text
    for entry in rule.entries {
      let key = entry.key.name
      if let own = methods[key], method != own {
        error(entry.place, rule.path, "'\(key)' belongs to 'forecast: \(own)'")
      } else if key == "safety_stock", rule["planned"] != nil {
        continue
      } else if ["cover", "service", "fill_rate", "safety_stock"].contains(key),
        method == nil || rule["planned"] != nil
      {
        error(
          entry.place, rule.path,
          "'\(key)' belongs to 'forecast'; add one, such as 'forecast: moving_average'")
      }
    }
    guard let method, let forecast = rule["forecast"] else { return }
    let ways = ["moving_average", "exponential_smoothing", "seasonal_naive"]
    if !ways.contains(method), !method.contains("@") {
      let hint =
        NearestName.of(method, among: ways).map { "; did you mean \(quoted($0))?" }
        ?? "; expected \(enumerated(ways, joinedBy: "or"))"
      error(forecast.place, forecast.path, "unknown way to forecast \(quoted(method))\(hint)")
    }
    let safeties = ["service", "fill_rate", "safety_stock"].filter { rule[$0] != nil }
    for other in safeties.dropFirst() { exclude(safeties[0], other, rule) }
    for key in safeties.dropLast(safeties.last == "safety_stock" ? 1 : 0) {
      guard let value = rule[key]?.quantity?.value, value >= 1, let node = rule[key] else {
        continue
      }
      error(
        node.place, node.path,
        "\(quoted(node.text ?? "")) cannot be reached with any stock; expected less than 100 %")
    }
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

  /// A customer follows one market, and takes something else of the same kind of amount.
  private mutating func checkFollowing(
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

  private mutating func checkCustomer(
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
