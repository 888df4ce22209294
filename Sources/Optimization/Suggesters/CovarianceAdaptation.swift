import EventKernel
import SpecialFunctions

/// An evolution strategy whose normal distribution learns the scales and the slant of the valley
/// (CMA-ES), begun again with twice as many points a generation when it is done.
///
/// It looks at the ranks of the first objective alone, so noise and scales matter little; constraints that are
/// measured go by Deb's rule (``SearchScore``), and failed trials come last. It begins at the best point
/// that is known, or in the middle, with steps of 0.3 of each axis.
///
/// A point outside the cube or the allowed region is drawn again, ten times at most; then it is moved
/// to the nearest that is allowed, without a penalty. Numbers with levels are drawn as real ones and
/// snapped; their standard deviation does not fall below a third of a level, so that they go on moving.
/// Things of a choice are taken in the order of their numbers.
///
/// What a suggestion needs to be understood later, such as its generation, stands in the trial's memory. A
/// generation is over when as many points of it as it has are known, whichever these are, so nobody
/// waits: while points are pending, more are drawn from the same distribution.
///
/// Sources: N. Hansen, arXiv:1604.00772 (``EvolvingDistribution``); restarts: A. Auger, N. Hansen, "A
/// restart CMA evolution strategy with increasing population size", IEEE Congress on Evolutionary
/// Computation 2005, 1769–1776.
public struct CovarianceAdaptation: PointSuggesting {
  private static let tag = 1_604.0
  /// The length of the first steps.
  static let firstSigma = 0.3
  /// Of which length, as a part of each axis, steps are too small to matter.
  static let leastDeviation = 1e-11
  static let mostDraws = 2

  /// What is looked for.
  public let space: SearchSpace
  /// The seed of all draws.
  public let seed: UInt64
  /// How many points the first run's generations have, λ.
  public let population: Int
  /// The dimensions that move.
  private let free: [Int]
  private let floors: [Double]

  /// Creates a method.
  ///
  /// - Parameters:
  ///   - space: What is looked for.
  ///   - seed: The seed of all draws.
  ///   - population: How many points the first run's generations have, at least 4; 4 + ⌊3 ln n⌋ where
  ///     nobody says.
  public init(in space: SearchSpace, seed: UInt64, population: Int? = nil) {
    precondition((population ?? 4) >= 4, "a generation has at least four points")
    self.space = space
    self.seed = seed
    free = space.dimensions.indices.filter { space.dimensions[$0].levelCount != 1 }
    self.population =
      population ?? 4 + Int(3 * Reproducible.log(Double(max(1, free.count))))
    floors = free.map { index in
      space.dimensions[index].levelCount.map { 1 / (3 * Double($0)) } ?? 0
    }
  }

  // MARK: - Suggestions

  /// Points drawn from the distribution that the trials have taught.
  public func suggestions(_ count: Int, after trials: [Trial]) -> [Suggestion] {
    var untried = UntriedPoints(space, after: trials)
    guard !free.isEmpty else {
      return untried.takeRandom(seed: seed, ordinal: 0).map { [Suggestion(point: $0)] } ?? []
    }
    let state = replay(trials)
    var suggestions: [Suggestion] = []
    while suggestions.count < count {
      let number = state.nextNumber + suggestions.count
      guard let (point, draw) = draw(number, of: state, &untried) else { break }
      suggestions.append(
        Suggestion(
          point: point,
          memory: [
            CovarianceAdaptation.tag, Double(state.run), Double(state.generation), Double(number),
            Double(draw),
          ] + state.notes))
    }
    return suggestions
  }

  /// Where a run stands.
  private struct RunState {
    var run: Int
    var generation: Int
    var distribution: EvolvingDistribution
    /// The number of the next point of this generation.
    var nextNumber: Int
    /// The mean with which the run began; later which points of the last generation were learned from.
    var notes: [Double]
  }

  /// A trial of this method's.
  private struct Member {
    var number: Int
    var draw: Int
    var notes: [Double]
    var trial: Trial
  }

  /// Draws a point; `nil` where there are no others.
  ///
  /// - Returns: The point and which draw it is; -1 where it is not a draw.
  private func draw(
    _ number: Int, of state: RunState, _ untried: inout UntriedPoints
  ) -> (point: [Double], draw: Int)? {
    let isBound = space.constraints.contains { $0.relation == .equal }
    var last = space.dimensions.map(\.idleCoordinate)
    let draws =
      untried.isFinite ? 6 * CovarianceAdaptation.mostDraws : CovarianceAdaptation.mostDraws
    for draw in 0..<draws {
      let sample = sample(number, draw: draw, of: state)
      last = sample
      let isInside = free.allSatisfy { sample[$0] >= 0 && sample[$0] <= 1 }
      let isLast = draw >= CovarianceAdaptation.mostDraws - 1 || isBound
      guard isInside || isLast else { continue }
      var point = space.snapped(sample)
      if !space.isAllowed(point) {
        guard isLast, let near = space.nearestAllowed(sample) else { continue }
        point = near
      }
      if untried.take(point) || !untried.isFinite { return (point, draw) }
    }
    guard untried.isFinite else { return space.nearestAllowed(last).map { ($0, -1) } }
    // All around has been tried: the nearest that has not, or any.
    for point in space.neighbors(of: last) where untried.take(point) { return (point, -1) }
    let ordinal = state.run << 24 | state.generation << 12 | number
    return untried.takeRandom(seed: seed, ordinal: ordinal).map { ($0, -1) }
  }

