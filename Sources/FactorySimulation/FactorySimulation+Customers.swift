import EventKernel
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
    let last = customers[customer].profile.range.upperBound - 1
    var place = customers[customer].profile.range.lowerBound + Int(customers[customer].factor)
    while place < last, supply.factors[place + 1].time <= now { place += 1 }
    customers[customer].factor = Int32(
      truncatingIfNeeded: place - customers[customer].profile.range.lowerBound)
    return supply.factors[place].factor
  }

  /// When so much time of a profile has gone by from now on; `nil` where that never happens.
  private mutating func moment(after interval: Double, of customer: Int) -> Double? {
    var rate = factor(of: customer)
    let range = customers[customer].profile.range
    var place = range.lowerBound + Int(customers[customer].factor)
    var (time, left) = (now, interval)
    while place + 1 < range.upperBound {
      let end = supply.factors[place + 1].time
      if rate > 0, left <= rate * (end - time) { return time + left / rate }
      left -= rate * (end - time)
      time = end
      place += 1
      rate = supply.factors[place].factor
    }
    return rate > 0 ? time + left / rate : nil
  }
}
