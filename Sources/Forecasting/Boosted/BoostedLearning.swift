import TreeEnsembles

/// How a forecaster is learned: simple methods are tried with trees on a held-out part, and the best is learned anew from
/// all rows.
struct BoostedLearning: Sendable {
  let candidates: [ForecastMethod]
  private let series: [KnownSeries]
  private let settings: BoostedSettings
  private let plan: OriginPlan
  private let layout: LagFeatures
  private let usualRatio: Double
  private let isNeverNegative: Bool

  init(_ series: [KnownSeries], _ settings: BoostedSettings) throws(ForecastingError) {
    try settings.check()
    plan = OriginPlan(
      horizon: settings.horizon, series: max(1, series.count), rows: settings.rows)
    let longest = series.map(\.series.count).max() ?? 0
    guard let first = series.first, longest >= plan.least else {
      throw .nothingToLearn(series: series.count, longest: longest, least: plan.least)
    }
    for each in series {
      guard each.series.periods == first.series.periods else {
        throw .otherSeasons(
          series: each.series.name, periods: each.series.periods, wanted: first.series.periods)
      }
      try each.known.check(
        each.series.name, names: first.known.names, steps: each.series.count)
    }
    let period = first.series.periods.first
    self.series = series
    self.settings = settings
    layout = LagFeatures(periods: first.series.periods, known: first.known.names)
    usualRatio = OriginScale.usualRatio(series.map(\.series.values), period: period)
    isNeverNegative = series.allSatisfy { $0.series.values.allSatisfy { $0 >= 0 } }
    if let base = settings.base {
      candidates = [base]
    } else {
      candidates =
        [.simpleSmoothing, .theta, .thetaModel(.dynamicOptimized)]
        + (period == nil ? [] : [.seasonalNaive]) + (isNeverNegative ? [.discountedDemand] : [])
    }
  }

  /// A simple method with trees, learned from early rows and tried on those held out.
  struct Trial: Sendable {
    var base: ForecastMethod
    var treeCount: Int
    /// The mean over series of the root mean squared error, in units of the scale.
    var error: Double
    /// The errors of each step.
    var errors: [[Double]]
  }

  private func rows(_ base: ForecastMethod) -> [BoostedRows] {
    series.map {
      BoostedRows($0, base: base, plan: plan, layout, usualRatio: usualRatio)
    }
  }

  /// Tries a simple method.
  func trial(_ base: ForecastMethod) throws(ForecastingError) -> Trial {
    let parts = rows(base)
    let trees: TreeEnsemble
    do throws(TreeEnsembleError) {
      let early = try BoostedRows.training(parts, names: layout.names) { $0 == .early }
      let held = try BoostedRows.training(parts, names: layout.names) { $0 == .heldOut }
      guard !held.targets.isEmpty else {
        throw .nothingToLearn("there are zeros only before the last \(plan.horizon) steps")
      }
      var boosting = settings.boosting(trees: settings.trees, rows: early.targets.count)
      boosting.patience = 30
      trees = try BoostedTrees(training: early, settings: boosting, validation: held).ensemble
    } catch {
      throw .learning(problem: "\(error)")
    }
    var errors = [[Double]](repeating: [], count: plan.horizon)
    var (sum, counted) = (0.0, 0.0)
    for part in parts {
      let found = part.heldOutErrors(trees)
      guard !found.isEmpty else { continue }
      var squares = 0.0
      for (step, error) in found {
        errors[step].append(error)
        squares += error * error
      }
      sum += (squares / Double(found.count)).squareRoot()
      counted += 1
    }
    return Trial(
      base: base, treeCount: trees.treeCount, error: sum / counted, errors: errors)
  }

  /// The forecaster with the best of the trials, the first of equals.
  func finished(_ trials: [Trial]) throws(ForecastingError) -> BoostedForecaster {
    guard var chosen = trials.first else {
      throw .learning(problem: "no simple method was tried")
    }
    for trial in trials where trial.error < chosen.error { chosen = trial }
    do throws(TreeEnsembleError) {
      let all = try BoostedRows.training(rows(chosen.base), names: layout.names) { _ in true }
      let trees = try BoostedTrees(
        training: all,
        settings: settings.boosting(trees: chosen.treeCount, rows: all.targets.count))
      return BoostedForecaster(
        base: chosen.base, trials: trials.map { NamedParameter("\($0.base)", $0.error) },
        seriesCount: series.count, trees: trees.ensemble, features: layout,
        usualRatio: usualRatio, isNeverNegative: isNeverNegative,
        errors: StepErrors(chosen.errors))
    } catch {
      throw .learning(problem: "\(error)")
    }
  }
}
