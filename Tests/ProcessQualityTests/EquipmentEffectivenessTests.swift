import ProcessQuality
import TestSupport
import Testing

@Suite("Equipment effectiveness")
struct EquipmentEffectivenessTests {
  typealias Row = MachineLog.Row

  /// A shift of 8 h in minutes: 60 not planned, 30 setup, 40 down in two failures, 20 idle.
  static let shift = [
    Row(start: 0, end: 30, state: .setup),
    Row(start: 30, end: 200, state: .producing, good: 160, scrap: 4, rework: 6),
    Row(start: 200, end: 225, state: .down),
    Row(start: 225, end: 285, state: .notPlanned),
    Row(start: 285, end: 305, state: .idle),
    Row(start: 305, end: 320, state: .down),
    Row(start: 320, end: 480, state: .producing, good: 150, scrap: 6, rework: 4),
  ]

  @Test("The figures of a shift are those worked out by hand", .tags(.exact))
  func shift() throws {
    let figures = try EquipmentEffectiveness(
      of: MachineLog(EquipmentEffectivenessTests.shift), plannedRunTimePerItem: 0.8)
    #expect(figures.plannedBusyTime == 420)
    #expect(figures.actualProductionTime == 330)
    #expect(figures.actualUnitSetupTime == 30)
    #expect(figures.actualUnitDownTime == 40)
    #expect(figures.idleTime == 20)
    #expect(figures.notPlannedTime == 60)
    #expect(figures.actualUnitProcessingTime == 360)
    #expect(figures.producedQuantity == 330)
    #expect(figures.goodQuantity == 310)
    #expect(figures.scrapQuantity == 10)
    #expect(figures.reworkQuantity == 10)
    #expect(figures.failures == 2)
    #expect(figures.meanTimeToRepair == 20)
    #expect(figures.operatingTimeBetweenFailures == 165)
    // Quotients of a few products: errors of a few units in the last place.
    let ratios: [(Double?, Double)] = [
      (figures.availability, 330.0 / 420), (figures.effectiveness, 0.8),
      (figures.qualityRatio, 310.0 / 330),
      (figures.overallEquipmentEffectiveness, 0.8 * 310 / 420),
      (figures.netEquipmentEffectiveness, 360.0 / 420 * 0.8 * 310 / 330),
      (figures.setupRatio, 30.0 / 360), (figures.scrapRatio, 10.0 / 330),
      (figures.reworkRatio, 10.0 / 330),
    ]
    for (value, expected) in ratios { #expect(relativeError(value ?? .nan, expected) < 1e-15) }
  }

  @Test("A ratio whose denominator is 0 is missing", .tags(.exact))
  func nothing() throws {
    let pause = try EquipmentEffectiveness(
      of: MachineLog([Row(start: 0, end: 10, state: .notPlanned)]), plannedRunTimePerItem: 1)
    #expect(pause.availability == nil)
    #expect(pause.overallEquipmentEffectiveness == nil)
    let stop = try EquipmentEffectiveness(
      of: MachineLog([Row(start: 0, end: 10, state: .down)]), plannedRunTimePerItem: 1)
    #expect(stop.availability == 0)
    #expect(stop.overallEquipmentEffectiveness == 0)
    #expect(stop.effectiveness == nil)
    #expect(stop.qualityRatio == nil)
    #expect(stop.setupRatio == nil)
    #expect(stop.meanTimeToRepair == 10)
    let run = try EquipmentEffectiveness(
      of: MachineLog([Row(start: 0, end: 10, state: .producing, good: 3)]),
      plannedRunTimePerItem: 1)
    #expect(run.meanTimeToRepair == nil)
    #expect(run.operatingTimeBetweenFailures == nil)
  }

  @Test("Calculated times that meet up to rounding are no gap", .tags(.exact))
  func rounding() throws {
    let rows = (0..<10).map {
      Row(start: 0.1 * Double($0), end: 0.1 * Double($0) + 0.1, state: .producing)
    }
    #expect(try MachineLog(rows).rows.count == 10)
  }

  @Test("The first wrong row is named, with what is wrong", .tags(.failure))
  func mistakes() {
    func message(_ change: (inout [Row]) -> Void) -> String {
      var rows = EquipmentEffectivenessTests.shift
      change(&rows)
      do {
        _ = try MachineLog(rows)
        return "accepted"
      } catch {
        return "\(error)"
      }
    }
    #expect(message { _ in } == "accepted")
    #expect(message { $0 = [] } == "the log has no rows")
    #expect(
      message { $0[3].start = 230 }
        == "row 3 starts at 230.0, but the row before ends at 225.0 already; "
        + "say what the machine did in between")
    #expect(
      message { $0[4].start = 280 }
        == "row 4 starts at 280.0, but the row before ends only at 285.0")
    #expect(
      message { $0[2].end = 200 }
        == "row 2 lasts from 200.0 to 200.0; it must end after it starts")
    #expect(message { $0[1].scrap = -1 } == "row 1 has a count below 0")
    #expect(message { $0.swapAt(0, 1) } != "accepted")
  }
}
