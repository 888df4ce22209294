import Experiments
import TestSupport
import Testing

@testable import Reports

@Suite("Findings")
struct FindingsTests {
  private func findings(
    of text: String, replications: Int = 2
  ) async throws -> Findings {
    let kept = try await Runs.keep([try Runs.arm(text: text)], replications: replications)
    return Findings(of: kept.summary, kept.report.arms)
  }

  private func line(
    _ stations: String, release: String = "saturated", route: String = "[cut, press]"
  ) -> String {
    """
    fettle: 1
    warm_up: 1 h
    horizon: 10 h
    products: {part: {release: \(release), route: \(route)}}
    stations: {\(stations)}
    """
  }

  @Test("A station that is never idle limits the line", .tags(.exact))
  func limit() async throws {
    let found = try await findings(
      of: line("cut: {time: 15 s}, press: {buffer: 4, time: 30 s, ideal_time: 24 s}"))
    #expect(
      found.verdict == ["The line is limited by press, which is busy for 100.0 % of its open time."]
    )
    #expect(
      found.reasons == [
        "Of its open time press is 100.0 % producing.",
        "Its OEE is 80.0 %: availability 100.0 % × effectiveness 80.0 % × quality 100.0 %.",
        "The next busiest station is cut, with 50.0 %.",
      ])
    #expect(found.warnings == [])
  }

  @Test("Equally busy stations limit it together", .tags(.exact))
  func together() async throws {
    let found = try await findings(
      of: line("cut: {time: 30 s}, press: {buffer: 4, time: 30 s}"))
    #expect(
      found.verdict == [
        "The line is limited by cut and press together, each busy for about 100.0 % of its open time."
      ])
    #expect(found.reasons.count == 2)
  }

  /// The first station never lacks parts.
  ///
  /// With exponential times and no buffer each of two stations alike is busy for 2/3 of the time
  /// (Hunt, 1956), and of four for less; both are below 80 %.
  @Test("Stations that hold each other up limit the line, not one of them", .tags(.law))
  func blocking() async throws {
    let stations = "exponential 30 s"
    for (text, route) in [
      ("a: {time: \(stations)}, b: {buffer: 0, time: \(stations)}", "[a, b]"),
      (
        "a: {time: \(stations)}, b: {buffer: 0, time: \(stations)}, "
          + "c: {buffer: 0, time: \(stations)}, d: {buffer: 0, time: \(stations)}", "[a, b, c, d]"
      ),
    ] {
      let found = try await findings(of: line(text, route: route))
      #expect(
        found.verdict[0].hasPrefix(
          "No single station limits the line: stations block and starve each other. The busiest, "))
    }
  }

  @Test("Where parts come slowly, no station limits the line", .tags(.exact))
  func slow() async throws {
    let found = try await findings(
      of: line(
        "cut: {time: 15 s}, press: {buffer: 4, time: 30 s}", release: "{every: 100 s}"))
    #expect(
      found.verdict == [
        "No station limits the line: the busiest, press, is busy for 30.0 % of its open time."
      ])
    #expect(found.reasons[0] == "Of its open time press is 30.0 % producing and 70.0 % starved.")
  }

  @Test(
    "Defects that leave, parts turned away and too few replications are warned of", .tags(.exact))
  func warnings() async throws {
    let escaping = try await findings(
      of: line(
        "cut: {time: 30 s, makes: {burr: 100 %}}", route: "[cut]"), replications: 1)
    // A part every 30 s of 36000 s.
    #expect(
      escaping.warnings == [
        "A single replication shows no spread: there are no intervals. Run it again with more.",
        "1200 parts left as good with a defect on them.",
        "The scenario: products.part: 'burr' is made at 'cut' and looked for nowhere after; every such "
          + "part escapes.",
      ])
    let losing = try await findings(
      of: line(
        "cut: {buffer: 0, time: 100 s}", release: "{every: 60 s, if_full: lost}", route: "[cut]"))
    #expect(
      losing.warnings.contains {
        $0.hasSuffix(" parts were turned away because the first buffer was full.")
      })
    // The reader's own doubts: more work than the station can do.
    #expect(losing.warnings.contains { $0.hasPrefix("The scenario: ") })
  }

  @Test("A comparison says what its verdicts say", .tags(.exact))
  func comparison() async throws {
    let kept = try await Runs.keep(
      [try Runs.arm("base"), try Runs.arm("fast", "stations.mould.time=exponential 20 s")],
      baseline: 0)
    let found = Findings(of: kept.summary, kept.report.arms)
    #expect(found.verdict == kept.summary.verdicts.map { $0.sentence + "." })
    #expect(found.warnings.count == 1)
    #expect(found.warnings[0].hasSuffix("with a defect on them, depending on the arm."))
  }

  @Test("A sweep says where throughput is highest and cost lowest", .tags(.exact))
  func sweep() async throws {
    let kept = try await Runs.keep(
      try [30, 20, 60].map {
        try Runs.arm(
          "\($0)", "stations.mould.time=exponential \($0) s", settings: ["exponential \($0) s"])
      }, factors: ["stations.mould.time"])
    let entry = try #require(kept.summary.arms[1].entry("throughput"))
    let found = Findings(of: kept.summary, kept.report.arms)
    #expect(
      found.verdict[0]
        == "Highest throughput: \(FigureText(entry).valueAndHalfWidth) parts/h at point 20 "
        + "(stations.mould.time = exponential 20 s).")
    #expect(found.verdict[1].hasPrefix("Lowest cost per good part: "))
  }
}
