import Optimization
import Scenarios
import TestSupport
import Testing

@testable import Experiments

@Suite("Bounds on sums of factors")
struct FactorLimitTests {
  private func limit(_ text: String) throws -> FactorLimit {
    let factors = try [
      ("stations.a.buffer", "1 to 20"), ("stations.b.buffer", "1 to 20"),
      ("params.wait", "1 min to 9 min"), ("params.age", "1 h to 90 h"),
      ("params.heat", "150 degC to 200 degC"),
    ].map { try TuningFactor(Experiment.VariedFactor(path: $0.0, values: .range($0.1))) }
    let list = try TuningFactor(
      Experiment.VariedFactor(path: "params.rule", values: .list(["fifo", "edd"])))
    return try FactorLimit(text, among: factors + [list])
  }

  @Test("A bound is a sum of factors, a relation and an amount", .tags(.exact))
  func good() throws {
    let sum = try limit("stations.a.buffer + 2 * stations.b.buffer <= 40")
    #expect(
      sum.constraint.terms == [.init(1, "stations.a.buffer"), .init(2, "stations.b.buffer")])
    #expect(sum.constraint.relation == .atMost && sum.constraint.bound == 40)
    #expect(sum.description == "stations.a.buffer + 2 * stations.b.buffer <= 40")
    let difference = try limit("stations.a.buffer + -1.5*stations.b.buffer >= -3")
    #expect(difference.constraint.terms[1] == .init(-1.5, "stations.b.buffer"))
    #expect(difference.constraint.relation == .atLeast && difference.constraint.bound == -3)
    #expect(try limit("stations.a.buffer = 7").constraint.relation == .equal)
    // In the unit of the range.
    #expect(try limit("params.wait <= 90 s").constraint.bound == 1.5)
    #expect(try limit("params.heat <= 180 degC").constraint.bound == 180)
  }

  @Test(
    "What is no bound says why", .tags(.failure),
    arguments: [
      (
        "stations.a.buffer",
        "is no bound; write one such as 'stations.a.buffer + stations.b.buffer <= 40'"
      ),
      (
        "stations.a.buffer < 4",
        "is no bound; write one such as 'stations.a.buffer + stations.b.buffer <= 40'"
      ),
      ("<= 4", "is no bound; write one such as 'stations.a.buffer + stations.b.buffer <= 40'"),
      (
        "1 <= stations.a.buffer <= 4",
        "is no bound; write one such as 'stations.a.buffer + stations.b.buffer <= 40'"
      ),
      (
        "stations.a.bufer <= 4",
        "'stations.a.bufer' is none of the factors under 'vary'; did you mean 'stations.a.buffer'?"
      ),
      ("x <= 4", "'x' is none of the factors under 'vary'"),
      (
        "two * stations.a.buffer <= 4",
        "'two * stations.a.buffer' needs one number before '*' and a factor behind it"
      ),
      (
        "2 * 3 * stations.a.buffer <= 4",
        "'2 * 3 * stations.a.buffer' needs one number before '*' and a factor behind it"
      ),
      (
        "* stations.a.buffer <= 4",
        "'* stations.a.buffer' needs one number before '*' and a factor behind it"
      ),
      (
        "nan * stations.a.buffer <= 4",
        "'nan * stations.a.buffer' needs one number before '*' and a factor behind it"
      ),
      (
        "stations.a.buffer + stations.a.buffer <= 4",
        "has 'stations.a.buffer' twice; write '2 * stations.a.buffer'"
      ),
      ("params.rule <= 4", "'params.rule' is a list; only ranges can be summed"),
      (
        "stations.a.buffer + params.wait <= 4", "sums factors in different units (none, min)"
      ),
      ("params.wait + params.age <= 4 h", "sums factors in different units (h, min)"),
      ("params.wait <= 4", "'4' is no amount in min"),
      ("params.wait <= 4 mm", "'4 mm' is no amount in min"),
      ("stations.a.buffer <= four", "'four' is no amount"),
      ("stations.a.buffer <= nan", "'nan' is no amount"),
      ("stations.a.buffer <= inf", "'inf' is no amount"),
    ])
  func bad(text: String, reason: String) {
    do {
      _ = try limit(text)
      Issue.record("'\(text)' is a bound")
    } catch {
      #expect("\(error)" == "'\(text)': \(reason)")
    }
  }
}
