import Foundation
import SpecialFunctions
import TestDraws
import TestSupport
import Testing

@testable import Prognostics

@Suite("Life calibration")
struct LifeCalibrationTests {
  /// Units with log-normal lives, seen at every step with a score that knows the rest with an error
  /// that is partly the unit's own: rows of one unit are far from independent.
  static func rows(
    units: Range<Int>, censored: Double = 0, _ draws: inout Draws
  ) -> [ScoredLife] {
    var rows: [ScoredLife] = []
    for unit in units {
      let life = 40 * exp(0.3 * draws.normal())
      let own = 0.3 * draws.normal()
      let end = draws.chance(censored) ? life * draws.uniform() : life
      for step in 0..<Int(end) {
        let rest = life - Double(step)
        let score = log(rest + 3) + own + 0.2 * draws.normal()
        rows.append(
          ScoredLife(
            score: score, remaining: end - Double(step), isCensored: end < life, unit: unit))
      }
    }
    return ScoredLife.weighingUnitsAlike(rows)
  }

  @Test("Two groups of scores give their own curves", .tags(.exact))
  func twoGroups() throws {
    var rows: [ScoredLife] = []
    for unit in 0..<4 {
      rows.append(ScoredLife(score: 1, remaining: Double(10 + 10 * unit), unit: unit))
      rows.append(ScoredLife(score: 2, remaining: Double(1 + unit), unit: unit))
    }
    var options = LifeCalibration.Options()
    (options.neighbors, options.unitsNeeded) = (4, 4)
    let calibration = try LifeCalibration(rows, meaning: .risk, options: options)
    // Of score 1 the lives are 10, 20, 30, 40, of score 2 they are 1, 2, 3, 4.
    #expect(abs(calibration.chance(within: 20, score: 1) - 0.5) < 1e-12)
    #expect(abs(calibration.chance(within: 2, score: 2) - 0.5) < 1e-12)
    #expect(calibration.chance(within: 4, score: 7) == 1)
    #expect(abs(calibration.quantile(0.5, score: 2) - 2) < 1e-12)
    // Half way between the scores: half of each curve.
    #expect(abs(calibration.chance(within: 4, score: 1.5) - 0.5) < 1e-12)
    #expect(calibration.units(score: 1) == 4)
    // Four units, each seen by the curve of three others: the shortest life lies in its first step, the
    // longest beyond its last. Of 4 units 9 in 10 of five are more than all.
    #expect(calibration.interval(level: 0.9, score: 1) == LifeInterval(lower: 0, upper: .infinity))
    // The same as predicted lives.
    let lives = rows.map { row in
      ScoredLife(score: -row.score, remaining: row.remaining, unit: row.unit)
    }
    let mirrored = try LifeCalibration(lives, meaning: .life, options: options)
    #expect(mirrored.quantile(0.5, score: -2) == calibration.quantile(0.5, score: 2))
  }

  @Test("A riskier score never means a longer life, a longer time never less failure", .tags(.law))
  func monotone() throws {
    var draws = Draws("monotone calibration")
    let rows = LifeCalibrationTests.rows(units: 0..<30, censored: 0.3, &draws)
    let calibration = try LifeCalibration(rows, meaning: .life)
    for time in stride(from: 1.0, to: 90, by: 4) {
      var before = 1.0
      for score in stride(from: 0.0, to: 5, by: 0.05) {
        let chance = calibration.chance(within: time, score: score)
        #expect(chance <= before + 1e-12)
        #expect(chance <= calibration.chance(within: time + 4, score: score) + 1e-12)
        before = chance
      }
    }
    for score in stride(from: 0.5, to: 5, by: 0.37) {
      let whole = calibration.remainingLife(score: score)
      #expect(abs(whole.mean - calibration.mean(score: score)) < 1e-9)
      for p in [0.1, 0.5, 0.8] {
        #expect(whole.quantile(p) == calibration.quantile(p, score: score))
        let time = calibration.quantile(p, score: score)
        if time < .infinity {
          #expect(abs(calibration.chance(within: time, score: score) - p) < 1e-9)
        }
      }
    }
  }

  @Test("Intervals hold what they say for units that were not there", .tags(.statistical))
  func coverage() throws {
    // 60 times 100 units to calibrate with and 40 others. Units of one trial share the calibration, and
    // rows of one unit share the unit: only trials are independent, so the error is of their means.
    let levels = [0.5, 0.8, 0.9]
    var means = levels.map { _ in [Double]() }
    for trial in 0..<60 {
      var draws = Draws("coverage of calibration", ordinal: trial)
      let known = LifeCalibrationTests.rows(units: 0..<100, &draws)
      let calibration = try LifeCalibration(known, meaning: .life)
      let others = LifeCalibrationTests.rows(units: 0..<40, &draws)
      let all = others.reduce(0) { $0 + $1.weight }
      for (place, level) in levels.enumerated() {
        let inside = others.filter {
          calibration.interval(level: level, score: $0.score).contains($0.remaining)
        }
        means[place].append(inside.reduce(0) { $0 + $1.weight } / all)
      }
    }
    for (place, level) in levels.enumerated() {
      let (mean, error) = meanAndError(means[place])
      #expect(mean > level - 3 * error)
      // What the correction for 100 units may add.
      #expect(mean < level + 1.0 / 101 + 3 * error)
      #expect(error < 0.01, "the test could not see an error")
    }
  }

