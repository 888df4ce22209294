import FactoryModel

extension Reading {
  /// Checks that a vehicle has a way to go, and that limits of waiting count from something before.
  mutating func checkTransport(
    of product: Product, _ steps: [RouteStep], in factory: FactoryModel.Factory
  ) {
    for (place, (step, operation)) in zip(steps, product.route).enumerated() {
      if let limit = operation.queueLimit, limit.operation >= place,
        let node = step.section["within"]
      {
        error(
          node.place, node.path,
          "the time counts from the end of an operation before '\(step.name)', and "
            + "'\(steps[limit.operation].name)' is not before it")
      }
      if case .back(let target)? = operation.queueLimit?.action, target >= place,
        let node = step.section["within"]
      {
        error(
          node.place, node.path,
          "a late part goes back to an operation before '\(step.name)'; '\(steps[target].name)' is not"
        )
      }
      guard place > 0, operation.fleet != nil, operation.transport == nil else { continue }
      let way = Way(from: product.route[place - 1].station, to: operation.station)
      guard factory.transportTimes[way] == nil else { continue }
      let names = [way.from, way.to].map { factory.stations[$0].name }
      let node = step.section["transport"]
      error(
        node?.place ?? step.place, node?.path ?? step.section.path,
        "nothing says how long a vehicle takes from '\(names[0])' to '\(names[1])'; add 'time: 5 min', or "
          + "'transport_times: {\(names[0]): {\(names[1]): 5 min}}'")
    }
  }
}
