import Prognostics

extension AnswerCalibration {
  /// Learns what scores are worth.
  ///
  /// - Parameters:
  ///   - table: What came.
  ///   - scores: What was said of each row by a function that had not seen its unit.
  /// - Throws: ``TrainingProblem`` where nothing can be learned of them.
  init(_ table: TrainingTable, scores: [Double]) throws(TrainingProblem) {
    do {
      switch table.question {
      case .remainingLife:
        let lives = scores.indices.map { row in
          ScoredLife(
            score: scores[row], remaining: table.targets[row], isCensored: table.isCensored[row],
            unit: table.lives[row])
        }
        self = .life(try LifeCalibration(ScoredLife.weighingUnitsAlike(lives), meaning: .life))
      case .chance:
        self = .chance(
          try ProbabilityCalibration(
            scores: scores, happened: table.targets.map { $0 == 1 }, shape: .isotonic))
      case .value:
        let errors = zip(table.targets, scores).map {
          ConformalIntervals.absolute($0, prediction: $1)
        }
        self = .value(
          try ConformalIntervals(scores: errors, unit: table.unitNames.isEmpty ? [] : table.units))
      }
    } catch {
      throw TrainingProblem("\(error)")
    }
  }
}
