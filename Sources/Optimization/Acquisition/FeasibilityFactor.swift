/// The logarithm of the probability that all constraints are kept, each by a process of its own.
///
/// Source: M. Schonlau, W. J. Welch, D. R. Jones, "Global versus local search in constrained optimization
/// of computer models", Lecture Notes–Monograph Series 34 (1998) 11–25.
struct FeasibilityFactor {
  /// A constraint's process, and what 0 is for it: the constraint is kept below.
  struct Constraint: Sendable {
    var process: GaussianProcess
    var zero: Double
  }

  let constraints: [Constraint]
  private var rooms: [GaussianProcess.Room]

  init(_ constraints: [Constraint]) {
    self.constraints = constraints
    rooms = constraints.map { GaussianProcess.Room(count: $0.process.points.count) }
  }

  /// Adds the values at many points.
  func add(at points: [[Double]], to values: inout [Double]) {
    for constraint in constraints {
      for (place, (mean, variance)) in constraint.process.predictions(at: points).enumerated() {
        let z = (constraint.zero - mean) / variance.squareRoot()
        values[place] += LogNormalProbability.value(z).value
      }
    }
  }

  /// Adds value and gradient at a point.
  mutating func add(at point: [Double], value: inout Double, gradient: inout [Double]) {
    for place in constraints.indices {
      let constraint = constraints[place]
      let sight = constraint.process.sloped(at: point, room: &rooms[place])
      let deviation = sight.variance.squareRoot()
      let z = (constraint.zero - sight.mean) / deviation
      let (logarithm, slope) = LogNormalProbability.value(z)
      value += logarithm
      for i in gradient.indices {
        let byZ =
          sight.meanGradient[i] / deviation + z * sight.varianceGradient[i] / (2 * sight.variance)
        gradient[i] -= slope * byZ
      }
    }
  }
}