  @Test("A chance that is said is the part that comes", .tags(.statistical))
  func reliability() throws {
    // Of the rows for which a failure within 15 has a chance of 0.2 to 0.4 that part fails, as it does of
    // those from 0.6 to 0.8; by trials, as above.
    for (low, high) in [(0.2, 0.4), (0.6, 0.8)] {
      var gaps: [Double] = []
      for trial in 0..<40 {
        var draws = Draws("reliability of calibration", ordinal: trial)
        let known = LifeCalibrationTests.rows(units: 0..<100, censored: 0.3, &draws)
        let calibration = try LifeCalibration(known, meaning: .life)
        var (gap, mass) = (0.0, 0.0)
        for row in LifeCalibrationTests.rows(units: 0..<60, &draws) {
          let chance = calibration.chance(within: 15, score: row.score)
          guard chance >= low, chance < high else { continue }
          gap += row.weight * ((row.remaining <= 15 ? 1 : 0) - chance)
          mass += row.weight
        }
        gaps.append(gap / mass)
      }
      let (mean, error) = meanAndError(gaps)
      // A neighborhood of a twentieth of the rows spans scores over which the chance differs by some 0.1; on
      // a curve that bends that leaves less than a tenth of it.
      #expect(abs(mean) < 3 * error + 0.01)
    }
  }

  @Test("Where lives are censored the chances are those of the whole lives", .tags(.statistical))
  func censoring() throws {
    // The score says nothing, so the chance of failing within t is that of a life from a fresh start;
    // all units are looked at once, at their beginning, and half of them are lost at a random moment.
    var chances: [Double] = []
    for trial in 0..<100 {
      var draws = Draws("censored calibration", ordinal: trial)
      let rows = (0..<80).map { unit in
        let (life, lost) = (20 * draws.exponential(), 20 * draws.exponential())
        return ScoredLife(
          score: draws.uniform(), remaining: min(life, lost), isCensored: lost < life, unit: unit)
      }
      var options = LifeCalibration.Options()
      options.neighbors = 80
      let calibration = try LifeCalibration(rows, meaning: .risk, options: options)
      chances.append(calibration.chance(within: 10, score: 0.5))
    }
    let (mean, error) = meanAndError(chances)
    // The curve of Kaplan and Meier is without bias up to where nobody is left (e^-80/…, never here);
    // linear interpolation between times adds less than one step, 1/80.
    #expect(abs(mean - (1 - exp(-0.5))) < 3 * error + 1.0 / 80)
    #expect(abs(mean - 0.25) > 3 * error, "what is lost must not count as lasting")
  }

  @Test("A saved calibration is the same to the bit", .tags(.law))
  func roundTrip() throws {
    var draws = Draws("saved calibration")
    let rows = LifeCalibrationTests.rows(units: 0..<25, censored: 0.3, &draws)
    let calibration = try LifeCalibration(rows, meaning: .life)
    let again = try LifeCalibration(saved: calibration.saved())
    #expect(again == calibration)
    // Nor does the order of the rows matter.
    #expect(try LifeCalibration(draws.permuted(rows), meaning: .life) == calibration)
    let text = try #require(String(bytes: calibration.saved(), encoding: .utf8))
    let older = text.replacing("\"version\" : 1", with: "\"version\" : 0")
    #expect(throws: PrognosticsError.otherVersion(kind: "life calibration", found: 0, expected: 1))
    {
      try LifeCalibration(saved: Data(older.utf8))
    }
    #expect(
      throws: PrognosticsError.otherKind(found: "life calibration", expected: "conformal intervals")
    ) {
      try ConformalIntervals(saved: calibration.saved())
    }
    #expect(
      throws: PrognosticsError.unreadable(
        kind: "life calibration", because: "the text is no saved model")
    ) {
      try LifeCalibration(saved: Data("{}".utf8))
    }
  }

  @Test("Rows that cannot be are refused", .tags(.failure))
  func refusals() {
    let one = ScoredLife(score: 1, remaining: 2, unit: 1)
    func message(_ rows: [ScoredLife]) -> String? {
      #expect(throws: PrognosticsError.self) { try LifeCalibration(rows, meaning: .risk) }?
        .description
    }
    #expect(
      message([one, one]) == "units to calibrate with: there are 1, and at least 2 are needed")
    let running = (0..<3).map { ScoredLife(score: 1, remaining: 2, isCensored: true, unit: $0) }
    #expect(message(running) == "there is no estimate of remaining lives: no life has ended")
    #expect(
      message([one, ScoredLife(score: .nan, remaining: 2, unit: 2)])
        == "a score is nan; it must be finite")
  }
}

/// The mean and its standard error.
func meanAndError(_ values: [Double]) -> (mean: Double, error: Double) {
  let count = Double(values.count)
  let mean = values.reduce(0, +) / count
  let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (mean, (square / (count - 1) / count).squareRoot())
}
