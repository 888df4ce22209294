/// The end of a search without errors: a model of the points around the best one only.
///
/// A process of the whole space sees values as parts of their spread; what is left to gain at the end is
/// less than it can tell apart. Here the nearest points, the values that they have, and a box around the
/// best of them make a small problem of their own, whose model is a quadratic with what is left over. The
/// box is as wide as the points lie apart, so it shrinks as they come closer.
///
/// After: A. R. Conn, K. Scheinberg, L. N. Vicente, *Introduction to Derivative-Free Optimization*, SIAM,
/// 2009, chs. 3 and 10.
struct LocalFinish {
  private let data: TrialData
  private let space: SearchSpace
  private let isChoice: [Bool]
  private let center: [Double]
  private let lower: [Double]
  private let upper: [Double]
  /// The numbers of the measured points that are near.
  private let near: [Int]

  /// It begins where the whole model expects less than a hundredth of the values' spread: ln 0.01.
  static let threshold = -4.6

  /// The dimensions that can move a little at a point.
  private static func free(_ space: SearchSpace, at point: [Double]) -> [Int] {
    let activity = space.activity(at: point)
    return space.dimensions.indices.filter { space.dimensions[$0].isReal && activity[$0] }
  }

  /// Draws the box; `nil` where too few points are near.
  init?(_ data: TrialData, models: LearnedModels, space: SearchSpace, isChoice: [Bool]) {
    let feasible = data.points.indices.filter { models.isFeasible[$0] }
    guard
      let best = feasible.min(by: {
        (data.measurements[$0].objectives[0], $0) < (data.measurements[$1].objectives[0], $1)
      })
    else { return nil }
    let center = data.points[best]
    let reals = LocalFinish.free(space, at: center)
    // Around a point beyond the ends, where other bounds were, there is nothing to suggest.
    guard !reals.isEmpty, space.constraints.isEmpty, space.snapped(center) == center else {
      return nil
    }
    let others = space.dimensions.indices.filter { !reals.contains($0) }
    let scales = models.objectives[0].process.parameters.lengthScales
    // Alike in everything that cannot move a little; then by distance in length scales.
    let alike = data.points.indices.filter { index in
      others.allSatisfy { data.points[index][$0] == center[$0] }
    }
    func distance(_ index: Int) -> Double {
      reals.reduce(0.0) {
        let difference = (data.points[index][$1] - center[$1]) / scales[$1].exponential
        return $0 + difference * difference
      }
    }
    let count = reals.count
    let wanted = (count + 1) * (count + 2) / 2 + count + 1
    let order = alike.map { (distance($0), $0) }.sorted { $0 < $1 }.map(\.1)
    guard order.count >= 2 * count + 2 else { return nil }
    near = Array(order.prefix(wanted))
    var lower = center
    var upper = center
    for i in reals {
      // The distance within which half of the near points lie; never so small that numbers end.
      let distances = near.map { abs(data.points[$0][i] - center[i]) }.sorted()
      let radius = max(1e-7, distances[distances.count / 2])
      lower[i] = max(0, center[i] - radius)
      upper[i] = min(1, center[i] + radius)
    }
    self.data = data
    self.space = space
    self.isChoice = isChoice
    self.center = center
    self.lower = lower
    self.upper = upper
  }

  /// The point of the box that is most worth trying.
  func suggestion(
    settings: BayesianSettings, tried: Set<[Double]>, seed: UInt64,
    ordinal: UInt64
  ) -> [Double]? {
    let reals = LocalFinish.free(space, at: center)
    func inner(_ point: [Double]) -> [Double] {
      reals.map { (point[$0] - lower[$0]) / (upper[$0] - lower[$0]) }
    }
    let box = SearchSpace(
      reals.map { SearchDimension(space.dimensions[$0].name, .real(low: 0, high: 1)) })
    let trials = near.map {
      Trial(point: inner(data.points[$0]), outcome: .measured(data.measurements[$0]))
    }
    var local = settings
    local.noise = .none
    guard
      let models = LearnedModels(
        TrialData(trials), isChoice: reals.map { _ in false }, settings: local,
        old: [])
    else { return nil }
    let best = trials.indices.filter { models.isFeasible[$0] }.map {
      models.objectives[0].process.targets[$0]
    }.min()
    guard let best else { return nil }
    var surface = ImprovementSurface(
      objective: DrawnProcess(exact: models.objectives[0].process), bests: [best],
      constraints: models.constraints)
    var search = AcquisitionSearch(space: box)
    search.spread = 128
    guard
      let found = search.best(
        of: &surface, near: [inner(center)], tried: Set(trials.map(\.point)), seed: seed,
        ordinal: ordinal)
    else { return nil }
    var point = center
    for (place, i) in reals.enumerated() {
      point[i] = min(1, max(0, lower[i] + found.point[place] * (upper[i] - lower[i])))
    }
    return tried.contains(point) ? nil : point
  }
}
