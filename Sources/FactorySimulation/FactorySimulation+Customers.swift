import EventKernel
import FactoryModel
import RandomVariates

/// When customers come, and what they want.
extension FactorySimulation {
  /// A customer orders.
  mutating func serve(customer subject: Int32) {
    let customer = Int(subject)
    let count = wantedAmount(of: customer)
    if count > 0 { claim(count, by: customer) }
    customers[customer].ordinal += 1
    scheduleOrder(of: customer)
  }

  private mutating func wantedAmount(of customer: Int) -> Int {
    let record = customers[customer]
    var stream = RandomStream(record.quantityKey, ordinal: record.ordinal)
    if !record.history.isEmpty {
      let drawn = Int(stream.uniform() * Double(record.history.count))
      let place = record.drawsHistory ? drawn : Int(record.nextOrder)
      customers[customer].nextOrder += 1
      return supply.history[record.history.range.lowerBound + place].count
    }
    var drawn = record.quantity.sample(using: &stream, from: samplerTables)
    if record.scalesQuantity { drawn *= factor(of: customer) }
    return Int((max(0, drawn) * record.scale).rounded())
  }

  mutating func scheduleOrder(of customer: Int) {
    guard let time = timeOfNextOrder(of: customer) else { return }
    _ = schedule(
      .customerOrder, Int32(truncatingIfNeeded: customer), at: time, phase: Phase.arrival)
  }

  private mutating func timeOfNextOrder(of customer: Int) -> Double? {
    let record = customers[customer]
    if !record.history.isEmpty { return timeOfRecordedOrder(of: customer) }
    var stream = RandomStream(record.intervalKey, ordinal: record.ordinal)
    let interval = record.interval.sample(using: &stream, from: samplerTables)
    if record.profile.isEmpty || record.scalesQuantity { return now + interval }
    return moment(after: interval, of: customer)
  }

  private mutating func timeOfRecordedOrder(of customer: Int) -> Double? {
    let record = customers[customer]
    if Int(record.nextOrder) == record.history.count {
      guard record.historyRepeats > 0 else { return nil }
      customers[customer].nextOrder = 0
      customers[customer].historyStart += record.historyRepeats
    }
    let place = record.history.range.lowerBound + Int(customers[customer].nextOrder)
    return customers[customer].historyStart + supply.history[place].time
  }

  // MARK: - Profiles

  /// The factor of the demand that holds now.
  private mutating func factor(of customer: Int) -> Double {
    let shape = supply.factors[place(inProfileOf: customer)].factor
    return customers[customer].market < 0
      ? shape : shape * level(number(ofLevelFor: customer), for: customer)
  }

  /// The place of the factor that holds now.
  private mutating func place(inProfileOf customer: Int) -> Int {
    let last = customers[customer].profile.range.upperBound - 1
    var place = customers[customer].profile.range.lowerBound + Int(customers[customer].factor)
    while place < last, supply.factors[place + 1].time <= now { place += 1 }
    customers[customer].factor = Int32(
      truncatingIfNeeded: place - customers[customer].profile.range.lowerBound)
    return place
  }

  /// When so much time of a profile has gone by from now on; `nil` where that never happens.
  private mutating func moment(after interval: Double, of customer: Int) -> Double? {
    if customers[customer].market >= 0 { return moment(inMarketAfter: interval, of: customer) }
    var place = place(inProfileOf: customer)
    var rate = supply.factors[place].factor
    let end = customers[customer].profile.range.upperBound
    var (time, left) = (now, interval)
    while place + 1 < end {
      let change = supply.factors[place + 1].time
      if rate > 0, left <= rate * (change - time) { return time + left / rate }
      left -= rate * (change - time)
      time = change
      place += 1
      rate = supply.factors[place].factor
    }
    return rate > 0 ? time + left / rate : nil
  }

  // MARK: - Markets

  /// The number of the level of a customer's market that holds now.
  private func number(ofLevelFor customer: Int) -> UInt64 {
    UInt64(now / supply.markets[Int(customers[customer].market)].lasts)
  }

  /// By how much a level of its market multiplies a customer's demand.
  private mutating func level(_ number: UInt64, for customer: Int) -> Double {
    let market = supply.markets[Int(customers[customer].market)]
    let key = number >= market.laterFrom ? market.laterKey : market.key
    var stream = RandomStream(key, ordinal: number)
    let drawn = market.level.sample(using: &stream, from: samplerTables)
    return max(0, 1 + customers[customer].marketWeight * (max(0, drawn) - 1))
  }

  /// The same where the factor is that of a market, too; `nil` where the run is over before.
  private mutating func moment(inMarketAfter interval: Double, of customer: Int) -> Double? {
    let lasts = supply.markets[Int(customers[customer].market)].lasts
    let last = customers[customer].profile.range.upperBound - 1
    var place = place(inProfileOf: customer)
    var number = number(ofLevelFor: customer)
    var level = level(number, for: customer)
    var (time, left) = (now, interval)
    while time <= factory.warmUp + factory.horizon {
      let change = place < last ? supply.factors[place + 1].time : .infinity
      let turn = Double(number + 1) * lasts
      let next = min(change, turn)
      let rate = supply.factors[place].factor * level
      if rate > 0, left <= rate * (next - time) { return time + left / rate }
      left -= rate * max(0, next - time)
      time = next
      if change == next { place += 1 }
      if turn == next {
        number += 1
        level = self.level(number, for: customer)
      }
    }
    return nil
  }
}
