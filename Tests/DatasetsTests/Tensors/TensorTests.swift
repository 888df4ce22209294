import DataTables
import FactoryModel
import Foundation
import RandomVariates
import SensorSignals
import SignalFeatures
import TestSupport
import Testing

@testable import Datasets

@Suite("Tensors")
struct TensorTests {
  private static func plan(_ windows: WindowChoice) throws -> DatasetPlan {
    var plan = DatasetPlan(
      factory: try SampleFactory.line(warmUp: 10 * 3_600), units: 5, seed: 3,
      split: DatasetSplit(parts: [
        .init(name: "train", share: 0.6), .init(name: "test", share: 0.4),
      ]))
    plan.arms[0].factory.stations[0].sensors[0].features = [
      .mean(readings: 4), .slope(readings: 4),
    ]
    plan.windows = windows
    return plan
  }

  /// The first rows of all windows, found in a table by looking at it row by row.
  private static func windows(
    _ rows: SampleRows, _ choice: WindowChoice, together: [String]
  ) -> [Int] {
    var firsts: [Int] = []
    var begin = 0
    for row in rows.rows {
      if row > 0, rows.key(together, row) != rows.key(together, row - 1) { begin = row }
      let first = row - choice.length + 1
      if first >= begin, (first - begin) % choice.hop == 0 { firsts.append(first) }
    }
    return firsts
  }

