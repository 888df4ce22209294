import Foundation
import TestSupport
import Testing

@Suite("fettle notebook, fettle export and charts as files")
struct NotebookCommandTests {
  private func keep(in folder: URL) async throws {
    try folder.write(SampleLine.small, to: "line.yaml")
    let outcome = try await fettle("run", "line.yaml", "-n", "3", "--out", "kept", in: folder)
    #expect(outcome.exitCode == 0, "\(outcome.standardError)")
  }

  @Test("A notebook is written with its data, and not over one that is there", .tags(.exact))
  func notebook() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try await keep(in: folder)
      let made = try await fettle("notebook", "kept", in: folder)
      #expect(made.standardOutput == "notebooks-export/kept/kept.ipynb\n")
      #expect(made.standardError == "")
      let summary = try folder.text("kept/summary.json")
      #expect(try folder.text("notebooks-export/kept/data/summary.json") == summary)
      let again = try await fettle("notebook", "kept", in: folder)
      #expect(again.exitCode == 74)
      #expect(
        again.standardError
          == "error: 'notebooks-export/kept/kept.ipynb' is there already; choose another name with --out, or add --force\n"
      )
      let text = try folder.text("notebooks-export/kept/kept.ipynb")
      let forced = try await fettle(
        "notebook", "kept/", "--force", "--format", "json", in: folder)
      #expect(
        forced.standardOutput == "{\n  \"notebook\" : \"notebooks-export/kept/kept.ipynb\"\n}\n")
      #expect(try folder.text("notebooks-export/kept/kept.ipynb") == text)
    }
  }

  @Test("A run is exported for each program", .tags(.exact))
  func export() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try await keep(in: folder)
      for target in ["mlflow", "dvc", "openlineage"] {
        let made = try await fettle("export", target, "kept", in: folder)
        #expect(made.standardOutput == "exports/kept/\(target)\n", "\(made.standardError)")
        let again = try await fettle("export", target, "kept", in: folder)
        #expect(again.exitCode == 74)
      }
      #expect(try folder.text("exports/kept/dvc/dvc.yaml").contains("throughput"))
      #expect(try folder.text("exports/kept/openlineage/events.jsonl").contains("COMPLETE"))
      let other = try await fettle("export", "excel", "kept", in: folder)
      #expect(other.exitCode == 64)
    }
  }

  @Test("Charts are written as specifications, and it is said what pictures take", .tags(.exact))
  func charts() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try await keep(in: folder)
      let made = try await shell(
        "FETTLE_PYTHON=/nowhere/python \"$FETTLE\" report kept --charts pictures", in: folder)
      #expect(made.exitCode == 0)
      #expect(made.standardOutput == "kept/report.html\npictures\n")
      #expect(
        made.standardError.hasPrefix(
          "no pictures were drawn, only specifications (.vl.json): that takes a Python with the package "
            + "vl-convert-python."))
      let names = try folder.appending(path: "pictures").names()
      #expect(names.contains("chart-1.vl.json") && names.contains("charts.json"))
      #expect(!names.contains { $0.hasSuffix(".svg") })
      let png = try await fettle("report", "kept", "--png", in: folder)
      #expect(png.exitCode == 64)
    }
  }

  @Test("What is no folder for a notebook or an export is explained", .tags(.failure))
  func failures() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      try FileManager.default.createDirectory(
        at: folder.appending(path: "empty"), withIntermediateDirectories: true)
      for (arguments, exitCode, message) in [
        (
          ["notebook", "nowhere"], 66,
          "error: cannot make a notebook of 'nowhere': there is no such folder\n"
        ),
        (
          ["notebook", "empty"], 65,
          "error: cannot make a notebook of 'empty': it is no run, search or dataset: it has no "
            + "manifest.json, journal.jsonl or datapackage.json\n"
        ),
        (
          ["export", "dvc", "nowhere"], 66,
          "error: cannot read the run 'nowhere': there is no such run; see fettle ls\n"
        ),
      ] as [([String], Int32, String)] {
        let outcome = try await runProcess(Repository.command.path, arguments, in: folder)
        #expect(outcome.exitCode == exitCode)
        #expect(outcome.standardError == message)
        #expect(outcome.standardOutput == "")
      }
    }
  }
}
