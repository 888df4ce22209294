import FactoryModel

/// Which stations follow which on the routes of a factory.
struct RouteGraph {
  /// A step from one station to another, whatever the product.
  struct Link: Hashable {
    var from: Int
    var to: Int
  }

  /// The steps, each once, in the order in which routes name them.
  private(set) var links: [Link] = []
  /// The stations of the first operations, and of those after which parts may leave.
  private(set) var entries: Set<Int> = []
  private(set) var exits: Set<Int> = []
  /// The place of each station in an order along the routes.
  let ranks: [Int]

  init(of factory: Factory) {
    var positions = [(sum: Double, count: Int)](
      repeating: (0, 0), count: factory.stations.count)
    var links: [Link] = []
    var seen: Set<Link> = []
    func add(_ from: Int, _ to: Int) {
      let link = Link(from: from, to: to)
      if from != to, seen.insert(link).inserted { links.append(link) }
    }
    for product in factory.products {
      let route = product.route
      if let first = route.first { entries.insert(first.station) }
      for (index, operation) in route.enumerated() {
        positions[operation.station].sum += Double(index + 1) / Double(route.count + 1)
        positions[operation.station].count += 1
        if operation.next.isEmpty {
          if index + 1 < route.count {
            add(operation.station, route[index + 1].station)
          } else {
            exits.insert(operation.station)
          }
        }
        for branch in operation.next {
          if let next = branch.operation {
            add(operation.station, route[next].station)
          } else {
            exits.insert(operation.station)
          }
        }
        let inspection = operation.inspection
        let found = inspection?.dispositions.sorted { $0.key < $1.key }.map(\.value) ?? []
        for disposition in found + (inspection.map { [$0.otherwise] } ?? []) {
          if case .back(let earlier, _) = disposition {
            add(operation.station, route[earlier].station)
          }
        }
      }
    }
    let means = positions.map { $0.count == 0 ? 1 : $0.sum / Double($0.count) }
    var ranks = [Int](repeating: 0, count: factory.stations.count)
    let order = means.indices.sorted { (means[$0], $0) < (means[$1], $1) }
    for (rank, station) in order.enumerated() { ranks[station] = rank }
    self.ranks = ranks
    self.links = links
  }
}
