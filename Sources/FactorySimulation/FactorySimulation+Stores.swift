import EventKernel
import FactoryModel

/// Stores: what is taken from them and put into them, and when they order.
extension FactorySimulation {
  /// Places the first orders, where stores begin below their levels, and lets customers come.
  mutating func openStores() {
    for product in products.indices where products[product].way == .store {
      stores[Int(products[product].store)].onOrder = lines[product].inside
    }
    for store in stores.indices { expectDeliveries(store) }
    for store in stores.indices where stores[store].keepsBatches {
      addBatch(
        stores[store].onHand, expiry: stores[store].shelfLife, lot: LotName(), to: store)
    }
    for store in stores.indices { replenish(store) }
    for group in supply.reviews.indices { scheduleReview(group) }
    for number in supply.losses.indices { scheduleLoss(number) }
    for supplier in supply.suppliers.indices where supply.suppliers[supplier].hasOutages {
      supply.suppliers[supplier].outage = outage(after: OutageRecord(ends: 0), of: supplier)
    }
    for customer in customers.indices { scheduleOrder(of: customer) }
  }

  // MARK: - Work

  /// Takes the spares of a job that begins; they are there.
  mutating func take(_ spare: Int) {
    take(spareUses[spare].count, from: Int(spareUses[spare].store))
  }

  /// Takes something out of a store for work; it is there.
  ///
  /// - Parameters:
  ///   - count: How much.
  ///   - store: The store.
  ///   - machine: On which machine; -1 for a spare.
  mutating func take(_ count: Int, from store: Int, for machine: Int = -1) {
    bookLevel(store)
    withdraw(count, from: store)
    if machine >= 0, stores[store].origin >= 0 { noteLot(takenBy: machine) }
    storeAccounts[store].used += count
    replenish(store)
    pull(fromStore: store)
  }

  /// Notes what a job asks for that now waits, and orders it where that is wanted.
  mutating func ask(forSparesOf job: Int) {
    for spare in jobs[job].spares.range {
      ask(for: spareUses[spare].count, from: Int(spareUses[spare].store))
    }
  }

  /// Notes what work waits for, and orders it where that is wanted.
  mutating func ask(for count: Int, from store: Int) {
    bookLevel(store)
    stores[store].asked += count
    replenish(store)
  }

  /// Forgets what a job asked for that no longer waits; what was ordered comes.
  mutating func forget(sparesOf job: Int) {
    for spare in jobs[job].spares.range {
      stores[Int(spareUses[spare].store)].asked -= spareUses[spare].count
    }
  }

  /// Puts something into a store; what is owed goes at once to those to whom it is owed.
  ///
  /// Machines that wait for it are served when all has happened that happens at this moment.
  ///
  /// - Parameters:
  ///   - count: How much.
  ///   - store: The store.
  ///   - expiry: When it perishes, where that is known already.
  ///   - lot: Which lot it is from, where that is known already.
  mutating func put(
    _ count: Int, into store: Int, expiry: Double = .infinity, lot: LotName = LotName()
  ) {
    bookLevel(store)
    stores[store].onHand += count
    if stores[store].keepsBatches {
      addBatch(count, expiry: min(expiry, now + stores[store].shelfLife), lot: lot, to: store)
    }
    storeAccounts[store].delivered += count
    if repay(store) { pull(fromStore: store) }
    if attended.firstWaiting >= 0 { requestService() }
  }

  // MARK: - Orders

  /// Orders what is wanted, unless the store is looked at from time to time only; and what those want who count
  /// its stock.
  mutating func replenish(_ store: Int) {
    if !stores[store].isReviewed { order(for: store) }
    guard isEchelonCounted else { return }
    var source = Int(stores[store].source)
    while source >= 0 {
      if stores[source].countsEchelon, !stores[source].isReviewed { order(for: source) }
      source = Int(stores[source].source)
    }
  }

  /// The inventory position by which a store orders.
  private func position(of store: Int) -> Int {
    var sum = stores[store].position
    guard stores[store].countsEchelon else { return sum }
    for place in stores[store].downstream.range {
      sum += echelonPosition(of: Int(supply.downstream[place]))
    }
    return sum
  }

  /// The positions of a store and of all that it fills: what one owes to another is on order there.
  private func echelonPosition(of store: Int) -> Int {
    var sum = stores[store].position
    for place in stores[store].downstream.range {
      sum += echelonPosition(of: Int(supply.downstream[place]))
    }
    return sum
  }

  /// Orders what is wanted.
  mutating func order(for store: Int) {
    if stores[store].rush >= 0 { orderInHurry(for: store) }
    let wanted = stores[store].wanted(at: position(of: store))
    if wanted > 0 { order(wanted, for: store) }
  }

  private mutating func order(_ wanted: Int, for store: Int) {
    let product = Int(stores[store].product)
    if product >= 0 {
      make(min(wanted, stores[store].room), of: product, for: store)
    } else if !stores[store].links.isEmpty {
      place(wanted, for: store)
    }
  }

