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
      addLimits(of: store, index, factory, to: &record)
      if factory.lotProperties.contains(where: { $0.item == store.item }) {
        record.keepsBatches = true
        record.origin = addOrigin(store.item, [:], "stores.\(store.name)", "lots", factory)
        for (place, link) in zip(record.links.range, store.links) {
          supply.links[place].origin = addOrigin(
            store.item, link.lotProperties, "stores.\(store.name)",
            "lots of source \(place - record.links.range.lowerBound + 1)", factory)
        }
        if record.rush >= 0, let link = store.rush?.link {
          let place = Int(supply.rushes[Int(record.rush)].link)
          supply.links[place].origin = addOrigin(
            store.item, link.lotProperties, "stores.\(store.name)", "lots in a hurry", factory)
        }
      }
      record.decider = addDecider(of: store)
      stores.append(record)
    }
    for (index, downstream) in filled.enumerated() {
      stores[index].downstream = Stretch(
        first: Int32(supply.downstream.count), count: Int32(downstream.count))
      supply.downstream += downstream
    }
    let means = factory.lotProperties.map(\.mean)
    supply.machineLots = machines.flatMap { _ in means }
    let network = SupplyOrder(factory)
    addPlanners(factory, network)
    addReviews(factory, network)
    for market in factory.markets {
      let key = key("markets.\(market.name)", "level")
      supply.markets.append(
        MarketRecord(
          level: samplerTables.sampler(for: market.level), lasts: market.lasts, key: key,
          laterKey: key))
    }
    for customer in factory.customers { add(customer) }
  }

  /// What lots are like that come from somewhere.
  private mutating func addOrigin(
    _ item: Int, _ others: [Int: Distribution], _ path: String, _ purpose: String,
    _ factory: Factory
  ) -> Int32 {
    let properties = factory.lotProperties.indices.filter {
      factory.lotProperties[$0].item == item
    }
    let first = Int32(supply.lotSamplers.count)
    supply.lotSamplers += properties.map {
      samplerTables.sampler(for: others[$0] ?? factory.lotProperties[$0].value)
    }
    supply.origins.append(
      LotOriginRecord(
        firstProperty: Int32(properties.first ?? 0),
        samplers: Stretch(first: first, count: Int32(properties.count)),
        key: key(path, purpose)))
    return Int32(supply.origins.count - 1)
  }

  /// What a store can hold and for how long, what is lost from it, and what it orders in a hurry.
  private mutating func addLimits(
    of store: Store, _ index: Int, _ factory: Factory, to record: inout StoreRecord
  ) {
    record.capacity = store.capacity ?? .max
    record.countsOwed = store.countsOwed
    if let life = factory.items[store.item].shelfLife {
      record.keepsBatches = true
      record.shelfLife = life
    }
    let path = "stores.\(store.name)"
    if let losses = store.losses {
      supply.losses.append(
        LossRecord(
          store: Int32(index), every: samplerTables.sampler(for: losses.every),
          share: samplerTables.sampler(for: losses.share), key: key(path, "losses")))
    }
    if let rush = store.rush {
      record.rush = Int32(supply.rushes.count)
      supply.rushes.append(
        RushRecord(
          link: Int32(supply.links.count), below: rush.below, upTo: max(rush.upTo, rush.below + 1)))
      add(rush.link, path, which: " in a hurry")
    }
  }

  private mutating func add(_ supplier: Supplier) {
    let outage = supplier.outage
    supply.suppliers.append(
      SupplierRecord(
        rate: supplier.rate, hasOutages: outage != nil,
        outageEvery: samplerTables.sampler(for: outage?.every ?? .constant(0)),
        outageLasts: samplerTables.sampler(for: outage?.lasts ?? .constant(0)),
        outageKey: key("suppliers.\(supplier.name)", "outages"), leaves: outage?.leaves ?? 0,
        delivered: samplerTables.sampler(for: supplier.delivered),
        defective: samplerTables.sampler(for: supplier.defective),
        isWhole: supplier.delivered.certainValue == 1 && supplier.defective.certainValue == 0,
        keepsOrder: supplier.keepsOrder))
  }

  /// Who is asked at looks at a store; -1 for nobody.
  private mutating func addDecider(of store: Store) -> Int32 {
    let period = store.review ?? 1
    let lead = store.links.first?.meanLeadTime ?? 0
    switch store.replenishment {
    case .never, .baseStock, .upTo, .lots, .planned: return -1
    case .decided(let name): supply.deciders.append(.named(name))
    case .forecast(let rule):
      let time = lead + period + rule.cover
      supply.deciders.append(.given(ForecastDecider(rule, periods: time / period)))
    case .demandDriven(let rule):
      supply.deciders.append(
        .given(
          DemandDrivenDecider(
            rule, leadTime: lead / period, period: period,
            leastOrder: store.links.first?.least ?? 0)))
    }
    return Int32(supply.deciders.count - 1)
  }

  private mutating func add(links store: Store) -> Stretch {
    let first = Int32(supply.links.count)
    let path = "stores.\(store.name)"
    for (number, link) in store.links.enumerated() {
      add(link, path, which: number == 0 ? "" : " of source \(number + 1)")
    }
    return Stretch(first: first, count: Int32(store.links.count))
  }

  private mutating func add(_ link: SupplyLink, _ path: String, which: String) {
    let discounts = Stretch(
      first: Int32(supply.discounts.count), count: Int32(link.discounts.count))
    supply.discounts += link.discounts
    let vehicles = Stretch(
      first: Int32(supply.vehicles.count), count: Int32(link.transport.vehicles ?? 0))
    supply.vehicles += [Double](repeating: 0, count: link.transport.vehicles ?? 0)
    supply.links.append(
      LinkRecord(
        supplier: Int32(link.supplier ?? -1), share: link.share,
        leadTime: samplerTables.sampler(for: link.leadTime),
        orderDelay: samplerTables.sampler(for: link.orderDelay),
        leadKey: key(path, "lead time" + which), delayKey: key(path, "order delay" + which),
        yieldKey: key(path, "delivered" + which), price: link.price, discounts: discounts,
        transportCost: link.transportCost, orderCost: link.orderCost, least: link.least,
        multiple: link.multiple, departures: link.transport.departures,
        load: link.transport.load ?? .max, tripCost: link.transport.tripCost, vehicles: vehicles))
  }

  /// Stores with the same time between looks are looked at together.
  private mutating func addReviews(_ factory: Factory, _ network: SupplyOrder) {
    var groups: [(period: Double, stores: [Int32])] = []
    var numbers: [Double: Int] = [:]
    for store in factory.stores {
      guard let period = store.review, numbers[period] == nil else { continue }
      numbers[period] = groups.count
      groups.append((period, []))
    }
    for index in network.stores {
      guard let number = factory.stores[index].review.flatMap({ numbers[$0] }) else { continue }
      groups[number].stores.append(Int32(index))
    }
    for group in groups {
      supply.reviews.append(
        ReviewRecord(
          period: group.period,
          stores: Stretch(
            first: Int32(supply.reviewedStores.count), count: Int32(group.stores.count))))
      supply.reviewedStores += group.stores
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
      wantsWithin: samplerTables.sampler(for: customer.wantsWithin),
      acceptanceKey: key(path, "substitute"), isWhole: !customer.inParts,
      priority: Int32(clamping: customer.priority))
    if let substitute = customer.substitute {
      record.substitute = Int32(substitute.store)
      record.acceptance = substitute.chance
    }
    switch customer.arrivals {
    case .every(let interval, var profile):
      record.interval = samplerTables.sampler(for: interval)
      if let share = customer.market {
        record.market = Int32(share.market)
        record.marketWeight = share.weight
        profile =
          profile
          ?? DemandProfile(
            times: [0], factors: [1], scalesQuantity: interval.certainValue != nil)
      }
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

extension Store {
  /// The ways on which it orders, in the order in which the simulation keeps them.
  var orderLinks: [SupplyLink] { (source == .route ? [] : links) + (rush.map { [$0.link] } ?? []) }
}

extension Store.Replenishment {
  /// The position at or below which it orders, the one to which, and the lot.
  var levels: (below: Int, upTo: Int, lot: Int) {
    switch self {
    case .never, .forecast, .demandDriven, .planned, .decided: (.min, 0, 0)
    case .baseStock(let level): (level - 1, level, 0)
    case .upTo(let target, let level): (level, target, 0)
    case .lots(let size, let level): (level, 0, size)
    }
  }
}
