import FactoryModel

/// Formulas of the material's properties.
extension Reading {
  /// Who says `lot.moisture` at a station takes material there that has one.
  mutating func checkLots(_ tree: TreeSection, in factory: Factory) {
    for (index, product) in factory.products.enumerated() {
      for operation in product.route {
        let chances = operation.makes + (operation.inspection?.finds ?? [])
        for property in Set(chances.flatMap { $0.wear?.lotProperties ?? [] }).sorted() {
          let item = factory.lotProperties[property].item
          let isTaken = factory.products.flatMap(\.route).contains { other in
            other.station == operation.station
              && other.consumes.contains { factory.stores[$0.store].item == item }
          }
          let entries = tree["products"]?.entries ?? []
          guard !isTaken, entries.indices.contains(index) else { continue }
          error(
            entries[index].place, "products.\(product.name)",
            "'\(operation.name)' goes by 'lot.\(factory.lotProperties[property].name)', but no work at "
              + "'\(factory.stations[operation.station].name)' consumes \(factory.items[item].name)"
          )
        }
      }
    }
    let known = Set(factory.lotProperties.map(\.name))
    for supplier in tree["suppliers"]?.entries ?? [] {
      for property in supplier.node.section?["lots"]?.entries ?? []
      where !known.contains(property.name) {
        error(
          property.place, property.node.path,
          "no item that is sold here has a property '\(property.name)'; give it to the item, in 'lots'"
        )
      }
    }
  }
}
