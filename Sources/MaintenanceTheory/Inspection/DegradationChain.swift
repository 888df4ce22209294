#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A Markov chain that goes through its states one after the other and stays in the last one.
///
/// Every number is a sum of products of numbers of at least 0, so that small probabilities keep their
/// digits.
struct DegradationChain: Hashable, Sendable {
  /// The rate of leaving each state but the last.
  let rates: [Double]

  /// The number of states, the last one included.
  var count: Int { rates.count + 1 }

  /// Where the chain is after a time, and how long it was in each state until then.
  struct Transition {
    /// The number of states.
    var count: Int
    /// P: the probability of state j after the time, from state i, at i · count + j.
    var probabilities: [Double]
    /// J: the mean time spent in state j until then, from state i.
    var times: [Double]

    func probability(_ from: Int, _ to: Int) -> Double { probabilities[from * count + to] }
    func time(_ from: Int, _ to: Int) -> Double { times[from * count + to] }
  }

  /// P(t) = exp(Q t) and J(t) = ∫₀ᵗ exp(Q u) du.
  ///
  /// A Poisson sum over the steps of the uniformized chain for a short time h, then
  /// P(2h) = P(h)², J(2h) = J(h) + P(h) J(h) again and again.
  ///
  /// Source: A. Jensen, "Markoff Chains as an Aid in the Study of Markoff Processes", *Skandinavisk
  /// Aktuarietidskrift* 36, 1953, 87–91 (uniformization).
  func transition(after time: Double) -> Transition {
    let fastest = rates.max() ?? 0
    var doublings = 0
    var short = time
    while fastest * short > 0.5 {
      short /= 2
      doublings += 1
    }
    var result = shortTransition(after: short, uniformRate: fastest)
    setDiagonal(of: &result, after: short)
    for _ in 0..<doublings {
      let shifted = product(result.probabilities, result.times)
      for index in shifted.indices { result.times[index] += shifted[index] }
      result.probabilities = product(result.probabilities, result.probabilities)
      short *= 2
      setDiagonal(of: &result, after: short)
    }
    return result
  }

  /// Staying in a state is exponential: so known, its rounding does not double with each squaring.
  private func setDiagonal(of transition: inout Transition, after time: Double) {
    for (state, rate) in rates.enumerated() {
      transition.probabilities[state * count + state] = exp(-rate * time)
      transition.times[state * count + state] = -expm1(-rate * time) / rate
    }
    transition.probabilities[count * count - 1] = 1
    transition.times[count * count - 1] = time
  }

  private func shortTransition(after time: Double, uniformRate: Double) -> Transition {
    let size = count
    var transition = Transition(
      count: size, probabilities: [Double](repeating: 0, count: size * size),
      times: [Double](repeating: 0, count: size * size))
    let mean = uniformRate * time
    // Uᵏ of the uniformized chain, begun at the unit matrix; its state moves up by one or stays.
    var power = [Double](repeating: 0, count: size * size)
    for state in 0..<size { power[state * size + state] = 1 }
    let moves = rates.map { $0 / uniformRate } + [0]
    let terms = size + 24
    // The chance of n steps, and of more than n: sums from the far end, where they are smallest.
    var chances = [exp(-mean)]
    for n in 1...terms + 12 { chances.append(chances[n - 1] * mean / Double(n)) }
    var more = [Double](repeating: 0, count: chances.count)
    for n in (0..<chances.count - 1).reversed() { more[n] = more[n + 1] + chances[n + 1] }
    for n in 0...terms {
      for index in power.indices {
        transition.probabilities[index] += chances[n] * power[index]
        transition.times[index] += more[n] / uniformRate * power[index]
      }
      for from in 0..<size {
        for to in (from..<size).reversed() {
          let entering = to > from ? power[from * size + to - 1] * moves[to - 1] : 0
          power[from * size + to] = power[from * size + to] * (1 - moves[to]) + entering
        }
      }
    }
    return transition
  }

  /// The product of two upper triangular matrices.
  private func product(_ left: [Double], _ right: [Double]) -> [Double] {
    let size = count
    var result = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for middle in row..<size {
        let factor = left[row * size + middle]
        for column in middle..<size {
          result[row * size + column] += factor * right[middle * size + column]
        }
      }
    }
    return result
  }
}
