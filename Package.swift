// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
]

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let containers: Target.Dependency = .product(name: "BasicContainers", package: "swift-collections")
let deque: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

// MARK: - Floors

/// A target, the floor on which it stands, and the rooms below that it imports.
struct Room {
  var name: String
  var floor: Int
  var imports: [String] = []
  var external: [Target.Dependency] = []
}

/// The house, kernel first.
let rooms: [Room] = [
  Room(name: "EventKernel", floor: 0, external: [containers]),
  Room(name: "SpecialFunctions", floor: 0),
  Room(name: "CGSL", floor: 0),
  Room(name: "ParallelWork", floor: 0),
  Room(name: "JSONDocuments", floor: 0),
  Room(name: "CZstd", floor: 0),
  Room(name: "CZlib", floor: 0),
  Room(name: "CHDF5", floor: 0),
  Room(name: "CReportFiles", floor: 0),
  Room(name: "CMatrixKernels", floor: 0),
  Room(name: "CChildProcess", floor: 0),
  Room(
    name: "RandomVariates", floor: 1, imports: ["EventKernel", "SpecialFunctions"],
    external: [containers]),
  Room(name: "DataTables", floor: 1, imports: ["CZstd", "CZlib"]),
  Room(name: "OutsideModels", floor: 1, imports: ["CChildProcess"]),
  Room(name: "HDF5Files", floor: 2, imports: ["CHDF5", "DataTables"]),
  Room(
    name: "Distributions", floor: 2, imports: ["CGSL", "SpecialFunctions", "RandomVariates"]),
  Room(
    name: "SimulationStatistics", floor: 2, imports: ["EventKernel", "SpecialFunctions"]),
  Room(name: "ProcessQuality", floor: 2, imports: ["SpecialFunctions"]),
  Room(name: "FlowLineTheory", floor: 2),
  Room(name: "MaintenanceTheory", floor: 2, imports: ["SpecialFunctions", "RandomVariates"]),
  Room(
    name: "Degradation", floor: 2, imports: ["EventKernel", "SpecialFunctions", "RandomVariates"],
    external: [containers]),
  Room(
    name: "SensorSignals", floor: 2,
    imports: ["EventKernel", "SpecialFunctions", "RandomVariates"]),
  Room(name: "LinearAlgebra", floor: 2, imports: ["CMatrixKernels", "SpecialFunctions"]),
  Room(name: "SignalFeatures", floor: 2, imports: ["SpecialFunctions"]),
  Room(
    name: "TreeEnsembles", floor: 2,
    imports: ["EventKernel", "SpecialFunctions", "ParallelWork", "JSONDocuments"]),
  Room(
    name: "DistributionFitting", floor: 3,
    imports: ["EventKernel", "SpecialFunctions", "RandomVariates"]),
  Room(
    name: "LifetimeAnalysis", floor: 3, imports: ["SpecialFunctions", "LinearAlgebra"]),
  Room(
    name: "FactoryModel", floor: 3,
    imports: [
      "RandomVariates", "ProcessQuality", "Degradation", "SensorSignals", "SignalFeatures",
    ]),
  Room(
    name: "Optimization", floor: 3, imports: ["EventKernel", "SpecialFunctions", "LinearAlgebra"]),
  Room(
    name: "InventoryPlanning", floor: 3,
    imports: ["SpecialFunctions", "RandomVariates", "MaintenanceTheory"]),
  Room(
    name: "DriftMonitoring", floor: 3, imports: ["EventKernel", "SpecialFunctions"]),
  Room(name: "ModelRegistry", floor: 3, imports: ["JSONDocuments"], external: [crypto]),
  Room(
    name: "Forecasting", floor: 3,
    imports: [
      "JSONDocuments", "ParallelWork", "EventKernel", "SpecialFunctions", "RandomVariates",
      "TreeEnsembles",
    ]),
  Room(
    name: "Prognostics", floor: 4,
    imports: ["JSONDocuments", "EventKernel", "SpecialFunctions", "LinearAlgebra"]),
  Room(
    name: "FactorySimulation", floor: 4,
    imports: [
      "EventKernel", "SpecialFunctions", "RandomVariates", "SimulationStatistics",
      "ProcessQuality", "InventoryPlanning", "Optimization", "Forecasting", "Degradation",
      "SensorSignals", "SignalFeatures", "FactoryModel",
    ],
    external: [containers, deque]),
  Room(
    name: "Scenarios", floor: 5,
    imports: [
      "DataTables", "RandomVariates", "Degradation", "SensorSignals", "SignalFeatures",
      "Distributions", "ProcessQuality", "FactoryModel", "FactorySimulation",
    ],
    external: [yams]),
  Room(
    name: "ModelTraining", floor: 5,
    imports: [
      "JSONDocuments", "EventKernel", "DataTables", "OutsideModels", "SimulationStatistics",
      "SignalFeatures", "LinearAlgebra", "TreeEnsembles", "DriftMonitoring", "Prognostics",
      "FactoryModel", "SpecialFunctions",
    ]),
  Room(
    name: "Importers", floor: 6,
    imports: [
      "DataTables", "RandomVariates", "Distributions", "DistributionFitting", "FactoryModel",
      "Scenarios",
    ],
    external: [yams]),
  Room(
    name: "Datasets", floor: 6,
    imports: [
      "JSONDocuments", "ParallelWork", "DataTables", "HDF5Files", "EventKernel",
      "SpecialFunctions", "SimulationStatistics", "Degradation", "SensorSignals",
      "SignalFeatures", "Distributions", "FactoryModel", "FactorySimulation", "Scenarios",
    ],
    external: [crypto, yams]),
  Room(
    name: "Experiments", floor: 7,
    imports: [
      "JSONDocuments", "ParallelWork", "EventKernel", "SpecialFunctions", "RandomVariates",
      "SimulationStatistics", "FactoryModel",
      "FactorySimulation", "Scenarios", "Optimization", "ModelRegistry", "OutsideModels",
      "ModelTraining", "Forecasting",
    ]),
  Room(
    name: "Verification", floor: 8,
    imports: [
      "JSONDocuments", "ParallelWork", "EventKernel", "RandomVariates", "Distributions",
      "SimulationStatistics", "ProcessQuality",
      "FlowLineTheory", "MaintenanceTheory", "InventoryPlanning", "Degradation", "FactoryModel",
      "FactorySimulation", "Scenarios", "Experiments",
    ]),
  Room(
    name: "Reports", floor: 8,
    imports: [
      "JSONDocuments", "CReportFiles", "SimulationStatistics", "FactoryModel",
      "FactorySimulation", "Scenarios",
      "DataTables", "SensorSignals", "SignalFeatures", "LifetimeAnalysis", "Forecasting",
      "Prognostics",
      "ModelRegistry", "ModelTraining", "Datasets", "Optimization", "Experiments",
    ]),
  Room(
    name: "Notebooks", floor: 8, imports: ["JSONDocuments", "SpecialFunctions", "Experiments"]),
  Room(
    name: "RunExports", floor: 8, imports: ["JSONDocuments", "Experiments"], external: [crypto]),
  Room(
    name: "fettle", floor: 9,
    imports: [
      "JSONDocuments", "ParallelWork", "DataTables", "RandomVariates", "DistributionFitting",
      "SimulationStatistics",
      "InventoryPlanning", "FactoryModel", "FactorySimulation", "Scenarios", "Importers",
      "Datasets", "Optimization", "LifetimeAnalysis", "Forecasting", "Prognostics",
      "ModelRegistry", "OutsideModels", "ModelTraining",
      "Experiments",
      "Verification", "Reports", "Notebooks", "RunExports",
    ],
    external: [arguments]),
]