  /// Compares a file of windows with its table; returns how many windows there are.
  private static func compare(
    _ table: String, _ choice: WindowChoice, sensors: [String], features: [String] = [],
    isOfTrajectories: Bool = false
  ) throws -> Int {
    let rows = try SampleRows(table + ".parquet")
    let arrays = try SampleArrays(table + ".npz")
    let firsts = windows(
      rows, choice,
      together: ["unit", "machine"] + (isOfTrajectories ? ["trajectory"] : []))
    #expect(
      arrays.names == ["x"] + (features.isEmpty ? [] : ["features"]) + ["unit", "machine"]
        + (isOfTrajectories ? ["trajectory", "cycle"] : [])
        + ["time", "die_remaining_useful_life", "die_wear", "die_censored"])
    for (name, columns) in [("x", sensors), ("features", features)] where !columns.isEmpty {
      let array = arrays[name]
      #expect(array.code == "<f4" && array.shape == [firsts.count, choice.length, columns.count])
      let expected = firsts.flatMap { first in
        (first..<first + choice.length).flatMap { row in
          columns.map { Float(rows.number($0, row)) }
        }
      }
      let isSame = array.numbers.map { Float($0).bitPattern } == expected.map(\.bitPattern)
      #expect(isSame, "\(name) of \(table)")
    }
    let last = firsts.map { $0 + choice.length - 1 }
    func expect(_ name: String, _ code: String, _ number: (Int) -> Double) {
      #expect(arrays[name].code == code && arrays[name].shape == [firsts.count], "\(name)")
      #expect(arrays[name].numbers == last.map(number), "\(name)")
    }
    expect("unit", "<i4") { rows.number("unit", $0) }
    expect("machine", "<i4") { rows.text("machine", $0) == "left" ? 0 : 1 }
    expect("time", "<i8") { (rows.number("time", $0) * 1_000_000).rounded() }
    expect("die_remaining_useful_life", "<i8") { rows.number("die_remaining_useful_life", $0) }
    expect("die_wear", "<f4") { rows.number("die_wear", $0) }
    expect("die_censored", "<i4") { rows.text("die_ends_by", $0) == "failure" ? 0 : 1 }
    if isOfTrajectories {
      expect("trajectory", "<i4") { rows.number("trajectory", $0) }
      expect("cycle", "<i4") { rows.number("cycle", $0) }
    }
    return firsts.count
  }

  @Test(
    "Windows are slices of their table, and none has rows of two machines or units", .tags(.law),
    arguments: [(24, nil), (24, 7), (24, 100), (1, nil), (1_000, 1)] as [(Int, Int?)])
  func slices(length: Int, hop: Int?) async throws {
    let choice = WindowChoice(length: length, hop: hop)
    var plan = try Self.plan(choice)
    plan.missing = 0.1
    try await SampleDataset.with(plan) { folder, summary in
      var counts: [Int] = []
      for (table, sensors, features) in [
        ("press", ["wear"], ["wear_mean_4", "wear_slope_4"]), ("press_parts", ["age"], []),
      ] {
        let windows = try ["train", "test"].map { part in
          try Self.compare(
            "\(folder)/\(table)/\(part)", choice, sensors: sensors, features: features)
        }
        counts.append(windows.reduce(0, +))
      }
      #expect(summary.tensors.map(\.windows) == counts)
      #expect(summary.tensors.map(\.table) == ["press", "press_parts"])
      #expect(counts.allSatisfy { $0 > 30 })
    }
  }

  @Test("Windows of whole lives stay within one", .tags(.law), arguments: [1, 20])
  func trajectories(hop: Int) async throws {
    let choice = WindowChoice(length: 20, hop: hop)
    var plan = try Self.plan(choice)
    plan.trajectories = TrajectoryChoice(keepsCensored: true)
    try await SampleDataset.with(plan) { folder, _ in
      for part in ["train", "test"] {
        let count = try Self.compare(
          "\(folder)/press/\(part)", choice, sensors: ["wear"],
          features: ["wear_mean_4", "wear_slope_4"], isOfTrajectories: true)
        #expect(count > 50)
      }
    }
  }

  @Test("Parts in time have windows of their own", .tags(.law))
  func partsInTime() async throws {
    let choice = WindowChoice(length: 30, hop: 11)
    var plan = try Self.plan(choice)
    plan.split.way = .time(gap: 3_600)
    try await SampleDataset.with(plan) { folder, _ in
      for part in ["train", "test"] {
        let count = try Self.compare(
          "\(folder)/press/\(part)", choice, sensors: ["wear"],
          features: ["wear_mean_4", "wear_slope_4"])
        #expect(count > 200)
      }
    }
  }

  @Test("A snapshot is a window of its own, whatever windows of rows there are", .tags(.law))
  func snapshots() async throws {
    var plan = try Self.plan(WindowChoice(length: 24))
    plan.split = SampleDataset.undivided
    plan.arms[0].factory.stations[0].waveforms = [
      Waveform(
        name: "housing", model: WaveformModel(noise: try BackgroundNoise(deviation: 0.1)),
        samplingRate: 1_000, length: 256, rhythm: .every(4 * 3_600),
        shaftSpeed: try FormulaProgram(.constant(20)), highestShaftSpeed: 20,
        load: try FormulaProgram(.constant(1)), features: [.rms, .kurtosis])
    ]
    try await SampleDataset.with(plan) { folder, summary in
      let table = try ParquetReader("\(folder)/press_housing/all.parquet").read()
      let rows = try SampleRows("\(folder)/press_housing/all.parquet")
      let arrays = try SampleArrays("\(folder)/press_housing/all.npz")
      guard case .float32List(let samples, 256)? = table.column(named: "samples")?.values else {
        Issue.record("there are no samples")
        return
      }
      #expect(arrays["x"].shape == [rows.count, 256] && rows.count > 1_000)
      let isSame = arrays["x"].numbers.map(Float.init) == samples
      #expect(isSame)
      #expect(arrays["features"].shape == [rows.count, 2])
      #expect(
        arrays["features"].numbers
          == rows.rows.flatMap { [rows.number("rms", $0), rows.number("kurtosis", $0)] })
      #expect(arrays["die_wear"].numbers == rows.rows.map { rows.number("die_wear", $0) })
      #expect(summary.tensors.map(\.length) == [24, 24, nil])
      #expect(summary.tensors.last?.windows == rows.count)
    }
  }

  @Test("Files of windows do not depend on the number of jobs", .tags(.law))
  func jobs() async throws {
    let plan = try Self.plan(WindowChoice(length: 16, hop: 3))
    let one = try await SampleDataset.with(plan, jobs: 1) { folder, _ in
      try SampleDataset.contents(folder)
    }
    let three = try await SampleDataset.with(plan, jobs: 3) { folder, _ in
      try SampleDataset.contents(folder)
    }
    #expect(one == three)
    #expect(one.keys.filter { $0.hasSuffix(".npz") }.count == 4)
    let card = String(decoding: one["README.md"] ?? Data(), as: UTF8.self)
    #expect(card.contains("\n| `x` | float32 | (n, 16, 1) | What the sensors show: `wear`; "))
    #expect(card.contains("\nMachines: 0 left, 1 right, 2 pack_1.\n"))
  }

  @Test("A unit with a pseudonym is the number of its digits")
  func pseudonyms() async throws {
    var plan = try Self.plan(WindowChoice(length: 50))
    plan.split = SampleDataset.undivided
    plan.pseudonyms = try Pseudonyms(key: Array(0..<32), from: "key")
    let maker = try DatasetMaker(plan, from: SampleDataset.origin, jobs: 1)
    let table = try #require(maker.tables.first { $0.isReadings }).name
    try await SampleDataset.with(plan) { folder, _ in
      let rows = try SampleRows("\(folder)/\(table)/all.parquet")
      let firsts = Self.windows(rows, WindowChoice(length: 50), together: ["unit", "machine"])
      let unit = try SampleArrays("\(folder)/\(table)/all.npz")["unit"]
      #expect(unit.code == "<i8")
      #expect(
        unit.numbers
          == firsts.map { Double(Int(rows.text("unit", $0).dropFirst(2), radix: 16) ?? 0) })
      #expect(Set(unit.numbers).count == 5)
    }
  }

  @Test("What cannot be cut into windows is refused, with the reason", .tags(.failure))
  func refused() async throws {
    var plan = try Self.plan(WindowChoice(length: 3_000))
    try await SampleDataset.expectRefused(
      plan,
      saying:
        "there is no window of 3000 rows: the most that follow each other are 1200 of 'press', "
        + "1760 of 'press_parts'; take shorter ones by --windows, or record more with --hours")
    plan.windows = WindowChoice(length: .max)
    try await SampleDataset.expectRefused(
      plan,
      saying:
        "a window of \(Int.max) rows of 'press', 12 bytes each, has more than 2097152 bytes; --windows 174762 is the most "
        + "there")
    plan.windows = WindowChoice(length: 10)
    var silent = plan
    silent.arms[0].factory.stations[0].sensors = []
    try await SampleDataset.expectRefused(
      silent,
      saying:
        "--windows makes arrays of what sensors read, and no table of this dataset has readings; leave it out, or give a "
        + "station sensors")
    plan.balance = ClassBalance(share: 0.5, within: 3_600)
    try await SampleDataset.expectRefused(
      plan,
      saying:
        "--windows cuts rows that follow each other, and --failure-share leaves hours out between them; choose one"
    )
  }

  @Test(
    "Without the HDF5 library a file of it is refused, with how to get one", .tags(.failure),
    .enabled(if: !DatasetMaker.canWriteHDF5))
  func withoutHDF5() async throws {
    var plan = try Self.plan(WindowChoice(length: 10))
    plan.writesHDF5 = true
    try await SampleDataset.expectRefused(
      plan,
      saying:
        "this fettle was built without HDF5; FETTLE_TRAITS=HDF5 ./fettle builds one with it, or swift build --traits HDF5, "
        + "where the HDF5 library is there with its headers (on Debian: apt-get install libhdf5-dev)"
    )
  }

  @Test("Rows as arrays have what the table has, and say what each column is", .tags(.exact))
  func rowArrays() throws {
    let plan = try Self.plan(WindowChoice(length: 2))
    let layout = try DatasetLayout(plan)
    let rows = try #require(
      TensorLayout(rowsOf: layout.tables[0], at: 0, parts: ["train", "test", "validation"]))
    #expect(rows.files == [0, 1, 0])
    #expect(
      rows.arrays.map { "\($0.name) \($0.element): \($0.columns.joined(separator: " "))" } == [
        "W float64: set_rate state product", "X_s float32: wear",
        "X_v float64: wear_mean_4 wear_slope_4", "T float32: die_wear",
        "Y float64: die_remaining_useful_life",
        "A int64: unit machine time die_life die_censored",
      ])
    var whole = plan
    whole.trajectories = TrajectoryChoice()
    let lives = try #require(
      TensorLayout(rowsOf: try DatasetLayout(whole).tables[1], at: 1, parts: ["test"]))
    #expect(lives.files == [0] && lives.trajectory == 1)
    #expect(lives.arrays.map(\.name) == ["W", "X_s", "T", "A"])
    #expect(
      lives.arrays.last?.columns == [
        "unit", "machine", "trajectory", "cycle", "time", "die_life", "die_censored",
      ])
  }
}
