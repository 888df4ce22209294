import EventKernel

/// What a Bayesian search has learned from its trials: a process for each objective and constraint.
struct LearnedModels {
  /// One an objective.
  private(set) var objectives: [WarpedFit] = []
  /// One a constraint, then one of whether points can be measured at all, where some could not.
  private(set) var constraints: [FeasibilityFactor.Constraint] = []
  /// One a measured trial: whether it keeps all constraints as far as is known.
  private(set) var isFeasible: [Bool] = []
  /// All parameters, from which the next fit begins, behind a number that says whose memory it is.
  private(set) var memory = [LearnedModels.tag]

  private static let tag = 1_998.0

  /// The memory of the last trial that has one of these.
  static func memory(in trials: [Trial]) -> [Double] {
    for trial in trials.reversed() {
      if let notes = SuggestionMemory.notes(of: trial, tag: tag, atLeast: 1) { return notes }
    }
    return []
  }

  /// Learns; `nil` where nothing can be learned from the data.
  ///
  /// - Parameters:
  ///   - data: The trials.
  ///   - isChoice: Which dimensions have values without an order.
  ///   - settings: What is known of errors.
  ///   - old: What ``memory(in:)`` found.
  ///   - scalarized: Values to learn in place of the objectives.
  init?(
    _ data: TrialData, isChoice: [Bool], settings: BayesianSettings,
    old: [Double], scalarized: [Double]? = nil
  ) {
    guard data.points.count >= 2 else { return nil }
    let prior = ProcessPrior(
      dimensions: isChoice.count, inferringNoise: settings.noise == .inferred)
    let length = ProcessParameters.count(dimensions: isChoice.count) + 1
    var slot = 0
    func fit(
      points: [[Double]], values: [Double], variances: [Double]?, prior: ProcessPrior, canWarp: Bool
    ) -> WarpedFit? {
      let start = slot * length
      slot += 1
      let own = old.count >= start + length ? Array(old[start..<start + length]) : nil
      return WarpedFit.best(
        WarpedFit.Data(points: points, isChoice: isChoice, values: values, variances: variances),
        prior: prior, old: own, canWarp: canWarp)
    }
    let isKnown = settings.noise == .known
    let columns =
      scalarized.map { [$0] }
      ?? (0..<settings.objectives).map { number in data.column { $0.objectives[number] } }
    for (number, column) in columns.enumerated() {
      let variances =
        isKnown
        ? data.column { $0.objectiveVariances.count > number ? $0.objectiveVariances[number] : 0 }
        : nil
      guard
        let learned = fit(
          points: data.points, values: column, variances: variances, prior: prior,
          canWarp: columns.count == 1
            && (settings.noise == .none || LearnedModels.hasLongTail(column)))
      else { return nil }
      objectives.append(learned)
      memory += learned.memory
    }
    // With errors, what is expected counts, not what was seen.
    isFeasible = data.measurements.map { settings.noise != .none || $0.isFeasible }
    for number in 0..<settings.constraints {
      let variances =
        isKnown
        ? data.column { $0.constraintVariances.count > number ? $0.constraintVariances[number] : 0 }
        : nil
      guard
        let learned = fit(
          points: data.points, values: data.column { $0.constraints[number] }, variances: variances,
          prior: prior, canWarp: false)
      else { return nil }
      let zero = learned.scale.scaled(0)
      constraints.append(FeasibilityFactor.Constraint(process: learned.process, zero: zero))
      memory += learned.memory
      if settings.noise != .none {
        for (place, value) in learned.process.smoothed.enumerated() where value > zero {
          isFeasible[place] = false
        }
      }
    }
    if !data.failures.isEmpty {
      let chance = ProcessPrior(dimensions: isChoice.count, inferringNoise: true)
      let labels =
        Array(repeating: -1.0, count: data.points.count)
        + Array(repeating: 1.0, count: data.failures.count)
      if let learned = fit(
        points: data.points + data.failures, values: labels, variances: nil, prior: chance,
        canWarp: false)
      {
        let zero = learned.scale.scaled(0)
        constraints.append(FeasibilityFactor.Constraint(process: learned.process, zero: zero))
        memory += learned.memory
      }
    }
  }

  /// Whether the worst values lie so far off that nothing could be told apart among the good ones: the worst fifty
  /// times further from the median than the best.
  ///
  /// With errors a warp is used only then: bent errors are no longer alike everywhere, and on problems with short
  /// tails that costs more than it brings.
  private static func hasLongTail(_ values: [Double]) -> Bool {
    let sorted = values.sorted()
    let median = sorted[sorted.count / 2]
    return sorted[sorted.count - 1] - median > 50 * (median - sorted[0])
  }

  /// Takes what is expected at points that are not known yet for what will be seen there; nothing changes
  /// where they lie too close to others for a matrix.
  ///
  /// Source: D. Ginsbourger, R. Le Riche, L. Carraro, "Kriging is well-suited to parallelize optimization",
  /// in Computational Intelligence in Expensive Optimization Problems, Springer, 2010, 131–162 (kriging
  /// believer).
  mutating func believe(in pending: [[Double]]) {
    guard !pending.isEmpty else { return }
    let (believers, before) = (
      objectives.compactMap { $0.process.believing(in: pending) }, constraints
    )
    // All or none: they are asked about the same points.
    guard believers.count == objectives.count else { return }
    for (place, process) in believers.enumerated() { objectives[place].process = process }
    for (place, constraint) in before.enumerated() {
      constraints[place].process = constraint.process.believing(in: pending) ?? constraint.process
    }
    isFeasible += pending.map { point in
      before.allSatisfy { $0.process.prediction(at: point).mean <= $0.zero }
    }
  }
}
