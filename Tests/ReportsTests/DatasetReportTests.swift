import Foundation
import TestSupport
import Testing

@testable import Reports

@Suite("Pages about datasets")
struct DatasetReportTests {
  /// A dataset of two parts as `fettle dataset` writes it in text, with a machine whose name would spoil a careless page.
  private func write(_ folder: URL, failures: Int = 3) throws {
    let machine = "press<1>&"
    func add(_ path: String, _ text: String) throws {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    func moment(_ hours: Int) -> String {
      "2026-01-0\(1 + hours / 24) \(hours % 24 < 10 ? "0" : "")\(hours % 24):00:00"
    }
    var resources: [String] = []
    func table(
      _ name: String, _ part: String, _ columns: [(String, String, String)], _ rows: [String]
    ) throws {
      let fields = columns.map { name, type, meaning in
        "{\"name\": \"\(name)\", \"type\": \"\(type)\", \"description\": \"\(meaning)\", \"unit\": \"\(name == "heat" ? "K" : "")\"}"
      }
      resources.append(
        "{\"name\": \"\(name)-\(part)\", \"type\": \"table\", \"path\": \"\(name)/\(part).csv\", \"description\": \"A row of \(name): \(part)\", "
          + "\"schema\": {\"fields\": [\(fields.joined(separator: ", "))]}}")
      try add(
        "\(name)/\(part).csv",
        (["\(columns.map(\.0).joined(separator: ","))"] + rows).joined(separator: "\n") + "\n")
    }
    for (unit, part) in [(1, "train"), (2, "test")] {
      let times = Array(0..<60)
      try table(
        "press", part,
        [
          ("unit", "integer", "The plant, from 1"), ("machine", "string", "The machine"),
          ("time", "datetime", "When"), ("heat", "number", "What the sensor heat shows"),
          ("die_wear", "number", "Label: the hidden wear of die"),
          ("die_life", "integer", "Label: which life of die"),
          ("die_remaining_useful_life", "integer", "Label: the time until this life of die ends"),
          ("die_ends_by", "string", "Label: how this life of die ends"),
        ],
        times.map { hour in
          let age = hour % 20
          return
            "\(unit),\(machine),\(moment(hour)),\(20 + age),\(Double(age) / 20),\(hour / 20),\(3_600 * (20 - age)),failure"
        })
      try table(
        "machines", part,
        [
          ("unit", "integer", ""), ("machine", "string", ""), ("station", "string", ""),
        ], ["\(unit),\(machine),press"])
      try table(
        "failures", part,
        [
          ("unit", "integer", ""), ("machine", "string", ""), ("time", "datetime", ""),
          ("subject", "string", ""), ("is_component", "boolean", ""),
        ],
        (0..<failures).map { "\(unit),\(machine),\(moment(20 * ($0 + 1) - 1)),die,true" })
      try table(
        "lives", part,
        [
          ("unit", "integer", ""), ("machine", "string", ""), ("component", "string", ""),
          ("life", "integer", ""), ("began", "datetime", ""), ("ended", "datetime", ""),
          ("ends_by", "string", ""), ("age_at_beginning", "number", ""),
          ("age_at_end", "number", ""),
        ],
        (0..<3).map {
          "\(unit),\(machine),die,\($0),\(moment(20 * $0)),\(moment(20 * $0 + 20)),\($0 < failures ? "failure" : "end_of_record"),0,72000"
        })
    }
    try add(
      "datapackage.json",
      "{\"title\": \"One press\", \"description\": \"Made for a test.\", \"resources\": [\(resources.joined(separator: ", "))]}"
    )
    try add("croissant.json", "{}")
    try add("README.md", "# One press\n\n```sh\nfettle dataset press.yaml --units 2\n```\n")
  }

  @Test("A page reads strictly, whatever machines are called, and is the same twice")
  func page() throws {
    try withTemporaryFolder { folder in
      try write(folder)
      #expect(StoredDataset.isThere(folder.path))
      let report = try DatasetReport(of: StoredDataset(path: folder.path), version: "1.2.3")
      let read = try PageCheck.check(report.page)
      let again = try DatasetReport(of: StoredDataset(path: folder.path + "/"), version: "1.2.3")
      #expect(report.page.html == again.page.html)
      #expect(read.all("code").contains { $0.text == "fettle dataset press.yaml --units 2" })
      #expect(
        read.all("p", class: "claim")[0].text
          == "There are 3 failures to learn from and 3 to judge by.")
    }
  }

  @Test("Failures, lives and their median are counted from the tables", .tags(.exact))
  func counts() throws {
    try withTemporaryFolder { folder in
      try write(folder, failures: 2)
      let counts = try StoredCounts(StoredDataset(path: folder.path))
      #expect(counts.modes == ["press.die"])
      #expect(counts.parts.map(\.allFailures) == [2, 2])
      #expect(counts.parts.map(\.readings) == [60, 60])
      #expect((counts.allLives, counts.allCensored) == (6, 2))
      #expect(counts.medianLife?.value == 20)
    }
  }

  @Test("Lives are laid over each other at their failures", .tags(.exact))
  func courses() throws {
    try withTemporaryFolder { folder in
      try write(folder)
      let courses = try #require(try LifeCourses(StoredDataset(path: folder.path)))
      #expect(courses.lives == 3 && courses.component == "die")
      for course in courses.courses {
        #expect(course.points.first?.before == 20 && course.points.last?.before == 1)
        #expect(course.points.last?.wear == 0.95)
      }
    }
  }

  @Test("A dataset without failures has a page that says so")
  func none() throws {
    try withTemporaryFolder { folder in
      try write(folder, failures: 0)
      let report = try DatasetReport(of: StoredDataset(path: folder.path), version: "1.2.3")
      let read = try PageCheck.check(report.page)
      #expect(
        read.all("p", class: "claim")[0].text
          == "There are no failures: nothing can be learned of them.")
    }
  }

  @Test("A share's interval is Wilson's", .tags(.exact))
  func share() {
    // With 0 of 10: 0 to z² / (10 + z²).
    let (lower, upper) = DatasetReport.shareInterval(0, of: 10)
    let z = 1.959963984540054
    #expect(lower == 0 && abs(upper - z * z / (10 + z * z)) < 1e-12)
  }
}
