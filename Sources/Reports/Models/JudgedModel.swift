public import ModelTraining
import Prognostics

/// A model with what it said of rows that it has not learned from, and what came.
public struct JudgedModel: Sendable {
  /// Where the rows are from.
  let source: String
  let model: TrainedModel
  let table: TrainingTable
  /// What its function says of each row.
  let scores: [Double]
  let figures: ModelScores
  /// By what numbers of time are divided to be shown, and their unit then.
  let scale: Double
  let unit: String
  /// Within which time a warning is looked for, in the unit of the data.
  let within: Double
  /// The files among them from which the model has learned.
  let learnedFrom: [String]
  /// The weight of each row: units count alike.
  let weights: [Double]

  /// Judges a model.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - table: The rows, as ``TrainedModel/rows(of:_:)`` gives them.
  ///   - source: Where they are from.
  ///   - within: Within which time failures shall be warned of; `nil` for a fifth of the cap.
  ///   - learnedFrom: The files among them from which the model has learned.
  /// - Throws: ``TrainingProblem`` where the model cannot be asked.
  public init(
    _ model: TrainedModel, _ table: TrainingTable, source: String, within: Double? = nil,
    learnedFrom: [String] = []
  ) throws(TrainingProblem) {
    (self.source, self.model, self.table) = (source, model, table)
    self.learnedFrom = learnedFrom
    scores = try model.scores(table)
    figures = ModelScores(model, scores: scores, of: table)
    let isTime = model.question == .remainingLife && table.target.unit == "s"
    (scale, unit) = isTime ? (3_600, "h") : (1, table.target.unit ?? "")
    let longest = table.targets.filter(\.isFinite).max() ?? 1
    self.within = within ?? (model.cap.isFinite ? model.cap : longest) / 5
    let groups = table.units
    let counts = groups.reduce(into: [Int: Double]()) { $0[$1, default: 0] += 1 }
    weights = groups.map { 1 / (counts[$0] ?? 1) }
  }

  /// The rows of which it is known what came.
  var known: [Int] {
    table.targets.indices.filter {
      !table.targets[$0].isNaN && !table.isCensored[$0] && scores[$0].isFinite
    }
  }

  /// Among rows evenly spread ones, at most so many.
  static func thinned(_ rows: [Int], to most: Int) -> [Int] {
    guard rows.count > most else { return rows }
    return (0..<most).map { rows[$0 * rows.count / most] }
  }

  /// What is expected of a row: the middle of its remaining life, or the value.
  func expected(_ row: Int) -> Double {
    if case .life(let lives) = model.calibration { return lives.quantile(0.5, score: scores[row]) }
    return scores[row]
  }

  /// What a unit is called.
  func name(_ row: Int) -> String {
    table.unitNames.isEmpty ? "row \(row + 1)" : table.unitNames[table.units[row]]
  }

  // MARK: - Calibration

  /// The share of rows within the interval of each level, units counting alike.
  func coverage() -> [(level: Double, share: Double)] {
    let rows = known
    let total = rows.reduce(0) { $0 + weights[$1] }
    guard total > 0 else { return [] }
    return [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95].compactMap { level in
      var inside = 0.0
      for row in rows {
        let interval: LifeInterval
        switch model.calibration {
        case .life(let lives): interval = lives.interval(level: level, score: scores[row])
        case .value(let margins):
          interval = margins.interval(level: level, prediction: scores[row])
        case .chance: return nil
        }
        if interval.contains(table.targets[row]) { inside += weights[row] }
      }
      return (level, inside / total)
    }
  }

  /// How often what came lay in each tenth of the distribution that was foretold, units counting alike.
  func tenths() -> [Double] {
    guard case .life(let lives) = model.calibration else { return [] }
    var bins = [Double](repeating: 0, count: 10)
    let rows = known
    let total = rows.reduce(0) { $0 + weights[$1] }
    guard total > 0 else { return [] }
    for row in rows {
      let place = lives.chance(within: table.targets[row], score: scores[row])
      bins[min(9, max(0, Int(10 * place)))] += weights[row] / total
    }
    return bins
  }

  // MARK: - Errors

