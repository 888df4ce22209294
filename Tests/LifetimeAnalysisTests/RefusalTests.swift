import LifetimeAnalysis
import LinearAlgebra
import TestSupport
import Testing

@Suite("Lives that cannot be analysed")
struct RefusalTests {
  private func message(_ work: () throws(LifetimeError) -> Void) -> String {
    do throws(LifetimeError) {
      try work()
      return "nothing was thrown"
    } catch {
      return error.description
    }
  }

  @Test("Times that make no sense", .tags(.failure))
  func times() {
    #expect(
      message { () throws(LifetimeError) in _ = try LifeSample(times: []) } == "there are no lives")
    #expect(
      message { () throws(LifetimeError) in _ = try LifeSample(times: [1, -2]) }
        == "life 2: its time is -2.0; a time must be finite and not negative")
    #expect(
      message { () throws(LifetimeError) in _ = try LifeSample(times: [1, .nan]) }
        == "life 2: its time is nan; a time must be finite and not negative")
    #expect(
      message { () throws(LifetimeError) in _ = try LifeSample(times: [5], entries: [7]) }
        == "life 1: it came under observation at 7.0, and its observation ended at 5.0; the entry must lie "
        + "before the end")
    #expect(
      message { () throws(LifetimeError) in _ = try LifeSample(lower: [5], upper: [4]) }
        == "life 1: its interval goes from 5.0 to 4.0; the end must not lie before the start")
    #expect(
      message { () throws(LifetimeError) in _ = try LifeSample(times: [5], weights: [0]) }
        == "life 1: its weight is 0.0; a weight must be finite and above 0")
    #expect(
      message { () throws(LifetimeError) in _ = try LifeSample(times: [5], failed: [true, true]) }
        == "failures: 2 values for 1 lives; give one for each life")
    #expect(
      message { () throws(LifetimeError) in _ = try LifeFit(LifeSample(times: [0, 3]), .weibull) }
        == "life 1 failed at time 0; a life must be above 0 (give an interval that ends at the first look if "
        + "it failed before that)")
  }

  @Test("Too little to go by", .tags(.failure))
  func tooLittle() {
    #expect(
      message { () throws(LifetimeError) in
        _ = try LifeFit(LifeSample(times: [5, 6], failed: [false, false]), .weibull)
      } == "none of 2 lives ended in a failure; at least one failure must have been seen")
    for family in [LifeFamily.weibull, .lognormal, .loglogistic, .gompertz] {
      #expect(
        message { () throws(LifetimeError) in
          _ = try LifeFit(
            LifeSample(times: [5, 5, 3], failed: [true, true, false]), family)
        }
          == "all failures are at 5.0, so that the likelihood has no maximum; the lives must differ (or fix "
          + "the shape: exponential)")
    }
    #expect(throws: Never.self) { try LifeFit(LifeSample(times: [5, 5]), .exponential) }
    #expect(
      message { () throws(LifetimeError) in
        _ = try LifeFit(LifeSample(lower: [0, 0], upper: [4, 9]), .weibull)
      }
        == "the likelihood of the weibull model has no maximum that could be found; there may be too few "
        + "failures that differ")
    #expect(
      message { () throws(LifetimeError) in
        _ = try SurvivalCurve(LifeSample(lower: [1, 2], upper: [3, 2]))
      }
        == "life 1 is known to end between 1.0 and 3.0 only; here each life must be an exact failure or "
        + "right-censored (use a parametric fit, or the curve for intervals)")
    #expect(
      message { () throws(LifetimeError) in
        _ = try LogRankTest(LifeSample(times: [1, 2]), groups: [0, 0])
      } == "1 group; a comparison needs at least two groups with lives")
    #expect(
      message { () throws(LifetimeError) in
        _ = try IntervalSurvivalCurve(LifeSample(times: [5, 6], entries: [0, 2]))
      }
        == "life 2 came under observation at 2.0 only; the curve for intervals takes lives that were seen from "
        + "the beginning (use a parametric fit)")
    #expect(
      message { () throws(LifetimeError) in
        _ = try MeanCumulativeFunction([RecurrentUnit(events: [4], end: 3)])
      } == "unit 1: its event at 4.0 lies outside the time in which it was observed")
  }

  /// Twelve lives with covariates a and b.
  private static let times: [Double] = [3, 5, 6, 8, 9, 12, 13, 17, 21, 22, 30, 41]
  private static let a: [Double] = [5, 1, 4, 4, 2, 3, 5, 2, 1, 3, 1, 2]
  private static let b: [Double] = [1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0]

  private func both(
    _ columns: [(name: String, values: [Double])], failed: [Bool]? = nil
  ) -> [String] {
    [
      message { () throws(LifetimeError) in
        _ = try LifeRegression(
          LifeSample(times: RefusalTests.times, failed: failed), CovariateTable(columns: columns),
          .weibull)
      },
      message { () throws(LifetimeError) in
        _ = try CoxRegression(
          LifeSample(times: RefusalTests.times, failed: failed), CovariateTable(columns: columns))
      },
    ]
  }

  @Test("Covariates that say nothing are named", .tags(.failure))
  func covariates() throws {
    let (a, b) = (("a", RefusalTests.a), ("b", RefusalTests.b))
    let constant = ("site", Array(repeating: 1e6, count: 12))
    let words =
      "covariate 'site' is 1000000.0 for all lives, so that its effect cannot be told; leave it out"
    #expect(both([a, constant, b]) == [words, words])
    let sum = zip(RefusalTests.a, RefusalTests.b).map { 3e3 * $0 - 2e4 * $1 + 7 }
    let repeated =
      "covariate 'sum' follows exactly from 'a', 'b', so that their effects cannot be told apart; leave one of "
      + "them out"
    #expect(both([a, b, ("sum", sum)]) == [repeated, repeated])
    var broken = RefusalTests.a
    broken[3] = .nan
    let missing = "covariate 'a': the value of life 4 is nan; it must be finite"
    #expect(both([("a", broken)]) == [missing, missing])
    let twice = "there are two covariates named 'a'; names must differ"
    #expect(both([a, a]) == [twice, twice])
    let (table, leftOut) = try CovariateTable(columns: [a, constant, b, ("sum", sum)]).informative()
    #expect(table.names == ["a", "b"])
    #expect(leftOut.map(\.description) == [words, repeated])
  }

  @Test("Separation is named", .tags(.failure))
  func separation() {
    // None of those with b = 1 failed.
    let words =
      "the likelihood grows without end along 'b': perhaps no life of some kind failed, or all that failed did "
      + "so first (separation); leave the covariate out, merge groups, or observe longer"
    let columns = [("a", RefusalTests.a), ("b", RefusalTests.b)]
    let messages = both(columns, failed: RefusalTests.b.map { $0 == 0 })
    #expect(messages[1] == words)
    #expect(messages[0].hasPrefix("the likelihood grows without end along"))
    #expect(messages[0].contains("'b'"))
    // The greater x, the sooner each failed.
    let order = RefusalTests.times.map { 100 - $0 }
    #expect(both([("x", order)])[1].hasPrefix("the likelihood grows without end along 'x'"))
  }

  @Test("A rare kind that did not fail is found in many lives", .tags(.failure))
  func rareSeparation() throws {
    let count = 20_000
    let times = (0..<count).map { 1 + Double(($0 * 7919) % count) }
    let rare = (0..<count).map { $0 % 5000 == 17 ? 1.0 : 0 }
    let other = (0..<count).map { Double(($0 * 31) % 97) * 1e4 }
    let sample = try LifeSample(times: times, failed: rare.map { $0 == 0 })
    let table = try CovariateTable(columns: [("other", other), ("rare", rare)])
    for message in [
      message { () throws(LifetimeError) in _ = try CoxRegression(sample, table) },
      message { () throws(LifetimeError) in _ = try LifeRegression(sample, table, .weibull) },
    ] {
      #expect(message.hasPrefix("the likelihood grows without end along"))
      #expect(message.contains("'rare'") && !message.contains("'other'"))
    }
  }

  @Test("More coefficients than failures", .tags(.failure))
  func tooMany() {
    let failed = RefusalTests.times.map { $0 == 5 }
    let words =
      "1 failure for 2 parameters; there must be at least as many failures as parameters (use fewer covariates "
      + "or a simpler family)"
    #expect(both([("a", RefusalTests.a), ("b", RefusalTests.b)], failed: failed)[1] == words)
  }

  @Test("A model that meets every failure has no spread", .tags(.failure))
  func perfect() {
    let message = message { () throws(LifetimeError) in
      _ = try LifeRegression(
        LifeSample(times: [1, 1, 4, 4]), CovariateTable(columns: [("x", [0, 0, 1, 1])]), .lognormal)
    }
    #expect(
      message
        == "the model meets all failures exactly, so that the likelihood has no maximum; the lives must differ "
        + "(or fix the shape: exponential)")
  }
}
