import DataTables
import Degradation
import FactoryModel
import Foundation
import RandomVariates
import SensorSignals
import SpecialFunctions
import TestSupport
import Testing

@testable import Datasets

@Suite("Datasets")
struct DatasetTests {
  private static let origin = DatasetOrigin(
    command: "fettle dataset …", version: "0", resolvedScenario: "fettle: 1\n")

  private static func make(
    _ factory: Factory, units: Int, seed: UInt64 = 1, jobs: Int = 2, in folder: String,
    split: DatasetSplit = DatasetSplit(parts: [.init(name: "all", share: 1)])
  ) async throws -> DatasetSummary {
    let plan = DatasetPlan(factory: factory, units: units, seed: seed, split: split)
    return try await DatasetMaker(plan, from: origin, jobs: jobs).write(
      into: folder, isInterrupted: { false }, progress: { _ in })
  }

  /// The columns of a table's file, by name.
  private static func columns(_ path: String) throws -> [String: TableColumn] {
    let table = try ParquetReader(path).read()
    return Dictionary(uniqueKeysWithValues: table.columns.map { ($0.description.name, $0) })
  }

  @Test("Remaining life and moment add up to the end of the life, in every row", .tags(.law))
  func remainingLife() async throws {
    let folder = try makeFolder()
    defer { remove(folder) }
    let factory = try SampleFactory.line(warmUp: 20 * 3_600)
    _ = try await Self.make(factory, units: 3, in: folder)
    let lives = try Self.columns("\(folder)/lives/all.parquet")
    func life(_ row: Int) -> String {
      ["unit", "machine", "life"].map { lives[$0]?.text(row) ?? "" }.joined(separator: " ")
    }
    let count = lives["life"]?.values.count ?? 0
    let ends = Dictionary(
      uniqueKeysWithValues: (0..<count).map { (life($0), lives["ended"]?.number($0) ?? .nan) })
    let by = Dictionary(
      uniqueKeysWithValues: (0..<count).map { (life($0), lives["ends_by"]?.text($0) ?? "") })
    for table in ["press", "press_parts"] {
      let rows = try Self.columns("\(folder)/\(table)/all.parquet")
      var compared = 0
      for row in 0..<(rows["unit"]?.values.count ?? 0) {
        let key =
          "\(rows["unit"]?.text(row) ?? "") \(rows["machine"]?.text(row) ?? "") "
          + (rows["die_life"]?.text(row) ?? "")
        let end = try #require(ends[key])
        let time = rows["time"]?.number(row) ?? .nan
        #expect(time >= factory.start.seconds + factory.warmUp)
        let left = rows["die_remaining_useful_life"]?.number(row) ?? .nan
        // Whole seconds; from the failure until the replacement nothing is left.
        #expect(left == 0 ? end <= time + 0.5 : abs(time + left - end) <= 0.5)
        #expect(rows["die_ends_by"]?.text(row) == by[key])
        let wear = rows["die_wear"]?.number(row) ?? .nan
        #expect(wear >= 0 && wear <= 1 && (wear < 1 || left == 0))
        compared += 1
      }
      #expect(compared > 1_000)
    }
    #expect(Set(by.values) == ["failure", "end_of_record"])
  }

  @Test("The time to the next failure is that in the table of failures", .tags(.law))
  func nextFailure() async throws {
    let folder = try makeFolder()
    defer { remove(folder) }
    _ = try await Self.make(try SampleFactory.line(), units: 2, in: folder)
    let failures = try Self.columns("\(folder)/failures/all.parquet")
    var moments: [String: [(time: Double, what: String)]] = [:]
    for row in 0..<(failures["unit"]?.values.count ?? 0) {
      let machine = "\(failures["unit"]?.text(row) ?? "") \(failures["machine"]?.text(row) ?? "")"
      moments[machine, default: []].append(
        (failures["time"]?.number(row) ?? .nan, failures["subject"]?.text(row) ?? ""))
    }
    let rows = try Self.columns("\(folder)/press/all.parquet")
    for row in 0..<(rows["unit"]?.values.count ?? 0) {
      let machine = "\(rows["unit"]?.text(row) ?? "") \(rows["machine"]?.text(row) ?? "")"
      let time = rows["time"]?.number(row) ?? .nan
      let next = moments[machine]?.first { $0.time >= time }
      #expect(rows["next_failure"]?.text(row) == next?.what ?? "")
      let left = rows["time_to_failure"]?.number(row) ?? .nan
      #expect(next.map { abs($0.time - time - left) <= 0.5 } ?? left.isNaN)
    }
  }

