/// What the trials say, in columns.
struct TrialData: Sendable {
  /// The numbers of the trials that were measured.
  private(set) var numbers: [Int] = []
  /// Their points.
  private(set) var points: [[Double]] = []
  /// What was measured there.
  private(set) var measurements: [Measurement] = []
  /// Points that could not be measured.
  private(set) var failures: [[Double]] = []
  /// Points that are not known yet.
  private(set) var pending: [[Double]] = []

  /// Sorts trials.
  init(_ trials: [Trial]) {
    for (number, trial) in trials.enumerated() {
      switch trial.outcome {
      case .pending: pending.append(trial.point)
      case .failed: failures.append(trial.point)
      case .measured(let measurement):
        numbers.append(number)
        points.append(trial.point)
        measurements.append(measurement)
      }
    }
  }

  /// One number a measurement.
  func column(_ number: (Measurement) -> Double) -> [Double] { measurements.map(number) }
}
