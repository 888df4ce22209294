import FactoryModel

/// Where stations stand in a picture of a factory: in layers along their routes, with few crossings.
///
/// After K. Sugiyama, S. Tagawa, M. Toda, "Methods for Visual Understanding of Hierarchical System Structures",
/// IEEE Transactions on Systems, Man, and Cybernetics 11 (1981) 109–125: ways back are turned round, each station
/// stands one layer behind the last before it, ways across several layers keep a place in each, and places are
/// ordered by the mean of their neighbours, forth and back. Everything goes by the order of the scenario, so that
/// the same factory gives the same picture.
struct RouteLayout: Hashable, Sendable {
  /// A way that parts go from one station to another.
  struct Way: Hashable, Sendable {
    var from: Int
    var to: Int
    /// Whether it leads to an earlier layer, such as rework.
    var isBack: Bool
    /// The places that it keeps in the layers between, as they are numbered in ``layers``; empty for ways back.
    var places: [Int]
  }

  /// The places of each layer from top to bottom: below ``stationCount`` the station, from there on a way's.
  var layers: [[Int]]
  /// How many stations there are.
  var stationCount: Int
  /// The ways, in the order in which routes name them.
  var ways: [Way]
  /// The stations at which parts enter and leave.
  var entries: Set<Int>
  var exits: Set<Int>

  /// From how many ways a station on no places are kept: the picture is a web all the same.
  private static let mostWaysPerStation = 4
  private static let sweeps = 12

  /// Lays out a factory.
  init(of factory: Factory) {
    let graph = RouteGraph(of: factory)
    stationCount = factory.stations.count
    entries = graph.entries
    exits = graph.exits
    let rank = graph.ranks
    var layer = [Int](repeating: 0, count: stationCount)
    let forward = graph.links.filter { rank[$0.from] < rank[$0.to] }
    let order = (0..<stationCount).sorted { rank[$0] < rank[$1] }
    for station in order {
      for link in forward where link.from == station {
        layer[link.to] = max(layer[link.to], layer[station] + 1)
      }
    }
    let count = (layer.max() ?? -1) + 1
    layers = [[Int]](repeating: [], count: count)
    for station in order { layers[layer[station]].append(station) }
    let keepsPlaces = forward.count <= RouteLayout.mostWaysPerStation * stationCount
    var next = stationCount
    ways = []
    for link in graph.links {
      var way = Way(
        from: link.from, to: link.to, isBack: rank[link.from] >= rank[link.to], places: [])
      if !way.isBack, keepsPlaces {
        for between in stride(from: layer[link.from] + 1, to: layer[link.to], by: 1) {
          layers[between].append(next)
          way.places.append(next)
          next += 1
        }
      }
      ways.append(way)
    }
    orderLayers(placeCount: next)
  }

  // MARK: - Order within layers

  private mutating func orderLayers(placeCount: Int) {
    var before = [[Int]](repeating: [], count: placeCount)
    var behind = before
    for way in ways where !way.isBack {
      let chain = [way.from] + way.places + [way.to]
      for (one, other) in zip(chain, chain.dropFirst()) {
        before[other].append(one)
        behind[one].append(other)
      }
    }
    var best = layers
    var fewest = crossings(behind)
    for sweep in 0..<RouteLayout.sweeps {
      let isForth = sweep.isMultiple(of: 2)
      let indices = isForth ? Array(layers.indices) : layers.indices.reversed()
      for index in indices {
        let neighbours = isForth ? index - 1 : index + 1
        guard layers.indices.contains(neighbours) else { continue }
        sort(layer: index, by: isForth ? before : behind, in: layers[neighbours])
      }
      let found = crossings(behind)
      if found < fewest { (best, fewest) = (layers, found) }
    }
    layers = best
  }

  private mutating func sort(layer index: Int, by links: [[Int]], in neighbours: [Int]) {
    var position: [Int: Int] = [:]
    for (place, node) in neighbours.enumerated() { position[node] = place }
    let keys = layers[index].enumerated().map {
      place, node -> (key: Double, place: Int, node: Int) in
      let found = links[node].compactMap { position[$0] }
      let mean = found.isEmpty ? Double(place) : Double(found.reduce(0, +)) / Double(found.count)
      return (mean, place, node)
    }
    layers[index] = keys.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map(\.node)
  }

  /// How many pairs of ways cross between neighbouring layers.
  private func crossings(_ behind: [[Int]]) -> Int {
    var count = 0
    for (one, other) in zip(layers, layers.dropFirst()) {
      var position: [Int: Int] = [:]
      for (place, node) in other.enumerated() { position[node] = place }
      var ends: [Int] = []
      for node in one {
        let own = behind[node].compactMap { position[$0] }
        for end in own { count += ends.count { $0 > end } }
        ends += own
      }
    }
    return count
  }
}
