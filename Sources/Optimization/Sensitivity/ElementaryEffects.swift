import EventKernel

/// Which quantities matter at all, from few runs: Morris' elementary effects.
///
/// A trajectory begins at a random point of a grid and moves one quantity after the other, in random
/// order, by the same part Δ of its axis. Each step gives one effect of the quantity that moved:
///
///     dᵢ = (f(x + Δ eᵢ) - f(x)) / Δ
///
/// The mean of |dᵢ| over trajectories, μ*, says how much a quantity matters; the mean μ in which
/// direction, and the standard deviation σ whether it does so everywhere alike, or bends or interacts.
/// Coordinates are those of the space; an effect is what a whole axis would change at that rate.
///
/// Trajectories are chosen among many so that they lie far apart, one after the other.
///
/// Sources: M. D. Morris, "Factorial sampling plans for preliminary computational experiments",
/// Technometrics 33 (1991) 161–174; μ* and the choice of trajectories: F. Campolongo, J. Cariboni,
/// A. Saltelli, "An effective screening design for sensitivity analysis of large models",
/// Environmental Modelling & Software 22 (2007) 1509–1518.
public struct ElementaryEffects: Hashable, Sendable {
  /// The effects of one quantity.
  public struct Effects: Hashable, Sendable {
    /// The name of the dimension.
    public var dimension: String
    /// The mean of the absolute effects, μ*.
    public var meanAbsolute: Double
    /// The standard error of μ*; infinite with one trajectory.
    public var standardError: Double
    /// The mean of the effects, μ.
    public var mean: Double
    /// The standard deviation of the effects, σ; 0 with one trajectory.
    public var deviation: Double
    /// From how many trajectories these are.
    public var count: Int
  }

  /// One trajectory: its points, and which dimension moves from each to the next.
  private struct Trajectory {
    var points: [[Double]]
    var moved: [Int]
  }

  /// The quantities; nothing binds their values together.
  public let space: SearchSpace
  /// How many trajectories there are.
  public let trajectories: Int
  /// How many levels the grid has along each axis; even.
  public let levels: Int
  /// Among how many trajectories these are chosen.
  public let candidates: Int
  /// The seed of the trajectories.
  public let seed: UInt64

  /// Plans a screening.
  ///
  /// - Parameters:
  ///   - space: The quantities, without constraints.
  ///   - trajectories: How many, at least 1; each takes one point more than there are quantities.
  ///   - levels: How many levels the grid has along each axis; even.
  ///   - candidates: Among how many trajectories these are chosen; ten times as many where nobody says,
  ///     as many for random ones.
  ///   - seed: The seed of the trajectories.
  public init(
    in space: SearchSpace, trajectories: Int, levels: Int = 4, candidates: Int? = nil, seed: UInt64
  ) {
    precondition(space.constraints.isEmpty, "quantities are independent")
    precondition(trajectories >= 1 && levels >= 2 && levels % 2 == 0, "a grid has even levels")
    precondition((candidates ?? trajectories) >= trajectories, "so many can be chosen")
    self.space = space
    self.trajectories = trajectories
    self.levels = levels
    self.candidates = candidates ?? 10 * trajectories
    self.seed = seed
  }

  /// The length of a step, Δ: a little more than half the axis, so that all levels are as frequent.
  public var step: Double { Double(levels) / Double(2 * (levels - 1)) }

  /// The points to be measured, trajectory by trajectory.
  public var points: [[Double]] {
    chosen.flatMap { $0.points.map { space.spread($0) } }
  }