  /// Lets parts enter for a store, as many as may be on order.
  private mutating func make(_ wanted: Int, of product: Int, for store: Int) {
    guard products[product].way == .store else { return }
    let count = min(wanted, products[product].keptParts - stores[store].onOrder)
    guard count > 0 else { return }
    note(order: count, of: store)
    for _ in 0..<count { release(product) }
    list(station: operations[Int(products[product].operations.first)].station)
  }

  /// A part that was released for a store has left: it is there, or must be made anew.
  mutating func finishOrder(of product: Int) {
    let store = Int(products[product].store)
    bookLevel(store)
    stores[store].onOrder -= 1
    replenish(store)
  }

  /// Books an order.
  mutating func note(order count: Int, of store: Int) {
    bookLevel(store)
    stores[store].onOrder += count
    storeAccounts[store].orders += 1
    storeAccounts[store].ordered += count
  }

  // MARK: - Looks

  /// Looks at all stores that are looked at together, those nearest to the customers first.
  ///
  /// All plans are made before any of their orders is placed, which may take at once what others plan with.
  mutating func review(_ subject: Int32) {
    let group = Int(subject)
    let isFirst = supply.reviews[group].count == 0
    for place in supply.reviews[group].stores.range {
      let store = Int(supply.reviewedStores[place])
      if stores[store].planner >= 0 {
        plan(store, isFirst: isFirst)
        continue
      }
      let before = storeAccounts[store].ordered
      if stores[store].decider >= 0 { ask(deciderOfStore: store, isFirst: isFirst) }
      order(for: store)
      notePeriod(of: store, ordered: storeAccounts[store].ordered - before)
    }
    if !planners.isEmpty { placePlanned(group) }
    supply.reviews[group].count += 1
    scheduleReview(group)
  }

  /// Places the orders of the plans that were made.
  private mutating func placePlanned(_ group: Int) {
    for place in supply.reviews[group].stores.range {
      let store = Int(supply.reviewedStores[place])
      guard stores[store].planner >= 0 else { continue }
      let before = storeAccounts[store].ordered
      if stores[store].rush >= 0 { orderInHurry(for: store) }
      if stores[store].planned > 0 { order(stores[store].planned, for: store) }
      notePeriod(of: store, ordered: storeAccounts[store].ordered - before)
    }
  }

  /// Lets the decider of a store say up to which position it orders.
  private mutating func ask(deciderOfStore store: Int, isFirst: Bool) {
    let wanted = storeAccounts[store].demanded + storeAccounts[store].used
    let level = replenishers[Int(stores[store].decider)].level(
      for: StoreObservation(
        time: now, onHand: stores[store].onHand, onOrder: stores[store].onOrder,
        owed: stores[store].owed, position: position(of: store),
        demand: isFirst ? nil : wanted - stores[store].demandedBefore))
    stores[store].below = level - 1
    stores[store].upTo = level
  }

  /// Makes the plan of a store.
  private mutating func plan(_ store: Int, isFirst: Bool) {
    let planner = Int(stores[store].planner)
    var dependent = [Double](repeating: 0, count: planners[planner].periods)
    for place in stores[store].bills.range {
      let bill = supply.bills[place]
      for (period, count) in planners[Int(bill.planner)].orders.enumerated()
      where period < dependent.count {
        dependent[period] += count * bill.amount
      }
    }
    let wanted = storeAccounts[store].demanded + storeAccounts[store].used
    stores[store].planned = planners[planner].plan(
      available: position(of: store), demand: isFirst ? nil : wanted - stores[store].demandedBefore,
      dependent: dependent
    ).roundedUp(toMultipleOf: stores[store].multiple)
  }

  /// Adds a period's order and demand to the sums of which variances are made.
  private mutating func notePeriod(of store: Int, ordered: Int) {
    let demanded = storeAccounts[store].demanded + storeAccounts[store].used
    let (order, demand) = (Double(ordered), Double(demanded - stores[store].demandedBefore))
    stores[store].demandedBefore = demanded
    storeAccounts[store].periods += 1
    storeAccounts[store].orderSum += order
    storeAccounts[store].orderSquares += order * order
    storeAccounts[store].demandSum += demand
    storeAccounts[store].demandSquares += demand * demand
  }

  private mutating func scheduleReview(_ group: Int) {
    _ = schedule(
      .review, Int32(truncatingIfNeeded: group),
      at: supply.reviews[group].count * supply.reviews[group].period, phase: Phase.review)
  }

  // MARK: - Accounts

  /// Books the time since the levels of a store last changed.
  mutating func bookLevel(_ store: Int) {
    let time = now - stores[store].levelSince
    guard time > 0 else { return }
    stores[store].levelSince = now
    storeAccounts[store].onHand += time * Double(stores[store].onHand)
    storeAccounts[store].onOrder += time * Double(stores[store].onOrder)
    storeAccounts[store].owed += time * Double(stores[store].owed)
    if stores[store].onHand == 0 { storeAccounts[store].empty += time }
    if recordsStock { noteStock(store, for: time) }
    storeAccounts[store].least = min(storeAccounts[store].least, stores[store].onHand)
  }
}
