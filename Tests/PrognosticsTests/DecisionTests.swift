import Foundation
import Prognostics
import TestSupport
import Testing

@Suite("Costs of decisions")
struct DecisionTests {
  static let costs = ReplacementCosts(preventive: 1, corrective: 10)

  static func histories() throws -> [FailureHistory] {
    [
      try FailureHistory(life: 25, looks: [10, 20, 30], risks: [1, 3, 9]),
      try FailureHistory(life: 40, looks: [10, 20, 30, 40], risks: [2, 1, 2, 5]),
    ]
  }

  @Test("Four policies on two units", .tags(.exact))
  func policies() throws {
    let (histories, costs) = (try DecisionTests.histories(), DecisionTests.costs)
    let failure = ReplacementPolicy.onFailure.cost(on: histories, costs)
    #expect(failure.cost == 20 && failure.time == 65 && failure.failures == 2)
    // 25 fails at its age of 25, 40 is replaced.
    let age = ReplacementPolicy.atAge(25).cost(on: histories, costs)
    #expect(age.cost == 11 && age.time == 50 && age.replacements == 1)
    // A look at the moment of failure is too late.
    let perfect = ReplacementPolicy.perfect.cost(on: histories, costs)
    #expect(perfect.cost == 2 && perfect.time == 50)
    let risk = ReplacementPolicy.atRisk(2).cost(on: histories, costs)
    #expect(risk.cost == 2 && risk.time == 30)
    #expect(abs(risk.excess(over: perfect) - 2.0 / 3) < 1e-12)
    let high = ReplacementPolicy.atRisk(3).cost(on: histories, costs)
    #expect(high.cost == 11 && high.time == 60 && high.failures == 1)
    #expect(
      ReplacementPolicy.thresholds(of: histories) == [.atRisk(3), .atRisk(2), .atRisk(1)])
    #expect(
      ReplacementPolicy.cheapest(
        of: ReplacementPolicy.thresholds(of: histories), on: histories, costs)
        == .atRisk(2))
  }

  @Test(
    "A unit that is looked at every third reading could have been at other moments", .tags(.exact))
  func moments() throws {
    let histories = try FailureHistory.lookingEvery(
      3, life: 8, readings: [1, 2, 3, 4, 5, 6, 7, 8], risks: [1, 2, 3, 4, 5, 6, 7, 8])
    // The last reading is at the failure, and too late.
    #expect(histories.map(\.looks) == [[1, 4, 7], [2, 5], [3, 6]])
    #expect(histories.map(\.risks) == [[1, 4, 7], [2, 5], [3, 6]])
    #expect(histories.allSatisfy { $0.life == 8 })
    #expect(throws: PrognosticsError.self) {
      try FailureHistory.lookingEvery(0, life: 8, readings: [1], risks: [1])
    }
  }

  @Test("A threshold chosen on looks at all moments is that of the dearest of them", .tags(.exact))
  func chosenOnMoments() throws {
    // Of two like units the risk is the time, and both fail at 10. Looked at every fourth time, at 4 and 8, either is replaced best at 8. Had the
    // looks been at 3 and 7, that threshold would have missed them: looks at all moments ask for one that none of the four passes by.
    let one = try FailureHistory.lookingEvery(
      4, life: 10, readings: (1...9).map(Double.init), risks: (1...9).map(Double.init))
    let histories = [one[3], one[3]]
    func policies(
      _ seen: (histories: [FailureHistory], fold: [Int])?
    ) throws -> [ReplacementPolicy] {
      try ReplacementPolicy.crossValidated(
        histories, fold: [0, 1], DecisionTests.costs, choosingOn: seen,
        among: { ReplacementPolicy.thresholds(of: $0) }
      ).policies
    }
    #expect(try policies(nil) == [.atRisk(8), .atRisk(8)])
    // At 6 they end at 9, 6, 7 and 8: cost 4 in 30. At 7 one of them fails, 13 in 34; at 5 they end at 5, 6, 7 and 8, 4 in 26.
    let seen = (histories: one + one, fold: [0, 0, 0, 0, 1, 1, 1, 1])
    #expect(try policies(seen) == [.atRisk(6), .atRisk(6)])
  }

  @Test("A threshold is chosen on the other parts", .tags(.exact))
  func crossValidation() throws {
    let histories = try DecisionTests.histories()
    let result = try ReplacementPolicy.crossValidated(
      histories, fold: [0, 1], DecisionTests.costs, among: { ReplacementPolicy.thresholds(of: $0) })
    // On the second alone 2 costs 1 in 10 and no other threshold is raised; on the first 3 costs 1 in 20.
    #expect(result.policies == [.atRisk(2), .atRisk(3)])
    // So the first ends at its look at 20, the second fails at 40.
    #expect(result.cost.cost == 11 && result.cost.time == 60)
    #expect(throws: PrognosticsError.tooFew(name: "parts of the units", count: 1, needed: 2)) {
      try ReplacementPolicy.crossValidated(
        histories, fold: [0, 0], DecisionTests.costs, among: { _ in [.onFailure] })
    }
  }

  @Test(
    "FD001: run to failure, age and perfect knowledge cost what is published", .tags(.exact),
    .enabled(
      if: PublicData.isThere, "NOT CHECKED: there is no ../shared/data beside the repository"),
    arguments: [
      (corrective: 1000.0, failure: 4.8471, age: 0.8493, perfect: 0.4985, ageFailures: 1),
      (500, 2.4235, 0.804, 0.4985, 2), (300, 1.4541, 0.7637, 0.4985, 6),
    ])
  func engines(
    corrective: Double, failure: Double, age: Double, perfect: Double, ageFailures: Int
  ) throws {
    let costs = ReplacementCosts(preventive: 100, corrective: corrective)
    let engines = try PublicData.engines("train")
    let histories = try engines.map { engine in
      let looks = stride(from: 10.0, through: 400, by: 10)
      return try FailureHistory(
        life: Double(engine.rows.count), looks: Array(looks), risks: looks.map { _ in 0 })
    }
    #expect(histories.count == 100)
    let never = ReplacementPolicy.onFailure.cost(on: histories, costs)
    let best = ReplacementPolicy.perfect.cost(on: histories, costs)
    let byAge = try ReplacementPolicy.crossValidated(
      histories, fold: engines.map { $0.unit % 5 }, costs,
      among: { _ in (10...400).map { .atAge(Double($0)) } })
    // Four decimals are published.
    #expect(abs(never.rate - failure) < 0.00005 && abs(best.rate - perfect) < 0.00005)
    #expect(abs(byAge.cost.rate - age) < 0.00005 && byAge.cost.failures == ageFailures)
  }
}

/// Public data that lie beside the repository on some machines.
enum PublicData {
  static let folder = Repository.root.deletingLastPathComponent().appending(path: "shared/data")
  static var isThere: Bool { FileManager.default.fileExists(atPath: folder.path) }

  /// An engine and its rows in the order of cycles: three settings and 21 sensors.
  struct Engine {
    var unit: Int
    var rows: [[Double]] = []
  }

  /// The engines of C-MAPSS FD001.
  static func engines(_ part: String) throws -> [Engine] {
    let text = try String(
      contentsOf: folder.appending(path: "cmapss-fd001/\(part).csv"), encoding: .utf8)
    var engines: [Engine] = []
    for line in text.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",").compactMap { Double($0) }
      guard cells.count == 26 else { continue }
      if engines.last?.unit != Int(cells[0]) { engines.append(Engine(unit: Int(cells[0]))) }
      engines[engines.count - 1].rows.append(Array(cells[2...]))
    }
    return engines
  }
}