  @Test("Hidden first passages keep their law", .tags(.statistical))
  func firstPassages() async throws {
    let folder = try makeFolder()
    defer { remove(folder) }
    // Long enough for every first life to end: no short one is preferred.
    let factory = try SampleFactory.line(horizon: 400 * 3_600)
    _ = try await Self.make(factory, units: 400, seed: 11, in: folder)
    let lives = try Self.columns("\(folder)/lives/all.parquet")
    var ages: [Double] = []
    for row in 0..<(lives["life"]?.values.count ?? 0) where lives["life"]?.number(row) == 0 {
      #expect(lives["ends_by"]?.text(row) == "failure")
      ages.append(lives["age_at_end"]?.number(row) ?? .nan)
    }
    #expect(ages.count == 800)
    ages.sort()
    let wear = try GammaWear(meanLife: SampleFactory.meanLife, cvOfLife: 0.3)
    var distance = 0.0
    for (index, age) in ages.enumerated() {
      // The level at an age is gamma; the component has failed where it is 1 or more.
      let chance = RegularizedGamma.upper(shape: wear.shapeRate * age, at: 1 / wear.scale)
      distance = max(
        distance, abs(chance - Double(index) / 800), abs(chance - Double(index + 1) / 800))
    }
    // Kolmogorov: exceeded with a chance of 1 in 1,000.
    #expect(distance < 1.95 / 800.0.squareRoot())
  }

  @Test("Files do not depend on the number of jobs, and whole units belong to one part")
  func jobs() async throws {
    let factory = try SampleFactory.line(horizon: 200 * 3_600)
    let folders = try [makeFolder(), makeFolder()]
    defer { folders.forEach(remove) }
    let summaries = [
      try await Self.make(factory, units: 20, jobs: 1, in: folders[0], split: DatasetSplit()),
      try await Self.make(factory, units: 20, jobs: 3, in: folders[1], split: DatasetSplit()),
    ]
    #expect(summaries[0] == summaries[1])
    #expect(summaries[0].parts.map(\.counts.units) == [14, 3, 3])
    var parts: [Int: Set<String>] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folders[0]).sorted() {
      let paths = folders.map { "\($0)/\(name)" }
      let contents = paths.map { FileManager.default.contents(atPath: $0) }
      #expect(contents[0] == contents[1], "\(name)")
      guard name.hasSuffix(".parquet"), let unit = try Self.columns(paths[0])["unit"] else {
        continue
      }
      let part = name.split(separator: "/").last ?? ""
      for row in 0..<unit.values.count {
        parts[Int(unit.number(row)), default: []].insert(String(part))
      }
    }
    #expect(parts.count == 20 && parts.values.allSatisfy { $0.count == 1 })
  }

  @Test("What nobody could learn from is refused, with what to do", .tags(.failure))
  func noFailures() async throws {
    let folder = try makeFolder()
    defer { remove(folder) }
    var factory = try SampleFactory.line(horizon: 4 * 3_600)
    factory.stations[0].failures = []
    do {
      _ = try await Self.make(factory, units: 2, in: folder)
      Issue.record("nothing has failed, and nobody says so")
    } catch let problem as DatasetProblem {
      // Four dies for 4 h each use a fifth of a life of 80 h: 50 failures take 250 times as much.
      #expect(
        problem.description == """
          nothing failed in 2 units of 4 h; about 50 failures would take 500 units of 4 h, or 2 units of 1000 h \
          (--units, --hours); or take data without failures with --allow-no-failures
          """)
    }
    factory.stations[0].sensors = []
    #expect(throws: DatasetProblem.self) {
      try DatasetMaker(
        DatasetPlan(factory: factory, units: 3, seed: 1), from: Self.origin, jobs: 1)
    }
  }

  @Test("A sensor with the name of a label is refused", .tags(.failure))
  func names() throws {
    var factory = try SampleFactory.line()
    factory.stations[0].sensors[0].name = "die_wear"
    #expect(throws: DatasetProblem.self) { try DatasetTable.tables(of: [factory]) }
  }

  private func makeFolder() throws -> String {
    let url = FileManager.default.temporaryDirectory.appending(path: "dataset-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url.path
  }

  private func remove(_ folder: String) { try? FileManager.default.removeItem(atPath: folder) }
}

