/// The logarithm of the expected improvement times the probability that all constraints are kept.
///
/// Where nothing feasible has been seen yet, it is that probability alone.
///
/// Source: M. Schonlau, W. J. Welch, D. R. Jones, "Global versus local search in constrained optimization
/// of computer models", Lecture Notes–Monograph Series 34 (1998) 11–25.
struct ConstrainedImprovement: AcquisitionSurface {
  let objective: GaussianProcess?
  /// The best feasible value, as the objective's process sees values.
  let best: Double
  /// The constraints' processes, each with what is 0 for it.
  let constraints: [(process: GaussianProcess, zero: Double)]
  private var rooms: [GaussianProcess.Room]

  init(
    objective: GaussianProcess?, best: Double,
    constraints: [(process: GaussianProcess, zero: Double)] = []
  ) {
    self.objective = objective
    self.best = best
    self.constraints = constraints
    rooms = ([objective].compactMap { $0 } + constraints.map(\.process)).map {
      GaussianProcess.Room(count: $0.points.count)
    }
  }

  func values(at points: [[Double]]) -> [Double] {
    var values = Array(repeating: 0.0, count: points.count)
    if let objective {
      for (place, (mean, variance)) in objective.predictions(at: points).enumerated() {
        values[place] =
          LogExpectedImprovement.value(mean: mean, variance: variance, best: best).value
      }
    }
    for (process, zero) in constraints {
      for (place, (mean, variance)) in process.predictions(at: points).enumerated() {
        values[place] += LogNormalProbability.value((zero - mean) / variance.squareRoot()).value
      }
    }
    return values
  }

  mutating func sloped(at point: [Double]) -> (value: Double, gradient: [Double]) {
    var value = 0.0
    var gradient = Array(repeating: 0.0, count: point.count)
    var place = 0
    if let objective {
      let sight = objective.sloped(at: point, room: &rooms[0])
      place = 1
      let (logarithm, byMean, byVariance) = LogExpectedImprovement.value(
        mean: sight.mean, variance: sight.variance, best: best)
      value += logarithm
      for i in gradient.indices {
        gradient[i] += byMean * sight.meanGradient[i] + byVariance * sight.varianceGradient[i]
      }
    }
    for (process, zero) in constraints {
      let sight = process.sloped(at: point, room: &rooms[place])
      place += 1
      let deviation = sight.variance.squareRoot()
      let z = (zero - sight.mean) / deviation
      let (logarithm, slope) = LogNormalProbability.value(z)
      value += logarithm
      for i in gradient.indices {
        gradient[i] -=
          slope
          * (sight.meanGradient[i] / deviation + z * sight.varianceGradient[i] / (2 * sight.variance))
      }
    }
    return (value, gradient)
  }
}
