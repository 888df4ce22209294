import Foundation
import TestSupport
import Testing

@Suite("fettle audit")
struct AuditCommandTests {
  static let press = Repository.url("Tests/Fixtures/audit/press.csv").path
  static let roles = ["--unit", "machine", "--time", "hour", "--target", "failed"]

  func audit(_ arguments: [String], in folder: URL) async throws -> ProcessOutcome {
    try await runProcess(Repository.command.path, ["audit"] + arguments, in: folder)
  }

  @Test("A table's columns and findings are printed, and an error ends with 1", .tags(.golden))
  func text() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try FileManager.default.copyItem(
        at: URL(filePath: AuditCommandTests.press), to: folder.appending(path: "press.csv"))
      let outcome = try await audit(["press.csv"] + AuditCommandTests.roles, in: folder)
      #expect(outcome.exitCode == 1)
      #expect(outcome.standardError == "")
      try expectGolden(outcome.standardOutput, "Tests/CommandLineTests/Golden/audit.txt")
      let accepted = try await audit(
        ["press.csv", "--accept", "answer-key:repaired"] + AuditCommandTests.roles, in: folder)
      #expect(accepted.exitCode == 0)
      #expect(accepted.standardOutput.contains("\n7 warnings · 2 notes · 1 accepted\n"))
    }
  }

  @Test("JSON has every column and finding", .tags(.exact))
  func json() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let outcome = try await audit(
        [AuditCommandTests.press, "--format", "json"] + AuditCommandTests.roles, in: folder)
      #expect(outcome.exitCode == 1)
      let report = try #require(
        try JSONSerialization.jsonObject(with: Data(outcome.standardOutput.utf8)) as? [String: Any])
      let columns = try #require(report["columns"] as? [[String: Any]])
      #expect(
        columns.compactMap { $0["role"] as? String }.prefix(3) == ["unit", "time", "feature"])
      #expect(columns[2]["minimum"] as? Double == -999)
      let findings = try #require(report["findings"] as? [[String: Any]])
      #expect(findings.count == 10)
      #expect(findings[0]["check"] as? String == "answer-key")
      #expect(findings[0]["measure"] as? Double == 1)
      #expect((findings[1]["place"] as? [String: Any])?["line"] as? Int == 68)
      #expect(findings.allSatisfy { $0["why"] is String && $0["remedy"] is String })
      let target = try #require(report["target"] as? [String: Any])
      #expect(target["classes"] as? [String: Int] == ["0": 213, "1": 28])
    }
  }

  @Test("A folder of splits, files and a column of splits are read", .tags(.exact))
  func splits() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let welds = Repository.url("Tests/Fixtures/audit/welds").path
      let one = try await audit([welds, "--unit", "seam", "--time", "spot"], in: folder)
      let two = try await audit(
        ["\(welds)/train.csv", "\(welds)/test.csv", "--unit", "seam", "--time", "spot"], in: folder)
      #expect(one.exitCode == 1 && one.standardOutput.contains("error: unit-in-two-splits"))
      #expect(one.standardOutput == two.standardOutput)
      let apart = try await audit(
        [welds, "--unit", "seam", "--time", "spot", "--units-per-file"], in: folder)
      #expect(apart.exitCode == 0 && apart.standardOutput.contains("warning: drift"))
      try folder.write("split,x\ntrain,1\ntest,2\ntrain,3\n", to: "one.csv")
      let column = try await audit(["one.csv"], in: folder)
      #expect(column.standardError == "one.csv: note: rows are split by the column 'split'\n")
      #expect(column.standardOutput.contains("\nsplit  rows\ntrain     2\ntest      1\n"))
    }
  }

  @Test("What cannot be audited is told", .tags(.failure))
  func mistakes() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write("a,b\n1,2\n3\n", to: "ragged.csv")
      try folder.write("a,b\n", to: "empty.csv")
      try folder.write("when,speed\nearly,1\nlate,2\n", to: "words.csv")
      try FileManager.default.createDirectory(
        at: folder.appending(path: "bare"), withIntermediateDirectories: true)
      for (arguments, message, code) in [
        (["missing.csv"], "missing.csv: error: there is no such file\n", Int32(66)),
        (
          ["ragged.csv"],
          "ragged.csv:3:1: error: this row has 1 cells, the header 2; give every row as many\n", 65
        ),
        (["empty.csv"], "empty.csv: error: the table has no rows\n", 65),
        (
          ["words.csv", "--target", "sped"],
          "words.csv: error: there is no column 'sped' (--target); did you mean 'speed'?\n", 65
        ),
        (
          ["words.csv", "--time", "when"],
          "words.csv: error: the column 'when' (--time) holds texts; write times as 2020-01-03 07:00:00, or "
            + "as numbers\n", 65
        ),
        (
          ["bare"],
          "bare: error: the folder has no table named train, validation or test, such as train.csv; name "
            + "the files\n", 65
        ),
      ] {
        let outcome = try await audit(arguments, in: folder)
        #expect(outcome.exitCode == code, "\(arguments)")
        #expect(outcome.standardError == message)
        #expect(outcome.standardOutput == "")
      }
    }
    try await expectWrongUsage(
      ["audit", "t.csv", "--accept", "leakge"],
      message: "--accept: there is no check 'leakge'; did you mean 'leakage'?")
    try await expectWrongUsage(
      ["audit", "t.csv", "--threshold", "correlation=2"],
      message: "--threshold correlation is '2'; give a number from 0 to 1")
  }
}

