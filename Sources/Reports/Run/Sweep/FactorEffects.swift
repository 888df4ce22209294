/// What each factor does when it alone is moved, from a point that stays the same in all others.
struct FactorEffects: Sendable {
  /// A factor with the points at which it alone differs; the central point is one of them.
  struct Effect: Sendable {
    var factor: Int
    var points: [Int]
  }

  /// The point from which factors are moved.
  var center: Int
  /// The factors that are, in their order.
  var effects: [Effect]

  /// Looks for a point from which every factor is moved by itself.
  ///
  /// It is `nil` where there are fewer than two factors, or no such point.
  ///
  /// - Parameter settings: For each point the values of the factors, as written.
  init?(in settings: [[String]]) {
    guard let count = settings.first?.count, count >= 2 else { return nil }
    var best: (center: Int, effects: [Effect], neighbours: Int)?
    // Points are many at most in designs that move nothing by itself.
    for center in settings.indices.prefix(300) {
      var moved = Array(repeating: [center], count: count)
      for point in settings.indices where point != center {
        let differing = (0..<count).filter { settings[point][$0] != settings[center][$0] }
        if differing.count == 1 { moved[differing[0]].append(point) }
      }
      let effects = moved.enumerated().filter { $1.count > 1 }.map {
        Effect(factor: $0, points: $1)
      }
      let neighbours = moved.reduce(0) { $0 + $1.count }
      guard effects.count == count, neighbours > best?.neighbours ?? 0 else { continue }
      best = (center, effects, neighbours)
    }
    guard let best else { return nil }
    (center, effects) = (best.center, best.effects)
  }
}
