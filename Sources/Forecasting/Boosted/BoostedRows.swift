import TreeEnsembles

/// Rows of one series: an origin and a step ahead each.
struct BoostedRows: Sendable {
  /// When a row may be learned.
  enum Role: Sendable {
    /// Its value lies before the held-out part.
    case early
    /// It is held out, and learned in the end.
    case heldOut
    /// It is learned in the end only.
    case late
  }

  /// Row behind row.
  private(set) var features: [Double] = []
  /// What the simple method leaves, in units of the scale.
  private(set) var targets: [Double] = []
  /// The step ahead of each row, from 0.
  private(set) var steps: [Int] = []
  private(set) var roles: [Role] = []

  /// The first origin from which rows are learned: fewer values say too little.
  static let leastOrigin = 3
  /// The least values of a series before its held-out part.
  static let leastKnown = 8

  /// Lays out the rows of a series.
  ///
  /// Origins are evenly spaced, the last value left out being the last origin's first step. Those held out have a whole
  /// horizon, a step apart; early rows end before the first of them.
  ///
  /// - Parameters:
  ///   - given: The series.
  ///   - base: The simple method.
  ///   - plan: How many origins there are.
  ///   - layout: What trees are told.
  ///   - usualRatio: As in ``OriginScale``.
  init(
    _ given: KnownSeries, base: ForecastMethod, plan: OriginPlan, _ layout: LagFeatures,
    usualRatio: Double
  ) {
    let series = given.series
    let (count, width) = (series.count, layout.names.count)
    let held = plan.heldOrigins(count)
    let firstHeld = count - plan.horizon - held + 1
    let spacing = max(1, (count - BoostedRows.leastOrigin) / plan.originsEach)
    guard count > BoostedRows.leastOrigin else { return }
    for origin in BoostedRows.leastOrigin..<count {
      let isHeld = held > 0 && origin >= firstHeld && origin <= count - plan.horizon
      guard isHeld || (count - 1 - origin) % spacing == 0 else { continue }
      let history = series.prefix(origin)
      let measure = OriginScale(
        history.values.span, period: layout.periods.first, usualRatio: usualRatio)
      guard measure.scale > 0 else { continue }
      let mean = BoostedForecaster.baseMean(
        base, history, steps: min(plan.horizon, count - origin))
      var rows = [Double](repeating: 0, count: mean.count * width)
      layout.fill(history.values.span, measure, base: mean, given.known, into: &rows)
      features += rows
      for step in mean.indices {
        targets.append((series.values[origin + step] - mean[step]) / measure.scale)
        steps.append(step)
        roles.append(
          isHeld ? .heldOut : held > 0 && origin + step < firstHeld ? .early : .late)
      }
    }
  }

  /// The rows of several series that may be learned.
  static func training(
    _ parts: [BoostedRows], names: [String], _ isWanted: (Role) -> Bool
  ) throws(TreeEnsembleError) -> TrainingRows {
    var columns = [[Double]](repeating: [], count: names.count)
    var targets: [Double] = []
    for part in parts {
      for row in part.targets.indices where isWanted(part.roles[row]) {
        targets.append(part.targets[row])
        for column in names.indices {
          columns[column].append(part.features[row * names.count + column])
        }
      }
    }
    return try TrainingRows(
      features: try FeatureTable(names: names, columns: columns), targets: targets)
  }

  /// The errors of trees at held-out rows, with their steps.
  func heldOutErrors(_ trees: TreeEnsemble) -> [(step: Int, error: Double)] {
    let width = trees.features.count
    return targets.indices.filter { roles[$0] == .heldOut }.map { row in
      let features = features.span.extracting(row * width..<(row + 1) * width)
      return (steps[row], targets[row] - trees.sum(features))
    }
  }
}

/// How many origins each series gives.
struct OriginPlan: Sendable {
  let horizon: Int
  /// How many to learn from, about.
  let originsEach: Int
  /// How many are held out, where there is room.
  private let heldEach: Int

  /// How many errors intervals shall have for a step, about, and from how many origins of a series at most.
  private static let (wantedErrors, mostHeld) = (200, 24)

  init(horizon: Int, series: Int, rows: Int) {
    self.horizon = horizon
    originsEach = max(4, rows / (series * horizon))
    heldEach = max(1, min(OriginPlan.mostHeld, OriginPlan.wantedErrors / series))
  }

  /// The least values of a series that has a held-out part.
  var least: Int { horizon + BoostedRows.leastKnown }

  /// How many origins of a series of so many values are held out; 0 where it is too short.
  func heldOrigins(_ count: Int) -> Int {
    count < least ? 0 : min(heldEach, 1 + (count - least) / 2)
  }
}
