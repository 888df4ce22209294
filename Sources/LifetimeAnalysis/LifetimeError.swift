/// Why lives cannot be analysed as asked.
///
/// Rows count from 0 here and from 1 in the texts.
public enum LifetimeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There are no lives.
  case noLives
  /// A list has another length than the lives.
  case differentCounts(what: String, count: Int, lives: Int)
  /// A time is negative, infinite where it must not be, or no number.
  case time(row: Int, what: String, value: Double)
  /// An interval ends before it begins.
  case intervalReversed(row: Int, from: Double, to: Double)
  /// A life failed at time zero, where the family gives no density.
  case failureAtZero(row: Int)
  /// A life came under observation when it was over, or later.
  case entryNotBeforeEnd(row: Int, entry: Double, end: Double)
  /// A weight is not finite and above zero.
  case weight(row: Int, value: Double)
  /// What is asked takes exact failures and right-censored lives only.
  case notExact(row: Int, from: Double, to: Double)
  /// A life entered late, which what is asked does not take.
  case entryNotTaken(row: Int, entry: Double)
  /// No life ended in a failure.
  case noFailures(lives: Int)
  /// The failures are fewer than what is estimated.
  case tooFewFailures(failures: Int, parameters: Int)
  /// The failures do not vary, so that the likelihood grows without end as the spread shrinks.
  case noSpread(at: Double?)
  /// A covariate has no number in a row.
  case covariateValue(name: String, row: Int, value: Double)
  /// A name stands for two covariates.
  case repeatedName(String)
  /// A covariate is the same for all lives.
  case constantCovariate(name: String, value: Double)
  /// A covariate is a sum of multiples of others, and perhaps a constant.
  case collinearCovariate(name: String, others: [String])
  /// The likelihood grows without end along these coefficients.
  case monotoneLikelihood(coefficients: [String])
  /// The search for the greatest likelihood did not end.
  case noMaximum(family: String)
  /// There are fewer than two groups with lives.
  case tooFewGroups(Int)
  /// No unit was under observation at an event.
  case eventOutsideObservation(unit: Int, time: Double)

  /// What is wrong, what was expected, and what to do.
  public var description: String {
    switch self {
    case .noLives: "there are no lives"
    case .differentCounts(let what, let count, let lives):
      "\(what): \(count) values for \(lives) lives; give one for each life"
    case .time(let row, let what, let value):
      "life \(row + 1): \(what) is \(value); a time must be finite and not negative"
    case .intervalReversed(let row, let from, let to):
      "life \(row + 1): its interval goes from \(from) to \(to); the end must not lie before the start"
    case .failureAtZero(let row):
      "life \(row + 1) failed at time 0; a life must be above 0 (give an interval that ends at the first "
        + "look if it failed before that)"
    case .entryNotBeforeEnd(let row, let entry, let end):
      "life \(row + 1): it came under observation at \(entry), and its observation ended at \(end); "
        + "the entry must lie before the end"
    case .weight(let row, let value):
      "life \(row + 1): its weight is \(value); a weight must be finite and above 0"
    case .notExact(let row, let from, let to):
      "life \(row + 1) is known to end between \(from) and \(to) only; here each life must be an exact "
        + "failure or right-censored (use a parametric fit, or the curve for intervals)"
    case .entryNotTaken(let row, let entry):
      "life \(row + 1) came under observation at \(entry) only; the curve for intervals takes lives that were "
        + "seen from the beginning (use a parametric fit)"
    case .noFailures(let lives):
      "none of \(lives) lives ended in a failure; at least one failure must have been seen"
    case .tooFewFailures(let failures, let parameters):
      "\(failures) \(failures == 1 ? "failure" : "failures") for \(parameters) parameters; there must be at "
        + "least as many failures as parameters (use fewer covariates or a simpler family)"
    case .noSpread(let time):
      (time.map { "all failures are at \($0)" } ?? "the model meets all failures exactly")
        + ", so that the likelihood has no maximum; the lives must differ (or fix the shape: exponential)"
    case .covariateValue(let name, let row, let value):
      "covariate '\(name)': the value of life \(row + 1) is \(value); it must be finite"
    case .repeatedName(let name): "there are two covariates named '\(name)'; names must differ"
    case .constantCovariate(let name, let value):
      "covariate '\(name)' is \(value) for all lives, so that its effect cannot be told; leave it out"
    case .collinearCovariate(let name, let others):
      "covariate '\(name)' follows exactly from "
        + (others.isEmpty ? "the strata" : others.map { "'\($0)'" }.joined(separator: ", "))
        + ", so that their effects cannot be told apart; leave one of them out"
    case .monotoneLikelihood(let coefficients):
      "the likelihood grows without end along "
        + coefficients.map { "'\($0)'" }.joined(separator: ", ")
        + ": perhaps no life of some kind failed, or all that failed did so first (separation); leave the "
        + "covariate out, merge groups, or observe longer"
    case .noMaximum(let family):
      "the likelihood of the \(family) model has no maximum that could be found; there may be too few "
        + "failures that differ"
    case .tooFewGroups(let groups):
      "\(groups) \(groups == 1 ? "group" : "groups"); a comparison needs at least two groups with lives"
    case .eventOutsideObservation(let unit, let time):
      "unit \(unit + 1): its event at \(time) lies outside the time in which it was observed"
    }
  }
}
