extension FactoryFit {
  /// The products, how their orders come and where they go.
  mutating func fitProducts(_ ends: OrderEnds, leastOrders: Int, seed: UInt64) {
    let present = log.orders.indices.filter { !stays.byOrder[$0].isEmpty }
    let counts = Dictionary(grouping: present) { log.orders[$0].part ?? "" }
    let own = counts.filter { !$0.key.isEmpty && $0.value.count >= leastOrders }.keys.sorted()
    var groups = own.map { (name: $0, orders: counts[$0] ?? []) }
    let rest = present.filter { !own.contains(log.orders[$0].part ?? "") }
    if !rest.isEmpty { groups.append((own.isEmpty ? "order" : "other", rest)) }
    func followed(_ orders: [Int]) -> [RouteFit.Order] {
      orders.map {
        RouteFit.Order(stays: stays.byOrder[$0], begun: ends.begun[$0], finished: ends.finished[$0])
      }
    }
    var names = Names()
    for (part, orders) in groups {
      let name = names.unique(part)
      let arrivals = ArrivalFit(
        of: name,
        orders.filter { ends.begun[$0] >= 0.5 }.map { stays.byOrder[$0][0].start }, from: log.begin,
        to: end, hours: plantHours, seed: seed)
      let route = RouteFit(orders: followed(orders), all: followed(present)).model()
      times.append(arrivals.interval)
      products.append(
        Product(name: name, arrivals: arrivals, route: route, orders: orders.count))
    }
    let waits = present.filter { ends.begun[$0] < 0.5 }.map {
      // No time of work is zero.
      max(60, stays.byOrder[$0][0].start - log.begin)
    }
    if initialCount > 0 {
      times.append(
        TimeFitter(seed: seed).fit(
          "wait of orders that were under way", name: ScenarioWriter.underWay, waits))
    }
  }
}
