import Foundation
import Prognostics

/// What calibration makes of a plain health index on C-MAPSS FD001.
enum EngineLives {
  private static let sensors = [2, 3, 4, 7, 8, 9, 11, 12, 13, 14, 15, 17, 20, 21]
  private static let names = sensors.map { "s\($0)" }

  /// An engine and its rows in the order of cycles.
  private struct Engine {
    var unit: Int
    var rows: [[Double]] = []
  }

  /// Prints how good intervals and decisions are: the index and the calibration of an engine have not seen it.
  static func report(folder: String) throws {
    let engines = try engines(folder + "/cmapss-fd001/train.csv")
    var scores: [Int: [Double]] = [:]
    for fold in 0..<5 {
      let index = try HealthIndex(engines.filter { $0.unit % 5 != fold }.map(\.rows), names: names)
      for engine in engines where engine.unit % 5 == fold {
        scores[engine.unit] = index.history(engine.rows, weight: 0.1)
      }
    }
    func rows(_ engine: Engine) -> [ScoredLife] {
      (scores[engine.unit] ?? []).enumerated().map { cycle, score in
        ScoredLife(
          score: score, remaining: Double(engine.rows.count - 1 - cycle), unit: engine.unit)
      }
    }
    for level in [0.5, 0.8, 0.9] {
      var (parts, widths, ranked): ([Double], [Double], [Double]) = ([], [], [])
      for fold in 0..<5 {
        let known = engines.filter { $0.unit % 5 != fold }.flatMap(rows)
        let calibration = try LifeCalibration(
          ScoredLife.weighingUnitsAlike(known), meaning: .risk)
        for engine in engines where engine.unit % 5 == fold {
          let own = rows(engine)
          let scores = try IntervalScores(
            intervals: own.map { calibration.interval(level: level, score: $0.score) },
            truths: own.map(\.remaining), level: level)
          parts.append(scores.coverage)
          widths.append(scores.meanWidth)
          let sum = own.reduce(0) {
            $0 + calibration.remainingLife(score: $1.score).rankedProbabilityScore($1.remaining)
          }
          ranked.append(sum / Double(own.count))
        }
      }
      print(
        "training engines, level \(level): within \(text(parts)), width \(text(widths)), "
          + "ranked probability score \(text(ranked))")
    }
    try reportTest(folder, engines, engines.flatMap(rows))
    try reportSimilar(folder, engines, scores)
    try reportDecisions(engines, scores, rows)
  }

  /// The 100 test engines at their last cycle.
  private static func reportTest(
    _ folder: String, _ train: [Engine], _ known: [ScoredLife]
  ) throws {
    let index = try HealthIndex(train.map(\.rows), names: names)
    let calibration = try LifeCalibration(ScoredLife.weighingUnitsAlike(known), meaning: .risk)
    let truths = try String(contentsOfFile: folder + "/cmapss-fd001/test_rul.csv", encoding: .utf8)
      .split(separator: "\n").compactMap { Double($0.split(separator: ",").last ?? "") }
    let last = try engines(folder + "/cmapss-fd001/test.csv").map { engine in
      index.history(engine.rows, weight: 0.1).last ?? 0
    }
    guard truths.count == last.count else { return print("test_rul.csv: other engines") }
    let capped = truths.map { min($0, 125) }
    let means = last.map { min(125, calibration.mean(score: $0)) }
    let errors = try RegressionScores(predictions: means, truths: capped)
    let score = try saxenaScore(predictions: means, truths: capped)
    print("test engines, truth capped at 125: RMSE \(errors.rootMeanSquareError), score \(score)")
    for level in [0.5, 0.8, 0.9] {
      let scores = try IntervalScores(
        intervals: last.map { calibration.interval(level: level, score: $0) }, truths: truths,
        level: level)
      print("test engines, level \(level): within \(scores.coverage), width \(scores.meanWidth)")
    }
  }