/// Rooms that must build without GSL, directly or through what they import.
let roomsWithoutGSL = [
  "EventKernel", "SpecialFunctions", "RandomVariates", "DataTables", "HDF5Files",
  "SimulationStatistics", "JSONDocuments", "ParallelWork", "ProcessQuality", "FlowLineTheory",
  "MaintenanceTheory",
  "Degradation", "SensorSignals", "SignalFeatures", "TreeEnsembles", "LinearAlgebra",
  "DistributionFitting", "InventoryPlanning", "LifetimeAnalysis", "DriftMonitoring",
  "ModelRegistry", "OutsideModels", "Prognostics", "Forecasting",
  "FactoryModel", "FactorySimulation", "Optimization",
]

/// Stops the build where an import does not go down, or where GSL reaches a room that must do
/// without it.
func checkFloors(_ rooms: [Room], withoutGSL: [String]) {
  let byName = Dictionary(uniqueKeysWithValues: rooms.map { ($0.name, $0) })
  func reachesGSL(_ name: String) -> Bool {
    name == "CGSL"
      || byName[name, default: Room(name: name, floor: 0)].imports.contains {
        reachesGSL($0)
      }
  }
  for room in rooms {
    for lower in room.imports {
      guard let target = byName[lower], target.floor < room.floor else {
        fatalError("\(room.name) (floor \(room.floor)) must not import \(lower): imports go down")
      }
    }
  }
  for name in withoutGSL where reachesGSL(name) {
    fatalError("\(name) must build without GSL")
  }
}

