import EventKernel

extension SearchSpace {
  /// Random points, independent and uniform over what is allowed.
  ///
  /// Uniform are coordinates, with all levels equally likely. A point is drawn and drawn again until it
  /// is allowed; one of each equation's dimensions follows from the others, and parts of a mixture
  /// are drawn together. Where almost nothing is allowed, a walk (``AllowedWalk``) from the middle of
  /// what is takes over, whose ends are nearly uniform.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - seed: The seed.
  ///   - first: The number of the first; the n-th point is a function of seed and n.
  /// - Returns: The points, snapped; equal ones may occur. None where nothing is allowed.
  public func randomPoints(_ count: Int, seed: UInt64, from first: Int = 0) -> [[Double]] {
    let key = StreamKey(seed: seed, replication: 0, path: "search.space", purpose: "points")
    var drawer = PointDrawer(self)
    var walk: AllowedWalk??
    var points: [[Double]] = []
    for ordinal in first..<(first + count) {
      var stream = RandomStream(key, ordinal: UInt64(ordinal))
      if let point = drawer.draw(from: &stream, tries: rows.isEmpty ? 1 : SearchSpace.mostTries) {
        points.append(point)
        continue
      }
      let start = walk ?? AllowedWalk(self)
      walk = start
      guard var steps = start else { return [] }
      points.append(steps.end(from: &stream))
    }
    return points
  }

  /// How many points are refused before a walk is made.
  static let mostTries = 200

  /// Points that fill the space evenly (``SobolSequence``), each only once.
  ///
  /// Where something binds values, points that are not allowed are left out and the sequence goes on
  /// until there are as many as asked for; where the sequence finds too few, random points follow.
  ///
  /// - Parameters:
  ///   - count: How many; best a power of 2.
  ///   - seed: The seed of the scrambling.
  /// - Returns: The points, fewer than asked for where several mean the same values.
  public func spreadPoints(_ count: Int, seed: UInt64) -> [[Double]] {
    if let all = listing(upTo: count) { return all }
    var seen: Set<[Double]> = []
    let sequence = SobolSequence(dimensions: dimensions.count, seed: seed)
    guard hasConditions || !rows.isEmpty else {
      return sequence.points(count).map { spread($0) }.filter { seen.insert($0).inserted }
    }
    let key = StreamKey(seed: seed, replication: 0, path: "search.space", purpose: "coins")
    var drawer = PointDrawer(self)
    var points: [[Double]] = []
    for index in 0..<(64 * count + 1_024) where points.count < count {
      var coins = RandomStream(key, ordinal: UInt64(index))
      if let point = drawer.point(ofUniform: sequence.point(at: index), coin: coins.uniform()),
        seen.insert(point).inserted
      {
        points.append(point)
      }
      // Almost nothing is allowed: leave it to walks.
      if index == 4_095, points.count < 4 { break }
    }
    var first = 0
    while points.count < count, first < 4 * count + 64 {
      let more = randomPoints(count, seed: seed, from: first)
      guard !more.isEmpty else { break }
      first += count
      for point in more where points.count < count && seen.insert(point).inserted {
        points.append(point)
      }
    }
    return points
  }

  /// The point to which uniform numbers are spread, constraints left out of account.
  func spread(_ uniform: [Double]) -> [Double] {
    let point = zip(dimensions, uniform).map { $0.spread($1) }
    return hasConditions ? snapped(point) : point
  }
}
