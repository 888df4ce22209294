import FactoryModel

/// How busy operators or tools will be, worked out without simulating, with the same omissions as
/// ``StationLoad``.
struct ResourceLoad: Hashable, Sendable {
  /// Indices in ``Factory/resources`` of those that share the work.
  var resources: [Int]
  /// The work that comes, as a share of what they can do.
  var load: Double

  /// Predicts the load of all operators and tools; `nil` where a mean cannot be calculated.
  ///
  /// What comes as
  /// fast as the line takes it is left out.
  static func predicted(for factory: Factory) -> [ResourceLoad]? {
    guard !factory.resources.isEmpty else { return [] }
    var work: [[Int]: Double] = [:]
    for product in factory.products {
      guard let rate = StationLoad.arrivalRate(of: product, in: factory) else { return nil }
      if rate.isNaN { continue }
      guard
        let visits = StationLoad.expectedVisits(product.route, defects: factory.defects.count)
      else { return nil }
      for (operation, reached) in zip(product.route, visits) where !operation.needs.isEmpty {
        guard
          let time = StationLoad.timeOnMachine(operation, factory.stations[operation.station])
        else { return nil }
        let busy = reached * operation.share * time * rate
        for need in operation.needs {
          work[need.resources, default: 0] += busy * Double(need.count)
        }
      }
    }
    return work.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { resources, busy in
      let there = resources.reduce(0.0) { sum, index in
        let resource = factory.resources[index]
        let open =
          resource.calendar.map { factory.calendars[$0].weeklyTime / WorkCalendar.week } ?? 1
        return sum + Double(resource.size) * open
      }
      return ResourceLoad(resources: resources, load: busy / there)
    }
  }
}
