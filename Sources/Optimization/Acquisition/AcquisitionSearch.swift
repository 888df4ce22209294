import EventKernel

/// The search for the point that is most worth trying.
///
/// Points that fill the space and points near the best so far are compared; from those that are best a
/// quasi-Newton method climbs in the real dimensions, while all other dimensions are searched along lines.
struct AcquisitionSearch {
  let space: SearchSpace
  /// The part of the cube that is looked at.
  var lower: [Double]
  var upper: [Double]
  /// How many points fill the space.
  var spread = 512
  /// From how many points it climbs.
  var climbs = 5
  /// How many evaluations a climb may use.
  var evaluations = 40

  init(space: SearchSpace) {
    self.space = space
    lower = Array(repeating: 0, count: space.dimensions.count)
    upper = Array(repeating: 1, count: space.dimensions.count)
  }

  /// The best point that has not been tried.
  ///
  /// - Parameters:
  ///   - surface: What a point is worth.
  ///   - near: Points near which it looks closely.
  ///   - tried: Points that are not wanted.
  ///   - seed: The seed of random numbers.
  ///   - ordinal: Which of the seed's searches this is.
  /// - Returns: The point with its value; `nil` where no other is worth anything.
  func best(
    of surface: inout some AcquisitionSurface, near: [[Double]], tried: Set<[Double]>, seed: UInt64,
    ordinal: UInt64
  ) -> (point: [Double], value: Double)? {
    let dimensions = space.dimensions.count
    if let all = space.listing(upTo: AcquisitionSearch.mostListed) {
      // So few that all can be compared.
      let left = all.filter { !tried.contains($0) }
      guard !left.isEmpty else { return nil }
      let values = surface.values(at: left)
      guard let best = values.indices.max(by: { (values[$0], $1) < (values[$1], $0) }),
        values[best].isFinite
      else { return nil }
      return (left[best], values[best])
    }
    var candidates: [[Double]] = []
    let isBound = !space.constraints.isEmpty
    if isBound {
      candidates = space.spreadPoints(spread / 4, seed: seed &+ ordinal &* 0x9E37_79B9)
    } else {
      // Scrambling costs more than it is worth here; a shift makes each search's points others.
      let sobol = SobolSequence(dimensions: dimensions)
      var draws = RandomStream(
        StreamKey(seed: seed, replication: ordinal, path: "bayesian", purpose: "shift"))
      let shift = (0..<dimensions).map { _ in draws.uniform() }
      for place in 0..<spread {
        let point = sobol.point(at: place)
        candidates.append(
          space.snapped(
            point.indices.map { i in
              let moved = point[i] + shift[i]
              return lower[i] + (moved < 1 ? moved : moved - 1) * (upper[i] - lower[i])
            }))
      }
    }
    let key = StreamKey(seed: seed, replication: ordinal, path: "bayesian", purpose: "candidates")
    for (place, center) in near.enumerated() {
      var draws = RandomStream(key, ordinal: UInt64(place))
      for round in 0..<24 {
        let point = neighbor(of: center, round: round, &draws)
        if !isBound {
          candidates.append(point)
        } else if round % 3 == 0, let allowed = space.nearestAllowed(point) {
          candidates.append(allowed)
        }
      }
    }
    let values = surface.values(at: candidates)
    var order = values.indices.filter { values[$0].isFinite && !tried.contains(candidates[$0]) }
    order.sort { (values[$0], $1) > (values[$1], $0) }
    guard let first = order.first else { return nil }
    var starts: [Int] = []
    for place in order where starts.count < climbs {
      // Starts in the same valley would end alike.
      let isFar = starts.allSatisfy { other in
        var distance = 0.0
        for i in 0..<dimensions {
          distance = max(distance, abs(candidates[place][i] - candidates[other][i]))
        }
        return distance > 0.02
      }
      if isFar { starts.append(place) }
    }
    var best = (point: candidates[first], value: values[first])
    for start in starts {
      let end = climbed(from: candidates[start], value: values[start], &surface)
      if end.value > best.value, !tried.contains(end.point) { best = end }
    }
    return best
  }

  /// How many points there may be for all to be compared.
  static let mostListed = 2_048

