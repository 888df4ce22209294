import Foundation
import TestSupport
import Testing

/// `fettle import`: what is written, what is refused.
@Suite("fettle import")
struct ImportCommandTests {
  private func fixture(_ name: String) -> String {
    Repository.url("Tests/Fixtures/import/\(name)").path
  }

  @Test("Files that are there are kept, unless --force says otherwise", .tags(.exact))
  func force() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let arguments = ["import", "jsplib", fixture("three-jobs.txt"), "--out", "shop"]
      let command = Repository.command.path
      let first = try await runProcess(command, arguments, in: folder)
      #expect(first.exitCode == 0, "\(first.standardError)")
      let route = folder.appending(path: "shop/routes/job_2.csv")
      try Data("mine".utf8).write(to: route)
      try FileManager.default.removeItem(at: folder.appending(path: "shop/scenario.yaml"))
      let second = try await runProcess(command, arguments, in: folder)
      #expect(second.exitCode == 74)
      #expect(
        second.standardError == """
          error: 'shop/routes/job_1.csv' is there already; choose another folder with --out, or write over it \
          with --force

          """)
      #expect(try String(contentsOf: route, encoding: .utf8) == "mine")
      #expect(
        !FileManager.default.fileExists(atPath: folder.appending(path: "shop/scenario.yaml").path))
      let third = try await runProcess(command, arguments + ["--force"], in: folder)
      #expect(third.exitCode == 0)
      #expect(try String(contentsOf: route, encoding: .utf8).hasPrefix("operation,at"))
      let run = try await runProcess(command, ["run", "shop/scenario.yaml", "-n", "1"], in: folder)
      #expect(run.exitCode == 0, "\(run.standardError)")
    }
  }

  @Test(
    "Each instance of a library gets a folder, and what they have in common is said once",
    .tags(.exact))
  func library() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let outcome = try await fettle(
        "import", "jsplib", fixture("library.txt"), "--time-unit", "s", "--out", "shops", in: folder
      )
      #expect(
        outcome.standardOutput == """
          written: shops/one/scenario.yaml and 2 tables      run it: fettle run shops/one/scenario.yaml -n 1
          written: shops/two/scenario.yaml and a table      run it: fettle run shops/two/scenario.yaml -n 1
          assumed: one unit of time of the source is 1 s
          assumed: machines take the part that came first, as the source names no rule

          """)
      let one = try await fettle(
        "import", "jsplib", fixture("library.txt"), "--instance", "two", "--out", "two", in: folder)
      #expect(one.exitCode == 0)
      #expect(try folder.appending(path: "two").names() == ["routes", "scenario.yaml"])
    }
  }

  @Test("Files that are missing or wrong end the import with their codes", .tags(.failure))
  func mistakes() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let missing = try await fettle("import", "fjsp", "nowhere.fjs", "--out", "x", in: folder)
      #expect(missing.exitCode == 66)
      #expect(missing.standardError == "nowhere.fjs: error: there is no such file\n")
      try folder.write("2 1\n0 3\n", to: "half.txt")
      let half = try await fettle("import", "jsplib", "half.txt", "--out", "x", in: folder)
      #expect(half.exitCode == 65)
      #expect(
        half.standardError == """
          half.txt:2:4: error: the file ends here; expected the operations of job 2 of 2, pairs of machine and time
            2 | 0 3
              |    ^

          """)
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "x").path))
    }
    try await expectWrongUsage(
      ["import", "jsplib", "a", "--rule", "best", "--out", "x"], message: "there is no rule 'best'")
    try await expectWrongUsage(
      ["import", "jasima", "a", "--min-batch", "2", "--out", "x"],
      message: "--min-batch is 2.0; it is a share, 0 to 1")
  }
}
