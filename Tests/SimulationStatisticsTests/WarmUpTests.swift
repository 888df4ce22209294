import SimulationStatistics
import TestDraws
import TestSupport
import Testing

@Suite("Warm-up")
struct WarmUpTests {
  /// Batches of one observation.
  ///
  /// MSER(1) = (6/5)/25, MSER(2) = 1/16, MSER(3) = (2/3)/9.
  @Test("The rule on six batches, worked by hand", .tags(.exact))
  func byHand() throws {
    let rule = try MarginalStandardErrorRule([9, 1, 2, 1, 2, 1], batchSize: 1)
    #expect(rule.truncationBatches == 1)
    #expect(relativeError(rule.statistic, 0.048) < 1e-14)
    #expect(relativeError(rule.truncatedMean, 1.4) < 1e-15)
    #expect(relativeError(rule.untruncatedMean, 16.0 / 6) < 1e-15)
    #expect(!rule.isAtEndOfSearch)
  }

  @Test("The rule is the smallest of the definition's values", .tags(.law))
  func definition() throws {
    for trial in 0..<50 {
      var draws = Draws("definition", ordinal: trial)
      let count = 10 + draws.index(below: 300)
      var series = draws.autoregressive(0.8, count: count)
      for index in series.indices { series[index] += 10 * 0.95.raised(to: Double(index)) }
      let rule = try MarginalStandardErrorRule(series)
      let means = (0..<count / 5).map { batch in
        series[5 * batch..<5 * batch + 5].reduce(0, +) / 5
      }
      func statistic(_ d: Int) -> Double {
        let kept = means[d...]
        let mean = kept.reduce(0, +) / Double(kept.count)
        let squares = kept.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return squares / Double(kept.count * kept.count)
      }
      let values = (0...means.count / 2).map(statistic)
      let best = values.indices.reduce(0) { values[$1] < values[$0] ? $1 : $0 }
      #expect(rule.truncationBatches == best)
      #expect(rule.batchCount == means.count)
      #expect(relativeError(rule.statistic, values[best]) < 1e-9)
    }
  }

  @Test("Of equal truncations the shortest is taken", .tags(.exact))
  func ties() throws {
    let rule = try MarginalStandardErrorRule(Array(repeating: 2, count: 50))
    #expect(rule.truncationBatches == 0)
    #expect(rule.statistic == 0)
  }

  @Test("A series that never settles is flagged", .tags(.exact))
  func trend() throws {
    let rule = try MarginalStandardErrorRule((0..<100).map { Double($0) })
    #expect(rule.isAtEndOfSearch)
    #expect(rule.truncationBatches == 10)
  }

  @Test("Less than two batches are refused", .tags(.failure))
  func tooShort() {
    #expect(
      throws: StatisticsInputError.tooFewObservations(name: "series", count: 9, needed: 10)
    ) { try MarginalStandardErrorRule(Array(repeating: 1, count: 9)) }
  }
}
