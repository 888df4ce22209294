public import Prognostics

/// How what a learned function says becomes an answer that can be relied on: learned from rows of units that it had not seen.
public enum AnswerCalibration: Hashable, Sendable, Codable {
  /// Of the remaining life there is a distribution.
  case life(LifeCalibration)
  /// A chance is as often right as it says.
  case chance(ProbabilityCalibration)
  /// A value has an interval.
  case value(ConformalIntervals)

  /// What is asked.
  var question: ModelQuestion {
    switch self {
    case .life: .remainingLife
    case .chance: .chance
    case .value: .value
    }
  }
}

/// What a model says of a row.
public enum ModelAnswer: Hashable, Sendable {
  /// How long it goes until the failure.
  case life(RemainingLife)
  /// How likely it is, from 0 to 1.
  case chance(Double)
  /// How large it is, with an interval of 90 %.
  case value(Double, LifeInterval)
}
