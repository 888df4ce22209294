import TestSupport
import Testing

@Suite("Imports")
struct ImportTests {
  /// The C maths library, by its name on each system.
  static let maths: Set<String> = ["Glibc", "Musl", "Darwin"]

  @Test(
    "A room whose results must not depend on the host imports only what is listed",
    arguments: [
      ("EventKernel", ["BasicContainers"]),
      ("SpecialFunctions", []),
      ("RandomVariates", ["EventKernel", "SpecialFunctions", "BasicContainers"]),
      ("DataTables", ["CZstd", "CZlib"]),
      (
        "OutsideModels",
        ["CChildProcess", "Synchronization", "Foundation", "FoundationEssentials"]
      ),
      ("HDF5Files", ["CHDF5", "DataTables", "Synchronization"]),
      ("SimulationStatistics", ["EventKernel", "SpecialFunctions"]),
      ("ProcessQuality", ["SpecialFunctions"]),
      ("FlowLineTheory", []),
      ("SensorSignals", ["EventKernel", "SpecialFunctions", "RandomVariates"]),
      ("SignalFeatures", ["SpecialFunctions"]),
      (
        "TreeEnsembles",
        [
          "EventKernel", "SpecialFunctions", "ParallelWork", "JSONDocuments",
          "FoundationEssentials", "Foundation",
        ]
      ),
      ("LinearAlgebra", ["CMatrixKernels", "SpecialFunctions"]),
      ("MaintenanceTheory", ["SpecialFunctions", "RandomVariates"]),
      (
        "Degradation", ["EventKernel", "SpecialFunctions", "RandomVariates", "BasicContainers"]
      ),
      (
        "FactoryModel",
        [
          "RandomVariates", "Degradation", "SensorSignals", "SignalFeatures", "ProcessQuality",
        ]
      ),
      ("InventoryPlanning", ["SpecialFunctions", "RandomVariates", "MaintenanceTheory"]),
      ("DriftMonitoring", ["EventKernel", "SpecialFunctions"]),
      (
        "Forecasting",
        [
          "EventKernel", "SpecialFunctions", "ParallelWork", "RandomVariates", "TreeEnsembles",
          "JSONDocuments", "Foundation", "FoundationEssentials",
        ]
      ),
      ("Optimization", ["EventKernel", "SpecialFunctions", "LinearAlgebra"]),
      (
        "Prognostics",
        [
          "JSONDocuments", "EventKernel", "SpecialFunctions", "LinearAlgebra", "Foundation",
          "FoundationEssentials",
        ]
      ),
      (
        "FactorySimulation",
        [
          "EventKernel", "SpecialFunctions", "RandomVariates", "Degradation", "SensorSignals",
          "SignalFeatures", "SimulationStatistics", "ProcessQuality", "InventoryPlanning",
          "Optimization", "Forecasting", "FactoryModel",
          "BasicContainers", "DequeModule",
        ]
      ),
    ])
  func pureRooms(room: String, allowed: [String]) throws {
    let files = try Repository.files(under: "Sources/\(room)", suffix: ".swift")
    #expect(!files.isEmpty)
    for file in files {
      let foreign = try Set(SourceText(Repository.text(file)).imports)
        .subtracting(allowed).subtracting(ImportTests.maths)
      #expect(foreign.isEmpty, "\(file) imports \(foreign.sorted())")
    }
  }

  @Test(
    "A room of C has one door",
    arguments: [
      ("CGSL", "Sources/Distributions/"), ("CReportFiles", "Sources/Reports/"),
      ("CZstd", "Sources/DataTables/Compression/"), ("CZlib", "Sources/DataTables/Compression/"),
      ("CHDF5", "Sources/HDF5Files/"), ("CMatrixKernels", "Sources/LinearAlgebra/"),
      ("CChildProcess", "Sources/OutsideModels/Processes/"),
    ])
  func oneDoor(room: String, door: String) throws {
    let importers = try Repository.files(under: "Sources", suffix: ".swift").filter {
      try SourceText(Repository.text($0)).imports.contains(room)
    }
    #expect(!importers.isEmpty)
    #expect(importers.allSatisfy { $0.hasPrefix(door) }, "\(importers)")
  }

  @Test("An import is recognized however it is written", .tags(.exact))
  func recognition() {
    let source = SourceText(
      """
      // import Comment
      import Plain  // and why
      public import Public
      @testable import Tested
      @preconcurrency internal import Old
      #if canImport(Glibc)
        import Glibc
      #endif
      import struct Foundation.Date
      let important = 1
      """)
    #expect(source.imports == ["Plain", "Public", "Tested", "Old", "Glibc", "Foundation"])
  }
}
