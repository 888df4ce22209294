import Experiments
import TestSupport
import Testing

@Suite("Sweeps")
struct SweepTests {
  private func factor(_ text: String) throws -> SweepFactor { try SweepFactor(argument: text) }

  private func points(_ factors: [String], _ design: SweepPlan.Design) throws -> [[String]] {
    try SweepPlan(factors: try factors.map { try factor($0) }, design: design).points()
  }

  @Test("Values stand between commas outside brackets and quotes", .tags(.exact))
  func levels() throws {
    #expect(try factor("a.b=20, 40,80").values == .levels(["20", "40", "80"]))
    #expect(
      try factor("a={x: 1, y: [2, 3]},off").values == .levels(["{x: 1, y: [2, 3]}", "off"]))
    #expect(try factor("a='x, y',z").values == .levels(["'x, y'", "z"]))
    #expect(
      try factor("a=uniform 5 d to 15 d").values == .levels(["uniform 5 d to 15 d"]))
    #expect(try factor("a.b=20").path == "a.b")
  }

  @Test("A range takes the unit of its lower end", .tags(.exact))
  func ranges() throws {
    func range(_ text: String) throws -> SweepFactor.Values { try factor("a=\(text)").values }
    #expect(
      try range("20 /min to 45 /min")
        == .range(SweepRange(low: 20, high: 45, unit: "/min", isWhole: false)))
    #expect(
      try range("30 min to 2 h")
        == .range(SweepRange(low: 30, high: 120, unit: "min", isWhole: false)))
    #expect(
      try range("10 to 100") == .range(SweepRange(low: 10, high: 100, unit: "", isWhole: true)))
    #expect(
      try range("0.5 to 1") == .range(SweepRange(low: 0.5, high: 1, unit: "", isWhole: false)))
    #expect(
      try range("5 to 8 %") == .range(SweepRange(low: 5, high: 8, unit: "%", isWhole: false)))
  }

  @Test(
    "What cannot be varied is explained", .tags(.failure),
    arguments: [
      ("a.b", "write a path and its values, as in stations.press.buffer=20,40,80"),
      ("=1,2", "'' is not a path; write keys joined by points"),
      ("a..b=1,2", "'a..b' is not a path; write keys joined by points"),
      ("a=1,,2", "a value is missing; write them as in 20,40,80"),
      ("a=", "a value is missing; write them as in 20,40,80"),
      ("a=1,2,1", "the same value stands there twice"),
      ("a=5 to 3", "the range ends before it begins; write the lower end first"),
      ("a=5 h to 3 kg", "'5 h' and '3 kg' are not in the same unit"),
      ("a=5 h to 8", "'8' has no unit; write '8 h'"),
    ])
  func mistakes(text: String, reason: String) throws {
    #expect(throws: RequestError(text, reason)) { try factor(text) }
  }

  @Test("A grid combines all values, the last factor fastest", .tags(.exact))
  func grid() throws {
    #expect(
      try points(["a=1,2", "b=10 s to 20 s"], .grid(valuesOfRange: 3)) == [
        ["1", "10 s"], ["1", "15 s"], ["1", "20 s"], ["2", "10 s"], ["2", "15 s"], ["2", "20 s"],
      ])
    #expect(
      try points(["a=1 to 4"], .grid(valuesOfRange: 7)) == [["1"], ["2"], ["3"], ["4"]])
  }

  @Test("A list takes the values side by side", .tags(.exact))
  func list() throws {
    #expect(
      try points(["a=1,2,3", "b=x,y,z", "c=0 s to 1 s"], .list(valuesOfRange: nil)) == [
        ["1", "x", "0 s"], ["2", "y", "0.5 s"], ["3", "z", "1 s"],
      ])
  }

  @Test("Spread points hit every level equally often and stay in the range", .tags(.law))
  func spread() throws {
    for design in [
      SweepPlan.Design.latinHypercube(points: 64, seed: 3), .sobol(points: 64, seed: nil),
      .sobol(points: 64, seed: 7),
    ] {
      let points = try points(["a=w,x,y,z", "b=1 to 16", "c=2 h to 3 h"], design)
      #expect(points.count == 64)
      for level in ["w", "x", "y", "z"] { #expect(points.count { $0[0] == level } == 16) }
      for whole in 1...16 { #expect(points.count { $0[1] == "\(whole)" } == 4) }
      for point in points {
        let hours = try #require(Double(point[2].dropLast(2)))
        #expect(hours >= 2 && hours <= 3)
        #expect(point[2].hasSuffix(" h"))
      }
    }
  }

  @Test("The plain Sobol' points of a range are dyadic and print short", .tags(.exact))
  func sobol() throws {
    #expect(
      try points(["c=20 /min to 45 /min"], .sobol(points: 4, seed: nil)) == [
        ["20 /min"], ["32.5 /min"], ["38.75 /min"], ["26.25 /min"],
      ])
  }

  @Test(
    "Factors and a design that do not go together are explained", .tags(.failure),
    arguments: [
      (
        ["a=1,2", "a=3,4"], SweepPlan.Design.grid(valuesOfRange: nil),
        "'a': is varied twice; give all its values at once"
      ),
      (
        ["a=1,2", "b=3,4,5"], .list(valuesOfRange: nil),
        "'a': has 2 values and another factor 3; a list takes them side by side, so give all "
          + "factors as many (or use a grid)"
      ),
      (
        ["a=1 s to 2 s"], .grid(valuesOfRange: nil),
        "'a': is a range; say by --points how many values of it a grid takes, at least 2"
      ),
      (
        ["a=1 to 99", "b=1 to 99"], .grid(valuesOfRange: 99),
        "'9801 points': a sweep has from 1 to 4096"
      ),
      (
        ["a=1 s to 2 s"], .sobol(points: 5_000, seed: nil),
        "'5000 points': a sweep has from 1 to 4096"
      ),
      ([], .grid(valuesOfRange: nil), "'sweep': there is nothing to vary"),
    ] as [([String], SweepPlan.Design, String)])
  func conflicts(factors: [String], design: SweepPlan.Design, message: String) throws {
    let plan = SweepPlan(factors: try factors.map { try factor($0) }, design: design)
    do throws(RequestError) {
      _ = try plan.points()
      Issue.record("no points were expected")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test("More factors than Sobol's sequence has dimensions are refused", .tags(.failure))
  func manyFactors() throws {
    let factors = (0..<65).map { "a\($0)=1,2" }
    #expect(
      throws: RequestError("sobol", "has at most 64 factors; use latin_hypercube for more")
    ) { try points(factors, .sobol(points: 4, seed: nil)) }
    #expect(try points(factors, .latinHypercube(points: 4, seed: 1)).count == 4)
  }
}
