import EventKernel
import FactoryModel
import RandomVariates
import SimulationStatistics

/// How parts enter the factory and leave it.
extension FactorySimulation {
  // MARK: - The beginning

  /// Puts the parts that stand in the factory at the start where they are.
  mutating func placeInitialParts(of product: Int) {
    for operation in products[product].operations.range {
      let place = operation - products[product].operations.range.lowerBound
      for _ in 0..<factory.products[product].route[place].initialParts {
        let part = newPart(of: product)
        parts[Int(part)].operation = Int32(truncatingIfNeeded: operation)
        if dispatch.isUsed { plan(part, product, order: -1) }
        giveInitialValues(
          to: Int(part), before: operation, in: products[product].operations.range)
        let station = Int(operations[operation].station)
        arrive(part, at: station)
        if stations[station].isDispatched {
          join(part, at: station)
        } else {
          enqueue(part, at: station)
          list(station: operations[operation].station)
        }
      }
    }
  }

  /// Lets a product's first parts enter, or says when they will.
  mutating func beginRelease(of product: Int) {
    switch products[product].way {
    case .saturated, .store: break
    case .keep:
      for _ in 0..<max(0, products[product].keptParts - lines[product].inside) { release(product) }
      products[product].surplusParts = max(0, lines[product].inside - products[product].keptParts)
    case .cards: pull(product)
    case .every:
      if products[product].starting.isNaN {
        scheduleArrival(product)
      } else {
        scheduleArrival(product, at: products[product].starting)
      }
    case .orders: scheduleOrder(product)
    }
    list(station: operations[Int(products[product].operations.first)].station)
  }

  // MARK: - Arrivals

  private mutating func scheduleArrival(_ product: Int) {
    let wait = products[product].interval.sample(
      &intervalDraws[product], products[product].intervalKey,
      ordinal: products[product].lotNumber, suborder: 0, from: samplerTables)
    products[product].lotNumber += 1
    let calendar = Int(products[product].calendar)
    scheduleArrival(product, at: calendar < 0 ? now + wait : moment(after: wait, of: calendar))
  }

  private mutating func scheduleArrival(_ product: Int, at time: Double) {
    _ = schedule(
      .arrival, Int32(truncatingIfNeeded: product), at: time, phase: Phase.arrival)
  }

  private mutating func scheduleOrder(_ product: Int) {
    let next = Int(products[product].nextOrder)
    guard next < products[product].orders.range.count else { return }
    scheduleArrival(product, at: orders[products[product].orders.range.lowerBound + next].time)
  }

  mutating func arrive(product subject: Int32) {
    let product = Int(subject)
    if products[product].way == .orders {
      let order = products[product].orders.range.lowerBound + Int(products[product].nextOrder)
      for _ in 0..<orders[order].parts {
        release(product, order: Int32(truncatingIfNeeded: order))
      }
      products[product].nextOrder += 1
      scheduleOrder(product)
    } else {
      for _ in 0..<products[product].lotSize { release(product) }
      scheduleArrival(product)
    }
  }

  /// Lets one part into the factory: to its first station, or that of the operation at which its order begins,
  /// or into the row in front of it.
  @inline(__always)
  mutating func release(_ product: Int, order: Int32 = -1) {
    var operation = Int(products[product].operations.first)
    if order >= 0, let place = orders[Int(order)].operation { operation += place }
    let station = Int(operations[operation].station)
    let isFull =
      stations[station].outside.first >= 0 || stations[station].waiting.first >= 0
      || !canTake(station, operation)
    if isFull && products[product].losesIfFull {
      products[product].partNumber += 1
      lines[product].lost += 1
      return
    }
    let part = newPart(of: product)
    parts[Int(part)].operation = Int32(truncatingIfNeeded: operation)
    if dispatch.isUsed { plan(part, product, order: order) }
    if operation > products[product].operations.range.lowerBound {
      giveInitialValues(
        to: Int(part), before: operation, in: products[product].operations.range)
    }
    if isFull {
      stations[station].outside = append(part, to: stations[station].outside)
    } else {
      put(part, at: station)
    }
  }

  /// Lets a part of a saturated product enter where a machine can take it; of several products, the
  /// one of which fewest have entered.
  ///
  /// - Returns: Whether a part entered.
  mutating func releaseSaturated(at station: Int) -> Bool {
    var chosen = -1
    let first = Int(stations[station].firstSaturated)
    for place in first..<first + Int(stations[station].saturatedCount) {
      let product = Int(saturatedProducts[place])
      let operation = Int(products[product].operations.first)
      guard
        stations[station].isDispatched
          ? mayTakeOneMore(at: station) : freeMachine(at: station, for: operation) >= 0
      else { continue }
      if chosen < 0 || products[product].partNumber < products[chosen].partNumber {
        chosen = product
      }
    }
    guard chosen >= 0 else { return false }
    release(chosen)
    return true
  }

  @inline(__always)
  mutating func newPart(of product: Int) -> Int32 {
    let part: Int32
    if firstFreePart >= 0 {
      part = firstFreePart
      firstFreePart = parts[Int(part)].next
    } else {
      part = addPart()
    }
    parts[Int(part)] = PartRecord(
      number: products[product].partNumber, enteredAt: now, level: products[product].level)
    products[product].partNumber += 1
    if partsCarryMore { clear(part: Int(part)) }
    lines[product].noteReleased()
    if !details.workInProcess.isEmpty { details.add(1, to: details.workInProcess, at: now) }
    return part
  }

  /// Takes off a new part's record what the one before it carried beside it.
  @inline(never)
  private mutating func clear(part: Int) {
    for counter in 0..<returnCounters { returnCounts[part * returnCounters + counter] = 0 }
    measured.clear(part: part)
    if isControlled { control.clear(part: part) }
  }

  @inline(never)
  private mutating func addPart() -> Int32 {
    parts.append(PartRecord())
    if dispatch.isUsed { addPlan() }
    for _ in 0..<returnCounters { returnCounts.append(0) }
    // The loop comes back, and `advance` looks at the number.
    if parts.count > FactorySimulation.mostParts { loop.eventLimit = loop.eventCount }
    return Int32(truncatingIfNeeded: parts.count - 1)
  }

  // MARK: - Leaving

  @inline(__always)
  mutating func leaveAsGood(_ part: Int32, _ product: Int) {
    let record = parts[Int(part)]
    let time = now - record.enteredAt
    lines[product].noteGood(record, time: time)
    if keepsParts { notePart(Int(part), product, scrappedAt: -1) }
    if dispatch.isUsed { notePlanFinished(Int(part), product) }
    if !products[product].timeDetails.isEmpty {
      details.addTime(time, to: products[product].timeDetails)
    }
    if dispatch.isUsed, products[product].store >= 0 { stock(Int(products[product].store), 1) }
    leave(part, product)
  }

  @inline(__always)
  mutating func leave(_ part: Int32, _ product: Int) {
    lines[product].noteLeft(after: measuredTime(since: parts[Int(part)].enteredAt))
    if !details.workInProcess.isEmpty { details.add(-1, to: details.workInProcess, at: now) }
    parts[Int(part)].next = firstFreePart
    firstFreePart = part
    switch products[product].way {
    case .keep:
      if products[product].surplusParts > 0 {
        products[product].surplusParts -= 1
      } else {
        release(product)
      }
    case .cards: pull(product)
    case .store: finishOrder(of: product)
    case .saturated, .every, .orders: break
    }
  }
}
