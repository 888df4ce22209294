import EventKernel

/// A genetic algorithm for several objectives (NSGA-II): who is dominated by fewer breeds more, and of
/// those who are dominated by as many, who has more room.
///
/// The first generation fills the space evenly; what was tried already counts too. Each further point
/// comes from two parents, each the better of two that were drawn: simulated binary crossover and
/// polynomial mutation for what has an order, exchange and chance for things of a choice. Parents are
/// the best of all that was tried, as many as a generation has. Constraints that are measured go by
/// Deb's rule (``Domination``); failed trials breed nothing. What is not allowed is moved to the nearest
/// that is; what has been tried is bred again.
///
/// A generation is over when as many points of it as it has are known; while points are pending, more
/// are bred from the same parents.
///
/// Sources: K. Deb, A. Pratap, S. Agarwal, T. Meyarivan, "A fast and elitist multiobjective genetic
/// algorithm: NSGA-II", IEEE Transactions on Evolutionary Computation 6 (2002) 182–197; crossover:
/// K. Deb, R. B. Agrawal, "Simulated binary crossover for continuous search space", Complex Systems 9
/// (1995) 115–148; within ends, and the mutation: K. Deb, *Multi-Objective Optimization Using
/// Evolutionary Algorithms*, Wiley, 2001, ch. 4.
public struct NondominatedSorting: PointSuggesting {
  private static let tag = 2_002.0
  private static let mostAttempts = 32
  /// The chance that parents are crossed at all.
  private static let crossing = 0.9

  /// What is looked for.
  public let space: SearchSpace
  /// The seed of all draws.
  public let seed: UInt64
  /// How many points a generation has.
  public let population: Int
  private let free: [Int]

  /// Creates a method.
  ///
  /// - Parameters:
  ///   - space: What is looked for, of at most ``SearchSpace/mostDimensions`` dimensions.
  ///   - seed: The seed of all draws.
  ///   - population: How many points a generation has, at least 4; four a dimension where nobody says,
  ///     but from 16 to 64.
  public init(in space: SearchSpace, seed: UInt64, population: Int? = nil) {
    precondition((population ?? 4) >= 4, "a generation has at least four points")
    self.space = space
    self.seed = seed
    free = space.dimensions.indices.filter { space.dimensions[$0].levelCount != 1 }
    self.population = population ?? min(64, max(16, 4 * free.count))
  }

  /// Points bred from the best that are known.
  public func suggestions(_ count: Int, after trials: [Trial]) -> [Suggestion] {
    var numbers: [Int: Int] = [:]
    var known: [Int: Int] = [:]
    for trial in trials {
      guard let notes = SuggestionMemory.notes(of: trial, tag: NondominatedSorting.tag, atLeast: 2)
      else { continue }
      let generation = Int(notes[0])
      numbers[generation] = max(numbers[generation] ?? 0, Int(notes[1]) + 1)
      if trial.outcome != .pending { known[generation, default: 0] += 1 }
    }
    var generation = 0
    while (known[generation] ?? 0) >= population { generation += 1 }
    var untried = UntriedPoints(space, after: trials)
    let parents = generation == 0 ? [] : parents(among: trials.filter { $0.measurement != nil })
    var suggestions: [Suggestion] = []
    while suggestions.count < count {
      let number = (numbers[generation] ?? 0) + suggestions.count
      let point =
        parents.isEmpty
        ? spread(number, of: generation, &untried)
        : bred(number, of: generation, from: parents, &untried)
      guard let point else { break }
      suggestions.append(
        Suggestion(
          point: point,
          memory: [NondominatedSorting.tag, Double(generation), Double(number)]))
    }
    return suggestions
  }

  // MARK: - The first generation

  private func spread(
    _ number: Int, of generation: Int, _ untried: inout UntriedPoints
  ) -> [Double]? {
    let key = StreamKey(seed: seed, replication: 0, path: "search.nsga_ii", purpose: "coins")
    let sequence = SobolSequence(dimensions: space.dimensions.count, seed: seed)
    var drawer = PointDrawer(space)
    // The points of a number are a block apart, so that none is used twice.
    for index in stride(from: number, to: 64 * population, by: population)
    where generation == 0 && number < population {
      var coins = RandomStream(key, ordinal: UInt64(index))
      if let point = drawer.point(ofUniform: sequence.point(at: index), coin: coins.uniform()),
        untried.take(point)
      {
        return point
      }
    }
    return untried.takeRandom(seed: seed, ordinal: generation << 16 | number)
  }

  // MARK: - Breeding

  /// A trial that may breed.
  private struct Parent {
    var point: [Double]
    var front: Int
    var crowding: Double
  }

