import Prognostics

/// How well a model foretold rows of units that it had not seen.
public struct ModelScores: Sendable {
  /// The figures, the most telling first.
  public private(set) var lines: [ScoreLine]
  /// How many rows they are of.
  public let rows: Int
  /// How many units.
  public let units: Int

  private struct Judged {
    var lines: [ScoreLine] = []
    let bootstrap: UnitBootstrap

    /// Adds a mean over rows, or what is made of it.
    mutating func add(
      _ name: String, _ values: [Double], unit: String? = nil,
      better: ScoreLine.Direction = .lower, nominal: Double? = nil,
      _ figure: (Double) -> Double = { $0 }
    ) {
      let present = values.filter { !$0.isNaN }
      guard !present.isEmpty else { return }
      var line = ScoreLine(
        name, figure(present.reduce(0, +) / Double(present.count)), unit: unit, better: better,
        nominal: nominal)
      if let ends = bootstrap.interval(values, figure) { (line.lower, line.upper) = ends }
      lines.append(line)
    }

    /// Adds how right the chances are of a failure within a time, where it is known whether one came.
    mutating func addChances(_ chances: [Double], within time: Double, _ table: TrainingTable) {
      let came = table.targets.indices.map { row -> Double in
        if table.targets[row] > time { return 0 }
        return table.isCensored[row] || table.targets[row].isNaN ? .nan : 1
      }
      add(
        "Brier score of failing in time",
        zip(chances, came).map { ($0 - $1) * ($0 - $1) })
      add(
        "mean chance of failing in time", zip(chances, came).map { $0 + 0 * $1 }, better: .neither)
      add("share that failed in time", came, better: .neither)
    }

    /// Adds a function of rows.
    mutating func add(
      _ name: String, rows: Int, better: ScoreLine.Direction, _ figure: ([Int]) -> Double
    ) {
      let value = figure(Array(0..<rows))
      guard !value.isNaN else { return }
      var line = ScoreLine(name, value, better: better)
      if let ends = bootstrap.interval(ofRows: figure) { (line.lower, line.upper) = ends }
      lines.append(line)
    }
  }

  /// Judges what was said of rows.
  ///
  /// Of a life that went on only rows that had reached the cap are counted, and none for intervals. What is calibrated on
  /// these very rows, as in a training, looks a little better than it will on others.
  ///
  /// - Parameters:
  ///   - model: The model, whose calibration is judged, too.
  ///   - scores: What its function said of each row, before it was calibrated, by ``TrainedModel/score(_:)``.
  ///   - table: What came.
  ///   - cap: Remaining lives above it count as the cap; `nil` for that of the model. Models of different caps are compared by one.
  ///   - within: A time ahead: the chance of a failure in it is judged, too.
  public init(
    _ model: TrainedModel, scores: [Double], of table: TrainingTable, cap: Double? = nil,
    within: Double? = nil
  ) {
    rows = table.rowCount
    let groups = table.foldUnits
    units = Set(groups).count
    let unit = table.target.unit
    switch model.calibration {
    case .life(let lives):
      var judged = Judged(bootstrap: UnitBootstrap(groups))
      let cap = cap ?? model.cap
      let capped = zip(table.targets, table.isCensored).map {
        $1 && $0 < cap ? .nan : min($0, cap)
      }
      let errors = zip(scores, capped).map { min($0, cap) - $1 }
      judged.add("root mean square error", errors.map { $0 * $0 }, unit: unit) { $0.squareRoot() }
      judged.add("mean absolute error", errors.map { abs($0) }, unit: unit)
      judged.add("bias", errors, unit: unit, better: .neither, nominal: 0)
      let intervals = scores.map { lives.interval(level: 0.9, score: $0) }
      let seen = zip(table.targets, table.isCensored).map { $1 ? Double.nan : $0 }
      judged.add(
        "in the 90 % interval",
        zip(intervals, seen).map { $1.isNaN ? .nan : $0.contains($1) ? 1 : 0 },
        better: .neither, nominal: 0.9)
      judged.add(
        "width of the interval",
        zip(intervals, seen).map { $1.isNaN || $0.width.isInfinite ? .nan : $0.width }, unit: unit)
      if let within {
        judged.addChances(
          scores.map { lives.chance(within: within, score: $0) }, within: within, table)
      }
      lines = judged.lines
    case .chance(let curve):
      let chances = scores.map { curve.probability($0) }
      let happened = table.targets.map { $0 == 1 }
      func ranking(_ rows: [Int]) -> RankingScores? {
        try? RankingScores(scores: rows.map { scores[$0] }, happened: rows.map { happened[$0] })
      }
      var judged = Judged(bootstrap: UnitBootstrap(groups, draws: 200))
      judged.add("area under precision and recall", rows: rows, better: .higher) { rows in
        ranking(rows)?.averagePrecision ?? .nan
      }
      judged.add("area under the ROC curve", rows: rows, better: .higher) { rows in
        ranking(rows)?.areaUnderCurve ?? .nan
      }
      judged.add(
        "Brier score", zip(chances, happened).map { ($0 - ($1 ? 1 : 0)) * ($0 - ($1 ? 1 : 0)) })
      lines = judged.lines
    case .value(let margins):
      var judged = Judged(bootstrap: UnitBootstrap(groups))
      let errors = zip(scores, table.targets).map { $0 - $1 }
      judged.add("root mean square error", errors.map { $0 * $0 }, unit: unit) { $0.squareRoot() }
      judged.add("mean absolute error", errors.map { abs($0) }, unit: unit)
      judged.add("bias", errors, unit: unit, better: .neither, nominal: 0)
      let mean = table.targets.reduce(0, +) / Double(rows)
      let spread = table.targets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rows)
      judged.add("R²", errors.map { $0 * $0 }, better: .higher) { 1 - $0 / spread }
      let margin = margins.margin(level: 0.9)
      judged.add(
        "in the 90 % interval", errors.map { abs($0) <= margin ? 1 : 0 }, better: .neither,
        nominal: 0.9)
      lines = judged.lines
    }
  }
}
