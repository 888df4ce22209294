import Foundation
import TestSupport

@testable import Importers

/// A small model of a fab, whose tables tests may change.
struct AutoSchedModelText {
  /// Tables by file name, without the folder; cells between bars.
  var tables: [String: String] = [
    "part.txt": """
    PART|ROUTE
    chip|r_chip
    """,
    "order.txt": """
    LOT|PART|PRIOR|PIECES|START|RDIST|REPEAT|RUNITS|RPT#|LOTSPERRPT|DUE
    Lot|chip|10|25|01/01/18 00:00:00|constant|1|day|1|2|01/02/18 00:00:00
    """,
    "route.txt": """
    ROUTE|STEP|STNFAM|PDIST|PTIME|PTIME2|PTUNITS|PTPER|BATCHMN|BATCHMX|SETUP|STIME|STUNITS|SVESTN|FORSTEP|PartInterval|PartIntUnits|RWKSTEP|REWORK|StepPercent
    r_chip|1|wet|constant|0.8||min|per_piece||||||||0.6|min
    r_chip|2|furnace|constant|4||hr|per_batch|50|75
    """,
    "tool.txt": """
    STNFAM|STNQTY|LTIME|ULTIME|STNGRP|STNFAMLOC
    wet|1|1|1|all|Fab
    furnace|1|1|1|all|Fab
    """,
    "fromto.txt": """
    FROMLOC|TOLOC|DDIST|DTIME|DUNITS
    Fab|Fab|constant|5|min
    """,
  ]

  /// The tables with tabs between their cells.
  var files: [(name: String, text: String)] {
    tables.sorted { $0.key < $1.key }.map {
      (name: "fab/" + $0.key, text: $0.value.replacing("|", with: "\t") + "\n")
    }
  }

  func imported(_ options: ImportOptions = ImportOptions()) throws(ImportFailure)
    -> ImportedScenario
  {
    try AutoSchedImporter.scenario(of: files, name: "fab", options: options)
  }

  /// The model of the folder of fixtures.
  static func fixture() throws -> [(name: String, text: String)] {
    let folder = Repository.url("Tests/Fixtures/import/fab")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      ("fab/" + name, try String(contentsOf: folder.appending(path: name), encoding: .utf8))
    }
  }
}
