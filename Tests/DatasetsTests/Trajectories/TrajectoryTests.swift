import FactoryModel
import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite("Trajectories")
struct TrajectoryTests {
  private static func plan(warmUp: Double = 0) throws -> DatasetPlan {
    var plan = DatasetPlan(
      factory: try SampleFactory.line(warmUp: warmUp), units: 5, seed: 3,
      split: DatasetSplit(parts: [
        .init(name: "train", share: 0.6), .init(name: "test", share: 0.4),
      ]))
    plan.components = ["die"]
    plan.trajectories = TrajectoryChoice()
    return plan
  }

  @Test("A trajectory is one life of a component, from its first row to its failure", .tags(.law))
  func lives() async throws {
    try await SampleDataset.with(try Self.plan()) { folder, summary in
      for (table, most) in [("press", 1_800.0), ("press_parts", 2_400)] {
        var order: [(trajectory: Int, place: String)] = []
        for part in ["train", "test"] {
          let rows = try SampleRows("\(folder)/\(table)/\(part).parquet")
          #expect(Array(rows.names.prefix(3)) == ["unit", "trajectory", "cycle"])
          for row in rows.rows {
            let life = rows.key(["unit", "machine", "die_life"], row)
            let trajectory = Int(rows.number("trajectory", row))
            #expect(rows.text("die_ends_by", row) == "failure")
            if order.last?.trajectory != trajectory {
              #expect(rows.number("cycle", row) == 1)
              order.append((trajectory, life))
            } else {
              #expect(rows.number("cycle", row) == rows.number("cycle", row - 1) + 1)
              #expect(rows.number("time", row) > rows.number("time", row - 1))
              #expect(order.last?.place == life)
            }
            // The last row is the one before the failure, or at it.
            if row + 1 == rows.count || rows.number("cycle", row + 1) == 1 {
              #expect(rows.number("die_remaining_useful_life", row) <= most)
            }
          }
        }
        let trajectories = summary.counts.trajectories
        #expect(order.count == trajectories.lives)
        // Five units of two presses, whose dies live for 80 h of 600.
        #expect(order.count > 40)
        // In the order of units, machines and lives, whatever part a unit is in.
        let sorted = order.sorted { $0.trajectory < $1.trajectory }
        #expect(sorted.map(\.trajectory) == Array(1...order.count))
        #expect(
          sorted.map(\.place)
            == sorted.map(\.place).sorted { $0.compare($1, options: .numeric) == .orderedAscending }
        )
        // Each die has one life that goes on at the end.
        #expect(trajectories.leftOut == 10 && trajectories.wentOn == 10)
      }
    }
  }

  @Test("Lives that had begun before the record are left out, and those that went on may be kept")
  func leftOut() async throws {
    let warmUp = 20 * 3_600.0
    let dropped = try await SampleDataset.with(try Self.plan(warmUp: warmUp)) { folder, summary in
      let counts = summary.counts.trajectories
      var (begunBefore, wentOn, whole) = (0, 0, 0)
      for part in ["train", "test"] {
        let lives = try SampleRows("\(folder)/lives/\(part).parquet")
        let start = try Self.plan().factory.start.seconds + warmUp
        for row in lives.rows {
          if lives.number("began", row) < start {
            begunBefore += 1
          } else if lives.text("ends_by", row) == "failure" {
            whole += 1
          } else {
            wentOn += 1
          }
        }
        let rows = try SampleRows("\(folder)/press/\(part).parquet")
        #expect(rows.rows.allSatisfy { rows.text("die_life", $0) != "0" })
      }
      #expect(counts.hadBegunBefore == begunBefore && begunBefore == 10)
      #expect(counts.wentOn == wentOn && wentOn > 0)
      #expect(counts.lives == whole && counts.censored == 0 && counts.endedByMaintenance == 0)
      let card = try String(contentsOfFile: "\(folder)/README.md", encoding: .utf8)
      #expect(
        card.contains(
          "Left out were 10 that had begun before the record, 0 that maintenance ended and \(wentOn) that went on"
        ))
      return counts
    }
    var plan = try Self.plan(warmUp: warmUp)
    plan.trajectories = TrajectoryChoice(keepsCensored: true)
    let kept = try await SampleDataset.with(plan) { _, summary in summary.counts.trajectories }
    #expect(kept.lives == dropped.lives + dropped.wentOn)
    #expect(kept.censored == dropped.wentOn && kept.leftOut == 10)
  }

  @Test("Trajectories have the same numbers for any number of jobs")
  func jobs() async throws {
    let plan = try Self.plan()
    let one = try await SampleDataset.with(plan, jobs: 1) { folder, _ in
      try SampleDataset.contents(folder)
    }
    let three = try await SampleDataset.with(plan, jobs: 3) { folder, _ in
      try SampleDataset.contents(folder)
    }
    #expect(one == three)
  }

  @Test("Which component is meant has to be said, and some life has to be whole", .tags(.failure))
  func refused() async throws {
    var plan = try Self.plan()
    var bearing = plan.factory.stations[0].components[0]
    bearing.name = "bearing"
    plan.arms[0].factory.stations[0].components.append(bearing)
    plan.components = []
    try await SampleDataset.expectRefused(
      plan,
      saying:
        "a trajectory is a life of one component, and the machines of 'press' have press.die, press.bearing; choose "
        + "one of them with --component")
    var short = try Self.plan()
    short.arms[0].factory.horizon = 20 * 3_600
    try await SampleDataset.expectRefused(
      short,
      saying:
        "no life of a component began in the record and ended by failure in it: 0 had begun before, 0 were ended by "
        + "maintenance, 10 went on at the end; record more with --hours, or let components run to failure, such as by "
        + "--set maintenance.RULE.replace=on_failure")
  }
}