  /// What the results say of each quantity.
  ///
  /// - Parameter results: What was measured at ``points``, in the same order; `nil` where nothing could
  ///   be. The effects of steps from or to there are left out.
  /// - Returns: One entry a dimension, in the order of the space; of those without any effect left all
  ///   figures are not a number, and the count is 0.
  public func effects(from results: [Double?]) -> [Effects] {
    let width = space.dimensions.count + 1
    precondition(results.count == trajectories * width, "a result for each point")
    var effects = [[Double]](repeating: [], count: space.dimensions.count)
    for (number, trajectory) in chosen.enumerated() {
      for (place, dimension) in trajectory.moved.enumerated() {
        guard let before = results[number * width + place],
          let after = results[number * width + place + 1], (after - before).isFinite
        else { continue }
        let direction =
          trajectory.points[place + 1][dimension] > trajectory.points[place][dimension] ? 1.0 : -1
        effects[dimension].append(direction * (after - before) / step)
      }
    }
    return zip(space.dimensions, effects).map { dimension, effects in
      let (mean, deviation) = ElementaryEffects.moments(effects)
      let (absolute, spread) = ElementaryEffects.moments(effects.map(abs))
      let count = effects.count
      return Effects(
        dimension: dimension.name, meanAbsolute: absolute,
        standardError: count > 1 ? spread / Double(count).squareRoot() : .infinity, mean: mean,
        deviation: deviation, count: count)
    }
  }

  private static func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    guard values.count > 1 else { return (mean, 0) }
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (square / (count - 1)).squareRoot())
  }

  // MARK: - Trajectories

  /// The trajectories: the two farthest apart, then one after the other the farthest from these.
  private var chosen: [Trajectory] {
    let all = (0..<candidates).map { trajectory($0) }
    guard candidates > trajectories, trajectories > 1 else {
      return Array(all.prefix(trajectories))
    }
    let distances = all.indices.map { i in
      all.indices.map { j in j < i ? ElementaryEffects.distance(all[i], all[j]) : 0 }
    }
    func distance(_ i: Int, _ j: Int) -> Double { i > j ? distances[i][j] : distances[j][i] }
    var pair = (0, 1)
    for i in all.indices {
      for j in 0..<i where distances[i][j] > distance(pair.0, pair.1) { pair = (j, i) }
    }
    var chosen = [pair.0, pair.1]
    var sums = all.indices.map { index in
      chosen.reduce(0) { $0 + distance(index, $1) * distance(index, $1) }
    }
    while chosen.count < trajectories {
      var next: Int?
      for index in all.indices where !chosen.contains(index) {
        if sums[index] > next.map({ sums[$0] }) ?? -1 { next = index }
      }
      guard let next else { break }
      chosen.append(next)
      for index in all.indices { sums[index] += distance(index, next) * distance(index, next) }
    }
    return chosen.sorted().map { all[$0] }
  }

  private func trajectory(_ number: Int) -> Trajectory {
    let key = StreamKey(
      seed: seed, replication: 0, path: "sensitivity.elementary_effects", purpose: "trajectories")
    var stream = RandomStream(key, ordinal: UInt64(number))
    var order = Array(space.dimensions.indices)
    for last in stride(from: order.count - 1, to: 0, by: -1) {
      order.swapAt(last, Int(stream.whole(below: UInt64(last + 1))))
    }
    // Half of the levels can go up by a step, the other half down.
    var steps = [Int](repeating: 0, count: order.count)
    var point = order.indices.map { index -> Double in
      let level = Int(stream.whole(below: UInt64(levels)))
      steps[index] = level < levels / 2 ? levels / 2 : -levels / 2
      return Double(level) / Double(levels - 1)
    }
    var points = [point]
    for index in order {
      let level = (point[index] * Double(levels - 1)).rounded()
      point[index] = (level + Double(steps[index])) / Double(levels - 1)
      points.append(point)
    }
    return Trajectory(points: points, moved: order)
  }

  /// The sum of the distances of all pairs of points.
  private static func distance(_ left: Trajectory, _ right: Trajectory) -> Double {
    var sum = 0.0
    for one in left.points {
      for other in right.points {
        var square = 0.0
        for i in one.indices { square += (one[i] - other[i]) * (one[i] - other[i]) }
        sum += square.squareRoot()
      }
    }
    return sum
  }
}
