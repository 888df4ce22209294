import EventKernel
import FactoryModel
import RandomVariates

/// What perishes: the batches of a stock, of which those that perish first are taken first.
extension FactorySimulation {
  /// Takes from what is on hand.
  @inline(__always)
  mutating func withdraw(_ count: Int, from store: Int) {
    stores[store].onHand -= count
    if stores[store].keepsBatches { withdrawBatches(count, from: store) }
  }

  private mutating func withdrawBatches(_ count: Int, from store: Int) {
    supply.withdrawn.removeAll()
    var left = count
    while left > 0 {
      let place = Int(stores[store].firstBatch)
      let taken = min(left, supply.batches[place].count)
      supply.withdrawn.append(
        BatchRecord(
          count: taken, expiry: supply.batches[place].expiry, lot: supply.batches[place].lot))
      supply.batches[place].count -= taken
      if supply.batches[place].count == 0 { removeFirstBatch(of: store) }
      left -= taken
    }
  }

  private mutating func removeFirstBatch(of store: Int) {
    let place = stores[store].firstBatch
    stores[store].firstBatch = supply.batches[Int(place)].next
    if stores[store].firstBatch < 0 { stores[store].lastBatch = -1 }
    supply.batches.free(place)
  }

  /// Puts a batch behind all that perish no later.
  mutating func addBatch(_ count: Int, expiry: Double, lot: LotName, to store: Int) {
    guard count > 0 else { return }
    var lot = lot
    if lot.origin < 0, stores[store].origin >= 0 {
      lot = LotName(origin: stores[store].origin, number: stores[store].lotsMade)
      stores[store].lotsMade += 1
    }
    let place = supply.batches.add(BatchRecord(count: count, expiry: expiry, lot: lot))
    let last = stores[store].lastBatch
    if last < 0 {
      stores[store].firstBatch = place
      stores[store].lastBatch = place
    } else if supply.batches[Int(last)].expiry <= expiry {
      supply.batches[Int(last)].next = place
      stores[store].lastBatch = place
    } else {
      insert(batch: place, into: store)
    }
    if expiry < stores[store].spoilsAt { scheduleSpoilage(of: store, at: max(now, expiry)) }
  }

  /// Puts a batch before the first that perishes later; there is one.
  private mutating func insert(batch place: Int32, into store: Int) {
    let expiry = supply.batches[Int(place)].expiry
    var before: Int32 = -1
    var next = stores[store].firstBatch
    while supply.batches[Int(next)].expiry <= expiry {
      before = next
      next = supply.batches[Int(next)].next
    }
    supply.batches[Int(place)].next = next
    if before < 0 {
      stores[store].firstBatch = place
    } else {
      supply.batches[Int(before)].next = place
    }
  }

  private mutating func scheduleSpoilage(of store: Int, at time: Double) {
    stores[store].spoilsAt = time
    _ = schedule(.spoilage, Int32(truncatingIfNeeded: store), at: time, phase: Phase.recovery)
  }

  /// Throws away what has perished.
  mutating func spoil(_ subject: Int32) {
    let store = Int(subject)
    guard now >= stores[store].spoilsAt else { return }
    var count = 0
    while stores[store].firstBatch >= 0,
      supply.batches[Int(stores[store].firstBatch)].expiry <= now
    {
      count += supply.batches[Int(stores[store].firstBatch)].count
      removeFirstBatch(of: store)
    }
    stores[store].spoilsAt = .infinity
    if stores[store].firstBatch >= 0 {
      let expiry = supply.batches[Int(stores[store].firstBatch)].expiry
      if expiry < .infinity { scheduleSpoilage(of: store, at: expiry) }
    }
    guard count > 0 else { return }
    bookLevel(store)
    stores[store].onHand -= count
    noteWaste(count, at: store)
  }

  private mutating func noteWaste(_ count: Int, at store: Int) {
    storeAccounts[store].wasted += count
    replenish(store)
    pull(fromStore: store)
  }

  // MARK: - Losses

  mutating func scheduleLoss(_ number: Int) {
    let record = supply.losses[number]
    var stream = RandomStream(record.key, ordinal: 2 * record.ordinal)
    let time = max(0, record.every.sample(using: &stream, from: samplerTables))
    _ = schedule(
      .stockLoss, Int32(truncatingIfNeeded: number), at: now + time, phase: Phase.recovery)
  }

  /// A part of what is on hand is lost.
  mutating func loseStock(_ subject: Int32) {
    let number = Int(subject)
    let store = Int(supply.losses[number].store)
    var stream = RandomStream(
      supply.losses[number].key, ordinal: 2 * supply.losses[number].ordinal + 1)
    let share = supply.losses[number].share.sample(using: &stream, from: samplerTables)
    supply.losses[number].ordinal += 1
    let count = Int((Double(stores[store].onHand) * min(1, max(0, share))).rounded())
    if count > 0 {
      bookLevel(store)
      withdraw(count, from: store)
      noteWaste(count, at: store)
    }
    scheduleLoss(number)
  }
}
