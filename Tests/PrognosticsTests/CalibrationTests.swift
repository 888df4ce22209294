import Foundation
import TestDraws
import TestSupport
import Testing

@testable import Prognostics

@Suite("Conformal intervals and calibrated probabilities")
struct CalibrationTests {
  @Test("The margin is the (n + 1)(1 - α)th score", .tags(.exact))
  func margin() throws {
    let intervals = try ConformalIntervals(scores: [5, 1, 4, 2, 3, 9, 7, 8, 6])
    // Of 9 scores: 0.9 · 10 = 9, 0.8 · 10 = 8, 0.75 · 10 = 7.5.
    #expect(intervals.margin(level: 0.9) == 9)
    #expect(intervals.margin(level: 0.8) == 8)
    #expect(intervals.margin(level: 0.75) == 8)
    #expect(intervals.margin(level: 0.7) == 7)
    #expect(intervals.margin(level: 0.91) == .infinity)
    #expect(intervals.interval(level: 0.5, prediction: 20) == LifeInterval(lower: 15, upper: 25))
    #expect(
      intervals.interval(level: 0.5, prediction: 20, scale: 2) == LifeInterval(lower: 10, upper: 30)
    )
    #expect(
      intervals.interval(level: 0.5, lower: 10, upper: 11) == LifeInterval(lower: 5, upper: 16))
    #expect(ConformalIntervals.outside(7, lower: 8, upper: 10) == 1)
    #expect(ConformalIntervals.outside(9, lower: 8, upper: 12) == -1)
  }

  @Test("Any finite number comes back from a file with its bits", .tags(.exact))
  func bits() throws {
    let scores = [
      -Double.greatestFiniteMagnitude, -0.1 - 0.2, -0.0, 0x1p-1074, 0x1.8p-1030, 0.1 + 0.2, 1 / 3.0,
      1e22, 5e300,
    ]
    let again = try ConformalIntervals(saved: ConformalIntervals(scores: scores).saved())
    #expect(again.scores.map(\.bitPattern) == scores.map(\.bitPattern))
  }

  @Test("Rows of one unit share its weight", .tags(.exact))
  func groups() throws {
    // Two units: 1, 1, 1, 8 and 4. Weights ¼ each and 1; goal 0.5 · 3 = 1.5.
    let intervals = try ConformalIntervals(scores: [1, 1, 1, 8, 4], unit: [0, 0, 0, 0, 1])
    #expect(intervals.units == 2)
    #expect(intervals.margin(level: 0.25) == 1)
    #expect(intervals.margin(level: 0.5) == 4)
    #expect(intervals.margin(level: 2.0 / 3) == 8)
    #expect(intervals.margin(level: 0.7) == .infinity)
    #expect(try ConformalIntervals(saved: intervals.saved()) == intervals)
  }

  @Test(
    "A row of a new unit lies within as often as said", .tags(.statistical),
    arguments: ["absolute", "normalized", "quantiles"])
  func coverage(method: String) throws {
    // 19 units and the level 0.9 = 18/20: exactly 0.9 for units of one row, and for units of several
    // rows from 0.9 to 0.9 + 1/20.
    let level = 0.9
    func trial(_ ordinal: Int, rowsPerUnit: Int) throws -> Double {
      var draws = Draws("conformal \(method) \(rowsPerUnit)", ordinal: ordinal)
      func unit() -> [(score: Double, value: Double, x: Double)] {
        let own = draws.normal()
        return (0..<rowsPerUnit).map { _ in
          let x = 0.5 + draws.uniform()
          let value = x * (own + 0.5 * draws.normal())
          let score =
            switch method {
            case "absolute": ConformalIntervals.absolute(value, prediction: 0)
            case "normalized": ConformalIntervals.normalized(value, prediction: 0, scale: x)
            default: ConformalIntervals.outside(value, lower: -x, upper: 2 * x)
            }
          return (score, value, x)
        }
      }
      let known = (0..<19).map { _ in unit() }
      let intervals = try ConformalIntervals(
        scores: known.flatMap { $0.map(\.score) },
        unit: known.indices.flatMap { Array(repeating: $0, count: rowsPerUnit) })
      let inside = unit().map { row in
        let interval =
          switch method {
          case "absolute": intervals.interval(level: level, prediction: 0)
          case "normalized": intervals.interval(level: level, prediction: 0, scale: row.x)
          default: intervals.interval(level: level, lower: -row.x, upper: 2 * row.x)
          }
        return interval.contains(row.value) ? 1.0 : 0
      }
      return inside.reduce(0, +) / Double(rowsPerUnit)
    }
    let (single, singleError) = meanAndError(try (0..<4_000).map { try trial($0, rowsPerUnit: 1) })
    #expect(abs(single - level) < 3 * singleError)
    let (several, severalError) = meanAndError(
      try (0..<4_000).map { try trial($0, rowsPerUnit: 5) })
    #expect(several > level - 3 * severalError && several < level + 0.05 + 3 * severalError)
  }

  @Test("Neighbours out of order are pooled", .tags(.exact))
  func pooling() {
    #expect(
      IsotonicRegression.fitted([1, 3, 2, 4, 0], weights: [1, 1, 1, 1, 2])
        == [1, 1.8, 1.8, 1.8, 1.8])
    #expect(IsotonicRegression.fitted([3, 1], weights: [3, 1]) == [2.5, 2.5])
  }

  @Test("An isotonic curve through runs of equal means", .tags(.exact))
  func isotonic() throws {
    let curve = try ProbabilityCalibration(
      scores: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
      happened: [false, true, false, false, true, true], shape: .isotonic)
    // Runs: 0.1 never, 0.2 to 0.4 once of three, 0.5 and 0.6 always.
    #expect(curve.probability(0) == 0 && curve.probability(0.1) == 0)
    #expect(abs(curve.probability(0.3) - 1.0 / 3) < 1e-15)
    #expect(abs(curve.probability(0.15) - 1.0 / 6) < 1e-12)
    #expect(curve.probability(0.5) == 1 && curve.probability(2) == 1)
  }

  @Test("Platt's curve meets the counts of a score with two values", .tags(.exact))
  func platt() throws {
    // Of score 0 one in four happens, of score 1 three in four. Platt's targets: 5/6 and 1/6 with 4 of
    // each, so the rates are 1/3 and 2/3 and the slope is 2 ln 2.
    let curve = try ProbabilityCalibration(
      scores: [0, 0, 0, 0, 1, 1, 1, 1],
      happened: [true, false, false, false, true, true, true, false], shape: .platt)
    #expect(abs(curve.probability(0) - 1.0 / 3) < 1e-9)
    #expect(abs(curve.probability(1) - 2.0 / 3) < 1e-9)
    #expect(abs(curve.probability(0.5) - 0.5) < 1e-9)
  }

  @Test(
    "Each shape finds the probability behind a distorted one", .tags(.statistical),
    arguments: ProbabilityCalibration.Shape.allCases)
  func recovery(shape: ProbabilityCalibration.Shape) throws {
    // p = logistic(2 ln s - 3 ln(1 - s) - 1) for the beta curve and the isotonic one; logistic(4 s - 2)
    // for Platt's.
    var draws = Draws("distorted probabilities")
    func truth(_ s: Double) -> Double {
      let x = shape == .platt ? 4 * s - 2 : 2 * log(s) - 3 * log(1 - s) - 1
      return 1 / (1 + exp(-x))
    }
    let scores = (0..<20_000).map { _ in draws.uniform() }
    let happened = scores.map { draws.chance(truth($0)) }
    let curve = try ProbabilityCalibration(scores: scores, happened: happened, shape: shape)
    for s in [0.1, 0.3, 0.5, 0.7, 0.9] {
      // Two or three coefficients from 20,000 rows: a standard error of the logit below
      // √(3 / (20,000 · 0.05)) = 0.055, of p below a quarter of it. The isotonic curve pools about
      // n^(2/3) = 740 rows: an error of some 0.5/√740 = 0.018.
      #expect(abs(curve.probability(s) - truth(s)) < (shape == .isotonic ? 0.06 : 0.03))
    }
    #expect(try ProbabilityCalibration(saved: curve.saved()) == curve)
  }

  @Test("A score that runs the wrong way is not turned round by the beta curve", .tags(.exact))
  func wrongWay() throws {
    let curve = try ProbabilityCalibration(
      scores: [0.1, 0.2, 0.3, 0.7, 0.8, 0.9],
      happened: [true, true, true, false, false, false], shape: .beta)
    #expect(abs(curve.probability(0.1) - 0.5) < 1e-6 && abs(curve.probability(0.9) - 0.5) < 1e-6)
  }

  @Test("Rows without both outcomes are refused", .tags(.failure))
  func refusals() {
    let error = #expect(throws: PrognosticsError.self) {
      try ProbabilityCalibration(scores: [1, 2], happened: [true, true], shape: .platt)
    }
    #expect(
      error?.description
        == "there is no estimate of probabilities: it happened in all rows, or in none")
    #expect(throws: PrognosticsError.self) {
      try ProbabilityCalibration(scores: [1, 2], happened: [true, false], shape: .beta)
    }
  }
}
