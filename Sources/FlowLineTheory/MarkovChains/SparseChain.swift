/// A Markov chain in continuous time: for each state the ways into it.
struct SparseChain {
  /// The ways into state j are those from `starts[j]` up to `starts[j + 1]`.
  private(set) var starts: [Int]
  /// Where each way begins.
  private(set) var sources: [Int32]
  /// The rate of each way.
  var rates: [Double]
  /// The rate at which each state is left.
  var outflow: [Double]
  /// How far apart two states with a way between them are, at most.
  private(set) var bandwidth = 0

  var count: Int { outflow.count }

  init(starts: [Int], sources: [Int32], rates: [Double], outflow: [Double]) {
    self.starts = starts
    self.sources = sources
    self.rates = rates
    self.outflow = outflow
    for state in 0..<count {
      for way in starts[state]..<starts[state + 1] {
        bandwidth = max(bandwidth, abs(Int(sources[way]) - state))
      }
    }
  }

  // MARK: - Gauss–Seidel

  /// No probability is taken to be below it, so that groups of states always have a weight.
  private static let floor = 1e-290
  /// The changes of a probability below it count as parts of this; what is near the floor is not
  /// exact.
  private static let negligible = 1e-200

  /// Sets each state in turn, up or down the list, to what flows in over the rate of leaving it.
  ///
  /// - Parameters:
  ///   - steady: An estimate, improved in place.
  ///   - isRising: Whether the states are taken in rising order.
  /// - Returns: The greatest change, as a part of the state's probability.
  @discardableResult
  func sweep(_ steady: inout [Double], isRising: Bool) -> Double {
    var change = 0.0
    for index in 0..<count {
      let state = isRising ? index : count - 1 - index
      var inflow = 0.0
      for way in starts[state]..<starts[state + 1] {
        inflow += steady[Int(sources[way])] * rates[way]
      }
      let value = max(inflow / outflow[state], SparseChain.floor)
      change = max(change, abs(value - steady[state]) / max(value, SparseChain.negligible))
      steady[state] = value
    }
    return change
  }

  // MARK: - Elimination

  /// From here on sums are scaled down, since probabilities are first found relative to the first
  /// one.
  private static let large = 1e100

  /// About how many multiplications ``direct()`` needs.
  var directWork: Double { Double(count) * Double(bandwidth) * Double(bandwidth) }

  /// The steady state by elimination within the band, without a single subtraction.
  ///
  /// Every probability above 1e-290 has an error of a few units in its last place for each state.
  ///
  /// Source: W. K. Grassmann, M. I. Taksar, D. P. Heyman, "Regenerative Analysis and Steady State
  /// Distributions for Markov Chains", *Operations Research* 33 (5), 1985, 1107–1116.
  func direct() -> [Double] {
    let band = bandwidth
    let width = 2 * band + 1
    // Row i holds the rates out of i: to column j at i · width + (j - i + band).
    var matrix = [Double](repeating: 0, count: count * width)
    for state in 0..<count {
      for way in starts[state]..<starts[state + 1] {
        let source = Int(sources[way])
        matrix[source * width + state - source + band] += rates[way]
      }
    }
    var pivot = [Double](repeating: 0, count: band)
    for state in stride(from: count - 1, to: 0, by: -1) {
      let first = max(0, state - band)
      let length = state - first
      let row = state * width + first - state + band
      var out = 0.0
      for offset in 0..<length {
        pivot[offset] = matrix[row + offset]
        out += pivot[offset]
      }
      for source in first..<state {
        let entry = source * width + state - source + band
        guard matrix[entry] > 0 else { continue }
        let share = matrix[entry] / out
        matrix[entry] = share
        let target = source * width + first - source + band
        for offset in 0..<length { matrix[target + offset] += share * pivot[offset] }
      }
    }
    var steady = [Double](repeating: 1, count: count)
    var total = 1.0
    for state in 1..<max(count, 1) {
      var sum = 0.0
      for source in max(0, state - band)..<state {
        sum += steady[source] * matrix[source * width + state - source + band]
      }
      steady[state] = sum
      total += sum
      if total > SparseChain.large {
        for earlier in 0...state { steady[earlier] /= SparseChain.large }
        total /= SparseChain.large
      }
    }
    return steady.map { max($0 / total, SparseChain.floor) }
  }
}
