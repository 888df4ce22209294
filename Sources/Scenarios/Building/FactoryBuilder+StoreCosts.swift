import FactoryModel

/// What holding, owing and ordering cost, store by store.
extension FactoryBuilder {
  func setCosts(of stores: inout [Store], _ tree: TreeSection, _ factory: Factory) {
    let costs = tree["costs"]?.section
    var sections: [String: TreeSection] = [:]
    for entry in tree["stores"]?.entries ?? [] { sections[entry.name] = entry.node.section }
    for index in stores.indices {
      let item = factory.items[stores[index].item]
      let names = [stores[index].name, item.name, "otherwise"]
      if let node = entry(of: costs?["holding"], names), let rate = node.quantity {
        stores[index].holdingCost =
          rate.dimension == Dimension(time: -1)
          ? rate.value * item.value : perSmallest(node, of: item.name) ?? 0
      }
      if let node = entry(of: costs?["backorder"], names) {
        stores[index].backorderCost = perSmallest(node, of: item.name) ?? 0
      }
      let section = sections[stores[index].name]
      func orderCost(from source: String?) -> Double {
        entry(of: costs?["order"], [source ?? "", names[0]])?.quantity?.value ?? 0
      }
      let from = section?["from"]
      for link in stores[index].links.indices {
        stores[index].links[link].orderCost = orderCost(
          from: from?.text ?? from?.entries[link].name)
      }
      stores[index].rush?.link.orderCost = orderCost(
        from: section?["rush"]?.section?["from"]?.text)
    }
  }

  /// What holds of several names: a value for all, or that of the first that is there.
  private func entry(of node: TreeNode?, _ names: [String]) -> TreeNode? {
    guard let node else { return nil }
    if node.quantity != nil { return node }
    for name in names {
      if let entry = node.entries.first(where: { $0.name == name }) { return entry.node }
    }
    return nil
  }
}
