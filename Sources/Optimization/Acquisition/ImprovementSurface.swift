/// The logarithm of the expected improvement on the best feasible value, times the probability that all
/// constraints are kept.
///
/// Where errors blur which point is best, the improvement is that of the mean over several draws of true
/// values, each with its own best.
///
/// Source: B. Letham, B. Karrer, G. Ottoni, E. Bakshy, "Constrained Bayesian optimization with noisy
/// experiments", Bayesian Analysis 14 (2019) 495–519.
struct ImprovementSurface: AcquisitionSurface {
  private let objective: DrawnProcess
  /// What is to be improved on, one a draw.
  private let bests: [Double]
  private var feasibility: FeasibilityFactor
  private var room: GaussianProcess.Room

  init(objective: DrawnProcess, bests: [Double], constraints: [FeasibilityFactor.Constraint]) {
    self.objective = objective
    self.bests = bests
    feasibility = FeasibilityFactor(constraints)
    room = GaussianProcess.Room(count: objective.process.points.count)
  }

  func values(at points: [[Double]]) -> [Double] {
    let sights = objective.process.predictions(at: points, weights: objective.weights)
    var values = sights.variances.enumerated().map { place, variance in
      LogarithmOfMean.value(
        bests.indices.map { draw in
          LogExpectedImprovement.value(
            mean: sights.means[draw][place], variance: variance, best: bests[draw]
          ).value
        })
    }
    feasibility.add(at: points, to: &values)
    return values
  }

  mutating func sloped(at point: [Double]) -> (value: Double, gradient: [Double]) {
    let (means, variance, isFloored) = objective.sight(at: point, room: &room)
    let improvements = zip(means, bests).map {
      LogExpectedImprovement.value(mean: $0, variance: variance, best: $1)
    }
    var value = LogarithmOfMean.value(improvements.map(\.value))
    let shares = LogarithmOfMean.shares(improvements.map(\.value), value: value)
    var gradient = Array(repeating: 0.0, count: point.count)
    objective.addGradient(
      at: point, byMeans: zip(shares, improvements).map { $0 * $1.byMean },
      byVariance: isFloored
        ? 0 : zip(shares, improvements).reduce(0) { $0 + $1.0 * $1.1.byVariance },
      room: room, to: &gradient)
    feasibility.add(at: point, value: &value, gradient: &gradient)
    return (value, gradient)
  }
}

/// ln of the mean of numbers that are given by their logarithms.
enum LogarithmOfMean {
  /// The logarithm of the mean.
  static func value(_ logarithms: [Double]) -> Double {
    guard logarithms.count > 1 else { return logarithms[0] }
    let greatest = logarithms.max() ?? 0
    guard greatest > -.infinity else { return greatest }
    let sum = logarithms.reduce(0) { $0 + ($1 - greatest).exponential }
    return greatest + (sum / Double(logarithms.count)).logarithm
  }

  /// The part that each number has in the sum.
  static func shares(_ logarithms: [Double], value: Double) -> [Double] {
    logarithms.map { ($0 - value).exponential / Double(logarithms.count) }
  }
}