  /// A random point near another.
  private func neighbor(
    of center: [Double], round: Int, _ draws: inout RandomStream
  ) -> [Double] {
    // Radii from a tenth of the space to a ten-thousandth, evenly by their logarithm.
    let radius = 0.1 * (-6.9 * Double(round) / 23).exponential
    let chance = max(1.5 / Double(center.count), 0.3)
    var point = center
    for i in point.indices where draws.uniform() < chance {
      let dimension = space.dimensions[i]
      if dimension.isReal {
        point[i] += radius * (draws.uniform() + draws.uniform() + draws.uniform() - 1.5) * 2
      } else if let levels = dimension.levelCount, levels > 1 {
        point[i] = dimension.coordinate(ofLevel: Int(draws.whole(below: UInt64(levels))))
      }
      point[i] = min(upper[i], max(lower[i], point[i]))
    }
    return space.snapped(point)
  }

  /// Climbs where sums bind values: along the gradient and to neighbors, by points that are allowed.
  private func climbedWithinBounds(
    from start: [Double], value: Double, _ surface: inout some AcquisitionSurface
  ) -> (point: [Double], value: Double) {
    var best = (point: start, value: value)
    let hasReals = space.dimensions.contains(where: \.isReal)
    let hasLevels = space.dimensions.contains { ($0.levelCount ?? 1) > 1 }
    var step = 0.1
    for _ in 0..<24 {
      let before = best.value
      if hasReals {
        let gradient = surface.sloped(at: best.point).gradient
        let steepest = gradient.reduce(0) { max($0, abs($1)) }
        var isBetter = false
        while steepest > 0, step > 1e-5, !isBetter {
          let scale = step / steepest
          let aim = best.point.indices.map { best.point[$0] + scale * gradient[$0] }
          if let point = space.nearestAllowed(aim) {
            let value = surface.value(at: point)
            if value > best.value {
              best = (point, value)
              isBetter = true
            }
          }
          step *= isBetter ? 1.6 : 0.35
        }
      }
      if hasLevels {
        let neighbors = space.neighbors(of: best.point)
        if !neighbors.isEmpty {
          let values = surface.values(at: neighbors)
          for (point, value) in zip(neighbors, values) where value > best.value {
            best = (point, value)
          }
        }
      }
      if best.value <= before + 1e-6 { break }
    }
    return best
  }

  private func climbed(
    from start: [Double], value: Double, _ surface: inout some AcquisitionSurface
  ) -> (point: [Double], value: Double) {
    if !space.constraints.isEmpty {
      return climbedWithinBounds(from: start, value: value, &surface)
    }
    var best = (point: start, value: value)
    let others = space.dimensions.indices.filter { (space.dimensions[$0].levelCount ?? 1) > 1 }
    for _ in 0..<(others.isEmpty ? 1 : 4) {
      let before = best.value
      // What plays no part stands still.
      let activity = space.activity(at: best.point)
      let reals = space.dimensions.indices.filter { space.dimensions[$0].isReal && activity[$0] }
      if !reals.isEmpty {
        let descent = LimitedMemoryDescent(
          lower: reals.map { lower[$0] }, upper: reals.map { upper[$0] }, evaluations: evaluations,
          gradientTolerance: 1e-5, fallTolerance: 1e-8, firstStep: 0.05)
        var full = best.point
        let end = descent.minimum(from: reals.map { best.point[$0] }) { part in
          for (place, i) in reals.enumerated() { full[i] = part[place] }
          let (value, gradient) = surface.sloped(at: full)
          guard value.isFinite else { return nil }
          return (-value, reals.map { -gradient[$0] })
        }
        if let end, -end.value > best.value {
          for (place, i) in reals.enumerated() { best.point[i] = end.point[place] }
          best.value = -end.value
        }
      }
      if others.isEmpty { break }
      for i in others {
        var alternatives: [[Double]] = []
        let dimension = space.dimensions[i]
        let own = dimension.level(at: best.point[i])
        let count = dimension.levelCount ?? 1
        let levels: [Int]
        if count <= 24 {
          levels = Array(0..<count)
        } else {
          levels = [-8, -4, -2, -1, 1, 2, 4, 8].map { own + $0 }.filter { $0 >= 0 && $0 < count }
        }
        for level in levels where level != own {
          var point = best.point
          point[i] = dimension.coordinate(ofLevel: level)
          alternatives.append(space.hasConditions ? space.snapped(point) : point)
        }
        let values = surface.values(at: alternatives)
        for (point, value) in zip(alternatives, values) where value > best.value {
          best = (point, value)
        }
      }
      if best.value <= before + 1e-6 { break }
    }
    return best
  }
}