  private func parents(among trials: [Trial]) -> [Parent] {
    let measurements = trials.compactMap(\.measurement)
    var parents: [Parent] = []
    let fronts = Domination.fronts(of: measurements, atLeast: population)
    for (rank, front) in fronts.enumerated() {
      let crowding = Domination.crowding(of: front.map { measurements[$0].objectives })
      let order = front.indices.sorted { (-crowding[$0], $0) < (-crowding[$1], $1) }
      for place in order.prefix(population - parents.count) {
        parents.append(
          Parent(point: trials[front[place]].point, front: rank, crowding: crowding[place]))
      }
    }
    return parents
  }

  private func bred(
    _ number: Int, of generation: Int, from parents: [Parent], _ untried: inout UntriedPoints
  ) -> [Double]? {
    let key = StreamKey(seed: seed, replication: 0, path: "search.nsga_ii", purpose: "breeding")
    let ordinal = UInt64(generation) << 24 | UInt64(number)
    for attempt in 0..<NondominatedSorting.mostAttempts {
      var stream = RandomStream(key, ordinal: ordinal, suborder: UInt64(attempt))
      let child = child(of: pick(parents, &stream), pick(parents, &stream), &stream)
      if let point = space.nearestAllowed(child), untried.take(point) { return point }
    }
    return untried.takeRandom(seed: seed, ordinal: generation << 16 | number)
  }

  /// The better of two.
  private func pick(_ parents: [Parent], _ stream: inout RandomStream) -> [Double] {
    let first = parents[Int(stream.whole(below: UInt64(parents.count)))]
    let second = parents[Int(stream.whole(below: UInt64(parents.count)))]
    return (second.front, -second.crowding) < (first.front, -first.crowding)
      ? second.point : first.point
  }

  private func child(
    of mother: [Double], _ father: [Double], _ stream: inout RandomStream
  ) -> [Double] {
    var point = mother.map { min(1, max(0, $0)) }
    let isCrossed = stream.uniform() < NondominatedSorting.crossing
    let isTurned = stream.uniform() < 0.5
    for index in free {
      let (coin, spread, side) = (stream.uniform(), stream.uniform(), stream.uniform())
      guard isCrossed, coin < 0.5 else { continue }
      let other = min(1, max(0, father[index]))
      if space.dimensions[index].isChoice {
        if side < 0.5 { point[index] = other }
      } else {
        point[index] = NondominatedSorting.crossed(
          point[index], other, uniform: spread, isUpper: isTurned != (side < 0.5))
      }
    }
    for index in free {
      let (coin, spread) = (stream.uniform(), stream.uniform())
      guard coin * Double(free.count) < 1 else { continue }
      let dimension = space.dimensions[index]
      if let count = dimension.levelCount, dimension.isChoice {
        let level = dimension.level(at: point[index])
        let other = Int(spread * Double(count - 1))
        point[index] = dimension.coordinate(ofLevel: other >= level ? other + 1 : other)
      } else {
        point[index] = NondominatedSorting.mutated(point[index], uniform: spread)
        // A level is left at least sometimes, however many there are.
        if let count = dimension.levelCount, count <= 4 {
          point[index] = dimension.coordinate(ofLevel: Int(spread * Double(count)))
        }
      }
    }
    return space.snapped(point)
  }

  /// Simulated binary crossover with distribution index 15 between the ends 0 and 1.
  ///
  /// The index makes all powers roots and products, which are the same bits everywhere.
  static func crossed(
    _ first: Double, _ second: Double, uniform: Double, isUpper: Bool
  ) -> Double {
    let (low, high) = (min(first, second), max(first, second))
    guard high - low > 1e-14 else { return first }
    let room = isUpper ? 1 - high : low
    let beta = 1 + 2 * room / (high - low)
    let alpha = 2 - 1 / power16(beta)
    let spread =
      uniform <= 1 / alpha ? root16(uniform * alpha) : 1 / root16(2 - uniform * alpha)
    let middle = (low + high) / 2
    let half = spread * (high - low) / 2
    return min(1, max(0, isUpper ? middle + half : middle - half))
  }

  /// Polynomial mutation with distribution index 15 between the ends 0 and 1.
  static func mutated(_ place: Double, uniform: Double) -> Double {
    if uniform < 0.5 {
      let rest = power16(1 - place)
      return max(0, place + root16(2 * uniform + (1 - 2 * uniform) * rest) - 1)
    }
    let rest = power16(place)
    return min(1, place + 1 - root16(2 * (1 - uniform) + 2 * (uniform - 0.5) * rest))
  }

  private static func power16(_ x: Double) -> Double {
    let fourth = x * x * x * x
    return fourth * fourth * fourth * fourth
  }

  private static func root16(_ x: Double) -> Double {
    max(0, x).squareRoot().squareRoot().squareRoot().squareRoot()
  }
}
