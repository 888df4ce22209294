import FactoryModel
import TestSupport
import Testing

@testable import Datasets
@testable import FactorySimulation

@Suite("Splits in time")
struct TimeSplitTests {
  private static let hour = 3_600.0

  /// 60 % and 40 % of 600 h after 20 h of warm-up, 12 h apart.
  private static func plan() throws -> DatasetPlan {
    var split = DatasetSplit(parts: [
      .init(name: "early", share: 0.6), .init(name: "late", share: 0.4),
    ])
    split.way = .time(gap: 12 * hour)
    return DatasetPlan(
      factory: try SampleFactory.line(warmUp: 20 * hour), units: 3, seed: 5, split: split)
  }

  /// What stands in the rows of a file before a moment, but for some columns.
  private static func rows(
    _ path: String, before end: Double, without left: Set<String>
  ) throws -> [String] {
    let table = try SampleRows(path)
    let names = table.names.filter { !left.contains($0) }
    let time = table.names.contains("began") ? "began" : "time"
    return table.rows.filter { table.number(time, $0) < end }.map { table.key(names, $0) }
  }

  @Test("A part tells what would be known if its end were the end of everything", .tags(.law))
  func nothingLater() async throws {
    let plan = try Self.plan()
    let boundary = plan.factory.start.seconds + 380 * Self.hour
    // The same factory, of which nobody ever sees more than the first part.
    var short = plan
    short.arms[0].factory.horizon = 360 * Self.hour
    short.split = DatasetSplit(parts: [.init(name: "early", share: 1)])
    try await SampleDataset.with(plan) { folder, _ in
      try await SampleDataset.with(short) { known, _ in
        for table in ["press", "press_parts", "failures", "maintenance", "lives"] {
          // Nobody notes the age that a life has at the end of a part.
          let left: Set<String> = table == "lives" ? ["age_at_end"] : []
          let part = try Self.rows(
            "\(folder)/\(table)/early.parquet", before: .infinity, without: left)
          let expected = try Self.rows(
            "\(known)/\(table)/early.parquet", before: boundary, without: left)
          #expect(part == expected, "\(table)")
          #expect(!part.isEmpty)
        }
      }
    }
  }

  @Test(
    "Rows lie within their part and outside of the gap, lives that go on are censored", .tags(.law))
  func windows() async throws {
    let plan = try Self.plan()
    let start = plan.factory.start.seconds
    let windows = [
      "early": (start + 20 * Self.hour)..<(start + 380 * Self.hour),
      "late": (start + 392 * Self.hour)..<(start + 621 * Self.hour),
    ]
    try await SampleDataset.with(plan) { folder, summary in
      #expect(summary.units == 3)
      #expect(summary.parts.map(\.counts.units) == [3, 3])
      for (part, window) in windows {
        for table in ["press", "press_parts", "failures", "maintenance"] {
          let rows = try SampleRows("\(folder)/\(table)/\(part).parquet")
          #expect(rows.rows.allSatisfy { window.contains(rows.number("time", $0)) }, "\(table)")
          #expect(rows.count > 0)
        }
        let rows = try SampleRows("\(folder)/press/\(part).parquet")
        #expect(
          rows.rows.allSatisfy { row in
            let time = rows.number("time", row)
            let failure = rows.number("time_to_failure", row)
            return time + rows.number("die_remaining_useful_life", row) <= window.upperBound
              && (failure.isNaN || time + failure <= window.upperBound)
          })
        let lives = try SampleRows("\(folder)/lives/\(part).parquet")
        let open = lives.rows.filter { lives.text("ends_by", $0) == "end_of_record" }
        // Each of two dies of three units has a life that goes on.
        #expect(open.count == 6)
        if part == "early" {
          #expect(open.allSatisfy { lives.number("ended", $0) == window.upperBound })
          #expect(open.allSatisfy { lives.number("age_at_end", $0).isNaN })
        }
      }
    }
  }

  @Test("A gap that leaves nothing of a part is refused", .tags(.failure))
  func gap() async throws {
    var plan = try Self.plan()
    plan.split.way = .time(gap: 240 * Self.hour)
    try await SampleDataset.expectRefused(
      plan,
      saying:
        "a gap of 240 h leaves nothing of the part 'late', which takes 240 h; make --gap shorter, or record more "
        + "with --hours")
  }

  @Test("One unit is enough for several parts")
  func oneUnit() async throws {
    var plan = try Self.plan()
    plan.units = 1
    try await SampleDataset.with(plan) { _, summary in
      #expect(summary.parts.allSatisfy { $0.counts.rows["press", default: 0] > 100 })
    }
  }

  @Test("Whether a warning is right is known where the life of which it warns is over")
  func warnings() {
    func life(_ began: Double, _ ended: Double) -> PlantHistory.Life {
      PlantHistory.Life(
        machine: 0, component: 0, ordinal: 0, began: began, ended: ended, end: .failure,
        ageAtBeginning: 0, ageAtEnd: ended - began)
    }
    func warning(_ time: Double) -> PlantHistory.Entry {
      PlantHistory.Entry(time: time, kind: .warning, machine: 0, component: 0)
    }
    var whole = PlantHistory()
    whole.lives = [life(0, 40), life(50, 120), life(130, 140)]
    whole.entries = [warning(30), warning(60), warning(135)]
    let history = UnitHistory(whole, in: RecordWindow(from: 0, to: 100))
    #expect(history.lives.map(\.ended) == [40, 100])
    #expect(history.lives.map(\.end) == [.failure, .ongoing])
    #expect(history.entries.map(\.time) == [30, 60])
    #expect(history.entries.map(history.isSettled) == [true, false])
    let open = UnitHistory(whole, in: RecordWindow(from: 0, to: .infinity))
    #expect(open.lives == whole.lives && open.entries.map(open.isSettled) == [true, true, true])
  }
}