checkFloors(rooms, withoutGSL: roomsWithoutGSL)

/// Rooms that are no Swift library: C, and the command.
let otherRooms = [
  "CGSL", "CZstd", "CZlib", "CHDF5", "CReportFiles", "CMatrixKernels", "CChildProcess",
  "fettle",
]

/// Rooms that are imported only where the package is built with a trait.
let traitOfRoom = ["CHDF5": "HDF5"]

/// A room, as something that another one imports.
func dependency(on room: String) -> Target.Dependency {
  guard let trait = traitOfRoom[room] else { return .byName(name: room) }
  return .target(name: room, condition: .when(traits: [trait]))
}

let libraries: [Target] = rooms.filter { !otherRooms.contains($0.name) }.map { room in
  .target(
    name: room.name, dependencies: room.imports.map(dependency) + room.external,
    swiftSettings: settings)
}

let commands: [Target] = rooms.filter { $0.name == "fettle" }.map { room in
  .executableTarget(
    name: room.name, dependencies: room.imports.map { .byName(name: $0) } + room.external,
    swiftSettings: settings)
}

/// The tests of one target.
@MainActor func tests(
  of name: String, imports: [String], external: [Target.Dependency] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: (["TestSupport"] + imports).map { .byName(name: $0) } + external,
    swiftSettings: settings)
}

// MARK: - Package

