import EventKernel
import FactoryModel
import RandomVariates

/// Stores, who fills them, and who buys from them.
extension FactoryTables {
  mutating func addStores(_ factory: Factory) {
    for supplier in factory.suppliers { add(supplier) }
    var filled = [[Int32]](repeating: [], count: factory.stores.count)
    for (index, store) in factory.stores.enumerated() {
      let (below, upTo, lot) = store.replenishment.levels
      var record = StoreRecord(onHand: store.initial, below: below, upTo: upTo, lot: lot)
      record.countsWhenTaken = store.countsWhenTaken
      record.multiple = store.multiple
      record.isReviewed = store.review != nil
      record.countsEchelon = store.countsEchelon
      if case .store(let source) = store.source {
        record.source = Int32(source)
        filled[source].append(Int32(index))
      }
      if store.source != .route { record.links = add(links: store) }
      record.decider = addDecider(of: store)
      stores.append(record)
    }
    for (index, downstream) in filled.enumerated() {
      stores[index].downstream = Stretch(
        first: Int32(supply.downstream.count), count: Int32(downstream.count))
      supply.downstream += downstream
    }
    addReviews(factory)
    for customer in factory.customers { add(customer) }
  }

  private mutating func add(_ supplier: Supplier) {
    let outage = supplier.outage
    supply.suppliers.append(
      SupplierRecord(
        rate: supplier.rate, hasOutages: outage != nil,
        outageEvery: samplerTables.sampler(for: outage?.every ?? .constant(0)),
        outageLasts: samplerTables.sampler(for: outage?.lasts ?? .constant(0)),
        outageKey: key("suppliers.\(supplier.name)", "outages"),
        delivered: samplerTables.sampler(for: supplier.delivered),
        defective: samplerTables.sampler(for: supplier.defective),
        isWhole: supplier.delivered.certainValue == 1 && supplier.defective.certainValue == 0,
        keepsOrder: supplier.keepsOrder))
  }

  /// Who is asked at looks at a store; -1 for nobody.
  private mutating func addDecider(of store: Store) -> Int32 {
    switch store.replenishment {
    case .never, .baseStock, .upTo, .lots: return -1
    case .decided(let name): supply.forecasts.append(.named(name))
    case .forecast(let rule):
      let period = store.review ?? 1
      let link = store.links.first
      let time = (link?.meanLeadTime ?? 0) + period + rule.cover
      supply.forecasts.append(.forecast(ForecastDecider(rule, periods: time / period)))
    }
    return Int32(supply.forecasts.count - 1)
  }

  private mutating func add(links store: Store) -> Stretch {
    let first = Int32(supply.links.count)
    let path = "stores.\(store.name)"
    for (number, link) in store.links.enumerated() {
      let which = number == 0 ? "" : " of source \(number + 1)"
      let discounts = Stretch(
        first: Int32(supply.discounts.count), count: Int32(link.discounts.count))
      supply.discounts += link.discounts
      supply.links.append(
        LinkRecord(
          supplier: Int32(link.supplier ?? -1), share: link.share,
          leadTime: samplerTables.sampler(for: link.leadTime),
          orderDelay: samplerTables.sampler(for: link.orderDelay),
          leadKey: key(path, "lead time" + which), delayKey: key(path, "order delay" + which),
          yieldKey: key(path, "delivered" + which), price: link.price, discounts: discounts,
          transportCost: link.transportCost, orderCost: link.orderCost, least: link.least,
          multiple: link.multiple))
    }
    return Stretch(first: first, count: Int32(store.links.count))
  }

  /// Stores with the same time between looks are looked at together, those that are filled by another before it.
  private mutating func addReviews(_ factory: Factory) {
    let depths = factory.stores.indices.map { store in
      var (depth, place) = (0, store)
      while case .store(let source) = factory.stores[place].source, depth < factory.stores.count {
        (depth, place) = (depth + 1, source)
      }
      return depth
    }
    var groups: [(period: Double, stores: [Int])] = []
    var numbers: [Double: Int] = [:]
    for (index, store) in factory.stores.enumerated() {
      guard let period = store.review else { continue }
      if let number = numbers[period] {
        groups[number].stores.append(index)
      } else {
        numbers[period] = groups.count
        groups.append((period, [index]))
      }
    }
    for group in groups {
      supply.reviews.append(
        ReviewRecord(
          period: group.period,
          stores: Stretch(
            first: Int32(supply.reviewedStores.count), count: Int32(group.stores.count))))
      supply.reviewedStores +=
        group.stores.sorted { (-depths[$0], $0) < (-depths[$1], $1) }.map { Int32($0) }
    }
  }

  // MARK: - Customers

  private mutating func add(_ customer: Customer) {
    let path = "customers.\(customer.name)"
    var patience = Distribution.constant(0)
    let shortage: CustomerRecord.Shortage
    switch customer.shortage {
    case .waits: shortage = .waits
    case .lost: shortage = .lost
    case .waitsFor(let time): (shortage, patience) = (.waitsFor, time)
    }
    var record = CustomerRecord(
      store: Int32(customer.store), interval: Sampler(.constant(0)),
      quantity: samplerTables.sampler(for: customer.quantity), scale: customer.quantityScale,
      intervalKey: key(path, "interval"), quantityKey: key(path, "quantity"),
      patienceKey: key(path, "patience"), dueKey: key(path, "wanted time"), shortage: shortage,
      patience: samplerTables.sampler(for: patience),
      wantsWithin: samplerTables.sampler(for: customer.wantsWithin), isWhole: !customer.inParts,
      priority: Int32(clamping: customer.priority))
    switch customer.arrivals {
    case .every(let interval, let profile):
      record.interval = samplerTables.sampler(for: interval)
      if let profile { record.profile = add(profile) }
      record.scalesQuantity = profile?.scalesQuantity == true
    case .recorded(let history):
      record.history = Stretch(
        first: Int32(supply.history.count), count: Int32(history.times.count))
      supply.history += zip(history.times, history.quantities).map {
        RecordedOrder(time: $0, count: $1)
      }
      record.historyRepeats = history.repeats ?? 0
      record.drawsHistory = history.isDrawn
    }
    customers.append(record)
  }

  /// Customers whose demand follows the same profile share it.
  private mutating func add(_ profile: DemandProfile) -> Stretch {
    if let known = profiles[profile] { return known }
    let stretch = Stretch(first: Int32(supply.factors.count), count: Int32(profile.times.count))
    supply.factors += zip(profile.times, profile.factors).map { FactorRecord(time: $0, factor: $1) }
    profiles[profile] = stretch
    return stretch
  }
}

extension Store.Replenishment {
  /// The position at or below which it orders, the one to which, and the lot.
  var levels: (below: Int, upTo: Int, lot: Int) {
    switch self {
    case .never, .forecast, .decided: (.min, 0, 0)
    case .baseStock(let level): (level - 1, level, 0)
    case .upTo(let target, let level): (level, target, 0)
    case .lots(let size, let level): (level, 0, size)
    }
  }
}