  /// What the distribution gives, before it is put in order.
  private func sample(_ number: Int, draw: Int, of state: RunState) -> [Double] {
    let key = StreamKey(seed: seed, replication: 0, path: "search.cma_es", purpose: "samples")
    var stream = RandomStream(
      key, ordinal: UInt64(state.run) << 48 | UInt64(state.generation) << 20 | UInt64(number),
      suborder: UInt64(draw))
    let normals = free.map { _ in StandardNormal.quantile(stream.uniform()) }
    var point = space.dimensions.map(\.idleCoordinate)
    for (index, coordinate) in zip(free, state.distribution.point(of: normals)) {
      point[index] = coordinate
    }
    return point
  }

  // MARK: - Replay

  /// Learns again what the trials of the last run teach.
  private func replay(_ trials: [Trial]) -> RunState {
    var members: [[Int]: [Member]] = [:]
    var run = 0
    for trial in trials {
      guard
        let notes = SuggestionMemory.notes(of: trial, tag: CovarianceAdaptation.tag, atLeast: 4)
      else { continue }
      run = max(run, Int(notes[0]))
      members[[Int(notes[0]), Int(notes[1])], default: []].append(
        Member(
          number: Int(notes[2]), draw: Int(notes[3]), notes: Array(notes.dropFirst(4)),
          trial: trial))
    }
    var state = begin(run, members[[run, 0]]?.first?.notes, trials)
    var bests: [SearchScore] = []
    while let generation = members[[state.run, state.generation]] {
      state.nextNumber = (generation.map(\.number).max() ?? -1) + 1
      let lambda = state.distribution.rates.weights.count
      let next = members[[state.run, state.generation + 1]]?.first
      var used = generation.filter { $0.trial.score != nil }
      if let next {
        let numbers = Set(next.notes.map { Int($0) })
        used = used.filter { numbers.contains($0.number) }
      }
      used = Array(used.prefix(lambda))
      guard used.count == lambda else { return state }
      let ranked = used.sorted {
        ($0.trial.score ?? .impossible, $0.number) < ($1.trial.score ?? .impossible, $1.number)
      }
      state.distribution.learn(from: ranked.map { place($0, in: state) }, floors: floors)
      let scores = ranked.compactMap(\.trial.score)
      bests.append(scores[0])
      if next == nil, isOver(state, bests, scores) {
        state = begin(state.run + 1, nil, trials)
        bests = []
      } else {
        state.generation += 1
        state.nextNumber = 0
        state.notes = used.map { Double($0.number) }
      }
    }
    return state
  }

  /// The beginning of a run.
  private func begin(_ run: Int, _ noted: [Double]?, _ trials: [Trial]) -> RunState {
    var mean: [Double]
    if let noted, noted.count == free.count {
      mean = noted
    } else if run == 0 {
      let known = trials.filter { $0.measurement != nil }
      let best = known.indices.min {
        (known[$0].score ?? .impossible, $0) < (known[$1].score ?? .impossible, $1)
      }
      let middle = space.dimensions.map { _ in 0.5 }
      let start = best.map { known[$0].point } ?? space.nearestAllowed(middle) ?? middle
      mean = free.map { min(1, max(0, start[$0])) }
    } else {
      let start = space.randomPoints(1, seed: seed, from: run << 40).first
      mean = free.map { start?[$0] ?? 0.5 }
    }
    let distribution = EvolvingDistribution(
      mean: mean, sigma: CovarianceAdaptation.firstSigma, population: population << min(run, 10))
    return RunState(
      run: run, generation: 0, distribution: distribution, nextNumber: 0, notes: mean)
  }

  /// Where a trial stands for the distribution: as drawn in what snapping changed, else as it is.
  private func place(_ member: Member, in state: RunState) -> [Double] {
    let point = member.trial.point
    guard member.draw >= 0 else { return free.map { point[$0] } }
    let sample = sample(member.number, draw: member.draw, of: state)
    let isActive = space.activity(at: point)
    return free.map { index in
      let dimension = space.dimensions[index]
      let inside = min(1, max(0, sample[index]))
      let isSame =
        dimension.isReal
        ? sample[index] == point[index] : dimension.snapped(inside) == point[index]
      return isSame || !isActive[index] ? inside : point[index]
    }
  }

  /// Whether a run can give no more.
  ///
  /// - Parameters:
  ///   - state: Where it stands.
  ///   - bests: The best score of each generation.
  ///   - scores: The scores of the last generation, the best first.
  /// - Returns: Whether another run is to begin.
  private func isOver(
    _ state: RunState, _ bests: [SearchScore], _ scores: [SearchScore]
  ) -> Bool {
    let (n, lambda) = (Double(free.count), Double(scores.count))
    let isSmall = free.indices.allSatisfy {
      state.distribution.deviation($0)
        < max(CovarianceAdaptation.leastDeviation, 1.01 * floors[$0])
    }
    if isSmall, floors.allSatisfy({ $0 == 0 }) { return true }
    // The same scores for long: 10 + 30 n/λ generations, and all of the last.
    let window = 10 + Int((30 * n / lambda).rounded(.up))
    if bests.count >= window {
      let recent = bests.suffix(window)
      let all = recent + scores.prefix((scores.count + 1) / 2)
      let (least, most) = (all.min() ?? .impossible, all.max() ?? .impossible)
      let gap = most.value - least.value
      if least.violation == most.violation,
        !(gap > 1e-13 * max(abs(least.value), abs(most.value)))
      {
        return true
      }
    }
    if isSmall, bests.count >= window,
      bests.suffix(window).min() ?? .impossible >= bests[bests.count - window]
    {
      return true
    }
    return Double(state.generation) > 100 + 150 * (n + 3) * (n + 3) / lambda.squareRoot()
  }
}
