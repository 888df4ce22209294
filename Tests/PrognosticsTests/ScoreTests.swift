import Foundation
import TestDraws
import TestSupport
import Testing

@testable import Prognostics

@Suite("Scores")
struct ScoreTests {
  @Test("Errors of three predictions", .tags(.exact))
  func regression() throws {
    let scores = try RegressionScores(predictions: [1, 4, 3], truths: [2, 2, 5])
    // d = -1, 2, -2.
    #expect(abs(scores.rootMeanSquareError - 3.0.squareRoot()) < 1e-15)
    #expect(abs(scores.meanAbsoluteError - 5.0 / 3) < 1e-15)
    #expect(abs(scores.bias + 1.0 / 3) < 1e-15)
    // The truth varies by 1 + 1 + 4 about 3.
    #expect(abs((scores.determination ?? 0) - (1 - 9.0 / 6)) < 1e-15)
    let weighted = try RegressionScores(predictions: [1, 4], truths: [2, 2], weights: [3, 1])
    #expect(weighted.bias == -0.25 && weighted.meanAbsoluteError == 1.25)
    #expect(throws: PrognosticsError.otherLength(name: "truths", count: 1, expected: 2)) {
      try RegressionScores(predictions: [1, 2], truths: [1])
    }
  }

  @Test("Too long a life costs more than too short a one", .tags(.exact))
  func saxena() throws {
    #expect(try saxenaScore(predictions: [7], truths: [7]) == 0)
    #expect(
      abs(try saxenaScore(predictions: [87, 110], truths: [100, 100]) - 2 * (M_E - 1)) < 1e-12)
    #expect(
      abs(try saxenaScore(predictions: [20], truths: [0], unit: 2) - (M_E - 1)) < 1e-12)
  }

  @Test("Coverage, width and score of intervals", .tags(.exact))
  func intervals() throws {
    let scores = try IntervalScores(
      intervals: [LifeInterval(lower: 0, upper: 4), LifeInterval(lower: 1, upper: 3)],
      truths: [4, 5], level: 0.8)
    #expect(scores.coverage == 0.5 && scores.meanWidth == 3)
    // 4 and 2 + 10 · 2.
    #expect(abs(scores.meanIntervalScore - 13) < 1e-12)
  }

  @Test("The ranked probability score of a certain life is the distance", .tags(.exact))
  func certainLife() throws {
    let life = try RemainingLife.certain(7)
    #expect(life.rankedProbabilityScore(10) == 3 && life.rankedProbabilityScore(5) == 2)
    #expect(life.rankedProbabilityScore(10, isCensored: true) == 3)
    #expect(life.rankedProbabilityScore(5, isCensored: true) == 0)
  }

  @Test("The ranked probability score of a uniform life", .tags(.exact))
  func uniformLife() throws {
    // On (0, 1): ∫ t² to y and ∫ (1 - t)² from y: y³/3 + (1 - y)³/3; beyond 1 one a time more.
    let life = try RemainingLife(times: [0, 1], survival: [1, 0])
    for y in [0, 0.25, 0.7, 1] {
      let (below, above) = (y * y * y / 3, (1 - y) * (1 - y) * (1 - y) / 3)
      #expect(abs(life.rankedProbabilityScore(y) - below - above) < 1e-15)
      #expect(abs(life.rankedProbabilityScore(y, isCensored: true) - below) < 1e-15)
    }
    #expect(abs(life.rankedProbabilityScore(1.5) - 1.0 / 3 - 0.5) < 1e-15)
  }

  @Test("The true distribution has the least ranked probability score", .tags(.statistical))
  func proper() throws {
    let truth = try RemainingLife(probabilities: RemainingLife.usualProbabilities) { 10 * $0 }
    let late = try RemainingLife(probabilities: RemainingLife.usualProbabilities) { 2 + 10 * $0 }
    let wide = try RemainingLife(probabilities: RemainingLife.usualProbabilities) { 15 * $0 }
    var draws = Draws("ranked probability")
    var gaps: [[Double]] = [[], []]
    for _ in 0..<4_000 {
      let life = 10 * draws.uniform()
      let score = truth.rankedProbabilityScore(life)
      gaps[0].append(late.rankedProbabilityScore(life) - score)
      gaps[1].append(wide.rankedProbabilityScore(life) - score)
    }
    for gap in gaps {
      let (mean, error) = meanAndError(gap)
      #expect(mean > 4 * error)
    }
  }

  @Test("Accuracy on the way and horizon of a path", .tags(.exact))
  func path() throws {
    let path = try PredictedPath(
      life: 100, times: [10, 30, 50, 70, 90], predictions: [40, 62, 70, 33, 11])
    // What remains: 90, 70, 50, 30, 10.
    #expect(path.isAccurate(at: 0.5, within: 0.2) == false)
    #expect(path.isAccurate(at: 0.3, within: 0.2) == true)
    #expect(path.isAccurate(at: 0.6, within: 0.1) == true)
    #expect(path.isAccurate(at: 0.95, within: 0.1) == nil)
    #expect(path.horizon(within: 0.05) == 30)
    #expect(path.horizon(within: 0.2) == 70)
    #expect(path.horizon(within: 0.001) == 0)
    #expect(PredictedPath.accuracy(of: [path, path], at: 0.6, within: 0.1) == 1)
    #expect(throws: PrognosticsError.self) {
      try PredictedPath(life: 5, times: [6], predictions: [1])
    }
  }

  @Test("Areas under both curves, equal scores included", .tags(.exact))
  func ranking() throws {
    // Pairs of (yes, no): yes 0.9, 0.5, 0.2 against no 0.5, 0.1: 2 + 1.5 + 1 of 6.
    let scores = try RankingScores(
      scores: [0.9, 0.5, 0.5, 0.2, 0.1], happened: [true, true, false, true, false])
    #expect(abs(scores.areaUnderCurve - 4.5 / 6) < 1e-15)
    // Steps of a third each: precision 1, 2/3, 3/4.
    #expect(abs(scores.averagePrecision - (1 + 2.0 / 3 + 0.75) / 3) < 1e-15)
    #expect(throws: PrognosticsError.self) { try RankingScores(scores: [1], happened: [true]) }
  }

  @Test("Brier's score, log loss and calibration", .tags(.exact))
  func probabilities() throws {
    let scores = try ProbabilityScores(probabilities: [0.8, 0.25], happened: [true, true])
    #expect(abs(scores.brierScore - (0.04 + 0.5625) / 2) < 1e-15)
    #expect(abs(scores.logLoss + (log(0.8) + log(0.25)) / 2) < 1e-15)
    #expect(abs(scores.calibrationError - (0.2 + 0.75) / 2) < 1e-15)
    #expect(throws: PrognosticsError.self) {
      try ProbabilityScores(probabilities: [1.2], happened: [true])
    }
  }

  @Test("Alarms, and the threshold of greatest F1", .tags(.exact))
  func alarms() throws {
    let (scores, happened) = ([0.9, 0.8, 0.6, 0.4, 0.2], [true, false, true, false, false])
    let alarms = try AlarmScores(scores: scores, happened: happened, threshold: 0.8)
    #expect(alarms.hits == 1 && alarms.falseAlarms == 1 && alarms.misses == 1)
    #expect(alarms.precision == 0.5 && alarms.recall == 0.5 && alarms.f1 == 0.5)
    #expect(abs(alarms.falseAlarmRate - 1.0 / 3) < 1e-15)
    // F1 after each score: 2/3, 1/2, 4/5, 2/3, 4/7.
    #expect(try AlarmScores.bestThreshold(scores: scores, happened: happened) == 0.5)
  }

  @Test("Concordance of lives, some censored, some equal", .tags(.exact))
  func concordanceByHand() throws {
    // Fails at 1 (risk 5), 3 (risk 2), 3 (risk 4), lost at 3 (risk 2), lost at 2 (risk 9), fails at 7 (risk 3).
    let (risks, lives) = ([5.0, 2, 4, 2, 9, 3], [1.0, 3, 3, 3, 2, 7])
    let lost = [false, false, false, true, true, false]
    // First with 5 others: risk 5 above 2, 4, 2, 3, below 9: 4 of 5. Second with lost at 3 and 7: a half
    // and 0 of 2. Third with both: 2 of 2.
    let value = try concordance(risks: risks, lives: lives, isCensored: lost)
    #expect(abs(value - 6.5 / 9) < 1e-15)
    #expect(throws: PrognosticsError.self) {
      try concordance(risks: [1, 2], lives: [3, 3], isCensored: [false, false])
    }
  }

  @Test("Concordance counts the pairs that a look at each pair counts", .tags(.law))
  func concordanceByPairs() throws {
    var draws = Draws("concordance")
    for _ in 0..<50 {
      let count = draws.whole(3...40)
      let risks = (0..<count).map { _ in Double(draws.index(below: 8)) }
      let lives = (0..<count).map { _ in Double(draws.index(below: 10)) }
      let lost = (0..<count).map { _ in draws.chance(0.4) }
      var (good, pairs) = (0.0, 0.0)
      for first in 0..<count where !lost[first] {
        for other in 0..<count
        where lives[other] > lives[first] || (lives[other] == lives[first] && lost[other]) {
          pairs += 1
          good += risks[first] > risks[other] ? 1 : risks[first] == risks[other] ? 0.5 : 0
        }
      }
      guard pairs > 0 else { continue }
      let value = try concordance(risks: risks, lives: lives, isCensored: lost)
      #expect(abs(value - good / pairs) < 1e-12)
    }
  }
}
