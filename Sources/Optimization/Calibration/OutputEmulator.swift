/// What a model's output is expected to be at points that were not simulated.
enum OutputEmulator {
  /// The output was the same everywhere.
  case constant(Double)
  /// A Gaussian process has learned it.
  case learned(WarpedFit)

  /// Learns; `nil` where nothing can be learned.
  ///
  /// Errors have a variance that is found out: replications are the same at all points, so what they have in
  /// common is no error from point to point.
  init?(points: [[Double]], isChoice: [Bool], values: [Double]) {
    guard let least = values.min(), let greatest = values.max() else { return nil }
    guard greatest > least else {
      self = .constant(least)
      return
    }
    let data = WarpedFit.Data(points: points, isChoice: isChoice, values: values, variances: nil)
    let prior = ProcessPrior(dimensions: isChoice.count, inferringNoise: true)
    guard let fit = WarpedFit.best(data, prior: prior, old: nil, canWarp: false) else { return nil }
    self = .learned(fit)
  }

  /// What to expect at points, in the output's unit.
  func predictions(at points: [[Double]]) -> [(mean: Double, variance: Double)] {
    switch self {
    case .constant(let value): return points.map { _ in (value, 0) }
    case .learned(let fit):
      let square = fit.scale.deviation * fit.scale.deviation
      return fit.process.predictions(at: points).map { mean, variance in
        (fit.scale.unscaled(mean), square * variance)
      }
    }
  }

  /// The same after it has seen what it expects at points.
  func believing(in points: [[Double]]) -> OutputEmulator {
    guard case .learned(var fit) = self, let process = fit.process.believing(in: points) else {
      return self
    }
    fit.process = process
    return .learned(fit)
  }
}
