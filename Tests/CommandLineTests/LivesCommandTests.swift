import Foundation
import TestSupport
import Testing

@Suite("fettle lives")
struct LivesCommandTests {
  private static let lives = """
    hours [h],failed,load,maker
    120,1,3,a
    340,1,4,a
    410,0,1,b
    90,1,2,b
    280,1,2,a
    500,0,1,b
    150,1,3,a
    210,1,3,b
    330,0,2,a
    60,1,4,b

    """

  @Test("A constant hazard is failures by time; families are ordered by AIC", .tags(.exact))
  func constantHazard() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(LivesCommandTests.lives, to: "lives.csv")
      let outcome = try await fettle(
        "lives", "lives.csv", "--time", "hours", "--event", "failed", "--family", "exponential",
        in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      // 2490 h by 7 failures: 355.7 h, ± 355.7 / √7.
      #expect(
        outcome.standardOutput.hasPrefix("lives.csv · 10 lives · 7 failures · "),
        "\(outcome.standardOutput)")
      #expect(outcome.standardOutput.contains("scale 355.7 ± 130"))
      let all = try await fettle(
        "lives", "lives.csv", "--time", "hours", "--event", "failed", in: folder)
      for family in ["exponential", "weibull", "lognormal", "loglogistic", "gompertz"] {
        #expect(all.standardOutput.contains("\n\(family) "), "\(all.standardOutput)")
      }
    }
  }

  @Test("Covariates, groups and intervals have their tables", .tags(.law))
  func regressions() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(LivesCommandTests.lives, to: "lives.csv")
      let outcome = try await fettle(
        "lives", "lives.csv", "--time", "hours", "--event", "failed", "--covariate", "load",
        "--group", "maker", in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.standardError)")
      #expect(outcome.standardOutput.contains("factor of life"))
      #expect(outcome.standardOutput.contains("hazards by Cox's regression"))
      #expect(outcome.standardOutput.contains("log-rank test: "))
      try folder.write("from,to,parts\n0,10,3\n10,20,5\n20,30,4\n30,,8\n", to: "looks.csv")
      let looks = try await fettle(
        "lives", "looks.csv", "--from", "from", "--to", "to", "--weight", "parts", "--format",
        "json", in: folder)
      #expect(looks.exitCode == 0, "\(looks.standardError)")
      #expect(
        looks.standardOutput.contains("\"lives\" : 20")
          || looks.standardOutput.contains("\"lives\":20"))
    }
  }

  @Test("What is missing is said", .tags(.failure))
  func mistakes() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(LivesCommandTests.lives, to: "lives.csv")
      let column = try await fettle("lives", "lives.csv", "--time", "days", in: folder)
      #expect(column.exitCode == 65)
      #expect(
        column.standardError
          == "lives.csv: error: there is no column 'days' for --time; the table has 'hours', 'failed', 'load', 'maker'\n"
      )
    }
    try await expectWrongUsage(
      ["lives", "x.csv"],
      message: "name the column of lengths with --time, or of looks with --from and --to")
  }
}
