/// What an audit looks for.
///
/// The raw value names it in options and in JSON.
public enum AuditCheck: String, Hashable, Sendable, Encodable, CaseIterable {
  case duplicatedAcrossSplits = "duplicated-across-splits"
  case unitInTwoSplits = "unit-in-two-splits"
  case testBeforeTraining = "test-before-training"
  case leakage
  case answerKey = "answer-key"
  case knowsTheFuture = "knows-the-future"
  case constantTarget = "constant-target"
  case missingTarget = "missing-target"
  case misfits
  case clashingTypes = "clashing-types"
  case absentColumn = "absent-column"
  case sentinel
  case missing
  case constant
  case nearlyConstant = "nearly-constant"
  case duplicatedRows = "duplicated-rows"
  case duplicatedKeys = "duplicated-keys"
  case timeNotRising = "time-not-rising"
  case gaps
  case irregularSampling = "irregular-sampling"
  case mixedSampling = "mixed-sampling"
  case stuck
  case derived
  case correlated
  case outliers
  case similarLevels = "similar-levels"
  case unseenLevels = "unseen-levels"
  case drift
  case rareClass = "rare-class"
  case contradictions
  case identifier
  case shortUnits = "short-units"
  case dependentRows = "dependent-rows"
  case censoring
  case decimalCommas = "decimal-commas"
  case dateOrder = "date-order"

  /// Why it matters, as a sentence without a full stop.
  public var why: String { words.why }

  /// What to do, as a sentence without a full stop.
  public var remedy: String { words.remedy }
}