let package = Package(
  name: "fettle",
  platforms: [.macOS(.v26)],
  products: [.executable(name: "fettle", targets: ["fettle"])]
    + libraries.map { .library(name: $0.name, targets: [$0.name]) },
  traits: [
    .trait(
      name: "HDF5",
      description: "Datasets as files of HDF5, too; needs the HDF5 library (libhdf5-dev)")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CGSL", pkgConfig: "gsl",
      providers: [.apt(["libgsl-dev"]), .yum(["gsl-devel"]), .brew(["gsl"])]),
    .systemLibrary(
      name: "CZstd", pkgConfig: "libzstd",
      providers: [.apt(["libzstd-dev"]), .yum(["libzstd-devel"]), .brew(["zstd"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .yum(["zlib-devel"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CHDF5", pkgConfig: "hdf5",
      providers: [.apt(["libhdf5-dev"]), .yum(["hdf5-devel"]), .brew(["hdf5"])]),
    .target(name: "CReportFiles", exclude: ["vega", "page", "replay"]),
    .target(name: "CMatrixKernels"),
    .target(name: "CChildProcess"),
  ] + libraries + commands + [
    // MARK: - Benchmarks

    .target(
      name: "BenchmarkSupport", path: "Benchmarks/BenchmarkSupport", swiftSettings: settings),
    .executableTarget(
      name: "KernelBenchmark",
      dependencies: [
        "BenchmarkSupport", "EventKernel", "RandomVariates", "SimulationStatistics", containers,
        deque,
      ],
      path: "Benchmarks/KernelBenchmark", swiftSettings: settings),
    .executableTarget(
      name: "FactoryBenchmark",
      dependencies: [
        "BenchmarkSupport", "Degradation", "EventKernel", "FactoryModel", "FactorySimulation",
        "RandomVariates",
      ],
      path: "Benchmarks/FactoryBenchmark", swiftSettings: settings),
    .executableTarget(
      name: "LanguageBenchmark",
      dependencies: ["BenchmarkSupport", "FactoryModel", "Scenarios", "DataTables"],
      path: "Benchmarks/LanguageBenchmark", swiftSettings: settings),
    .executableTarget(
      name: "AlgebraBenchmark", dependencies: ["BenchmarkSupport", "LinearAlgebra"],
      path: "Benchmarks/AlgebraBenchmark", swiftSettings: settings),
    .executableTarget(
      name: "OptimizationBenchmark",
      dependencies: [
        "BenchmarkSupport", "EventKernel", "SpecialFunctions", "FlowLineTheory",
        "InventoryPlanning", "Optimization",
      ],
      path: "Benchmarks/OptimizationBenchmark", swiftSettings: settings),
    .executableTarget(
      name: "PrognosticsBenchmark", dependencies: ["BenchmarkSupport", "Prognostics"],
      path: "Benchmarks/PrognosticsBenchmark", swiftSettings: settings),
    .executableTarget(
      name: "ModelBenchmark",
      dependencies: [
        "BenchmarkSupport", "DataTables", "SignalFeatures", "TreeEnsembles", "Prognostics",
        "ModelTraining",
      ],
      path: "Benchmarks/ModelBenchmark", swiftSettings: settings),
    .executableTarget(
      name: "ForecastBenchmark", dependencies: ["BenchmarkSupport", "Forecasting", "ParallelWork"],
      path: "Benchmarks/ForecastBenchmark", swiftSettings: settings),
    .executableTarget(
      name: "ColumnarBenchmark", dependencies: ["BenchmarkSupport", "DataTables", "TestDraws"],
      path: "Benchmarks/ColumnarBenchmark", swiftSettings: settings),
    .executableTarget(
      name: "SignalBenchmark",
      dependencies: [
        "BenchmarkSupport", "EventKernel", "RandomVariates", "SensorSignals", "SignalFeatures",
      ],
      path: "Benchmarks/SignalBenchmark", swiftSettings: settings),
    .executableTarget(
      name: "TreeBenchmark",
      dependencies: ["BenchmarkSupport", "EventKernel", "TreeEnsembles"],
      path: "Benchmarks/TreeBenchmark", swiftSettings: settings),
    .executableTarget(
      name: "DriftBenchmark", dependencies: ["BenchmarkSupport", "DriftMonitoring"],
      path: "Benchmarks/DriftBenchmark", swiftSettings: settings),
    .executableTarget(
      name: "RegistryWriter", dependencies: ["ModelRegistry"], path: "Tests/RegistryWriter",
      swiftSettings: settings),
    .executableTarget(
      name: "ColumnarFiles", dependencies: ["DataTables", "TestDraws"],
      path: "Tests/ColumnarFiles", swiftSettings: settings),
    .executableTarget(
      name: "HDF5Sample", dependencies: ["DataTables", "HDF5Files"], path: "Tests/HDF5Sample",
      swiftSettings: settings),
    .executableTarget(
      name: "ScenarioFuzzer", dependencies: ["ScenarioMutations", "Scenarios"],
      path: "Tests/ScenarioFuzzer", swiftSettings: settings),

    // MARK: - Tests

    .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
    .target(
      name: "TestSupport",
      dependencies: [
        "CAllocationCounter", "FactoryModel", "FactorySimulation", "SimulationStatistics",
      ],
      path: "Tests/TestSupport",
      swiftSettings: settings),
    // Apart from TestSupport, because the fuzzer, a program without tests, draws too.
    .target(
      name: "TestDraws", dependencies: ["EventKernel", "SpecialFunctions"],
      path: "Tests/TestDraws", swiftSettings: settings),
    .target(
      name: "ScenarioMutations", dependencies: ["Scenarios", "TestDraws"],
      path: "Tests/ScenarioMutations", swiftSettings: settings),
    tests(
      of: "EventKernel", imports: ["EventKernel", "SimulationStatistics"], external: [deque]),
    tests(of: "SpecialFunctions", imports: ["SpecialFunctions", "CGSL"]),
    tests(
      of: "RandomVariates",
      imports: ["RandomVariates", "Distributions", "EventKernel", "SpecialFunctions", "CGSL"]),
    tests(of: "DataTables", imports: ["DataTables", "TestDraws"]),
    tests(
      of: "Distributions",
      imports: ["Distributions", "RandomVariates", "EventKernel", "CGSL", "TestDraws"]),
    tests(
      of: "SimulationStatistics",
      imports: ["SimulationStatistics", "EventKernel", "SpecialFunctions", "TestDraws"]),
    tests(
      of: "ProcessQuality",
      imports: ["ProcessQuality", "EventKernel", "SpecialFunctions", "TestDraws"]),
    tests(of: "FlowLineTheory", imports: ["FlowLineTheory", "EventKernel"]),
    tests(
      of: "MaintenanceTheory",
      imports: ["MaintenanceTheory", "RandomVariates", "SpecialFunctions", "TestDraws"]),
    tests(
      of: "Degradation",
      imports: ["Degradation", "EventKernel", "RandomVariates", "SpecialFunctions", "TestDraws"]),
    tests(
      of: "SensorSignals",
      imports: [
        "SensorSignals", "SignalFeatures", "EventKernel", "RandomVariates", "SpecialFunctions",
        "TestDraws",
      ]),
    tests(
      of: "TreeEnsembles", imports: ["TreeEnsembles", "ParallelWork", "TestDraws"]),
    tests(of: "SignalFeatures", imports: ["SignalFeatures", "SpecialFunctions", "TestDraws"]),
    tests(
      of: "DistributionFitting",
      imports: [
        "DistributionFitting", "EventKernel", "RandomVariates", "SpecialFunctions", "CGSL",
      ]),
    tests(
      of: "LifetimeAnalysis",
      imports: [
        "LifetimeAnalysis", "DistributionFitting", "JSONDocuments", "LinearAlgebra",
        "RandomVariates", "TestDraws",
      ]),
    tests(of: "FactoryModel", imports: ["FactoryModel", "RandomVariates"]),
    tests(
      of: "InventoryPlanning",
      imports: [
        "InventoryPlanning", "EventKernel", "RandomVariates", "SpecialFunctions", "TestDraws",
      ]),
    tests(
      of: "Forecasting",
      imports: [
        "Forecasting", "EventKernel", "ParallelWork", "SpecialFunctions", "JSONDocuments",
        "TestDraws",
      ]),
    tests(of: "LinearAlgebra", imports: ["LinearAlgebra", "TestDraws"]),
    tests(
      of: "Optimization",
      imports: ["Optimization", "EventKernel", "SpecialFunctions", "TestDraws"]),
    tests(
      of: "ModelTraining",
      imports: [
        "EventKernel", "DataTables", "OutsideModels", "SignalFeatures", "Prognostics",
        "FactoryModel", "ModelTraining", "SpecialFunctions", "TreeEnsembles",
      ]),
    tests(of: "OutsideModels", imports: ["OutsideModels"]),
    tests(
      of: "Prognostics",
      imports: [
        "Prognostics", "LinearAlgebra", "SpecialFunctions", "TestDraws",
      ]),
    tests(
      of: "DriftMonitoring",
      imports: ["DriftMonitoring", "EventKernel", "SpecialFunctions", "TestDraws"]),
    tests(
      of: "ModelRegistry",
      imports: ["JSONDocuments", "ModelRegistry", "RegistryWriter", "TestDraws"]),
    tests(
      of: "FactorySimulation",
      imports: [
        "FactorySimulation", "FactoryModel", "Degradation", "EventKernel", "InventoryPlanning",
        "RandomVariates", "ProcessQuality", "SensorSignals", "SignalFeatures",
        "SimulationStatistics", "SpecialFunctions", "TestDraws",
      ]),
    tests(
      of: "Scenarios",
      imports: [
        "Scenarios", "FactoryModel", "FactorySimulation", "Forecasting", "ProcessQuality",
        "RandomVariates",
        "ScenarioFuzzer", "ScenarioMutations", "SimulationStatistics", "TestDraws",
      ],
      external: [yams]),
    tests(
      of: "Importers",
      imports: [
        "Importers", "DataTables", "DistributionFitting", "EventKernel", "FactorySimulation",
        "FactoryModel", "RandomVariates", "Scenarios", "TestDraws",
      ]),
    tests(
      of: "Datasets",
      imports: [
        "Datasets", "DataTables", "Degradation", "FactoryModel", "FactorySimulation",
        "ProcessQuality", "RandomVariates", "Scenarios", "SensorSignals", "SignalFeatures",
        "SpecialFunctions", "SimulationStatistics", "TestDraws",
      ]),
    tests(
      of: "Experiments",
      imports: [
        "JSONDocuments", "ParallelWork", "Experiments", "FactorySimulation", "FactoryModel",
        "MaintenanceTheory", "Optimization", "ModelRegistry", "ModelTraining", "OutsideModels",
        "DataTables",
        "RandomVariates", "Scenarios", "SimulationStatistics", "SpecialFunctions",
      ]),
    tests(
      of: "Verification",
      imports: [
        "JSONDocuments", "Verification", "Experiments", "FactorySimulation", "MaintenanceTheory",
        "RandomVariates",
        "Scenarios", "SimulationStatistics",
      ]),
    tests(
      of: "Reports",
      imports: [
        "Reports", "Experiments", "FactorySimulation", "FactoryModel", "Optimization",
        "RandomVariates", "Scenarios", "SimulationStatistics", "DataTables", "Forecasting",
        "LifetimeAnalysis",
        "ModelTraining",
        "Prognostics",
      ]),
    .testTarget(
      name: "CommandLineTests", dependencies: ["TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)
