import Foundation
import TestSupport
import Testing

@testable import Notebooks

@Suite("Notebooks of folders")
struct NotebookMakerTests {
  private func notebook(_ path: String) throws -> (folder: NotebookFolder, read: ReadNotebook) {
    let made = try NotebookMaker.notebook(of: path, version: "1.2.3")
    return (made, try ReadNotebook(made.notebook))
  }

  @Test("A run's notebook reads copies of its files and checks its summary", .tags(.law))
  func run() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let path = try await Folders.run([("base", [])], in: folder)
      let (made, read) = try notebook(path)
      #expect(made.fileName == "kept.ipynb")
      #expect(
        made.files == [
          "columns.json", "replications.csv", "scenario.resolved.yaml", "summary.json",
        ])
      #expect(read.texts.first?.hasPrefix("# A \"small\" line\n") == true)
      // The machine's paths stay out of it.
      #expect(read.texts.first?.hasSuffix("`fettle run 'a line.yaml'`") == true)
      // Student's 97.5 % point for 3 degrees of freedom is 3.18245 in every table.
      #expect(read.codes.contains { $0.contains("student = {3: 3.18244") })
      #expect(read.codes.last?.contains("agree with summary.json") == true)
      #expect(!made.notebook.contains("paired"))
      #expect(Set(read.ids).count == read.ids.count)
      let place = folder.appending(path: "out").path
      #expect(try made.write(to: place) == place + "/kept.ipynb")
      for file in made.files {
        #expect(
          FileManager.default.contentsEqual(
            atPath: path + "/" + file, andPath: place + "/data/" + file), "\(file)")
      }
      #expect(try notebook(path + "/").folder.notebook == made.notebook)
    }
  }

  @Test("A comparison's intervals hold for all arms at once", .tags(.exact))
  func comparison() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let arms = [
        ("base", []), ("a \"fast\" one", ["stations.pack.time=30 s"]),
        ("slow", ["stations.pack.time=50 s"]),
      ]
      let path = try await Folders.run(arms, baseline: 0, in: folder)
      let (_, read) = try notebook(path)
      // Two arms: 98.75 % of Student's distribution with 3 degrees of freedom, 4.1765.
      #expect(read.codes.contains { $0.contains("simultaneous = {3: 4.176") })
      #expect(read.texts.first?.contains("- ") == true)
      #expect(read.codes.last?.contains("paired differences") == true)
    }
  }

  @Test("A sweep's notebook reads its design", .tags(.exact))
  func sweep() async throws {
    try await withTemporaryFolder { (folder: URL) async throws -> Void in
      let path = try await Folders.run(
        [("1", ["stations.pack.time=30 s"]), ("2", ["stations.pack.time=50 s"])],
        factors: ["stations.pack.time"], replications: 2, in: folder)
      let (made, read) = try notebook(path)
      #expect(made.files.contains("design.csv"))
      #expect(read.codes.contains { $0.contains("factors = [\"stations.pack.time\"]") })
    }
  }

  @Test("A search's notebook names what is wanted", .tags(.exact))
  func search() throws {
    try withTemporaryFolder { (folder: URL) throws -> Void in
      try folder.write(Folders.journal, to: "journal.jsonl")
      #expect {
        try NotebookMaker.notebook(of: folder.path, version: "1")
      } throws: { error in
        "\(error)".hasSuffix(
          "trials.csv is missing: the search has not ended; go on with 'fettle optimise … --resume'"
        )
      }
      try folder.write(
        "trial,a.time,cost.total,feasible,failure\n0,2 s,5.5,yes,\n", to: "trials.csv")
      let (made, read) = try notebook(folder.path)
      #expect(made.files == ["journal.jsonl", "trials.csv"])
      #expect(read.codes.contains { $0.contains("directions = {\"cost.total\": \"minimise\"}") })
      #expect(read.texts.first?.contains("- must hold: `good_parts >= 3 parts`") == true)
    }
  }

  @Test("A dataset's notebook loads each part of each table", .tags(.exact))
  func dataset() throws {
    try withTemporaryFolder { (folder: URL) throws -> Void in
      try folder.write(
        """
        {"title": "One press", "description": "Data.", "resources": [
          {"name": "press-train", "path": "press/train.csv", "description": "What it reads: train",
           "schema": {"fields": [{"name": "unit", "type": "integer"},
             {"name": "heat", "type": "number", "description": "What the sensor heat shows"},
             {"name": "die_remaining_useful_life", "type": "integer", "description": "Label"}]}},
          {"name": "press-test", "path": "press/test.parquet", "description": "What it reads: test"},
          {"name": "arrays", "path": "press/train.npz"}]}
        """, to: "datapackage.json")
      let (made, read) = try notebook(folder.path)
      #expect(made.files == ["datapackage.json", "press/test.parquet", "press/train.csv"])
      #expect(
        read.codes.first?.contains(
          #""press": {"train": pd.read_csv("data/press/train.csv", low_memory=False), "test": pd.read_parquet("data/press/test.parquet")}"#
        ) == true)
      #expect(read.codes.contains { $0.contains("sensors = [\"heat\"]") })
      #expect {
        try made.write(to: folder.appending(path: "out").path)
      } throws: { error in
        "\(error)".hasSuffix("press/test.parquet is missing or cannot be read")
      }
    }
  }

  @Test("What is no such folder is explained", .tags(.failure))
  func failures() throws {
    try withTemporaryFolder { (folder: URL) throws -> Void in
      try folder.write("x", to: "file")
      try folder.write("x", to: "empty/other")
      try folder.write("{}", to: "damaged/datapackage.json")
      try folder.write("{}\n", to: "journal/journal.jsonl")
      for (name, kind, reason) in [
        ("nowhere", .missing, "there is no such folder"),
        ("file", .unknown, "it is no folder"),
        (
          "empty", .unknown,
          "it is no run, search or dataset: it has no manifest.json, journal.jsonl or datapackage.json"
        ),
        ("damaged", .damaged, "datapackage.json is not what Fettle writes"),
        ("journal", .damaged, "journal.jsonl: line 1 is no record of a search"),
      ] as [(String, NotebookError.Kind, String)] {
        let path = folder.appending(path: name).path
        #expect(throws: NotebookError(path, kind, reason)) {
          try NotebookMaker.notebook(of: path, version: "1")
        }
      }
    }
  }
}
