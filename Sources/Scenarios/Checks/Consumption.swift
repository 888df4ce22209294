import FactoryModel

extension Supply {
  /// What an operation consumes, its own or its station's, each with the name of the store.
  func consumption(of step: RouteStep, _ plant: Plant) -> [(entry: TreeEntry, store: String?)] {
    let station = step.stations.first.flatMap { plant.station($0) }
    let consumes = step.section["consumes"] ?? station?["consumes"]
    let from = step.section["from"] ?? station?["from"]
    return (consumes?.entries ?? []).map { entry in
      (entry, from?.text ?? from?.entries.first { $0.name == entry.name }?.node.text)
    }
  }

  /// The same by the numbers of the stores.
  func consumed(by step: RouteStep, _ plant: Plant) -> [SpareUse] {
    consumption(of: step, plant).compactMap { entry, store in
      guard let store = store.flatMap({ stores.index(of: $0) }),
        let quantity = entry.node.quantity
      else { return nil }
      return SpareUse(store: store, count: amount(quantity, of: entry.name))
    }
  }

  /// What an operation gives, into the stores that its route fills.
  func given(by step: RouteStep) -> [SpareUse] {
    (step.section["gives"]?.entries ?? []).compactMap { entry in
      guard let store = routeStores(of: entry.name).first, let quantity = entry.node.quantity
      else { return nil }
      return SpareUse(store: store, count: amount(quantity, of: entry.name))
    }
  }

  /// The stores of an item that routes fill.
  func routeStores(of item: String) -> [Int] {
    stores.names.indices.filter {
      let section = store(stores.names[$0])
      return section?["holds"]?.text == item && section?["from"]?.text == "route"
    }
  }

  /// The item that a product is: the one that it names, or that of the same name.
  func item(of product: TreeSection, named name: String) -> String? {
    product["item"]?.text ?? (items.index(of: name) == nil ? nil : name)
  }
}

extension Reading {
  /// What operations consume comes from stores that hold it, in whole pieces, and what they give has a store.
  mutating func checkItems(of steps: [RouteStep], _ supply: Supply, _ plant: Plant) {
    for step in steps {
      let uses = supply.consumption(of: step, plant)
      let path = step.section["consumes"]?.path ?? step.section.path
      for (entry, store) in uses {
        checkPieces(entry.node, least: 1)
        guard let store else {
          error(
            entry.place, path,
            "nothing says where '\(entry.name)' comes from; add 'from' with the name of a store")
          continue
        }
        guard let section = supply.store(store), let held = section["holds"]?.text else { continue }
        if held != entry.name {
          error(
            entry.place, path,
            "'\(store)' holds '\(held)', but '\(step.name)' takes '\(entry.name)'; name a store that "
              + "holds it")
        } else if section["from"]?.text != "route" {
          checkStock(entry, of: store, supply)
        }
      }
      for entry in step.section["gives"]?.entries ?? [] {
        checkPieces(entry.node, least: 1)
        let stores = supply.routeStores(of: entry.name)
        guard stores.count != 1 else { continue }
        error(
          entry.place, step.section["gives"]?.path ?? step.section.path,
          stores.isEmpty
            ? "there is no store for '\(entry.name)'; add one, as in 'stores: {\(entry.name)s: {holds: "
              + "\(entry.name), from: route}}'"
            : "several stores of '\(entry.name)' are filled from routes; keep one")
      }
    }
  }

  /// A store that routes fill orders nothing, unless a product is released for it.
  mutating func checkRouteStores(_ tree: TreeSection) {
    let asking = (tree["products"]?.entries ?? []).compactMap {
      $0.node.section?["release"]?.section?["for"]?.text
    }
    for entry in tree["stores"]?.entries ?? [] {
      guard let section = entry.node.section, section["from"]?.text == "route",
        let rule = section["replenish"], rule.text != "never", !asking.contains(entry.name)
      else { continue }
      error(
        rule.place, rule.path,
        "'\(entry.name)' is filled from its route and orders nothing; leave it out, or let parts enter for it, "
          + "as in 'release: {for: \(entry.name)}'")
    }
  }

  /// A product whose parts are items goes into one store; cards need it.
  mutating func checkStore(of product: TreeSection, named name: String, _ supply: Supply) {
    let item = supply.item(of: product, named: name)
    let stores = item.map { supply.routeStores(of: $0) } ?? []
    if stores.count > 1, let item {
      error(
        product.place, product.path,
        "several stores of '\(item)' are filled from routes; keep one")
    }
    guard let release = product["release"]?.section else { return }
    if let node = release["for"], let store = node.text, let item {
      checkRelease(for: store, at: node, of: item, supply)
    }
    guard let node = release["cards"], stores.isEmpty else { return }
    let what = item ?? name
    error(
      node.place, node.path,
      "cards hang on parts until they are taken from a store, and no store holds '\(what)' from its "
        + "route; add one, as in 'stores: {\(what)s: {holds: \(what), from: route}}'")
  }
  /// A store for which parts are released is filled with them, and says when it wants some.
  private mutating func checkRelease(
    for store: String, at node: TreeNode, of item: String, _ supply: Supply
  ) {
    guard let section = supply.store(store) else { return }
    guard let index = supply.stores.index(of: store), supply.routeStores(of: item).contains(index)
    else {
      error(
        node.place, node.path,
        "'\(store)' is not filled with '\(item)' from its route; give it 'holds: \(item)' and 'from: route'"
      )
      return
    }
    guard section["replenish"] == nil || section["replenish"]?.text == "never" else { return }
    error(
      node.place, node.path,
      "'\(store)' says not when it wants parts; give it a rule, such as 'replenish: {base_stock: 20}'"
    )
  }
}
