import EventKernel
import RandomVariates

/// What stores owe: rows of claims, those that go first in front, else in the order in which they came.
///
/// Nobody overtakes whoever goes before. A claim in parts takes what there is, one that is whole waits until there
/// is enough of it.
extension FactorySimulation {
  /// Another store takes what is there; the rest is owed to it.
  mutating func claim(_ count: Int, at store: Int, for receiver: Int32) {
    bookLevel(store)
    let claim = ClaimRecord(
      store: receiver, customer: -1, count: count, priority: 0, isWhole: false, since: now,
      due: .infinity)
    let served = serve(claim, at: store)
    if served > 0 { send(served, to: Int(receiver)) }
    if served < count { owe(claim, less: served, at: store) }
    replenish(store)
    pull(fromStore: store)
  }

  /// A customer takes what is there; the rest is owed or lost.
  mutating func claim(_ count: Int, by customer: Int) {
    let record = customers[customer]
    let store = Int(record.store)
    bookLevel(store)
    var claim = ClaimRecord(
      store: -1, customer: Int32(truncatingIfNeeded: customer), count: count,
      priority: record.priority, isWhole: record.isWhole, since: now, due: now)
    var stream = RandomStream(record.dueKey, ordinal: record.ordinal)
    claim.due += max(0, record.wantsWithin.sample(using: &stream, from: samplerTables))
    supply.accounts[customer].orders += 1
    supply.accounts[customer].demanded += count
    let served = serve(claim, at: store)
    supply.accounts[customer].served += served
    note(given: served, of: claim)
    var given = served
    if served < count, record.substitute >= 0 {
      given += takeInstead(count - served, of: claim)
    }
    noteOrder(
      of: customer, wanted: count, delivered: served, substituted: given - served,
      lost: record.shortage == .lost ? count - given : 0)
    if given < count {
      switch record.shortage {
      case .lost: lose(count - given, of: customer, at: store)
      case .waits: owe(claim, less: given, at: store)
      case .waitsFor:
        var patience = RandomStream(record.patienceKey, ordinal: record.ordinal)
        let time = max(0, record.patience.sample(using: &patience, from: samplerTables))
        let place = owe(claim, less: given, at: store)
        supply.claims[Int(place)].expiry = schedule(
          .customerLeaves, place, at: now + time, phase: Phase.decision)
      }
    }
    replenish(store)
    pull(fromStore: store)
  }

  /// Hands out what is there for a claim, and counts the demand.
  private mutating func serve(_ claim: ClaimRecord, at store: Int) -> Int {
    storeAccounts[store].demanded += claim.count
    if recordsStock { noteDemand(claim.count, at: store) }
    let first = stores[store].firstClaim
    // Those who stand in the row and go before leave nothing.
    if first >= 0, supply.claims[Int(first)].priority >= claim.priority { return 0 }
    if claim.isWhole, stores[store].onHand < claim.count { return 0 }
    let served = min(claim.count, stores[store].onHand)
    withdraw(served, from: store)
    storeAccounts[store].served += served
    return served
  }

  /// Gives a customer something else than what is missing, where that is there and nobody waits for it.
  private mutating func takeInstead(_ missing: Int, of claim: ClaimRecord) -> Int {
    let customer = Int(claim.customer)
    let other = Int(customers[customer].substitute)
    var stream = RandomStream(
      customers[customer].acceptanceKey, ordinal: customers[customer].ordinal)
    guard stream.uniform() < customers[customer].acceptance, stores[other].firstClaim < 0,
      stores[other].onHand >= (claim.isWhole ? missing : 1)
    else { return 0 }
    bookLevel(other)
    let count = min(missing, stores[other].onHand)
    withdraw(count, from: other)
    storeAccounts[other].demanded += count
    storeAccounts[other].served += count
    storeAccounts[Int(customers[customer].store)].passedOn += count
    supply.accounts[customer].substituted += count
    note(given: count, of: claim)
    replenish(other)
    pull(fromStore: other)
    return count
  }

  private mutating func lose(_ count: Int, of customer: Int, at store: Int) {
    storeAccounts[store].lost += count
    supply.accounts[customer].lost += count
  }

  /// Books what a customer was given.
  private mutating func note(given count: Int, of claim: ClaimRecord) {
    let customer = Int(claim.customer)
    guard customer >= 0, count > 0 else { return }
    supply.accounts[customer].delivered += count
    supply.accounts[customer].waited += Double(count) * (now - claim.since)
    if now <= claim.due {
      supply.accounts[customer].onTime += count
    } else {
      supply.accounts[customer].late += Double(count) * (now - claim.due)
    }
  }

  // MARK: - The row

  /// Puts a claim into the row: behind all that go before it or came before it.
  @discardableResult
  private mutating func owe(_ claim: ClaimRecord, less served: Int, at store: Int) -> Int32 {
    var claim = claim
    claim.count -= served
    stores[store].owed += claim.count
    var before = stores[store].lastClaim
    while before >= 0, supply.claims[Int(before)].priority < claim.priority {
      before = supply.claims[Int(before)].previous
    }
    let after = before >= 0 ? supply.claims[Int(before)].next : stores[store].firstClaim
    (claim.previous, claim.next) = (before, after)
    let place = supply.claims.add(claim)
    if before >= 0 {
      supply.claims[Int(before)].next = place
    } else {
      stores[store].firstClaim = place
    }
    if after >= 0 {
      supply.claims[Int(after)].previous = place
    } else {
      stores[store].lastClaim = place
    }
    return place
  }

  private mutating func remove(_ place: Int32, from store: Int) {
    let claim = supply.claims[Int(place)]
    if claim.previous >= 0 {
      supply.claims[Int(claim.previous)].next = claim.next
    } else {
      stores[store].firstClaim = claim.next
    }
    if claim.next >= 0 {
      supply.claims[Int(claim.next)].previous = claim.previous
    } else {
      stores[store].lastClaim = claim.previous
    }
    supply.claims.free(place)
  }

  /// Gives what is on hand to those to whom it is owed, in their order.
  ///
  /// - Returns: Whether anything was given.
  mutating func repay(_ store: Int) -> Bool {
    var isGiven = false
    while stores[store].onHand > 0, stores[store].firstClaim >= 0 {
      let place = stores[store].firstClaim
      let claim = supply.claims[Int(place)]
      if claim.isWhole, stores[store].onHand < claim.count { break }
      let count = min(claim.count, stores[store].onHand)
      withdraw(count, from: store)
      stores[store].owed -= count
      supply.claims[Int(place)].count -= count
      isGiven = true
      note(given: count, of: claim)
      if count == claim.count {
        if let expiry = claim.expiry { events.cancel(expiry) }
        remove(place, from: store)
      }
      if claim.store >= 0 { send(count, to: Int(claim.store)) }
    }
    return isGiven
  }

  /// A customer waits no longer.
  mutating func leave(claim place: Int32) {
    let claim = supply.claims[Int(place)]
    let store = Int(customers[Int(claim.customer)].store)
    bookLevel(store)
    stores[store].owed -= claim.count
    lose(claim.count, of: Int(claim.customer), at: store)
    remove(place, from: store)
    // Who waited behind a whole order may have what is there.
    if repay(store) { pull(fromStore: store) }
  }
}
