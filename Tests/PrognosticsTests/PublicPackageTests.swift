import Foundation
import Prognostics
import TestSupport
import Testing

/// What scikit-learn and lifelines make of the same rows; the file comes from
/// `Scripts/prognostics-golden.py`.
@Suite("Beside public packages")
struct PublicPackageTests {
  struct Recorded: Decodable {
    var scores, weights, lives, points, times, isotonic, platt, beta, survival: [Double]
    var happened, lost: [Int]
    var area, weightedArea, precision, weightedPrecision, brier, logLoss, concordance: Double
  }

  static func recorded() throws -> Recorded {
    try JSONDecoder().decode(
      Recorded.self,
      from: Data(contentsOf: Repository.url("Tests/Fixtures/prognostics/scores.json")))
  }

  @Test("Rankings, probabilities and concordance agree", .tags(.golden))
  func scores() throws {
    let rows = try PublicPackageTests.recorded()
    let happened = rows.happened.map { $0 == 1 }
    let ranking = try RankingScores(scores: rows.scores, happened: happened)
    let weighted = try RankingScores(
      scores: rows.scores, happened: happened, weights: rows.weights)
    let probabilities = try ProbabilityScores(probabilities: rows.scores, happened: happened)
    let order = try concordance(
      risks: rows.scores, lives: rows.lives, isCensored: rows.lost.map { $0 == 1 })
    // Sums of a few hundred numbers near 1.
    let pairs = [
      (ranking.areaUnderCurve, rows.area), (weighted.areaUnderCurve, rows.weightedArea),
      (ranking.averagePrecision, rows.precision),
      (weighted.averagePrecision, rows.weightedPrecision),
      (probabilities.brierScore, rows.brier), (probabilities.logLoss, rows.logLoss),
      (order, rows.concordance),
    ]
    for (own, other) in pairs { #expect(abs(own - other) < 1e-12, "\(own) \(other)") }
  }

  @Test("Curves of probabilities and of survival agree", .tags(.golden))
  func curves() throws {
    let rows = try PublicPackageTests.recorded()
    let happened = rows.happened.map { $0 == 1 }
    let isotonic = try ProbabilityCalibration(
      scores: rows.scores, happened: happened, shape: .isotonic, weights: rows.weights)
    let platt = try ProbabilityCalibration(
      scores: rows.scores, happened: happened, shape: .platt)
    let beta = try ProbabilityCalibration(scores: rows.scores, happened: happened, shape: .beta)
    for (place, point) in rows.points.enumerated() {
      #expect(abs(isotonic.probability(point) - rows.isotonic[place]) < 1e-12)
      // Both stop where the gradient is small: scikit-learn's steps end some 1e-4 away.
      #expect(abs(platt.probability(point) - rows.platt[place]) < 1e-3)
      #expect(abs(beta.probability(point) - rows.beta[place]) < 1e-3)
    }
    let curve = WeightedSurvival(
      times: rows.lives, ended: rows.lost.map { $0 == 0 }, weights: rows.weights)
    for (time, share) in zip(rows.times, rows.survival) {
      #expect(abs(curve.survival(at: time) - share) < 1e-12)
    }
  }
}
