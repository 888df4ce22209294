import EventKernel

/// Bayesian optimization: a Gaussian process learns from the trials, and the next point is where the most
/// is to be expected.
public struct BayesianSuggester: PointSuggesting {
  /// What is known of observations' errors.
  public enum Noise: Hashable, Sendable {
    /// There are none.
    case none
    /// Each measurement says its variance.
    case known
    /// They have a variance that is found out.
    case inferred
  }

  public let space: SearchSpace
  public let objectives: Int
  public let constraints: Int
  public let noise: Noise
  /// How many points are spread before a model is made.
  public let initial: Int
  public let seed: UInt64
  public var settings = ProcessSettings()

  public init(
    space: SearchSpace, objectives: Int = 1, constraints: Int = 0, noise: Noise, initial: Int,
    seed: UInt64
  ) {
    self.space = space
    self.objectives = objectives
    self.constraints = constraints
    self.noise = noise
    self.initial = initial
    self.seed = seed
  }

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
    let tried = Set(trials.map(\.point))
    if trials.count < initial {
      let sobol = SobolSequence(dimensions: space.dimensions.count, seed: seed)
      for index in trials.count..<(trials.count + 64) {
        let point = space.snapped(sobol.point(at: index))
        if !tried.contains(point) { return Suggestion(point: point) }
      }
    }
    let measured = trials.filter { $0.measurement != nil }
    let dimensions = space.dimensions.count
    let isChoice = space.dimensions.map { if case .choice = $0.domain { true } else { false } }
    let points = measured.map(\.point)
    let length = ProcessParameters.count(dimensions: dimensions)
    let memory = trials.last { !$0.memory.isEmpty }?.memory ?? []
    var newMemory: [Double] = []

    func process(_ values: [Double], slot: Int, noise: Noise) -> (GaussianProcess, OutputScale)? {
      let start = slot * (length + 1)
      let old = memory.count >= start + length + 1 ? Array(memory[start..<start + length + 1]) : nil
      let prior = ProcessPrior(
        dimensions: dimensions, inferringNoise: noise == .inferred, settings: settings)
      let fit = WarpedFit.best(
        points: points, isChoice: isChoice, values: values, prior: prior, old: old,
        canWarp: noise == .none && slot == 0)
      guard let fit else { return nil }
      newMemory += fit.memory
      return (fit.process, fit.scale)
    }

    guard
      let (objective, scale) = process(
        measured.map { $0.measurement?.objectives[0] ?? 0 }, slot: 0, noise: noise)
    else { return nil }
    var limits: [(process: GaussianProcess, zero: Double)] = []
    for constraint in 0..<constraints {
      guard
        let (process, scale) = process(
          measured.map { $0.measurement?.constraints[constraint] ?? 0 }, slot: 1 + constraint,
          noise: .none)
      else { return nil }
      limits.append((process, scale.scaled(0)))
    }
    let feasible = measured.filter { $0.measurement?.isFeasible ?? false }
    let values = feasible.compactMap { $0.measurement?.objectives[0] }
    let best = values.min()
    var surface = ConstrainedImprovement(
      objective: best == nil ? nil : objective, best: scale.scaled(best ?? 0), constraints: limits)
    let order = (feasible.isEmpty ? measured : feasible).sorted {
      SearchScore($0.measurement?.objectives[0] ?? 0, violation: $0.measurement?.violation ?? 0)
        < SearchScore($1.measurement?.objectives[0] ?? 0, violation: $1.measurement?.violation ?? 0)
    }
    let search = AcquisitionSearch(space: space)
    guard
      let found = search.best(
        of: &surface, near: order.prefix(4).map(\.point), tried: tried, seed: seed,
        ordinal: UInt64(trials.count))
    else { return nil }
    return Suggestion(point: found.point, memory: newMemory)
  }
}
