/// The sums kept of a component while a replication runs; all machines of the station together.
public struct ComponentAccount: Hashable, Sendable, BitwiseCopyable {
  /// Failures.
  public var failures = 0
  /// Replacements before a failure, and after one.
  public var plannedReplacements = 0
  /// Replacements after a failure.
  public var failedReplacements = 0
  /// Repairs before a failure.
  public var plannedRepairs = 0
  /// Repairs after a failure.
  public var failedRepairs = 0
  /// Inspections, looks that cost nothing included.
  public var inspections = 0
  /// Warnings, and those of them that were false.
  public var warnings = 0
  /// Warnings without a failure to come.
  public var falseWarnings = 0
  /// Time from warnings to the failures that they foretold, added up, in seconds.
  public var warnedAhead = 0.0
  /// Failures of lives in which nobody had been warned.
  public var missedFailures = 0
  /// Wear at the beginning of planned work, added up.
  public var wearAtPlanned = 0.0
  /// Wear after repairs, added up.
  public var wearAfterRepair = 0.0
  /// Failures from one replacement to the next: their squares added up.
  public var squaredFailures = 0.0
  /// Failures before replacements, of the replacements that were done.
  public var failuresBeforeReplacement = 0
  /// Time for which it was failed and nobody knew, in seconds.
  public var unseen = 0.0
  /// Cost of planned work beside wages and spares, in currency.
  public var plannedCost = 0.0
  /// Cost of work after failures beside wages and spares, in currency.
  public var failedCost = 0.0
  /// Cost of inspections, in currency.
  public var inspectionCost = 0.0
  /// Cost of failures that nobody knew of, in currency.
  public var unseenCost = 0.0
  /// What the spares were worth that planned work took, in currency.
  public var plannedSpares = 0.0
  /// What the spares were worth that work after failures took, in currency.
  public var failedSpares = 0.0
  /// What the states of the components cost while they lasted, in currency.
  public var stateCost = 0.0
  /// What the wear is worth by which the components are worse at the end, in currency.
  public var wearCost = 0.0

  init() {}

  mutating func noteRepair(isFailure: Bool) {
    if isFailure { failedRepairs += 1 } else { plannedRepairs += 1 }
  }

  mutating func noteReplacement(isFailure: Bool, after failures: Int) {
    if isFailure { failedReplacements += 1 } else { plannedReplacements += 1 }
    failuresBeforeReplacement += failures
    squaredFailures += Double(failures * failures)
  }

  /// Replacements.
  public var replacements: Int { plannedReplacements + failedReplacements }
}