@Suite("Splits of units")
struct DatasetSplitTests {
  @Test("Each part has its share of the units, to within one", .tags(.law))
  func shares() throws {
    let split = try DatasetSplit(text: "train=60,validation=25%,test=15")
    for count in [3, 7, 20, 101, 1_000] {
      for seed in 1...5 as ClosedRange<UInt64> {
        let parts = split.parts(ofUnits: count, seed: seed)
        #expect(parts == split.parts(ofUnits: count, seed: seed))
        for (index, part) in split.parts.enumerated() {
          let units = parts.count { $0 == index }
          #expect(abs(Double(units) - part.share * Double(count)) < 1)
        }
      }
    }
    // Other units with another seed.
    // As many units as parts, or one more: no part goes without.
    #expect(Set(split.parts(ofUnits: 3, seed: 1)) == [0, 1, 2])
    #expect(split.parts(ofUnits: 4, seed: 1).sorted() == [0, 0, 1, 2])
    #expect(split.parts(ofUnits: 100, seed: 1) != split.parts(ofUnits: 100, seed: 2))
  }

  @Test(
    "A text that is no split is refused", .tags(.failure),
    arguments: [
      (
        "train=80,test=30",
        "the parts of 'train=80,test=30' add up to 110.0 %; they must add up to 100 %"
      ),
      (
        "train=100,train=0",
        "'train=0' is no part of a split; write names and percents, as in train=70,validation=15,test=15"
      ),
      ("train=50,train=50", "'train=50,train=50' names a part twice; parts have different names"),
      (
        "train",
        "'train' is no part of a split; write names and percents, as in train=70,validation=15,test=15"
      ),
      (
        "../up=100",
        "'../up=100' is no part of a split; write names and percents, as in train=70,validation=15,test=15"
      ),
    ])
  func mistakes(text: String, message: String) {
    do throws(DatasetProblem) {
      _ = try DatasetSplit(text: text)
      Issue.record("'\(text)' is taken")
    } catch {
      #expect(error.description == message)
    }
  }
}

@Suite("Blocks of readings put aside")
struct BlockStoreTests {
  @Test("What is in the file is what was put there", .tags(.law))
  func spilled() throws {
    let factory = try SampleFactory.line()
    let path = FileManager.default.temporaryDirectory.appending(path: "spill-\(UUID())").path
    let inMemory = try #require(
      try UnitRecord(
        factory, seed: 4, unit: 2, replication: 2, spill: path, isInterrupted: { false }))
    let inFile = try #require(
      try UnitRecord(
        factory, seed: 4, unit: 2, replication: 2, spill: path, memory: 100_000,
        isInterrupted: { false }))
    var compared = 0
    for machine in 0..<2 {
      for panel in [ReadingPanel.moments, .parts] {
        let places = inMemory.readings.blocks(
          ofStation: 0, machine: machine, panel: panel)
        #expect(
          places == inFile.readings.blocks(ofStation: 0, machine: machine, panel: panel))
        for place in places {
          let isSame = try inMemory.readings.block(place) == inFile.readings.block(place)
          #expect(isSame)
          compared += 1
        }
      }
    }
    #expect(compared >= 4)
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}

@Suite("What columns are for")
struct ColumnRoleTests {
  @Test("A table knows its sensors and labels, and what may come late has a time of arrival")
  func roles() throws {
    var factory = try SampleFactory.line()
    func press() throws -> DatasetTable {
      try #require(try DatasetTable.tables(of: [factory]).first { $0.name == "press" })
    }
    let plain = try press()
    #expect(plain.sensors == ["wear"])
    #expect(
      plain.labels == [
        "die_wear", "die_life", "die_remaining_useful_life", "die_ends_by", "time_to_failure",
        "next_failure",
      ])
    let once = Distribution(.exponential(mean: 3_600))
    factory.stations[0].sensors[0].faults = [
      SensorFaultPlan(name: "stuck", behavior: .stuck, after: once, lasts: once)
    ]
    let stuck = try press()
    #expect(stuck.labels.subtracting(plain.labels) == ["wear_fault"])
    #expect(!stuck.schema.contains { $0.name == "received" })
    factory.stations[0].sensors[0].faults.append(
      SensorFaultPlan(
        name: "late", behavior: .late(probability: 0.1, delay: 60), after: once, lasts: once))
    #expect(try press().schema.contains { $0.name == "received" })
  }
}