  /// Errors of rows of which so much life was left.
  struct ErrorStep: Sendable {
    var from: Double
    var to: Double
    var rows: Int
    var absolute: Double
    var low: Double
    var middle: Double
    var high: Double
  }

  /// Errors by what came, in steps of equally many rows.
  func errors() -> [ErrorStep] {
    let sorted = known.sorted { (table.targets[$0], $0) < (table.targets[$1], $1) }
    let steps = min(12, sorted.count / 10)
    return (0..<max(0, steps)).map { step in
      let rows = sorted[step * sorted.count / steps..<(step + 1) * sorted.count / steps]
      let errors = rows.map { (expected($0) - table.targets[$0]) / scale }.sorted()
      func quantile(_ share: Double) -> Double {
        errors[min(errors.count - 1, Int(share * Double(errors.count)))]
      }
      return ErrorStep(
        from: table.targets[rows.first ?? 0] / scale, to: table.targets[rows.last ?? 0] / scale,
        rows: rows.count, absolute: errors.reduce(0) { $0 + abs($1) } / Double(errors.count),
        low: quantile(0.1), middle: quantile(0.5), high: quantile(0.9))
    }
  }

  // MARK: - Warnings

  /// From which chance on a warning is given.
  static let warningChance = 0.5

  /// How long before its failure each life was warned of; `nil` where it never was.
  func warnings() -> [(name: String, lead: Double?)] {
    guard case .life(let lives) = model.calibration else { return [] }
    var order: [Int] = []
    var leads: [Int: Double] = [:]
    var names: [Int: String] = [:]
    for row in known {
      let life = table.lives[row]
      if names[life] == nil {
        order.append(life)
        names[life] = name(row)
      }
      let chance = lives.chance(within: within, score: scores[row])
      if chance >= JudgedModel.warningChance {
        leads[life] = max(leads[life] ?? 0, table.targets[row])
      }
    }
    let repeated = order.reduce(into: [String: Int]()) { $0[names[$1] ?? "", default: 0] += 1 }
    var numbers: [String: Int] = [:]
    return order.map { life in
      let name = names[life] ?? ""
      numbers[name, default: 0] += 1
      let full = (repeated[name] ?? 0) > 1 ? "\(name), life \(numbers[name] ?? 1)" : name
      return (full, leads[life].map { $0 / scale })
    }
  }

  // MARK: - Chances

  /// How often it happened where a chance was foretold, in steps of equally many rows.
  func reliability() -> [(foretold: Double, happened: Double, rows: Int)] {
    guard case .chance(let curve) = model.calibration else { return [] }
    let rows = known
    let chances = rows.map { curve.probability(scores[$0]) }
    let sorted = rows.indices.sorted { (chances[$0], $0) < (chances[$1], $1) }
    let steps = min(12, sorted.count / 20)
    return (0..<max(0, steps)).map { step in
      let own = sorted[step * sorted.count / steps..<(step + 1) * sorted.count / steps]
      let count = Double(own.count)
      return (
        own.reduce(0) { $0 + chances[$1] } / count,
        own.reduce(0) { $0 + table.targets[rows[$1]] } / count, own.count
      )
    }
  }

  /// Of alarms from each chance on: how many are right, and how many of all that happened they find.
  func alarms(most: Int) -> [(chance: Double, precision: Double, recall: Double)] {
    guard case .chance(let curve) = model.calibration else { return [] }
    let rows = known.sorted { (scores[$1], $0) < (scores[$0], $1) }
    let all = rows.reduce(0) { $0 + table.targets[$1] }
    guard all > 0 else { return [] }
    var points: [(chance: Double, precision: Double, recall: Double)] = []
    var hits = 0.0
    for (place, row) in rows.enumerated() {
      hits += table.targets[row]
      let isTie = place + 1 < rows.count && scores[rows[place + 1]] == scores[row]
      if !isTie {
        points.append((curve.probability(scores[row]), hits / Double(place + 1), hits / all))
      }
    }
    guard points.count > most else { return points }
    return (0..<most).map { points[$0 * (points.count - 1) / (most - 1)] }
  }
}
