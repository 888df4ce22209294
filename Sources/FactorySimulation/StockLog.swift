public import FactoryModel

/// How long a store's net stock was at each level, and what each demand found: what one run tells of all levels.
///
/// The net stock is what is on hand less what is owed. Where all customers wait, orders follow the demand only; with all
/// levels and the stock of the start raised by d, each order is placed when and as it was, and the net stock is higher by d
/// throughout. So figures for any d follow from one run, on the same draws.
public struct StockLog: Hashable, Sendable {
  /// A demand: what it found and what it was for.
  private struct Demand: Hashable {
    var netStock: Int
    var count: Int
  }

  /// Index of the store in ``FactoryModel/Factory/stores``.
  public let store: Int
  private var times: [Int: Double] = [:]
  private var demands: [Demand: Int] = [:]

  init(store: Int) { self.store = store }

  mutating func note(netStock: Int, for time: Double) { times[netStock, default: 0] += time }

  mutating func note(demand count: Int, at netStock: Int) {
    demands[Demand(netStock: netStock, count: count), default: 0] += 1
  }

  mutating func restart() {
    times.removeAll(keepingCapacity: true)
    demands.removeAll(keepingCapacity: true)
  }

  /// What a run gives; amounts in the smallest ones of the item, added up over time where that is said.
  public struct Figures: Hashable, Sendable {
    /// What was wanted.
    public var demanded = 0
    /// What of it was given at once.
    public var served = 0
    /// What was on hand, in amount seconds.
    public var onHand = 0.0
    /// What was owed, in amount seconds.
    public var owed = 0.0
    /// Time with something on hand, in seconds.
    public var ready = 0.0
    /// All the time, in seconds.
    public var time = 0.0
  }

  /// What the run would have given with all levels raised.
  ///
  /// - Parameter change: By how much; below 0 for less stock.
  /// - Returns: The figures.
  public func figures(raisedBy change: Int) -> Figures {
    var figures = Figures()
    for (demand, times) in demands {
      figures.demanded += demand.count * times
      figures.served += min(demand.count, max(0, demand.netStock + change)) * times
    }
    // In order, so that sums are the same each time.
    for (level, time) in times.sorted(by: { $0.key < $1.key }) {
      figures.onHand += Double(max(0, level + change)) * time
      figures.owed += Double(max(0, -level - change)) * time
      if level + change > 0 { figures.ready += time }
      figures.time += time
    }
    return figures
  }
}

extension FactorySimulation {
  /// Notes what the demand at a store finds, and anew when measuring begins.
  mutating func recordStock(of store: Int?) {
    guard let store else { return }
    precondition(stores.indices.contains(store), "there is such a store")
    stockLog = StockLog(store: store)
    recordsStock = true
  }

  @inline(never)
  mutating func noteStock(_ store: Int, for time: Double) {
    guard stockLog?.store == store else { return }
    stockLog?.note(netStock: stores[store].onHand - stores[store].owed, for: time)
  }

  @inline(never)
  mutating func noteDemand(_ count: Int, at store: Int) {
    guard stockLog?.store == store else { return }
    stockLog?.note(demand: count, at: stores[store].onHand - stores[store].owed)
  }
}

extension Factory {
  /// Why a run does not tell what other levels of a store would give.
  ///
  /// - Parameter store: Index in ``stores``.
  /// - Returns: The reason in words; `nil` where it does.
  public func refusalOfStockLog(of store: Int) -> String? {
    let own = stores[store]
    switch own.replenishment {
    case .never: return "'\(own.name)' does not order"
    case .decided: return "what '\(own.name)' orders is decided by something else than its stock"
    default: break
    }
    if own.capacity != nil { return "'\(own.name)' orders less where it is full" }
    if !own.countsOwed { return "kanban cards do not count what is owed" }
    if own.rush != nil { return "'\(own.name)' orders in a hurry where stock is low" }
    if own.losses != nil { return "what is lost from '\(own.name)' depends on what is there" }
    if items[own.item].shelfLife != nil { return "what perishes depends on what is there" }
    var place = store
    while case .store(let source) = stores[place].source {
      if stores[source].countsEchelon {
        return "'\(stores[source].name)' counts the stock of '\(own.name)'"
      }
      place = source
    }
    return refusalOfDemand(at: store)
  }

  /// Why the demand at a store, and behind it, depends on what is there.
  private func refusalOfDemand(at store: Int) -> String? {
    let name = stores[store].name
    for customer in customers {
      if customer.store == store {
        if customer.shortage != .waits {
          return
            "customer '\(customer.name)' of '\(name)' does not wait, so what is ordered depends on "
            + "what is there"
        }
        if !customer.inParts { return "customer '\(customer.name)' takes whole orders only" }
        if customer.substitute != nil {
          return "customer '\(customer.name)' takes something else where stock is low"
        }
      } else if customer.substitute?.store == store {
        return "customer '\(customer.name)' takes from '\(name)' instead"
      }
    }
    let isUsed =
      storesOfSpares.contains(store)
      || products.flatMap(\.route).contains { $0.consumes.contains { $0.store == store } }
    if isUsed {
      return "work waits for what '\(name)' holds, so what is used depends on what is there"
    }
    for (index, other) in stores.enumerated() where other.source == .store(store) {
      if let refusal = refusalOfDemand(at: index) { return refusal }
    }
    return nil
  }
}
