import FactoryModel
import TestSupport
import Testing

@testable import Datasets

@Suite("Classes in balance")
struct ClassBalanceTests {
  private static func plan(share: Double?) throws -> DatasetPlan {
    var factory = try SampleFactory.line()
    factory.stations[0].failures = []
    var plan = DatasetPlan(
      factory: factory, units: 6, seed: 2,
      split: DatasetSplit(parts: [
        .init(name: "train", share: 0.5), .init(name: "test", share: 0.5),
      ]))
    if let share { plan.balance = ClassBalance(share: share, within: 12 * 3_600) }
    return plan
  }

  /// The rows of a table, each with whether it lies within 12 h of a failure.
  private static func rows(_ folder: String, _ table: String) throws -> [String: Bool] {
    var result: [String: Bool] = [:]
    for part in ["train", "test"] {
      let rows = try SampleRows("\(folder)/\(table)/\(part).parquet")
      for row in rows.rows {
        result[rows.key(rows.names, row)] = rows.number("time_to_failure", row) <= 12 * 3_600
      }
    }
    return result
  }

  @Test("Rows before failures all stay, and are the share that is asked for", .tags(.law))
  func share() async throws {
    for table in ["press", "press_parts"] {
      let whole = try await SampleDataset.with(try Self.plan(share: nil)) { folder, _ in
        try Self.rows(folder, table)
      }
      try await SampleDataset.with(try Self.plan(share: 0.4)) { folder, summary in
        let kept = try Self.rows(folder, table)
        let positives = kept.count { $0.value }
        #expect(positives == whole.count { $0.value })
        #expect(kept.allSatisfy { whole[$0.key] == $0.value })
        let share = Double(positives) / Double(kept.count)
        // Of 7200 rows and more an hour has two or three: the nearest share is nearer than that.
        #expect(abs(share - 0.4) < 0.001)
        let result = try #require(summary.balance.first { $0.table == table })
        #expect(result.after == share)
        #expect(result.before == Double(positives) / Double(whole.count))
      }
    }
  }

  @Test("Of rows that are thinned whole hours stay or go")
  func hours() async throws {
    func hours(_ folder: String) throws -> [String: Int] {
      var count: [String: Int] = [:]
      let rows = try SampleRows("\(folder)/press/train.parquet")
      for row in rows.rows where !(rows.number("time_to_failure", row) <= 12 * 3_600) {
        let hour = Int(rows.number("time", row) / 3_600)
        count[rows.key(["unit", "machine"], row) + " \(hour)", default: 0] += 1
      }
      return count
    }
    let whole = try await SampleDataset.with(try Self.plan(share: nil)) { folder, _ in
      try hours(folder)
    }
    let kept = try await SampleDataset.with(try Self.plan(share: 0.5)) { folder, _ in
      try hours(folder)
    }
    #expect(kept.allSatisfy { whole[$0.key] == $0.value })
    #expect(kept.count < whole.count / 2 && kept.count > 100)
  }

  @Test(
    "A share that leaving rows out cannot give is refused, with the present one", .tags(.failure))
  func refused() throws {
    var count = BalanceCount()
    for _ in 0..<30 { count.addPositive() }
    for draw in 0..<70 { count.addOther(draw: draw) }
    let message = message { () throws(DatasetProblem) in
      _ = try count.limit(for: ClassBalance(share: 0.2, within: 7_200), table: "press")
    }
    #expect(
      message
        == "30 % of the rows of the table 'press' lie within 2 h of a failure, more than the 20 % asked for; only other rows "
        + "are left out, so ask for a larger share with --failure-share, or for fewer hours with --failure-within"
    )
    #expect(
      self.message { () throws(DatasetProblem) in
        _ = try BalanceCount().limit(for: ClassBalance(share: 0.2, within: 7_200), table: "press")
      }
        == "no row of the table 'press' lies within 2 h of a failure, so no share of them can be asked for; record more with "
        + "--units or --hours, or count from earlier on with --failure-within")
  }

  @Test("The limit is the one that comes nearest to the share")
  func limit() throws {
    var count = BalanceCount()
    for _ in 0..<30 { count.addPositive() }
    for draw in 0..<70 { count.addOther(draw: draw * 100) }
    // 30 of 60, and 30 of 100 as it is.
    let half = try count.limit(for: ClassBalance(share: 0.5, within: 1), table: "press")
    #expect(half.result.after == 0.5 && half.result.before == 0.3)
    #expect((2_901...3_000).contains(half.limit))
    let all = try count.limit(for: ClassBalance(share: 1, within: 1), table: "press")
    #expect(all.limit == 0 && all.result.after == 1)
    let same = try count.limit(for: ClassBalance(share: 0.3, within: 1), table: "press")
    #expect(same.result.after == 0.3)
  }

  private func message(_ body: () throws(DatasetProblem) -> Void) -> String? {
    do throws(DatasetProblem) {
      try body()
      return nil
    } catch {
      return error.description
    }
  }
}

@Suite("Missing readings")
struct MissingReadingTests {
  @Test("So many readings are missing, of sensors only, and all else stays", .tags(.statistical))
  func share() async throws {
    var plan = DatasetPlan(
      factory: try SampleFactory.line(), units: 3, seed: 4, split: SampleDataset.undivided)
    for (table, sensor) in [("press", "wear"), ("press_parts", "age")] {
      let path = "\(table)/all.parquet"
      plan.missing = 0
      try await SampleDataset.with(plan) { whole, _ in
        plan.missing = 0.1
        try await SampleDataset.with(plan, jobs: 1) { folder, _ in
          let (before, after) = (
            try SampleRows("\(whole)/\(path)"), try SampleRows("\(folder)/\(path)")
          )
          #expect(before.names == after.names && before.count == after.count)
          var missing = 0
          for row in after.rows {
            for name in after.names where name != sensor {
              #expect(after.text(name, row) == before.text(name, row))
            }
            if after.number(sensor, row).isNaN {
              missing += 1
            } else {
              #expect(after.number(sensor, row) == before.number(sensor, row))
            }
          }
          // Four standard deviations of a binomial number.
          let count = Double(after.count)
          #expect(abs(Double(missing) - 0.1 * count) < 4 * (0.09 * count).squareRoot())
        }
        try await SampleDataset.with(plan, jobs: 3) { folder, _ in
          let three = try SampleDataset.contents(folder)
          let one = try await SampleDataset.with(plan, jobs: 1) { folder, _ in
            try SampleDataset.contents(folder)
          }
          #expect(one == three)
        }
      }
    }
  }
}
