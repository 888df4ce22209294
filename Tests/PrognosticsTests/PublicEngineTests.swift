import Foundation
import Prognostics
import TestSupport
import Testing

@Suite("Public engines")
struct PublicEngineTests {
  static let sensors = [2, 3, 4, 7, 8, 9, 11, 12, 13, 14, 15, 17, 20, 21]

  @Test(
    "FD001: intervals hold what they say for engines that neither index nor calibration has seen",
    .tags(.statistical),
    .enabled(
      if: PublicData.isThere, "NOT CHECKED: there is no ../shared/data beside the repository"))
  func coverage() throws {
    let engines = try PublicData.engines("train").map { engine in
      (
        unit: engine.unit,
        rows: engine.rows.map { row in PublicEngineTests.sensors.map { row[2 + $0] } }
      )
    }
    let names = PublicEngineTests.sensors.map { "s\($0)" }
    var scored: [[ScoredLife]] = engines.map { _ in [] }
    for fold in 0..<5 {
      let index = try HealthIndex(
        engines.filter { $0.unit % 5 != fold }.map(\.rows), names: names)
      for (place, engine) in engines.enumerated() where engine.unit % 5 == fold {
        scored[place] = index.history(engine.rows, weight: 0.1).enumerated().map { cycle, score in
          ScoredLife(
            score: score, remaining: Double(engine.rows.count - 1 - cycle), unit: engine.unit)
        }
      }
    }
    let levels = [0.5, 0.8, 0.9]
    var parts = levels.map { _ in [Double]() }
    for fold in 0..<5 {
      let known = scored.flatMap { $0 }.filter { $0.unit % 5 != fold }
      let calibration = try LifeCalibration(ScoredLife.weighingUnitsAlike(known), meaning: .risk)
      for rows in scored where rows[0].unit % 5 == fold {
        for (place, level) in levels.enumerated() {
          let inside = rows.count {
            calibration.interval(level: level, score: $0.score).contains($0.remaining)
          }
          parts[place].append(Double(inside) / Double(rows.count))
        }
      }
    }
    for (place, level) in levels.enumerated() {
      // One part an engine; that calibrations share engines adds little to the error of their mean.
      let (mean, error) = meanAndError(parts[place])
      #expect(parts[place].count == 100)
      #expect(mean > level - 3 * error && mean < level + 1.0 / 81 + 3 * error)
    }
  }

  @Test(
    "FD001: the detector to begin with is near the best, and says which sensors",
    .tags(.statistical),
    .enabled(
      if: PublicData.isThere, "NOT CHECKED: there is no ../shared/data beside the repository"))
  func anomalies() throws {
    let names = PublicEngineTests.sensors.map { "s\($0)" }
    var (healthy, judged, bad): ([[Double]], [[Double]], [Bool]) = ([], [], [])
    for engine in try PublicData.engines("train") {
      for (cycle, row) in engine.rows.enumerated() {
        let left = engine.rows.count - 1 - cycle
        let values = PublicEngineTests.sensors.map { row[2 + $0] }
        if engine.unit <= 50, left > 125 { healthy.append(values) }
        if engine.unit > 50, left > 125 || left <= 50 {
          judged.append(values)
          bad.append(left <= 50)
        }
      }
    }
    let every = stride(from: 0, to: healthy.count, by: 2).map { healthy[$0] }
    func area(_ detector: some AnomalyDetector) throws -> Double {
      try RankingScores(scores: judged.map(detector.score), happened: bad).areaUnderCurve
    }
    // Mahalanobis' distance has no choices to make: what is published, to its four decimals.
    let distance = try area(MahalanobisDetector(every, names: names, ridge: 0))
    #expect(abs(distance - 0.9559) < 0.00005)
    // The best published is 0.9869.
    #expect(try area(HistogramDetector(every, names: names)) > 0.985)
    let health = try HealthDetector(every, names: names)
    #expect(try area(health) > 0.98)
    // Compressor outlet pressure and temperature at the turbine's outlet are known to tell: s11 and s4.
    let last = try #require(judged.last)
    let first = health.contributions(last).prefix(6).map(\.name)
    #expect(first.contains("s11") && first.contains("s4"), "\(first)")
  }
}
