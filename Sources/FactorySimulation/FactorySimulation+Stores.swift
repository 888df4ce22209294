import EventKernel
import FactoryModel
import RandomVariates

/// Stores: what is taken from them, and how suppliers fill them again.
extension FactorySimulation {
  /// Places the first orders, where stores begin below their levels, and lets customers come.
  mutating func openStores() {
    for store in stores.indices { replenish(store) }
    for customer in customers.indices { scheduleOrder(of: customer) }
  }

  /// Takes the spares of a job that begins; they are there.
  mutating func take(_ spare: Int) {
    take(Int(spareUses[spare].count), from: Int(spareUses[spare].store))
  }

  /// Takes pieces out of a store for work; they are there.
  mutating func take(_ count: Int, from store: Int) {
    bookLevel(store)
    stores[store].onHand -= count
    storeAccounts[store].used += count
    replenish(store)
    pull(fromStore: store)
  }

  /// Notes what a job asks for that now waits, and orders it where that is wanted.
  mutating func ask(forSparesOf job: Int) {
    for spare in jobs[job].spares.range {
      ask(for: Int(spareUses[spare].count), from: Int(spareUses[spare].store))
    }
  }

  /// Notes pieces that work waits for, and orders them where that is wanted.
  mutating func ask(for count: Int, from store: Int) {
    bookLevel(store)
    stores[store].asked += count
    replenish(store)
  }

  /// Forgets what a job asked for that no longer waits; what was ordered comes.
  mutating func forget(sparesOf job: Int) {
    for spare in jobs[job].spares.range {
      stores[Int(spareUses[spare].store)].asked -= Int(spareUses[spare].count)
    }
  }

  /// Orders what is wanted.
  private mutating func replenish(_ store: Int) {
    let count = stores[store].wanted
    guard count > 0 else { return }
    var stream = RandomStream(stores[store].leadKey, ordinal: stores[store].orders)
    let time = stores[store].leadTime.sample(using: &stream, from: samplerTables)
    stores[store].orders += 1
    stores[store].onOrder += count
    storeAccounts[store].orders += 1
    storeAccounts[store].ordered += count
    let order = OrderRecord(store: Int32(truncatingIfNeeded: store), count: count)
    let place: Int32
    if firstFreeOrder >= 0 {
      place = firstFreeOrder
      firstFreeOrder = supplyOrders[Int(place)].next
      supplyOrders[Int(place)] = order
    } else {
      place = Int32(truncatingIfNeeded: supplyOrders.count)
      supplyOrders.append(order)
    }
    _ = schedule(.delivery, place, at: now + max(0, time), phase: Phase.recovery)
  }

  /// An order comes.
  mutating func deliver(_ place: Int32) {
    let order = supplyOrders[Int(place)]
    supplyOrders[Int(place)].next = firstFreeOrder
    firstFreeOrder = place
    let store = Int(order.store)
    bookLevel(store)
    stores[store].onOrder -= order.count
    put(order.count, into: store)
    serveJobs()
  }

  /// Puts pieces into a store; what is owed to customers goes to them at once.
  ///
  /// Machines that wait for them are served when all has happened that happens at this moment.
  mutating func put(_ count: Int, into store: Int) {
    bookLevel(store)
    stores[store].onHand += count
    storeAccounts[store].delivered += count
    let repaid = min(stores[store].owed, stores[store].onHand)
    stores[store].owed -= repaid
    stores[store].onHand -= repaid
    if repaid > 0 { pull(fromStore: store) }
    if attended.firstWaiting >= 0 { requestService() }
  }

  private mutating func scheduleOrder(of customer: Int) {
    var stream = RandomStream(customers[customer].intervalKey, ordinal: customers[customer].ordinal)
    let interval = customers[customer].interval.sample(using: &stream, from: samplerTables)
    _ = schedule(
      .customerOrder, Int32(truncatingIfNeeded: customer), at: now + interval,
      phase: Phase.arrival)
  }

  /// A customer takes what is there; the rest is owed.
  mutating func serve(customer subject: Int32) {
    let customer = Int(subject)
    var stream = RandomStream(customers[customer].quantityKey, ordinal: customers[customer].ordinal)
    let drawn = customers[customer].quantity.sample(using: &stream, from: samplerTables)
    customers[customer].ordinal += 1
    let count = Int(max(0, drawn).rounded())
    let store = Int(customers[customer].store)
    bookLevel(store)
    let served = min(count, stores[store].onHand)
    stores[store].onHand -= served
    stores[store].owed += count - served
    storeAccounts[store].demanded += count
    storeAccounts[store].served += served
    replenish(store)
    pull(fromStore: store)
    scheduleOrder(of: customer)
  }

  /// Books the time since the levels of a store last changed.
  mutating func bookLevel(_ store: Int) {
    let time = now - stores[store].levelSince
    stores[store].levelSince = now
    storeAccounts[store].onHand += time * Double(stores[store].onHand)
    storeAccounts[store].onOrder += time * Double(stores[store].onOrder)
    storeAccounts[store].owed += time * Double(stores[store].owed)
    if stores[store].onHand == 0 { storeAccounts[store].empty += time }
  }
}
