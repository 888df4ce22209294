import FactoryModel

/// The items and stores of a scenario, for those who take from them.
struct Supply {
  private(set) var items = NameIndex()
  private(set) var stores = NameIndex()
  private var sections: [TreeSection?] = []
  private var units: [String?] = []

  init(_ tree: TreeSection) {
    for entry in tree["items"]?.entries ?? [] {
      items.insert(entry.name)
      let unit = entry.node.section?["unit"]
      units.append(entry.node.isBroken || unit?.isBroken == true ? nil : unit?.text ?? "part")
    }
    for entry in tree["stores"]?.entries ?? [] {
      stores.insert(entry.name)
      sections.append(entry.node.section)
    }
  }

  /// A store's section.
  func store(_ name: String) -> TreeSection? { stores.index(of: name).flatMap { sections[$0] } }

  /// What an item is counted in; `nil` where that could not be read.
  func unit(of item: String) -> String? { items.index(of: item).flatMap { units[$0] } }

  /// How many of the smallest amounts of an item a quantity is; a plain number counts the item's units.
  func amount(_ quantity: Quantity, of item: String) -> Int {
    Int((quantity.value * scale(of: item, quantity.dimension)).rounded())
  }

  /// How many of the smallest amounts of an item one is of what is measured in a dimension.
  func scale(of item: String, _ dimension: Dimension) -> Double {
    guard let symbol = unit(of: item), let unit = UnitTable.unit(symbol), unit.dimension != .count
    else { return 1 }
    return dimension == unit.dimension
      ? Item.finest * unit.denominator / unit.numerator : Item.finest
  }

  /// What a store holds.
  func item(inStore name: String) -> String? { store(name)?["holds"]?.text }

  /// What a section takes, each with the name of the store from which it comes.
  func uses(of section: TreeSection) -> [(entry: TreeEntry, store: String?)] {
    (section["uses"]?.entries ?? []).map { entry in
      let from = section["from"]
      return (entry, from?.text ?? from?.entries.first { $0.name == entry.name }?.node.text)
    }
  }

  /// The spares that a section takes.
  func spares(of section: TreeSection) -> [SpareUse] {
    uses(of: section).compactMap { entry, store in
      guard let store = store.flatMap({ stores.index(of: $0) }),
        let quantity = entry.node.quantity
      else { return nil }
      return SpareUse(store: store, count: amount(quantity, of: entry.name))
    }
  }
}

extension Reading {
  /// What is used must come, in whole pieces, from a store that holds it and has enough of it.
  mutating func checkSpares(_ section: TreeSection?, _ supply: Supply) {
    guard let section else { return }
    guard let uses = section["uses"] else {
      if let place = section.place(of: "from") {
        error(
          place, section.path,
          "has 'from' but no 'uses'; say what is taken, such as 'uses: {die_insert: 1}'")
      }
      return
    }
    guard let from = section["from"] else {
      if let place = section.place(of: "uses") {
        error(
          place, section.path, "has 'uses' but no 'from'; add the store, such as 'from: tool_crib'")
      }
      return
    }
    for entry in from.entries where !uses.entries.contains(where: { $0.name == entry.name }) {
      unknownName(
        entry.place, from.path, entry.name, kind: "used item", among: uses.entries.map(\.name))
    }
    for (entry, store) in supply.uses(of: section) {
      if let unit = supply.unit(of: entry.name) { checkUnit(entry.node, unit) }
      checkPieces(entry.node, least: 1)
      guard let store else {
        if !from.isBroken, from.text == nil, !from.entries.isEmpty {
          error(
            entry.place, uses.path,
            "'from' names no store for '\(entry.name)'; add one, as in '\(entry.name): crib'")
        }
        continue
      }
      guard let held = supply.store(store)?["holds"]?.text else { continue }
      if held != entry.name {
        error(
          from.place, from.path,
          "'\(store)' holds '\(held)', but this takes '\(entry.name)'; name a store that holds it")
      } else {
        checkStock(entry, of: store, supply)
      }
    }
  }

  /// A number of whole pieces; amounts by weight or length are left alone.
  mutating func checkPieces(_ node: TreeNode?, least: Double) {
    guard let node, let quantity = node.quantity,
      quantity.dimension == .ratio || quantity.dimension == .count
    else { return }
    if quantity.value != quantity.value.rounded() {
      error(
        node.place, node.path,
        "\(quoted(node.text ?? "")) is no whole number of pieces; write one such as '3'")
    } else if quantity.value < least {
      error(
        node.place, node.path,
        "\(quoted(node.text ?? "")) is too little; expected at least "
          + ResolvedValues.number(least))
    } else if quantity.value > 1e9 {
      error(node.place, node.path, "\(quoted(node.text ?? "")) is too much; expected at most 1e9")
    }
  }

  /// A store that never orders has what is taken from it at least once.
  mutating func checkStock(_ entry: TreeEntry, of name: String, _ supply: Supply) {
    guard let store = supply.store(name), let count = entry.node.quantity?.value else { return }
    let replenish = store["replenish"]
    let initial = store["initial"]?.quantity?.value ?? 0
    guard replenish == nil || replenish?.text == "never", initial < count else { return }
    error(
      entry.node.place, entry.node.path,
      "takes \(entry.node.text ?? "") from '\(name)', which holds "
        + "\(ResolvedValues.number(initial)) and never orders; give it 'initial' or 'replenish'")
  }
}
