import Prognostics

/// The loss of a model on each row of a table, to be compared with another's on the same rows.
public struct RowLosses: Sendable {
  /// A loss for each row; NaN for rows whose truth is not known.
  public let losses: [Double]
  private let units: [Int]
  private let name: String

  /// Works the losses out.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - table: Its rows, with the truth.
  ///   - cap: Remaining lives above it count as the cap; `nil` for that of the model.
  /// - Throws: ``TrainingProblem`` where the model's program has failed, or may not be started.
  public init(
    _ model: TrainedModel, _ table: TrainingTable, cap: Double? = nil
  ) throws(TrainingProblem) {
    self.init(model, table, scores: try model.scores(table), cap: cap ?? model.cap)
  }

  /// The same of scores that are known; remaining lives above a cap count as the cap.
  init(_ model: TrainedModel, _ table: TrainingTable, scores: [Double], cap: Double) {
    units = table.foldUnits
    switch model.calibration {
    case .life:
      name = "mean squared error of remaining lives"
      losses = scores.indices.map { row in
        if table.isCensored[row], table.targets[row] < cap { return .nan }
        let error = min(scores[row], cap) - min(table.targets[row], cap)
        return error * error
      }
    case .chance(let curve):
      name = "Brier score"
      losses = scores.indices.map { row in
        let error = curve.probability(scores[row]) - table.targets[row]
        return error * error
      }
    case .value:
      name = "mean squared error"
      losses = scores.indices.map { row in
        let error = scores[row] - table.targets[row]
        return error * error
      }
    }
  }

  /// The mean, with a 95 % interval from units drawn again.
  public var estimate: ScoreLine { line(losses) }

  /// The mean of the difference from another model's losses on the same rows.
  public func difference(from other: RowLosses) -> ScoreLine {
    precondition(other.losses.count == losses.count, "the losses are of the same rows")
    return line(zip(losses, other.losses).map { $0 - $1 })
  }

  private func line(_ values: [Double]) -> ScoreLine {
    let present = values.filter { !$0.isNaN }
    var line = ScoreLine(name, present.reduce(0, +) / Double(present.count))
    if let ends = UnitBootstrap(units).interval(values, { $0 }) {
      (line.lower, line.upper) = ends
    }
    return line
  }
}
