import Foundation
import TestSupport
import Testing

@Suite("fettle report")
struct ReportCommandTests {
  private func keep(_ name: String, in folder: URL) async throws {
    try folder.write(SampleLine.small, to: "line.yaml")
    let outcome = try await fettle("run", "line.yaml", "-n", "3", "--out", name, in: folder)
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
  }

  private func expect(
    _ outcome: ProcessOutcome, exitCode: Int32 = 0, output: String = "", error: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome.exitCode == exitCode, sourceLocation: sourceLocation)
    #expect(outcome.standardOutput == output, sourceLocation: sourceLocation)
    #expect(outcome.standardError == error, sourceLocation: sourceLocation)
  }

  @Test("It writes the page into the run's folder and prints its path", .tags(.exact))
  func path() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try await keep("kept", in: folder)
      let text = try await fettle("report", "kept/", in: folder)
      expect(text, output: "kept/report.html\n")
      let page = try folder.text("kept/report.html")
      #expect(page.contains("<h1>Small line</h1>"))
      let json = try await fettle("report", "kept", "--format", "json", in: folder)
      #expect(json.standardOutput == "{\n  \"report\" : \"kept/report.html\"\n}\n")
      #expect(try folder.text("kept/report.html") == page)
      let elsewhere = try await fettle("report", "kept", "--out", "page.html", in: folder)
      #expect(elsewhere.standardOutput == "page.html\n")
      #expect(try folder.text("page.html") == page)
    }
  }

  @Test(
    "A run with a report is a run: it is found again, and replaced with its report", .tags(.law))
  func stillARun() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try await keep("kept", in: folder)
      _ = try await fettle("report", "kept", in: folder)
      let again = try await fettle("run", "line.yaml", "-n", "3", "--out", "kept", in: folder)
      #expect(again.standardError.hasPrefix("the same run is already in kept;"))
      #expect(try folder.appending(path: "kept").names().contains("report.html"))
      let other = try await fettle("run", "line.yaml", "-n", "4", "--out", "kept", in: folder)
      #expect(other.exitCode == 0, "\(other.standardError)")
      #expect(!(try folder.appending(path: "kept").names().contains("report.html")))
    }
  }

  @Test("A search has a page of its own, and the page stays out of its way", .tags(.exact))
  func search() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try folder.write(SampleLine.small, to: "line.yaml")
      try folder.write(
        """
        fettle: 1
        question: How many places?
        scenario: line.yaml
        vary: {stations.check.buffer: 1 to 9}
        maximise: throughput
        budget: 5
        replications: {tune: 2, judge: 2}

        """, to: "plan.yaml")
      let search = [
        "optimise", "plan.yaml", "--search-out", "kept", "--out", "compared", "--quiet",
      ]
      let found = try await runProcess(Repository.command.path, search, in: folder)
      #expect(found.exitCode == 0, "\(found.standardError)")
      expect(try await fettle("report", "kept", in: folder), output: "kept/report.html\n")
      let page = try folder.text("kept/report.html")
      #expect(page.contains("<p class=\"question\">How many places?</p>"))
      // The same command again finds all points, and the page is the same.
      let again = try await runProcess(Repository.command.path, search, in: folder)
      #expect(again.exitCode == 0, "\(again.standardError)")
      _ = try await fettle("report", "kept", in: folder)
      #expect(try folder.text("kept/report.html") == page)
    }
  }

  @Test("--open opens the page, and says so where nothing does", .tags(.exact))
  func open() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try await keep("kept", in: folder)
      #if os(macOS)
        let opener = "open"
      #else
        let opener = "xdg-open"
      #endif
      try folder.write("#!/bin/sh\necho \"$1\" >opened\n", to: opener)
      let good = try await shell(
        "chmod +x \(opener); PATH=\"$PWD:$PATH\" \"$FETTLE\" report kept --open", in: folder)
      expect(good, output: "kept/report.html\n")
      #expect(try folder.text("opened") == "kept/report.html\n")
      try folder.write("#!/bin/sh\nexit 3\n", to: opener)
      let bad = try await shell("PATH=\"$PWD:$PATH\" \"$FETTLE\" report kept --open", in: folder)
      #expect(bad.exitCode == 74)
      #expect(bad.standardOutput == "kept/report.html\n")
      #expect(
        bad.standardError
          == "error: \(opener) cannot open 'kept/report.html'; open it in a browser yourself\n")
    }
  }

  @Test(
    "A run that cannot be read, or a place that cannot be written, is explained", .tags(.failure))
  func failures() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try await keep("kept", in: folder)
      try await keep("cut", in: folder)
      try folder.write("arm,replication\nbase,x\n", to: "cut/replications.csv")
      try FileManager.default.createDirectory(
        at: folder.appending(path: "old"), withIntermediateDirectories: true)
      try folder.write("", to: "old/journal.jsonl")
      for (arguments, exitCode, message) in [
        (
          ["nowhere"], 66,
          "error: cannot read the run 'nowhere': there is no such run; see fettle ls\n"
        ),
        (
          ["line.yaml"], 65,
          "error: cannot read the run 'line.yaml': it is no folder; give the folder of a run, such "
            + "as runs/stamping-line-492d; pages are made of the folders of fettle run, compare, sweep, "
            + "benchmark (with fettle roi), optimise, calibrate and dataset, and of trained models\n"
        ),
        (
          ["old"], 65,
          "error: 'old' has the journal of a search, but neither search.json nor calibration.json: an "
            + "earlier version made it. Give the same command again, fettle optimise or calibrate; it "
            + "adds what is missing, and simulates no point again\n"
        ),
        (
          ["cut"], 65,
          "error: cannot read the run 'cut': replications.csv is not what Fettle writes\n"
        ),
        (
          ["kept", "--out", "no/page.html"], 74,
          "error: cannot write the report 'no/page.html': No such file or directory; choose another "
            + "place with --out\n"
        ),
      ] as [([String], Int32, String)] {
        let outcome = try await runProcess(
          Repository.command.path, ["report"] + arguments, in: folder)
        expect(outcome, exitCode: exitCode, error: message)
      }
    }
  }
}
