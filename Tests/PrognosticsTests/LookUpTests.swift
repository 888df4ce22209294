import Prognostics
import TestDraws
import TestSupport
import Testing

@Suite("Look-ups")
struct LookUpTests {
  @Test("A look-up of a calibrated life, a chance and a score ask for no memory", .tags(.law))
  func memory() throws {
    var draws = Draws("memory of look-ups")
    let calibration = try LifeCalibration(
      LifeCalibrationTests.rows(units: 0..<20, &draws), meaning: .life)
    let life = calibration.remainingLife(score: 2)
    let rows = AnomalyTests.healthy(200, &draws)
    let names = AnomalyTests.names
    let components = try PrincipalComponentMonitor(rows, names: names)
    let distance = try MahalanobisDetector(rows, names: names)
    let histogram = try HistogramDetector(rows, names: names)
    let forest = try IsolationForest(rows, names: names, trees: 10)
    let health = try HealthDetector(rows, names: names)
    let wiener = try WienerDegradation(
      DegradationModelTests.wiener(5, drift: 1, spread: 0.1, deviation: 0.2, &draws),
      threshold: FailureThreshold(50))
    var unit = wiener.unit(at: 0)
    var sum = 0.0
    func look() {
      for place in 0..<50 {
        let score = Double(place) / 10
        sum += calibration.chance(within: 7, score: score) + calibration.mean(score: score)
        sum += calibration.interval(level: 0.8, score: score).lower
        sum += calibration.quantile(0.2, score: score)
        sum += life.chance(within: score, after: 3) + life.quantile(0.1) + life.meanBeyond(score)
        sum += components.score(rows[place]) + distance.score(rows[place])
        sum += histogram.score(rows[place]) + forest.score(rows[place]) + health.score(rows[place])
        unit.observe(score, at: Double(place))
        sum += unit.chance(within: 20)
      }
      unit = wiener.unit(at: 0)
    }
    look()
    #expect((allocations(in: look) ?? 0) == 0)
    #expect(sum.isFinite)
  }
}
