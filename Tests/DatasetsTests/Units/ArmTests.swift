import FactoryModel
import RandomVariates
import TestSupport
import Testing

@testable import Datasets

@Suite("Arms of a dataset")
struct ArmTests {
  private static func arms() throws -> [DatasetArm] {
    let factory = try SampleFactory.line()
    var changed = factory
    // Jams are as likely, and repaired more slowly.
    changed.stations[0].failures[0].timeToRepair = .constant(1_200)
    return [DatasetArm(name: "fast", factory: factory), DatasetArm(name: "slow", factory: changed)]
  }

  @Test("Units of all arms are numbered through, and meet the same chance", .tags(.law))
  func units() async throws {
    let split = DatasetSplit(parts: [
      .init(name: "train", share: 0.5), .init(name: "test", share: 0.5),
    ])
    let arms = try Self.arms()
    let both = DatasetPlan(arms: arms, units: 4, seed: 8, split: split)
    try await SampleDataset.with(both) { folder, summary in
      #expect(summary.units == 8 && summary.parts.map(\.counts.units) == [4, 4])
      for (index, arm) in arms.enumerated() {
        let alone = DatasetPlan(factory: arm.factory, units: 4, seed: 8, split: split)
        try await SampleDataset.with(alone) { single, _ in
          for part in ["train", "test"] {
            for table in ["press", "failures", "lives", "machines"] {
              let rows = try SampleRows("\(folder)/\(table)/\(part).parquet")
              let own = try SampleRows("\(single)/\(table)/\(part).parquet")
              #expect(rows.names == ["unit", "arm"] + own.names.dropFirst())
              let names = Array(own.names.dropFirst())
              let found = rows.rows.filter { rows.text("arm", $0) == arm.name }.map { row in
                // Unit n of an arm is the n-th of its replications.
                "\((Int(rows.number("unit", row)) - 1 - index) / 2 + 1) " + rows.key(names, row)
              }
              #expect(found == own.rows.map { own.key(["unit"] + names, $0) }, "\(table)")
              #expect(!found.isEmpty)
            }
          }
        }
      }
    }
  }

  @Test("Arms whose rows would not fit into one table are refused", .tags(.failure))
  func refused() async throws {
    var arms = try Self.arms()
    arms[1].factory.stations[0].machines.append("middle")
    try await SampleDataset.expectRefused(
      DatasetPlan(arms: arms, units: 4, seed: 8),
      saying:
        "the arm 'slow' has other machines than 'fast' (press.left, press.right, press.middle, pack.pack_1; there "
        + "press.left, press.right, pack.pack_1); all arms of a dataset need the same, so that their rows can stand in one "
        + "table")
    arms = try Self.arms()
    arms[1].factory.horizon = 300 * 3_600
    try await SampleDataset.expectRefused(
      DatasetPlan(arms: arms, units: 4, seed: 8),
      saying:
        "the arm 'slow' has other hours of record than 'fast' (300 h; there 600 h); all arms of a dataset need the "
        + "same, so that their rows can stand in one table")
  }
}
