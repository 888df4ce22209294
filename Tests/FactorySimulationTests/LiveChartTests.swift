import FactoryModel
import FactorySimulation
import ProcessQuality
import RandomVariates
import SpecialFunctions
import TestSupport
import Testing

/// Control charts that are kept while the factory runs.
///
/// A chart that begins anew after each alarm has independent run lengths, whose mean is known. Their
/// standard deviation is at most the mean here, so that points ÷ alarms has a standard error of at most
/// mean/√alarms.
@Suite("Live control charts")
struct LiveChartTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var chart: ControlChart
    var testDescription: String { name }
  }

  /// Charts of points with mean 10 and standard deviation `sigma`.
  static func charts(sigma: Double) throws -> [Case] {
    [
      Case(
        name: "Shewhart",
        chart: .shewhart(try ShewhartChart(center: 10, sigma: sigma, limit: 2.4))),
      Case(
        name: "CUSUM",
        chart: .cusum(
          try CusumChart(center: 10, sigma: sigma, reference: 0.5, decisionInterval: 3))),
      Case(
        name: "CUSUM with a head start",
        chart: .cusum(
          try CusumChart(
            center: 10, sigma: sigma, reference: 0.4, decisionInterval: 3.5, headStart: 1.75))),
      Case(
        name: "EWMA",
        chart: .ewma(try EwmaChart(center: 10, sigma: sigma, smoothing: 0.2, limit: 2.2))),
      Case(
        name: "EWMA with exact limits",
        chart: .ewma(
          try EwmaChart(
            center: 10, sigma: sigma, smoothing: 0.3, limit: 2.4, hasExactLimits: true))),
    ]
  }

  /// One machine that gives a value with standard deviation 0.8 and reads it with an error of 0.6, so
  /// that a reading has the standard deviation 1.
  private func factory(
    _ chart: GaugeChart, mean: Double = 10, deviation: Double = 0.8, error: Double = 0.6,
    failures: [FailureMode] = [], separate: Bool = false, horizon: Double
  ) -> Factory {
    var give = Operation(
      name: "turn", station: 0, time: .constant(1), idealTime: 1,
      measures: [
        CharacteristicValue(
          characteristic: 0,
          value: deviation > 0
            ? Distribution(.normal(mean: mean, standardDeviation: deviation)) : .constant(mean))
      ])
    let inspection = Inspection(reads: [Gauge(characteristic: 0, error: error, chart: chart)])
    var route = [give]
    var stations = [Station(name: "turn", failures: failures)]
    if separate {
      route.append(
        Operation(
          name: "check", station: 1, time: .constant(1), idealTime: 1, inspection: inspection))
      stations.append(Station(name: "check"))
    } else {
      give.inspection = inspection
      route = [give]
    }
    return Factory(
      name: "turning", horizon: horizon, defects: ["diameter"],
      characteristics: [Characteristic(name: "diameter", defect: 0)],
      product: Product(name: "shaft", release: .saturated, route: route), stations: stations)
  }

  private func expectRunLength(
    _ account: ChartAccount, is exact: Double, alarms: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(account.alarms > alarms, sourceLocation: sourceLocation)
    let found = Double(account.points) / Double(account.alarms)
    let standardError = exact / Double(account.alarms).squareRoot()
    #expect(
      abs(found - exact) < 4 * standardError, "\(found) ± \(standardError), exact \(exact)",
      sourceLocation: sourceLocation)
  }

  // MARK: - Run lengths

  @Test("In control the mean run length is the exact one", .tags(.statistical), arguments: 0..<5)
  func inControl(index: Int) throws {
    let chart = try Self.charts(sigma: 1)[index].chart
    let found = try account(of: factory(GaugeChart(chart: chart), horizon: 1e6), seed: 31)
    let exact = chart.averageRunLength(shift: 0)
    #expect(exact > 40 && exact < 200)
    expectRunLength(found.charts[0], is: exact, alarms: 4_000)
    #expect(found.charts[0].falseAlarms == found.charts[0].alarms)
  }

  /// Samples of 4 have the standard deviation 0.5, so that 0.5 is one of theirs.
  @Test(
    "Means of samples find a shift as soon as theory says", .tags(.statistical), arguments: 0..<5)
  func samples(index: Int) throws {
    let chart = try Self.charts(sigma: 0.5)[index].chart
    let found = try account(
      of: factory(GaugeChart(chart: chart, sampleSize: 4), mean: 10.5, horizon: 4e5), seed: 32)
    #expect((99_999...100_000).contains(found.charts[0].points))
    expectRunLength(found.charts[0], is: chart.averageRunLength(shift: 1), alarms: 5_000)
  }

  /// A fault hides at the end of every 500th part, which ends a sample.
  ///
  /// From then on each point of the Shewhart chart signals with chance 1/ARL, whatever came before, 5 s
  /// after the last.
  @Test(
    "After a hidden fault, the alarm and with it the repair come when theory says",
    .tags(.statistical))
  func hiddenFault() throws {
    let deviation = 1 / 5.0.squareRoot()
    let chart = ControlChart.shewhart(try ShewhartChart(center: 10, sigma: deviation))
    let fault = FailureMode(
      name: "drift", timeToFailure: .constant(500), clock: .parts, timeToRepair: .constant(40),
      timeUntilNoticed: .constant(1e9),
      shifts: [CharacteristicShift(characteristic: 0, amount: 0.9)])
    let found = try account(
      of: factory(
        GaugeChart(chart: chart, sampleSize: 5, response: .stop), failures: [fault], horizon: 2e6),
      seed: 33)
    let exact = chart.averageRunLength(shift: 0.9 / deviation)
    let account = found.charts[0]
    let faults = Double(account.faultsFound)
    #expect(faults > 3_500)
    // A geometric number of points has the standard deviation √(1 - p)/p.
    let standardError = 5 * (exact * (exact - 1) / faults).squareRoot()
    #expect(abs(account.timeToAlarm / faults - 5 * exact) < 4 * standardError)
    #expect(account.alarms == account.faultsFound + account.falseAlarms)
    // False alarms come from the points before the faults, 100 for each.
    let rate = 1 / chart.averageRunLength(shift: 0)
    let expected = 100 * faults * rate
    #expect(abs(Double(account.falseAlarms) - expected) < 4 * expected.squareRoot())
    // Every fault is repaired, the last one perhaps not yet.
    let station = found.stations[0]
    #expect((0...1).contains(station.failures - account.faultsFound))
    #expect(abs(station.down - 40 * faults) <= 40)
  }

  @Test("Without a stop a fault is counted at its first alarm, and later ones are no false alarms")
  func countedOnce() throws {
    let chart = ControlChart.shewhart(try ShewhartChart(center: 10, sigma: 1, limit: 5))
    let fault = FailureMode(
      name: "drift", timeToFailure: .constant(10), clock: .parts, timeToRepair: .constant(5),
      timeUntilNoticed: .constant(20), shifts: [CharacteristicShift(characteristic: 0, amount: 100)]
    )
    let found = try account(
      of: factory(
        GaugeChart(chart: chart), deviation: 0, error: 0, failures: [fault], horizon: 350.5),
      seed: 34)
    // 10 good parts, 20 bad ones with an alarm each, 5 s of repair: ten times.
    #expect(found.charts[0].points == 300)
    #expect(found.charts[0].alarms == 200)
    #expect(found.charts[0].falseAlarms == 0)
    #expect(found.charts[0].faultsFound == 10)
    #expect(found.charts[0].timeToAlarm == 10)
    #expect(found.stations[0].down == 50)
  }

  // MARK: - By hand

  private func alarming(checking: Double, horizon: Double) throws -> RunAccount {
    let chart = GaugeChart(
      chart: .shewhart(try ShewhartChart(center: 10, sigma: 1)), response: .stop)
    let fault = FailureMode(
      name: "drift", timeToFailure: .constant(5), clock: .parts, timeToRepair: .constant(10),
      timeUntilNoticed: .constant(1e6), shifts: [CharacteristicShift(characteristic: 0, amount: 9)])
    var factory = factory(
      chart, deviation: 0, error: 0, failures: [fault], separate: true, horizon: horizon)
    factory.products[0].route[1].time = .constant(checking)
    return try account(of: factory, seed: 1)
  }

  /// Part 6 is the first bad one.
  ///
  /// It leaves the lathe at 6 s and is read at 6.5 s; the lathe is repaired until 16.5 s and finishes
  /// part 7, which is good, at 17 s.
  @Test("The repair begins at the moment of the alarm", .tags(.exact))
  func moment() throws {
    let before = try alarming(checking: 0.5, horizon: 6.25)
    #expect(before.charts[0].alarms == 0 && before.stations[0].down == 0)
    let during = try alarming(checking: 0.5, horizon: 16.25)
    #expect(during.charts[0].alarms == 1 && during.charts[0].falseAlarms == 0)
    #expect(during.charts[0].timeToAlarm == 1.5)
    #expect(during.stations[0].down == 9.75)
    #expect(during.stations[0].produced == 6)
    let after = try alarming(checking: 0.5, horizon: 20.5)
    #expect(after.stations[0].down == 10)
    #expect(after.stations[0].produced == 10)
    #expect(after.charts[0].alarms == 1)
  }

  /// Part 6 is read at 1 + 6 · 1.4 = 9.4 s, when parts 7 to 9, bad too, wait.
  ///
  /// These are read when the fault is known and under repair.
  @Test("Parts made before the alarm may cause false ones after it", .tags(.exact))
  func partsBetween() throws {
    let found = try alarming(checking: 1.4, horizon: 19)
    #expect(found.charts[0].alarms == 4 && found.charts[0].falseAlarms == 3)
    #expect(found.charts[0].faultsFound == 1)
    #expect(abs(found.charts[0].timeToAlarm - 4.4) < 1e-9)
    #expect(abs(found.stations[0].down - 9.6) < 1e-9)
    #expect(found.stations[0].failures == 1)
  }

  /// Good for 20 on its clock, then a bad part, whose reading is an alarm as it leaves.
  @Test(
    "A fault that an alarm reveals is repaired once, on every clock", .tags(.law),
    arguments: FailureMode.Clock.allCases, FailureMode.InterruptedWork.allCases)
  func everyClock(clock: FailureMode.Clock, interrupted: FailureMode.InterruptedWork) throws {
    let chart = GaugeChart(
      chart: .shewhart(try ShewhartChart(center: 10, sigma: 1)), response: .stop)
    let fault = FailureMode(
      name: "drift", timeToFailure: .constant(20.25), clock: clock, timeToRepair: .constant(10),
      interruptedWork: interrupted, timeUntilNoticed: .constant(100),
      shifts: [CharacteristicShift(characteristic: 0, amount: 9)])
    let found = try account(
      of: factory(chart, deviation: 0, error: 0, failures: [fault], horizon: 3_200.5), seed: 1)
    let station = found.stations[0]
    #expect(station.failures > 90 && station.failures < 105)
    // Each is found by the first part that is finished after it hid.
    #expect((0...1).contains(station.failures - found.charts[0].faultsFound))
    #expect(found.charts[0].falseAlarms == 0)
    #expect(found.charts[0].timeToAlarm <= 1 * Double(found.charts[0].faultsFound))
    #expect(abs(station.down - 10 * Double(found.charts[0].faultsFound)) <= 10)
    #expect(abs(station.down + station.producing - 3_200.5) < 1e-6)
  }
}
