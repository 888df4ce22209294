import EventKernel
import FactoryModel
import RandomVariates

/// Orders on their way to suppliers and stores, and deliveries on their way back.
extension FactorySimulation {
  /// Places an order with the source of a store: of several suppliers, with the one that is furthest behind its
  /// share.
  mutating func place(_ wanted: Int, for store: Int) {
    place(wanted, for: store, on: chosenLink(of: store, for: wanted), isRush: false)
  }

  /// Places an order in a hurry, where stock runs low.
  mutating func orderInHurry(for store: Int) {
    let rush = supply.rushes[Int(stores[store].rush)]
    let position = stores[store].rushPosition
    guard position <= rush.below else { return }
    place(rush.upTo - position, for: store, on: Int(rush.link), isRush: true)
  }

  private mutating func place(_ wanted: Int, for store: Int, on link: Int, isRush: Bool) {
    var count = max(wanted, supply.links[link].least)
      .roundedUp(toMultipleOf: supply.links[link].multiple)
    if count > stores[store].room {
      // What is left of it must be an order, too.
      let unit = isRush ? 1 : stores[store].orderUnit
      count = stores[store].room.roundedDown(
        toMultipleOf: unit.leastCommonMultiple(with: max(1, supply.links[link].multiple)))
      guard count > 0, count >= supply.links[link].least else { return }
    }
    note(order: count, of: store)
    if isRush {
      stores[store].rushOnOrder += count
      storeAccounts[store].rushCosts += supply.links[link].orderCost
    } else {
      supply.links[link].ordered += Double(count)
      storeAccounts[store].orderCosts += supply.links[link].orderCost
    }
    var stream = RandomStream(supply.links[link].delayKey, ordinal: supply.links[link].placed)
    supply.links[link].placed += 1
    let delay = supply.links[link].orderDelay.sample(using: &stream, from: samplerTables)
    if delay > 0 {
      let order = OrderRecord(
        store: Int32(truncatingIfNeeded: store), link: Int32(truncatingIfNeeded: link),
        count: count, good: 0, isRush: isRush)
      _ = schedule(.orderArrival, supply.orders.add(order), at: now + delay, phase: Phase.review)
    } else {
      request(count, for: store, on: link, isRush: isRush)
    }
  }

  /// An order reaches its source.
  mutating func arrive(order place: Int32) {
    let order = supply.orders.take(place)
    request(order.count, for: Int(order.store), on: Int(order.link), isRush: order.isRush)
  }

