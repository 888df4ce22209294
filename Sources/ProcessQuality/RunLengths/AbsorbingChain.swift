/// A Markov chain that leaves its states for good some day.
///
/// The mean numbers of steps until then are found by elimination without a single subtraction: the
/// chance to stay in a state is never used, the chance to leave it is the sum of all ways out. So
/// they keep their digits even where the chain is left once in 10²⁰ steps.
///
/// Source: W. K. Grassmann, M. I. Taksar, D. P. Heyman, "Regenerative Analysis and Steady State
/// Distributions for Markov Chains", *Operations Research* 33 (5), 1985, 1107–1116; here the end is
/// one more state.
struct AbsorbingChain {
  let count: Int
  /// Row by row, the chances to go from one state to another; those on the diagonal do not count.
  var transitions: [Double]
  /// The chances to leave for good.
  var exits: [Double]

  init(count: Int) {
    self.count = count
    transitions = [Double](repeating: 0, count: count * count)
    exits = [Double](repeating: 0, count: count)
  }

  /// The mean number of steps from each state, the last one included; O(n³).
  consuming func meanSteps() -> [Double] {
    var steps = [Double](repeating: 1, count: count)
    var leaving = exits
    for state in stride(from: count - 1, to: 0, by: -1) {
      let row = state * count
      var out = exits[state]
      for other in 0..<state { out += transitions[row + other] }
      leaving[state] = out
      for other in 0..<state where transitions[other * count + state] > 0 {
        let share = transitions[other * count + state] / out
        let target = other * count
        for next in 0..<state {
          transitions[target + next] += share * transitions[row + next]
        }
        exits[other] += share * exits[state]
        steps[other] += share * steps[state]
      }
    }
    leaving[0] = exits[0]
    for state in 0..<count {
      for other in 0..<state { steps[state] += transitions[state * count + other] * steps[other] }
      steps[state] /= leaving[state]
    }
    return steps
  }
}
