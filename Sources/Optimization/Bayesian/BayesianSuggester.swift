import EventKernel

/// Bayesian optimization: a Gaussian process learns from the trials, and the next point is where the most
/// is to be expected.
///
/// After a few points that fill the space, each suggestion maximizes the expected improvement: of one
/// objective on its best value (``ImprovementSurface``), of two in hypervolume (``HypervolumeSurface``), of
/// more on a weighted maximum whose weights change from point to point (``ParetoScalarization``).
/// Constraints and failures make a point worth less by their probability. In many dimensions the search
/// keeps to a region around the best point (``TrustRegion``).
public struct BayesianSuggester: PointSuggesting {
  /// Where it looks.
  public let space: SearchSpace
  /// What was chosen.
  public let settings: BayesianSettings
  /// The seed of all its random numbers.
  public let seed: UInt64

  /// Begins a search.
  public init(in space: SearchSpace, settings: BayesianSettings, seed: UInt64) {
    self.space = space
    self.settings = settings
    self.seed = seed
  }

  /// How many points are spread before a model is made.
  public var initial: Int {
    settings.initial ?? BayesianSettings.usualInitial(dimensions: space.dimensions.count)
  }

  var isChoice: [Bool] { space.dimensions.map(\.isChoice) }

  /// Suggests points; each of a batch knows of those before it.
  ///
  /// - Parameters:
  ///   - count: How many are wanted, at least 1.
  ///   - trials: All trials so far, pending ones too.
  /// - Returns: At most as many as wanted; none where the space has no other points.
  public func suggestions(_ count: Int, after trials: [Trial]) -> [Suggestion] {
    var trials = trials
    var suggestions: [Suggestion] = []
    for _ in 0..<count {
      guard let suggestion = suggestion(after: trials) else { break }
      suggestions.append(suggestion)
      trials.append(Trial(point: suggestion.point, memory: suggestion.memory))
    }
    return suggestions
  }

  private func suggestion(after trials: [Trial]) -> Suggestion? {
    // Points as the space has them; those of other bounds are none of its own.
    let tried = Set(trials.filter(\.isWithinCube).map { space.snapped($0.point) })
    let data = TrialData(trials)
    if trials.count < initial || data.points.count < 2 {
      // With errors a space whose points have all been tried is tried again.
      let next = spread(trials.count, tried: tried)
      if next != nil || !canTryAgain || data.points.count < 2 { return next }
    }
    let ordinal = UInt64(trials.count)
    var scalarized: [Double]?
    if settings.objectives > 2 || (settings.objectives > 1 && settings.acquisition != .improvement)
    {
      scalarized = ParetoScalarization(
        objectives: settings.objectives, seed: seed, ordinal: ordinal
      ).values(data.measurements.map(\.objectives))
    }
    guard
      var models = LearnedModels(
        data, isChoice: isChoice, settings: settings, old: LearnedModels.memory(in: trials),
        scalarized: scalarized)
    else { return spread(trials.count, tried: tried) }
    models.believe(in: data.pending)
    var search = AcquisitionSearch(space: space)
    let best = bestFirst(data, models)
    if space.dimensions.count >= settings.regionDimensions, settings.objectives == 1,
      let center = best.first
    {
      let region = TrustRegion(
        values: data.measurements.map { $0.isFeasible ? $0.objectives[0] : .infinity },
        initial: initial, dimensions: space.dimensions.count)
      (search.lower, search.upper) = region.box(
        around: center, lengthScales: models.objectives[0].process.parameters.lengthScales)
    }
    // With errors a point may be tried again; without, that would teach nothing.
    let unwanted =
      canTryAgain ? Set((data.failures + data.pending).map { space.snapped($0) }) : tried
    func found(_ surface: inout some AcquisitionSurface) -> Suggestion? {
      search.best(of: &surface, near: best, tried: unwanted, seed: seed, ordinal: ordinal)
        .map { Suggestion(point: $0.point, memory: models.memory) }
    }
    guard models.isFeasible.contains(true) else {
      var surface = FeasibilitySurface(constraints: models.constraints)
      return found(&surface)
    }
    let drawn = models.objectives.enumerated().compactMap { number, fit in
      draw(fit.process, number: number, ordinal: ordinal)
    }
    guard drawn.count == models.objectives.count else {
      return spread(trials.count, tried: tried)
    }
    switch settings.acquisition {
    case .confidenceBound(let deviations):
      let process = drawn[0].process
      var surface = ConfidenceBoundSurface(
        process: process, deviations: deviations, constraints: models.constraints)
      return found(&surface)
    case .thompson:
      let key = StreamKey(
        seed: seed, replication: ordinal, path: "bayesian", purpose: "one way of many")
      var surface = ThompsonSurface(
        process: drawn[0].process, constraints: models.constraints, key: key)
      return found(&surface)
    case .improvement where drawn.count == 2:
      var surface = HypervolumeSurface(
        first: drawn[0], second: drawn[1], fronts: fronts(drawn, data, models),
        constraints: models.constraints)
      return found(&surface)
    case .improvement:
      let bests = drawn[0].values.map { values in
        values.indices.filter { models.isFeasible[$0] }.map { values[$0] }.min() ?? .infinity
      }
      var surface = ImprovementSurface(
        objective: drawn[0], bests: bests, constraints: models.constraints)
      let wide = search.best(
        of: &surface, near: best, tried: unwanted, seed: seed, ordinal: ordinal)
      if let wide, wide.value < LocalFinish.threshold, ordinal % 2 == 1, settings.noise == .none,
        let finish = LocalFinish(data, models: models, space: space, isChoice: isChoice),
        let point = finish.suggestion(
          settings: settings, tried: tried, seed: seed, ordinal: ordinal)
      {
        return Suggestion(point: point, memory: models.memory)
      }
      return wide.map { Suggestion(point: $0.point, memory: models.memory) }
    }
  }

