/// A Markov chain in continuous time over the states that can be reached from a first one.
struct MarkovChain<State: Hashable> {
  /// The states in the order in which they were found.
  let states: [State]
  /// The probability of each state in the long run.
  let probabilities: [Double]

  /// Finds the states, and solves for the long run by elimination without subtractions.
  ///
  /// Source: W. K. Grassmann, M. I. Taksar, D. P. Heyman, "Regenerative Analysis and Steady State
  /// Distributions for Markov Chains", *Operations Research* 33 (5), 1985, 1107–1116.
  init(from first: State, moves: (State) -> [(to: State, rate: Double)]) {
    var states = [first]
    var places = [first: 0]
    var rates: [[Int: Double]] = []
    while rates.count < states.count {
      var row: [Int: Double] = [:]
      for (state, rate) in moves(states[rates.count]) where rate > 0 {
        if places[state] == nil {
          places[state] = states.count
          states.append(state)
        }
        row[places[state] ?? 0, default: 0] += rate
      }
      rates.append(row)
    }
    var matrix = rates.map { row in states.indices.map { row[$0] ?? 0 } }
    for last in states.indices.dropFirst().reversed() {
      let leaving = matrix[last][..<last].reduce(0, +)
      for from in 0..<last {
        matrix[from][last] /= leaving
        for to in 0..<last { matrix[from][to] += matrix[from][last] * matrix[last][to] }
      }
    }
    var weights = [1.0]
    for state in states.indices.dropFirst() {
      weights.append((0..<state).reduce(0) { $0 + weights[$1] * matrix[$1][state] })
    }
    let sum = weights.reduce(0, +)
    self.states = states
    probabilities = weights.map { $0 / sum }
  }

  /// The mean of something in the long run.
  func mean(_ value: (State) -> Double) -> Double {
    zip(states, probabilities).reduce(0) { $0 + value($1.0) * $1.1 }
  }
}