  /// The lives of training engines that went most like a test engine's.
  private static func reportSimilar(
    _ folder: String, _ train: [Engine], _ scores: [Int: [Double]]
  ) throws {
    let index = try HealthIndex(train.map(\.rows), names: names)
    let truths = try String(contentsOfFile: folder + "/cmapss-fd001/test_rul.csv", encoding: .utf8)
      .split(separator: "\n").compactMap { Double($0.split(separator: ",").last ?? "") }
    let tests = try engines(folder + "/cmapss-fd001/test.csv")
    let capped = truths.map { min($0, 125) }
    for (weight, window) in [(0.1, 30), (0.2, 60)] {
      let library = train.map { index.history($0.rows, weight: weight) }
      let model = try TrajectorySimilarity(library, step: 1, window: window)
      let lives = try tests.map { engine in
        try model.remainingLife(index.history(engine.rows, weight: weight))
      }
      let errors = try RegressionScores(
        predictions: lives.map { min(125, $0.median) }, truths: capped)
      let score = try saxenaScore(predictions: lives.map { min(125, $0.median) }, truths: capped)
      let ranked = zip(lives, truths).reduce(0) { $0 + $1.0.rankedProbabilityScore($1.1) } / 100
      let inside = zip(lives, truths).count { $0.interval(level: 0.8).contains($1) }
      print(
        "similar lives, weight \(weight), window \(window): RMSE \(errors.rootMeanSquareError), bias \(errors.bias), "
          + "score \(score), ranked probability score \(ranked), \(inside) within the 80 %")
    }
  }

  /// Replacement at looks every 10 cycles, by a chance of failure until the next look.
  private static func reportDecisions(
    _ engines: [Engine], _ scores: [Int: [Double]], _ rows: (Engine) -> [ScoredLife]
  ) throws {
    var histories: [FailureHistory] = []
    for engine in engines.sorted(by: { ($0.unit % 5, $0.unit) < ($1.unit % 5, $1.unit) }) {
      let known = engines.filter { $0.unit % 5 != engine.unit % 5 }.flatMap(rows)
      let calibration = try LifeCalibration(ScoredLife.weighingUnitsAlike(known), meaning: .risk)
      let own = scores[engine.unit] ?? []
      let looks = Array(stride(from: 10, to: own.count, by: 10))
      histories.append(
        try FailureHistory(
          life: Double(own.count), looks: looks.map(Double.init),
          risks: looks.map { calibration.chance(within: 10, score: own[$0 - 1]) }))
    }
    report("by chance of the index", histories)
    report("by similar lives", try similar(engines))
  }

  /// Looks with the early quantile of lives that went alike, index and library without the engine's fold.
  private static func similar(_ engines: [Engine]) throws -> [FailureHistory] {
    var histories: [FailureHistory] = []
    for fold in 0..<5 {
      let others = engines.filter { $0.unit % 5 != fold }
      let index = try HealthIndex(others.map(\.rows), names: names)
      let library = others.map { index.history($0.rows, weight: 0.2) }
      let model = try TrajectorySimilarity(library, step: 1, window: 60)
      for engine in engines where engine.unit % 5 == fold {
        let own = index.history(engine.rows, weight: 0.2)
        let looks = Array(stride(from: 10, to: own.count, by: 10))
        let risks = try looks.map {
          -(try model.remainingLife(Array(own.prefix($0))).quantile(0.2))
        }
        histories.append(
          try FailureHistory(
            life: Double(own.count), looks: looks.map(Double.init), risks: risks))
      }
    }
    return histories
  }

  private static func report(_ name: String, _ histories: [FailureHistory]) {
    // Both ways of making histories have them by folds, 20 engines each.
    for corrective in [1000.0, 500, 300] {
      let costs = ReplacementCosts(preventive: 100, corrective: corrective)
      let best = ReplacementPolicy.perfect.cost(on: histories, costs)
      let fold = histories.indices.map { $0 * 5 / histories.count }
      guard
        let found = try? ReplacementPolicy.crossValidated(
          histories, fold: fold, costs, among: { ReplacementPolicy.thresholds(of: $0) })
      else { continue }
      print(
        "failure \(corrective), \(name): \(found.cost.rate) (M \(found.cost.excess(over: best)), "
          + "\(found.cost.failures) failures)")
    }
  }

  /// A mean over engines with its standard error.
  private static func text(_ values: [Double]) -> String {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return "\(mean) ± \((square / (count - 1) / count).squareRoot())"
  }

  private static func engines(_ path: String) throws -> [Engine] {
    var engines: [Engine] = []
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
    {
      let cells = line.split(separator: ",").compactMap { Double($0) }
      if engines.last?.unit != Int(cells[0]) { engines.append(Engine(unit: Int(cells[0]))) }
      engines[engines.count - 1].rows.append(sensors.map { cells[4 + $0] })
    }
    return engines
  }
}
