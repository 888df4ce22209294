import EventKernel
import LinearAlgebra
import SpecialFunctions

/// Samples from a space of which data know more than before.
///
/// Samples begin as points that fill the space evenly and become those of the posterior step by step: the
/// likelihood counts with a power that rises from 0 to 1, each time so far that half of the samples still
/// count; those that have become likely take the places of others, and all walk a few steps that leave the
/// distribution as it is. So several peaks, bent ridges and narrow peaks are found without tuning.
///
/// Before data, levels of a dimension are equally likely, and real numbers uniform in their coordinate.
/// Walks are of Metropolis: normal steps with the covariance of the samples, reflected at the ends, longer or
/// shorter by how many are taken (a quarter is wanted). A choice is now and then drawn anew.
///
/// Source: P. Del Moral, A. Doucet, A. Jasra, "Sequential Monte Carlo samplers", Journal of the Royal
/// Statistical Society B 68 (2006) 411–436, §§ 2.3.1, 3.3.2; N. Chopin, "A sequential particle filter method
/// for static models", Biometrika 89 (2002) 539–552, for steps by the samples' covariance.
struct TemperedSampler {
  let space: SearchSpace
  let count: Int
  let seed: UInt64
  /// How many steps all samples walk at each power.
  static let steps = 6
  /// How many they walk in the end.
  static let lastSteps = 24
  /// After this many powers all of the likelihood counts at once; there are rarely ten.
  static let mostPowers = 60

  init(in space: SearchSpace, count: Int, seed: UInt64) {
    precondition(count >= 16, "few samples say nothing")
    self.space = space
    self.count = count
    self.seed = seed
  }

  private struct State {
    /// Uniform numbers: the samples as walks see them.
    var places: [[Double]]
    var logLikelihoods: [Double]
    var power = 0.0
    /// The length of a step, in units of the samples' spread.
    var length: Double
    var stepsTaken = 0
  }

  private func key(_ purpose: String) -> StreamKey {
    StreamKey(seed: seed, replication: 0, path: "calibration.sampler", purpose: purpose)
  }

  func samples(of density: some PosteriorDensity) -> PosteriorSamples {
    let dimensions = space.dimensions.count
    let places = SobolSequence(dimensions: dimensions, seed: seed).points(count)
    var state = State(
      places: places,
      logLikelihoods: density.logLikelihoods(at: places.map { space.spread($0) }),
      length: 2.38 / Double(dimensions).squareRoot())
    for round in 0..<TemperedSampler.mostPowers where state.power < 1 {
      raise(&state, round, isLast: round == TemperedSampler.mostPowers - 1)
      let steps = state.power < 1 ? TemperedSampler.steps : TemperedSampler.lastSteps
      guard let root = spreadRoot(state.places) else { continue }
      for _ in 0..<steps { walk(&state, root, density) }
    }
    return PosteriorSamples(
      space: space, points: state.places.map { space.spread($0) },
      logLikelihoods: state.logLikelihoods)
  }

  /// Raises the power as far as half of the samples still count, and draws samples by their weights.
  private func raise(_ state: inout State, _ round: Int, isLast: Bool) {
    let greatest = state.logLikelihoods.max() ?? 0
    guard greatest.isFinite else {
      state.power = 1
      return
    }
    func weights(_ rise: Double) -> [Double] {
      state.logLikelihoods.map { $0.isFinite ? (rise * ($0 - greatest)).exponential : 0 }
    }
    func effective(_ weights: [Double]) -> Double {
      let sum = weights.reduce(0, +)
      return sum * sum / weights.reduce(0) { $0 + $1 * $1 }
    }
    let wanted = 0.5 * Double(count)
    var rise = 1 - state.power
    if !isLast, effective(weights(rise)) < wanted {
      // Samples of likelihood 0 never count, so half of the others may be all there is.
      let possible = Double(state.logLikelihoods.count { $0.isFinite })
      var (low, high) = (0.0, rise)
      for _ in 0..<50 {
        let middle = 0.5 * (low + high)
        if effective(weights(middle)) < min(wanted, 0.5 * possible) {
          high = middle
        } else {
          low = middle
        }
      }
      rise = max(high, 1e-9)
    }
    state.power = state.power + rise >= 1 - 1e-12 ? 1 : state.power + rise
    // One uniform number for all: each sample is drawn as often as its weight says, or once more.
    let chosen = weights(rise)
    let total = chosen.reduce(0, +)
    var stream = RandomStream(key("choice"), ordinal: UInt64(round))
    let start = stream.uniform()
    var (sum, index) = (chosen[0], 0)
    var drawn: [Int] = []
    for sample in 0..<count {
      let place = (Double(sample) + start) / Double(count) * total
      while sum < place, index < count - 1 {
        index += 1
        sum += chosen[index]
      }
      drawn.append(index)
    }
    state.places = drawn.map { state.places[$0] }
    state.logLikelihoods = drawn.map { state.logLikelihoods[$0] }
  }

  /// L of L Lᵀ, the covariance of samples; `nil` where there is none.
  private func spreadRoot(_ places: [[Double]]) -> CholeskyFactor? {
    let dimensions = space.dimensions.count
    let number = Double(places.count)
    let means = (0..<dimensions).map { axis in places.reduce(0) { $0 + $1[axis] } / number }
    let matrix = SymmetricMatrix(order: dimensions) { row, column in
      let sum = places.reduce(0) { $0 + ($1[row] - means[row]) * ($1[column] - means[column]) }
      return sum / number * (row == column ? 1 + 1e-9 : 1) + (row == column ? 1e-16 : 0)
    }
    var factor = CholeskyFactor()
    return factor.factor(matrix) ? factor : nil
  }

  /// One step of all samples.
  private func walk(
    _ state: inout State, _ root: CholeskyFactor, _ density: some PosteriorDensity
  ) {
    let step = UInt64(state.stepsTaken)
    state.stepsTaken += 1
    let key = key("steps")
    var proposals: [[Double]] = []
    var coins: [Double] = []
    for (sample, place) in state.places.enumerated() {
      var stream = RandomStream(key, ordinal: UInt64(sample), suborder: step)
      let normals = place.map { _ in StandardNormal.quantile(stream.uniform()) }
      var proposal = zip(place, root.times(normals)).map {
        TemperedSampler.reflected($0 + state.length * $1)
      }
      for (axis, dimension) in space.dimensions.enumerated() where dimension.isChoice {
        let redrawn = stream.uniform()
        if stream.uniform() < 0.25 { proposal[axis] = redrawn }
      }
      proposals.append(proposal)
      coins.append(stream.uniform().logarithm)
    }
    let likelihoods = density.logLikelihoods(at: proposals.map { space.spread($0) })
    var taken = 0
    for sample in state.places.indices {
      let (old, new) = (state.logLikelihoods[sample], likelihoods[sample])
      guard new.isFinite, !old.isFinite || coins[sample] < state.power * (new - old) else {
        continue
      }
      state.places[sample] = proposals[sample]
      state.logLikelihoods[sample] = new
      taken += 1
    }
    let share = Double(taken) / Double(count)
    state.length = min(5, max(1e-3, state.length * (share - 0.25).exponential))
  }

  /// A number put back between 0 and 1 by mirrors at both ends.
  static func reflected(_ place: Double) -> Double {
    let turn = place - 2 * (place / 2).rounded(.down)
    return min(turn <= 1 ? turn : 2 - turn, 1 - 0x1p-40)
  }
}