@Suite("fettle clean")
struct CleanCommandTests {
  func clean(_ arguments: [String], in folder: URL) async throws -> ProcessOutcome {
    try await runProcess(Repository.command.path, ["clean"] + arguments, in: folder)
  }

  @Test(
    "A plan that an audit writes is carried out, and the second time changes nothing", .tags(.exact)
  )
  func wholeWay() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let press = AuditCommandTests.press
      let audit = try await runProcess(
        Repository.command.path,
        ["audit", press, "--write-plan", "plan.yaml"] + AuditCommandTests.roles, in: folder)
      #expect(audit.exitCode == 1)
      #expect(audit.standardError.hasPrefix("written: plan.yaml      read it, then: fettle clean "))
      let suggested = try await clean([press, "--suggest"] + AuditCommandTests.roles, in: folder)
      #expect(try folder.text("plan.yaml") == suggested.standardOutput)
      let first = try await clean([press, "--plan", "plan.yaml", "--out", "a.csv"], in: folder)
      #expect(first.exitCode == 0)
      #expect(
        first.standardOutput == "written: a.csv      rows 241 → 240, columns 9 → 7\n")
      #expect(
        first.standardError == """
          plan.yaml:9: numbers torque: 1 cell
          plan.yaml:11: mark_missing temperature: 2 cells
          plan.yaml:13: replace size: 1 cell
          plan.yaml:17: drop_columns repaired
          plan.yaml:19: drop_columns site
          plan.yaml:21: drop_duplicates: 1 row dropped
          plan.yaml:23: sort machine, hour: 2 rows moved

          """)
      let second = try await clean(
        ["a.csv", "--plan", "plan.yaml", "--out", "b.csv", "--format", "json"], in: folder)
      #expect(second.exitCode == 0 && second.standardError == "")
      #expect(try folder.text("a.csv") == folder.text("b.csv"))
      let log = try #require(
        try JSONSerialization.jsonObject(with: Data(second.standardOutput.utf8)) as? [String: Any])
      let entries = try #require(log["entries"] as? [[String: Any]])
      #expect(entries.count == 7)
      #expect(entries.allSatisfy { $0["rows"] as? Int == 0 && $0["cells"] as? Int == 0 })
      #expect(try folder.names() == ["a.csv", "b.csv", "plan.yaml"])
    }
  }

  @Test(
    "Nothing that is there is written over unless that is said, and never what is read",
    .tags(.failure))
  func overwriting() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write("a,b\n1,2\n", to: "t.csv")
      try folder.write("fettle_plan: 1\nsteps:\n  - drop_columns: [b]\n", to: "plan.yaml")
      try folder.write("mine", to: "out.csv")
      for (arguments, message) in [
        (
          ["--out", "out.csv"],
          "error: 'out.csv' is there already; choose another name with --out, or add --force\n"
        ),
        (
          ["--out", "./t.csv", "--force"],
          "error: './t.csv' is what is read; choose another place with --out, so that it can be compared\n"
        ),
        (
          ["--out", "plan.yaml", "--force"],
          "error: 'plan.yaml' is what is read; choose another place with --out, so that it can be compared\n"
        ),
        (
          ["--out", "no/such/out.csv"],
          "error: cannot write 'no/such/out.csv': No such file or directory; choose another place with "
            + "--out\n"
        ),
      ] {
        let outcome = try await clean(["t.csv", "--plan", "plan.yaml"] + arguments, in: folder)
        #expect(outcome.exitCode == 74)
        #expect(outcome.standardError == message)
      }
      #expect(try folder.text("out.csv") == "mine" && folder.text("t.csv") == "a,b\n1,2\n")
      let forced = try await clean(
        ["t.csv", "--plan", "plan.yaml", "--out", "out.csv", "--force"], in: folder)
      #expect(forced.exitCode == 0)
      #expect(try folder.text("out.csv") == "a\n1\n")
      #expect(try folder.names() == ["out.csv", "plan.yaml", "t.csv"])
    }
  }

  @Test("A plan that is wrong is told with its places", .tags(.failure))
  func mistakes() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write("a,b\n1,x\n", to: "t.csv")
      try folder.write(
        "fettle_plan: 1\nsteps:\n  - drop_colums: [b]\n  - sort: {}\n", to: "wrong.yaml")
      try folder.write(
        "fettle_plan: 1\nsteps:\n  - clip: {column: c, least: 0}\n", to: "other.yaml")
      for (plan, message, code) in [
        (
          "wrong.yaml",
          "wrong.yaml:3:5: error: unknown key 'drop_colums' of a step; did you mean 'drop_columns'?\n"
            + "wrong.yaml:4:11: error: 'sort' takes a list of columns, as in [a, b], not a mapping\n",
          Int32(65)
        ),
        (
          "other.yaml",
          "other.yaml:3:5: error: clip: t.csv has no column 'c'; there are 'a' and 'b'\n", 65
        ),
        ("none.yaml", "none.yaml: error: there is no such file\n", 66),
      ] {
        let outcome = try await clean(["t.csv", "--plan", plan, "--out", "o.csv"], in: folder)
        #expect(outcome.exitCode == code)
        #expect(outcome.standardError == message)
        #expect(outcome.standardOutput == "")
      }
    }
    try await expectWrongUsage(
      ["clean", "t.csv"], message: "give --plan and --out, or --suggest to have a plan proposed")
  }
}
