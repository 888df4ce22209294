import EventKernel
import FactoryModel
import RandomVariates

/// Orders on their way to suppliers and stores, and deliveries on their way back.
extension FactorySimulation {
  /// Places an order with the source of a store: of several suppliers, with the one that is furthest behind its
  /// share.
  mutating func place(_ wanted: Int, for store: Int) {
    let link = chosenLink(of: store, for: wanted)
    let count = max(wanted, supply.links[link].least)
      .roundedUp(toMultipleOf: supply.links[link].multiple)
    supply.links[link].ordered += Double(count)
    note(order: count, of: store)
    storeAccounts[store].orderCosts += supply.links[link].orderCost
    var stream = RandomStream(supply.links[link].delayKey, ordinal: supply.links[link].placed)
    supply.links[link].placed += 1
    let delay = supply.links[link].orderDelay.sample(using: &stream, from: samplerTables)
    if delay > 0 {
      let order = OrderRecord(
        store: Int32(truncatingIfNeeded: store), link: Int32(truncatingIfNeeded: link),
        count: count, good: 0)
      _ = schedule(.orderArrival, supply.add(order), at: now + delay, phase: Phase.review)
    } else {
      request(count, for: store, on: link)
    }
  }

  /// An order reaches its source.
  mutating func arrive(order place: Int32) {
    let order = supply.take(place)
    request(order.count, for: Int(order.store), on: Int(order.link))
  }

  private mutating func request(_ count: Int, for store: Int, on link: Int) {
    let source = Int(stores[store].source)
    if source >= 0 {
      claim(count, at: source, for: Int32(truncatingIfNeeded: store))
    } else {
      send(count, to: store, on: link)
    }
  }

  private func chosenLink(of store: Int, for count: Int) -> Int {
    let links = stores[store].links.range
    guard links.count > 1 else { return links.lowerBound }
    let total = links.reduce(Double(count)) { $0 + supply.links[$1].ordered }
    var chosen = links.lowerBound
    var most = -Double.infinity
    for link in links {
      let behind = supply.links[link].share * total - supply.links[link].ordered
      if behind > most { (chosen, most) = (link, behind) }
    }
    return chosen
  }

  // MARK: - Deliveries

  /// Sends something from another store.
  mutating func send(_ count: Int, to store: Int) {
    send(count, to: store, on: stores[store].links.range.lowerBound)
  }

  private mutating func send(_ count: Int, to store: Int, on link: Int) {
    let number = supply.links[link].sent
    var stream = RandomStream(supply.links[link].leadKey, ordinal: number)
    let time = max(0, supply.links[link].leadTime.sample(using: &stream, from: samplerTables))
    supply.links[link].sent += 1
    var order = OrderRecord(store: Int32(truncatingIfNeeded: store), count: count, good: count)
    var arrival = now + time
    let supplier = Int(supply.links[link].supplier)
    if supplier >= 0 {
      arrival = departure(of: count, from: supplier, to: store) + time
      if supply.suppliers[supplier].keepsOrder {
        arrival = max(arrival, supply.suppliers[supplier].lastArrival)
        supply.suppliers[supplier].lastArrival = arrival
      }
      if !supply.suppliers[supplier].isWhole {
        order.good = goodPart(of: count, from: supplier, link, number)
      }
    }
    let price = price(of: count, on: link)
    storeAccounts[store].purchases += price * Double(count)
    storeAccounts[store].transportCosts += supply.links[link].transportCost * Double(count)
    _ = schedule(.delivery, supply.add(order), at: arrival, phase: Phase.recovery)
  }

  /// When a supplier sends an order: not in an outage, and after what was ordered before where the rate is limited.
  private mutating func departure(of count: Int, from supplier: Int, to store: Int) -> Double {
    var time = max(now, supply.suppliers[supplier].opensAt)
    let rate = supply.suppliers[supplier].rate
    if rate < .infinity {
      let units = Double(count) / factory.items[factory.stores[store].item].grain
      time = max(time, supply.suppliers[supplier].freeAt) + units / rate
      supply.suppliers[supplier].freeAt = time
    }
    return time
  }

  /// What of an order comes and is of use.
  private mutating func goodPart(
    of count: Int, from supplier: Int, _ link: Int, _ number: UInt64
  ) -> Int {
    var stream = RandomStream(supply.links[link].yieldKey, ordinal: number)
    let share = supply.suppliers[supplier].delivered.sample(using: &stream, from: samplerTables)
    let defective = supply.suppliers[supplier].defective.sample(
      using: &stream, from: samplerTables)
    let good = min(1, max(0, share)) * (1 - min(1, max(0, defective)))
    return Int((Double(count) * good).rounded())
  }

  private func price(of count: Int, on link: Int) -> Double {
    var price = supply.links[link].price
    for place in supply.links[link].discounts.range where supply.discounts[place].from <= count {
      price = supply.discounts[place].price
    }
    return price
  }

  /// A delivery comes.
  mutating func deliver(_ place: Int32) {
    let order = supply.take(place)
    let store = Int(order.store)
    bookLevel(store)
    stores[store].onOrder -= order.count
    storeAccounts[store].deliveries += 1
    if stores[store].onHand == 0 { storeAccounts[store].lateDeliveries += 1 }
    storeAccounts[store].missing += order.count - order.good
    put(order.good, into: store)
    serveJobs()
    if order.good < order.count { replenish(store) }
  }

  /// Lets come what was ordered before the start.
  mutating func expectDeliveries(_ store: Int) {
    for coming in factory.stores[store].onTheWay {
      let order = OrderRecord(
        store: Int32(truncatingIfNeeded: store), count: coming.amount, good: coming.amount)
      stores[store].onOrder += coming.amount
      _ = schedule(.delivery, supply.add(order), at: coming.time, phase: Phase.recovery)
    }
  }

  // MARK: - Outages

  mutating func scheduleOutage(of supplier: Int) {
    guard supply.suppliers[supplier].hasOutages else { return }
    var stream = RandomStream(
      supply.suppliers[supplier].outageKey, ordinal: 2 * supply.suppliers[supplier].outages)
    let time = supply.suppliers[supplier].outageEvery.sample(using: &stream, from: samplerTables)
    _ = schedule(
      .outage, Int32(truncatingIfNeeded: supplier),
      at: max(now, supply.suppliers[supplier].opensAt) + max(0, time), phase: Phase.recovery)
  }

  /// A supplier sends nothing from now until the end of the outage.
  mutating func beginOutage(of subject: Int32) {
    let supplier = Int(subject)
    var stream = RandomStream(
      supply.suppliers[supplier].outageKey, ordinal: 2 * supply.suppliers[supplier].outages + 1)
    let time = supply.suppliers[supplier].outageLasts.sample(using: &stream, from: samplerTables)
    supply.suppliers[supplier].outages += 1
    supply.suppliers[supplier].opensAt = now + max(0, time)
    scheduleOutage(of: supplier)
  }
}
