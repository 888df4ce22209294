/// The steady state of a large chain by sweeps on the chain and on ever coarser copies of it.
///
/// Gauss–Seidel sweeps put right what is wrong between neighboring states, and are slow at what is
/// wrong over long stretches: long buffers, rare failures. So states are joined, and the chain of
/// the joined states, with rates weighted by the present estimate, says how much probability each
/// group should have; its own long stretches are left to a still coarser chain, and the coarsest
/// one is solved by elimination. The exact steady state is reproduced by every step.
///
/// Source: G. Horton, S. T. Leutenegger, "A Multi-Level Solution Algorithm for Steady-State Markov
/// Chains", *Performance Evaluation Review* 22 (1), 1994, 191–200.
struct MultilevelChain {
  /// A chain, and how its states are joined into those of the next one.
  struct Level {
    var chain: SparseChain
    /// The group of each state; empty for the coarsest chain.
    var group: [Int32] = []
    /// For each way the way of the next chain to which it belongs; -1 within a group.
    var wider: [Int32] = []
  }

  private(set) var levels: [Level]

  /// Below this many multiplications a chain needs no coarser one.
  private static let directWork = 3e5

  /// Joins states until the chain is small.
  ///
  /// - Parameters:
  ///   - chain: The chain.
  ///   - digits: The digits of its states.
  init(_ chain: SparseChain, _ digits: StateDigits) {
    levels = [Level(chain: chain)]
    var digits = digits
    while let finest = levels.last?.chain, finest.directWork > MultilevelChain.directWork,
      let (coarser, group) = digits.coarsened()
    {
      let last = levels.count - 1
      levels[last].group = group
      let (wide, wider) = finest.joined(group, count: coarser.count)
      levels[last].wider = wider
      levels.append(Level(chain: wide))
      digits = coarser
    }
  }

  /// The steady state.
  ///
  /// Cycles end when what is still to come, judged by how the changes fall, is below 1e-12 of each
  /// state's probability, or when rounding keeps the changes from falling further.
  ///
  /// - Returns: The steady state and the number of cycles.
  mutating func solve() throws(LineError) -> (steady: [Double], cycles: Int) {
    let count = levels[0].chain.count
    var steady = [Double](repeating: 1 / Double(count), count: count)
    var changes: [Double] = []
    let most = 2_000
    for cycle in 1...most {
      changes.append(improve(&steady, at: 0))
      if hasSettled(changes) { return (steady, cycle) }
    }
    throw .notConverged(sweeps: most, change: changes.last ?? .infinity)
  }

  /// One cycle from a level downwards; returns how much its last sweep changed.
  private mutating func improve(_ steady: inout [Double], at level: Int) -> Double {
    if level == levels.count - 1 {
      steady = levels[level].chain.direct()
      return 0
    }
    levels[level].chain.sweep(&steady, isRising: true)
    levels[level].chain.sweep(&steady, isRising: false)
    var groups = regroup(steady, at: level)
    let before = groups
    // Twice, since joining states that sweeps have not smoothed out costs accuracy on each level.
    _ = improve(&groups, at: level + 1)
    if level + 2 < levels.count { _ = improve(&groups, at: level + 1) }
    for state in steady.indices {
      let group = Int(levels[level].group[state])
      steady[state] *= groups[group] / before[group]
    }
    levels[level].chain.sweep(&steady, isRising: true)
    let change = levels[level].chain.sweep(&steady, isRising: false)
    let total = steady.reduce(0, +)
    for state in steady.indices { steady[state] /= total }
    return change
  }

  /// Sets the rates of the next chain from an estimate; returns the probability of each group.
  private mutating func regroup(_ steady: [Double], at level: Int) -> [Double] {
    let (chain, next) = (levels[level].chain, level + 1)
    var groups = [Double](repeating: 0, count: levels[next].chain.count)
    for state in steady.indices { groups[Int(levels[level].group[state])] += steady[state] }
    for way in levels[next].chain.rates.indices { levels[next].chain.rates[way] = 0 }
    for group in groups.indices { levels[next].chain.outflow[group] = 0 }
    for way in chain.rates.indices {
      let wide = Int(levels[level].wider[way])
      guard wide >= 0 else { continue }
      let source = Int(chain.sources[way])
      let group = Int(levels[level].group[source])
      let rate = chain.rates[way] * (steady[source] / groups[group])
      levels[next].chain.rates[wide] += rate
      levels[next].chain.outflow[group] += rate
    }
    return groups
  }

  /// Whether the changes to come are negligible.
  private func hasSettled(_ changes: [Double]) -> Bool {
    guard let last = changes.last, changes.count > 4 else { return false }
    if last == 0 { return true }
    let earlier = changes[changes.count - 5]
    // The fall of a cycle, from that of four.
    let fall = (last / earlier).squareRoot().squareRoot()
    if fall < 1, last * fall / (1 - fall) < 1e-12 { return true }
    // Each state has a rounding error of some 1e-16 of itself for each way into it.
    return last < 1e-11 && fall > 0.9
  }
}
