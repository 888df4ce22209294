/// How low the value may be: what is expected, less some standard deviations; negated, so that most is best.
///
/// Source: N. Srinivas, A. Krause, S. M. Kakade, M. Seeger, "Gaussian process optimization in the bandit
/// setting", International Conference on Machine Learning, 2010.
struct ConfidenceBoundSurface: AcquisitionSurface {
  private let process: GaussianProcess
  private let deviations: Double
  private var feasibility: FeasibilityFactor
  private var room: GaussianProcess.Room

  init(
    process: GaussianProcess, deviations: Double, constraints: [FeasibilityFactor.Constraint]
  ) {
    self.process = process
    self.deviations = deviations
    feasibility = FeasibilityFactor(constraints)
    room = GaussianProcess.Room(count: process.points.count)
  }

  func values(at points: [[Double]]) -> [Double] {
    var values = process.predictions(at: points).map {
      deviations * $0.variance.squareRoot() - $0.mean
    }
    feasibility.add(at: points, to: &values)
    return values
  }

  mutating func sloped(at point: [Double]) -> (value: Double, gradient: [Double]) {
    let sight = process.sloped(at: point, room: &room)
    let deviation = sight.variance.squareRoot()
    var value = deviations * deviation - sight.mean
    var gradient = sight.meanGradient.indices.map {
      deviations * sight.varianceGradient[$0] / (2 * deviation) - sight.meanGradient[$0]
    }
    feasibility.add(at: point, value: &value, gradient: &gradient)
    return (value, gradient)
  }
}
