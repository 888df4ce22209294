import DataTables
import Foundation
import TestSupport
import Testing

@testable import Datasets

/// Public data that lie beside the repository on some machines, with what is known of them.
@Suite("Known data")
struct KnownDataTests {
  static let folder = Repository.root.deletingLastPathComponent().appending(path: "shared/data")
  static var isThere: Bool { FileManager.default.fileExists(atPath: folder.path) }

  func load(_ path: String) throws -> LoadedTable {
    let bytes = Array(try Data(contentsOf: KnownDataTests.folder.appending(path: path)))
    return LoadedTable(try DelimitedTable(bytes), name: path)
  }

  @Test(
    "AI4I 2020: four failure modes give the target away, nine failures have none",
    .tags(.exact), .enabled(if: isThere, "the data are not beside the repository"))
  func ai4i() throws {
    let report = try TableAudit.report(
      on: load("ai4i2020/ai4i2020.csv"), AuditRequest(target: "Machine failure"))
    let keys = report.findings.filter { $0.check == .answerKey }
    #expect(keys.map(\.columns.first) == ["TWF", "HDF", "PWF", "OSF", "TWF"])
    #expect(keys.map(\.count) == [46, 115, 95, 98, 330])
    #expect(keys.last?.what.hasSuffix("9 have another cause, or a wrong label") == true)
    #expect(report.target?.classes == ["0": 9_661, "1": 339])
  }

  @Test(
    "C-MAPSS FD001: seven columns are constant, one nearly, rows are dependent",
    .tags(.exact), .enabled(if: isThere, "the data are not beside the repository"))
  func cmapss() throws {
    let report = try TableAudit.report(
      on: load("cmapss-fd001/train.csv"), AuditRequest(unit: "unit", time: "cycle"))
    #expect(
      report.findings.filter { $0.check == .constant }.compactMap(\.columns.first)
        == ["setting3", "s1", "s5", "s10", "s16", "s18", "s19"])
    #expect(
      report.findings.filter { $0.check == .nearlyConstant }.compactMap(\.columns.first) == ["s6"])
    #expect(report.units == 100 && report.rows == 20_631)
    #expect(report.findings.contains { $0.check == .dependentRows })
  }

  @Test(
    "Chemical process: 106 cells are missing", .tags(.exact),
    .enabled(if: isThere, "the data are not beside the repository"))
  func chemistry() throws {
    let report = try TableAudit.report(
      on: load("chem-process-yield/chemical_manufacturing_process.csv"),
      AuditRequest(target: "Yield"))
    #expect(report.findings.first { $0.check == .missing }?.count == 106)
    #expect(report.columns.reduce(0) { $0 + $1.missing } == 106)
  }
}
