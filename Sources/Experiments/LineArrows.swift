public import FactoryModel

/// The arrows of a serial line, by what its stations wait for.
///
/// An arrow goes from a station to the next where it is blocked for longer than the next one starves, else
/// back. Where no arrow leaves, the line is held up.
///
/// Source: J. Li, S. M. Meerkov, *Production Systems Engineering*, Springer, 2009, sec. 5.1.
public struct LineArrows: Hashable, Sendable {
  /// The stations in the order of the route, by their places in the factory.
  public var stations: [Int]
  /// Between each station and the next: whether the arrow goes on to the next.
  public var pointsAhead: [Bool]

  /// Draws the arrows.
  ///
  /// It is `nil` where the factory is no open line of one product.
  ///
  /// - Parameters:
  ///   - factory: The factory.
  ///   - blocked: The share of time for which a station is blocked, by its place in the factory.
  ///   - starved: The share of time for which it is starved.
  public init?(of factory: Factory, blocked: (Int) -> Double, starved: (Int) -> Double) {
    guard factory.products.count == 1, let product = factory.products.first else { return nil }
    // Where a part enters when another leaves, the line is a circle.
    if case .keep = product.release { return nil }
    stations = product.route.map(\.station)
    guard Set(stations).count == stations.count,
      product.route.allSatisfy({ $0.next.isEmpty })
    else { return nil }
    pointsAhead = zip(stations, stations.dropFirst()).map { station, next in
      blocked(station) > starved(next)
    }
  }

  /// The stations that no arrow leaves.
  public var heldUp: [Int] {
    stations.indices.filter { place in
      (place == 0 || pointsAhead[place - 1])
        && (place == stations.count - 1 || !pointsAhead[place])
    }.map { stations[$0] }
  }
}
