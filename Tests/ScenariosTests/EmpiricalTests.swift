import FactoryModel
import RandomVariates
import Scenarios
import TestSupport
import Testing

@Suite("Values to draw from")
struct EmpiricalTests {
  private func text(_ time: String) -> String {
    """
    fettle: 1
    horizon: 8 h
    products: {part: {release: saturated, route: [saw]}}
    stations: {saw: {time: \(time)}}
    """
  }

  private func values(_ time: String, files: [String: String] = [:]) throws -> [Double] {
    let checked = try CheckedText.check(text(time), files: files)
    let operation = try #require(checked.factory).products[0].route[0]
    // What is resolved is read as the same again.
    let again = try CheckedText.check(checked.resolvedText)
    #expect(again.factory?.products[0].route[0].time == operation.time)
    guard case .empirical(let values, false) = operation.time.family else { return [] }
    return values
  }

  @Test("A value without a unit has that of the next", .tags(.exact))
  func units() throws {
    #expect(try values("empirical 12 15 15 40 min") == [720, 900, 900, 2_400])
    #expect(try values("empirical 30 s 2 1.5 min") == [30, 120, 90])
    #expect(try values("empirical values 3 s") == [3])
  }

  @Test("Lists and tables are the same as words", .tags(.exact))
  func lists() throws {
    #expect(try values("{empirical: [12 min, 15 min, 1 h]}") == [720, 900, 3_600])
    #expect(
      try values("{empirical: {table: t.csv}}", files: ["t.csv": "repair [min]\n12\n15\n1 h\n"])
        == [720, 900, 3_600])
  }

  @Test("Bounds and shifts hold for them too", .tags(.exact))
  func bounds() throws {
    let checked = try CheckedText.check(text("empirical 1 2 30 min at_most 10 min shift 1 min"))
    let time = try #require(checked.factory).products[0].route[0].time
    #expect(time.atMost == 600 && time.shift == 60)
  }

  @Test(
    "Mistakes are told with their remedy", .tags(.failure),
    arguments: [
      (
        "empirical",
        "plan.yaml:4:24: error: stations.saw.time: 'empirical' needs values, as in "
          + "'empirical 12 15 15 40 min'"
      ),
      (
        "empirical 12 15",
        "plan.yaml:4:37: error: stations.saw.time: value 2: '15' has no unit; did "
          + "you mean '15 s'?"
      ),
      (
        "empirical 12 kg",
        "plan.yaml:4:34: error: stations.saw.time: value 1: '12 kg' is a mass; "
          + "expected a time such as '40 s'"
      ),
      (
        "empirical 3 s mean 4 s",
        "plan.yaml:4:24: error: stations.saw.time: empirical has no parameter 'mean'; it takes values, "
          + "shift, at_least and at_most"
      ),
    ])
  func mistakes(time: String, message: String) {
    let found = CheckedText.messages(text(time))
    #expect(found.split(separator: "\n").first.map(String.init) == message)
  }

  @Test("A list that is too long says what to do", .tags(.failure))
  func tooLong() {
    let table = "time [min]\n" + (0..<4_000).map { "\($0 + 1).5\n" }.joined()
    let found = CheckedText.messages(text("{empirical: {table: t.csv}}"), files: ["t.csv": table])
    #expect(found.contains("has 4000 values, which is too long a list; give fewer"))
  }

  @Test("Distributions are written in words that are read back", .tags(.law))
  func words() throws {
    let families: [Distribution.Family] = [
      .constant(value: 90), .exponential(mean: 45.5), .normal(mean: 300, standardDeviation: 20),
      .logNormal(mean: 120, standardDeviation: 80), .gamma(shape: 2.5, scale: 33),
      .weibull(shape: 0.8, scale: 70), .uniform(lower: 5, upper: 8),
      .triangular(lower: 1, mode: 2, upper: 5),
      .inverseGaussian(mean: 50, shape: 75), .empirical(values: [3, 4.25, 9], interpolated: false),
    ]
    for family in families {
      let distribution = Distribution(family, shift: 2)
      let words = try #require(DistributionText.words(distribution, unit: "s", digits: 12))
      let checked = try CheckedText.check(text(words))
      let read = try #require(checked.factory).products[0].route[0].time
      #expect(
        DistributionText.words(read, unit: "s", digits: 8).map(withoutBounds)
          == DistributionText.words(distribution, unit: "s", digits: 8), "\(words)")
    }
  }

  @Test("Erlang is read back as the gamma distribution that it is", .tags(.exact))
  func erlang() throws {
    let words = try #require(
      DistributionText.words(Distribution(.erlang(stages: 3, mean: 66)), unit: "s"))
    #expect(words == "erlang phases 3 mean 66 s")
    let read = try #require(try CheckedText.check(text(words)).factory).products[0].route[0].time
    #expect(DistributionText.words(read, unit: "s") == "gamma shape 3 scale 22 s")
  }

  /// A normal time is cut at zero by the reader.
  private func withoutBounds(_ words: String) -> String {
    words.replacing(" at_least 0 s", with: "")
  }
}
