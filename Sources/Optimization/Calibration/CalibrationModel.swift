import LinearAlgebra

/// What trials and a plant's figures say together: how likely the figures are at any point of the space.
///
///     y ~ N(m(x), O + S / n + diag(v(x)))
///
/// y are the recorded figures, m(x) and v(x) what emulators expect of the outputs' long-run means and how
/// surely, S the covariance of one replication (``ReplicationSpread``) and n the number of replications of
/// each trial. O is the error of the figures: of those with a standard deviation its square, of those
/// without the covariances S of one replication. S / n belongs to the seeds: all trials have the same
/// replications, so their means are off together. S itself is known from few replications, so the likelihood
/// is the mean of those with several S.
///
/// That the model itself may be wrong is not part of it. Figures' standard deviations have to allow for what
/// it leaves out.
///
/// Sources: M. C. Kennedy, A. O'Hagan, "Bayesian calibration of computer models", Journal of the Royal
/// Statistical Society B 63 (2001) 425–464, without its discrepancy; J. Sacks, W. J. Welch, T. J. Mitchell,
/// H. P. Wynn, "Design and analysis of computer experiments", Statistical Science 4 (1989) 409–423, for the
/// emulators.
public struct CalibrationModel: PosteriorDensity {
  /// The space of what is calibrated.
  public let space: SearchSpace
  /// What was recorded.
  public let observed: RecordedOutputs
  private(set) var emulators: [OutputEmulator]
  /// O + S / n, for all S that may be.
  private let alternatives: [SymmetricMatrix]
  /// O + S / n, for their mean.
  let errors: SymmetricMatrix
  /// S.
  private let spread: ReplicationSpread
  private let measured: [[Double]]
  private let failures: [[Double]]

  /// Learns; `nil` where too few trials are measured.
  ///
  /// - Parameters:
  ///   - space: The space; nothing binds its values together.
  ///   - observed: What was recorded.
  ///   - trials: All trials so far, with ``Measurement/covariances``.
  public init?(in space: SearchSpace, observed: RecordedOutputs, trials: [Trial]) {
    let data = TrialData(trials)
    guard data.points.count >= 2 else { return nil }
    let isChoice = space.dimensions.map(\.isChoice)
    let emulators = observed.values.indices.compactMap { output in
      OutputEmulator(
        points: data.points, isChoice: isChoice, values: data.column { $0.objectives[output] })
    }
    guard emulators.count == observed.values.count else { return nil }
    self.space = space
    self.observed = observed
    self.emulators = emulators
    measured = data.points
    failures = data.failures
    let spread = ReplicationSpread(data.measurements, observed: observed)
    self.spread = spread
    alternatives = spread.alternatives.map { CalibrationModel.errors(of: observed, spread: $0) }
    errors = CalibrationModel.errors(of: observed, spread: spread.total)
  }

  private static func errors(
    of observed: RecordedOutputs, spread: SymmetricMatrix
  ) -> SymmetricMatrix {
    SymmetricMatrix(order: observed.values.count) { row, column in
      let covariance = spread[row, column]
      let shared = covariance / Double(observed.replications)
      switch (observed.deviations[row], observed.deviations[column]) {
      case (nil, nil): return covariance + shared
      case (let deviation?, _) where row == column: return deviation * deviation + shared
      default: return shared
      }
    }
  }

  /// The standard deviation of one replication of an output.
  public func replicationDeviation(_ output: Int) -> Double {
    spread.covariance[output, output].squareRoot()
  }

  /// How likely the recorded figures are at points.
  ///
  /// Where the trial next to a point failed, nothing is believed possible.
  func logLikelihoods(at points: [[Double]]) -> [Double] {
    let count = observed.values.count
    let predictions = emulators.map { $0.predictions(at: points) }
    var density = NormalDensity(count: count)
    var (rest, variances) = (observed.values, observed.values)
    var logarithms = Array(repeating: 0.0, count: alternatives.count)
    return points.indices.map { place in
      if isNextToFailure(points[place]) { return -.infinity }
      for output in 0..<count {
        rest[output] = observed.values[output] - predictions[output][place].mean
        variances[output] = predictions[output][place].variance
      }
      for (number, alternative) in alternatives.enumerated() {
        guard
          let logarithm = density.logarithm(
            of: rest, covariance: alternative, adding: variances)
        else { return -.infinity }
        logarithms[number] = logarithm
      }
      let greatest = logarithms.max() ?? 0
      let sum = logarithms.reduce(0) { $0 + ($1 - greatest).exponential }
      return greatest + (sum / Double(alternatives.count)).logarithm
    }
  }

  private func isNextToFailure(_ point: [Double]) -> Bool {
    guard !failures.isEmpty else { return false }
    func nearest(_ others: [[Double]]) -> Double {
      others.reduce(.infinity) { least, other in
        min(least, zip(point, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) })
      }
    }
    return nearest(failures) < nearest(measured)
  }

  /// How far recorded figures are from what is expected at points, in standard deviations: one row a point.
  ///
  ///     I = |y - m(x)| / √(error variance + v(x))
  ///
  /// Beyond 3 a point is implausible, whatever the shape of the errors with one peak.
  ///
  /// Sources: P. S. Craig, M. Goldstein, A. H. Seheult, J. A. Smith, "Pressure matching for hydrocarbon
  /// reservoirs", in Case Studies in Bayesian Statistics III, Springer, 1997, 37–93; F. Pukelsheim, "The three
  /// sigma rule", American Statistician 48 (1994) 88–91.
  public func implausibilities(at points: [[Double]]) -> [[Double]] {
    let predictions = emulators.map { $0.predictions(at: points) }
    return points.indices.map { place in
      predictions.enumerated().map { output, expected in
        let (mean, variance) = expected[place]
        return abs(observed.values[output] - mean)
          / (errors[output, output] + variance).squareRoot()
      }
    }
  }

  /// What emulators do not know at points, in units of the errors: Σ ln(1 + v(x) / error variance).
  func ignorance(at points: [[Double]]) -> [Double] {
    var sums = Array(repeating: 0.0, count: points.count)
    for (output, emulator) in emulators.enumerated() {
      for (place, expected) in emulator.predictions(at: points).enumerated() {
        sums[place] += (1 + expected.variance / errors[output, output]).logarithm
      }
    }
    return sums
  }

  /// The same after emulators have seen what they expect at a point.
  func believing(in point: [Double]) -> CalibrationModel {
    var model = self
    model.emulators = emulators.map { $0.believing(in: [point]) }
    return model
  }

  /// Samples of what is possible given the figures.
  ///
  /// - Parameters:
  ///   - count: How many, at least 16.
  ///   - seed: The same seed gives the same samples.
  /// - Returns: The samples, each as likely as another.
  public func posterior(_ count: Int, seed: UInt64) -> PosteriorSamples {
    TemperedSampler(in: space, count: count, seed: seed).samples(of: self)
  }
}