  private var canTryAgain: Bool { settings.noise != .none && settings.triesAgain }

  /// The next of the points that fill the space.
  private func spread(_ index: Int, tried: Set<[Double]>) -> Suggestion? {
    let design = space.spreadPoints(initial, seed: seed)
    if let point = design.dropFirst(index).first(where: { !tried.contains($0) }) {
      return Suggestion(point: point)
    }
    if let all = space.listing(upTo: AcquisitionSearch.mostListed) {
      return all.first { !tried.contains($0) }.map { Suggestion(point: $0) }
    }
    return space.randomPoints(64, seed: seed, from: 64 * index).first { !tried.contains($0) }
      .map { Suggestion(point: $0) }
  }

  private func draw(_ process: GaussianProcess, number: Int, ordinal: UInt64) -> DrawnProcess? {
    guard settings.noise != .none else { return DrawnProcess(exact: process) }
    let key = StreamKey(
      seed: seed, replication: ordinal, path: "bayesian.\(number)", purpose: "true values")
    return DrawnProcess(noisy: process, draws: settings.draws, key: key)
  }

  /// The fronts of all draws.
  private func fronts(
    _ drawn: [DrawnProcess], _ data: TrialData, _ models: LearnedModels
  ) -> [HypervolumeSurface.Front] {
    let reference: (Double, Double)
    if let given = settings.reference {
      reference = (
        models.objectives[0].scale.scaled(given[0]), models.objectives[1].scale.scaled(given[1])
      )
    } else {
      // Where no measured point is feasible, one that is not known yet may be.
      let feasible = models.isFeasible.indices.filter { models.isFeasible[$0] }.map { place in
        models.objectives.map { $0.process.targets[place] }
      }
      let measured = feasible.prefix(
        models.isFeasible.prefix(data.points.count).count { $0 })
      let usual = ParetoScalarization.usualReference(measured.isEmpty ? feasible : Array(measured))
      reference = (usual[0], usual[1])
    }
    return drawn[0].values.indices.map { draw in
      let points = models.isFeasible.indices.filter { models.isFeasible[$0] }.map {
        (drawn[0].values[draw][$0], drawn[1].values[draw][$0])
      }
      return HypervolumeSurface.Front(points, reference: reference)
    }
  }

  /// A few points to look near, best first.
  private func bestFirst(_ data: TrialData, _ models: LearnedModels) -> [[Double]] {
    let isExact = settings.noise == .none
    let means = models.objectives.map { isExact ? $0.process.targets : $0.process.smoothed }
    let feasible = data.points.indices.filter { models.isFeasible[$0] }
    if feasible.isEmpty {
      let order = data.points.indices.sorted {
        (data.measurements[$0].violation, $0) < (data.measurements[$1].violation, $1)
      }
      return order.prefix(4).map { data.points[$0] }
    }
    if means.count == 2 {
      let order = feasible.sorted { (means[0][$0], means[1][$0]) < (means[0][$1], means[1][$1]) }
      var front: [Int] = []
      for index in order where front.last.map({ means[1][index] < means[1][$0] }) ?? true {
        front.append(index)
      }
      // Evenly along the front.
      let count = min(6, front.count)
      return (0..<count).map { data.points[front[$0 * (front.count - 1) / max(1, count - 1)]] }
    }
    let order = feasible.sorted { (means[0][$0], $0) < (means[0][$1], $1) }
    return order.prefix(4).map { data.points[$0] }
  }
}