  private mutating func request(_ count: Int, for store: Int, on link: Int, isRush: Bool) {
    let source = Int(stores[store].source)
    if source >= 0, !isRush {
      claim(count, at: source, for: Int32(truncatingIfNeeded: store))
    } else {
      send(count, to: store, on: link, isRush: isRush, isFromStore: false)
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
    send(
      count, to: store, on: stores[store].links.range.lowerBound, isRush: false, isFromStore: true)
  }

  private mutating func send(
    _ count: Int, to store: Int, on link: Int, isRush: Bool, isFromStore: Bool
  ) {
    var start = now
    var good = count
    let supplier = Int(supply.links[link].supplier)
    if supplier >= 0 {
      start = departure(of: count, from: supplier, to: store)
      if !supply.suppliers[supplier].isWhole {
        good = goodPart(of: count, from: supplier, link, supply.links[link].sent)
      }
    }
    charge(count, on: link, for: store, isRush: isRush)
    let period = supply.links[link].departures
    if period > 0 { start = (start / period).rounded(.up) * period }
    var left = count
    while left > 0 {
      let (size, time) = trip(for: left, to: store, on: link, at: start)
      var arrival = time
      if supplier >= 0, supply.suppliers[supplier].keepsOrder {
        arrival = max(arrival, supply.suppliers[supplier].lastArrival)
        supply.suppliers[supplier].lastArrival = arrival
      }
      let goodSize =
        size == left ? good : Int((Double(good) * (Double(size) / Double(left))).rounded())
      var order = OrderRecord(
        store: Int32(truncatingIfNeeded: store), count: size, good: goodSize, isRush: isRush)
      if isFromStore, stores[store].keepsBatches {
        schedule(partsOf: order, at: arrival)
      } else {
        let origin = supply.links[link].origin
        // Trips have numbers, the one that was found last.
        if origin >= 0 { order.lot = LotName(origin: origin, number: supply.links[link].sent - 1) }
        _ = schedule(.delivery, supply.orders.add(order), at: arrival, phase: Phase.recovery)
      }
      left -= size
      good -= goodSize
    }
  }

  /// Lets come what was last taken from a store, each batch by itself, as it perishes by itself.
  private mutating func schedule(partsOf order: OrderRecord, at arrival: Double) {
    var left = order.count
    var place = 0
    var part = order
    while left > 0 {
      let taken = min(left, supply.withdrawn[place].count)
      if taken > 0 {
        (part.count, part.good) = (taken, taken)
        part.expiry = supply.withdrawn[place].expiry
        part.lot = supply.withdrawn[place].lot
        _ = schedule(.delivery, supply.orders.add(part), at: arrival, phase: Phase.recovery)
        supply.withdrawn[place].count -= taken
        left -= taken
        part.isFurther = true
      }
      place += 1
    }
  }

  /// A trip with as much as it can carry, and when it comes: one that leaves at the same time and has room, or
  /// another.
  private mutating func trip(
    for count: Int, to store: Int, on link: Int, at start: Double
  ) -> (count: Int, arrival: Double) {
    if start == supply.links[link].lastStart, supply.links[link].space > 0 {
      let size = min(count, supply.links[link].space)
      supply.links[link].space -= size
      return (size, supply.links[link].lastArrival)
    }
    var stream = RandomStream(supply.links[link].leadKey, ordinal: supply.links[link].sent)
    supply.links[link].sent += 1
    let time = max(0, supply.links[link].leadTime.sample(using: &stream, from: samplerTables))
    let arrival =
      supply.links[link].vehicles.isEmpty
      ? start + time : arrival(after: time, on: link, at: start)
    let load = supply.links[link].load
    let size = min(count, load)
    if load < .max || supply.links[link].departures > 0 {
      supply.links[link].lastStart = start
      supply.links[link].lastArrival = arrival
      supply.links[link].space = load - size
    }
    storeAccounts[store].transportCosts += supply.links[link].tripCost
    return (size, arrival)
  }

  /// When the vehicle comes that is back first.
  private mutating func arrival(after time: Double, on link: Int, at start: Double) -> Double {
    var chosen = supply.links[link].vehicles.range.lowerBound
    for vehicle in supply.links[link].vehicles.range
    where supply.vehicles[vehicle] < supply.vehicles[chosen] {
      chosen = vehicle
    }
    let leaves = max(start, supply.vehicles[chosen])
    supply.vehicles[chosen] = leaves + 2 * time
    return leaves + time
  }

  private mutating func charge(_ count: Int, on link: Int, for store: Int, isRush: Bool) {
    let price = price(of: count, on: link)
    storeAccounts[store].transportCosts += supply.links[link].transportCost * Double(count)
    guard isRush else {
      storeAccounts[store].purchases += price * Double(count)
      return
    }
    // What is made here has no usual price: all of it is for the hurry.
    let links = stores[store].links
    let usual = links.isEmpty ? 0 : supply.links[Int(links.first)].price
    storeAccounts[store].purchases += usual * Double(count)
    storeAccounts[store].rushCosts += (price - usual) * Double(count)
  }

  /// When a supplier sends an order: not in an outage, and after what was ordered before where the rate is limited.
  private mutating func departure(of count: Int, from supplier: Int, to store: Int) -> Double {
    var start = now
    var work = 0.0
    let rate = supply.suppliers[supplier].rate
    if rate < .infinity {
      start = max(now, supply.suppliers[supplier].freeAt)
      work = Double(count) / factory.items[factory.stores[store].item].grain / rate
    }
    let end =
      supply.suppliers[supplier].hasOutages
      ? finish(of: work, from: supplier, at: start) : start + work
    supply.suppliers[supplier].freeAt = end
    return end
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
    let order = supply.orders.take(place)
    let store = Int(order.store)
    bookLevel(store)
    stores[store].onOrder -= order.count
    if order.isRush { stores[store].rushOnOrder -= order.count }
    if !order.isFurther {
      storeAccounts[store].deliveries += 1
      if stores[store].onHand == 0 { storeAccounts[store].lateDeliveries += 1 }
    }
    storeAccounts[store].missing += order.count - order.good
    put(order.good, into: store, expiry: order.expiry, lot: order.lot)
    serveJobs()
    if order.good < order.count { replenish(store) }
  }

  /// Lets come what was ordered before the start.
  mutating func expectDeliveries(_ store: Int) {
    for coming in factory.stores[store].onTheWay {
      let order = OrderRecord(
        store: Int32(truncatingIfNeeded: store), count: coming.amount, good: coming.amount)
      stores[store].onOrder += coming.amount
      _ = schedule(.delivery, supply.orders.add(order), at: coming.time, phase: Phase.recovery)
    }
  }

  // MARK: - Outages

  /// When work is done that begins at a moment: in an outage nothing is done, or less.
  private mutating func finish(of work: Double, from supplier: Int, at start: Double) -> Double {
    while supply.suppliers[supplier].outage.ends <= now {
      supply.suppliers[supplier].outage = outage(
        after: supply.suppliers[supplier].outage, of: supplier)
    }
    let leaves = supply.suppliers[supplier].leaves
    var next = supply.suppliers[supplier].outage
    var (time, left) = (start, work)
    while true {
      if time < next.begins {
        if left < next.begins - time || left == 0 { return time + left }
        left -= next.begins - time
        time = next.begins
      }
      if time < next.ends {
        let done = leaves * (next.ends - time)
        if done > 0, left <= done { return time + left / leaves }
        left -= done
        time = next.ends
      }
      next = outage(after: next, of: supplier)
    }
  }

  /// The outage that follows another, whose end is where the time to it begins.
  mutating func outage(after other: OutageRecord, of supplier: Int) -> OutageRecord {
    let number = other.number
    var next = OutageRecord(number: number + 1)
    var stream = RandomStream(supply.suppliers[supplier].outageKey, ordinal: 2 * number)
    let time = supply.suppliers[supplier].outageEvery.sample(using: &stream, from: samplerTables)
    next.begins = other.ends + max(0, time)
    stream = RandomStream(supply.suppliers[supplier].outageKey, ordinal: 2 * number + 1)
    let length = supply.suppliers[supplier].outageLasts.sample(using: &stream, from: samplerTables)
    next.ends = next.begins + max(0, length)
    return next
  }
}
