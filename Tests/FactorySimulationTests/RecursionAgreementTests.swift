import EventKernel
import FactoryModel
import FactorySimulation
import RandomVariates
import SimulationStatistics
import TestDraws
import TestSupport
import Testing

/// The account of one whole replication by recursion.
func recursionAccount(
  of factory: Factory, seed: UInt64, replication: UInt64 = 0
) throws -> RunAccount {
  var line = RecursionLine(factory, seed: seed, replication: replication)
  while try line.advance(maximumParts: 10_000) {}
  return line.account()
}

/// Recursion and events: two programs, one set of draws.
@Suite("Recursion against events")
struct RecursionAgreementTests {
  /// A random serial line: stations, buffers, release, calendars, failures and scrap all vary.
  private func randomLine(_ number: UInt64) -> Factory {
    var draws = Draws(
      StreamKey(seed: 77, replication: number, path: "line", purpose: "test"))
    func chance(_ probability: Double) -> Bool { draws.chance(probability) }
    func whole(_ range: ClosedRange<Int>) -> Int { draws.whole(range) }
    // Constants that are multiples of half a minute make many things happen at once.
    func time(_ mean: Double) -> Distribution {
      switch whole(0...5) {
      case 0: .constant((mean / 30).rounded(.up) * 30)
      case 1, 2: Distribution(.exponential(mean: mean))
      case 3: Distribution(.logNormal(mean: mean, standardDeviation: mean / 3))
      case 4:
        Distribution(
          .discrete([Weighted(60, weight: 2), Weighted(2 * mean, weight: 1)]))
      default: Distribution(.triangular(lower: mean / 2, mode: mean, upper: 2 * mean))
      }
    }
    let hour = 3_600.0
    let calendars = [
      WorkCalendar(
        name: "two",
        spans: (0..<5).map {
          .init(start: Double($0 * 24 + 6) * hour, end: Double($0 * 24 + 22) * hour)
        })
    ]
    let count = whole(1...7)
    let closes = chance(0.25)
    let stations = (0..<count).map { index in
      Station(
        name: "s\(index)",
        machines: [
          Machine(
            name: "m", speed: chance(0.2) ? 1.25 : 1, calendar: closes && chance(0.2) ? 0 : nil)
        ],
        buffer: chance(0.3) ? nil : whole(0...6), calendar: closes && chance(0.8) ? 0 : nil,
        failures: (0..<(chance(0.5) ? whole(1...3) : 0)).map { mode in
          FailureMode(
            name: "f\(mode)", timeToFailure: time(20 * hour / Double(whole(1...20))),
            clock: chance(0.6) ? .calendar : .running, timeToRepair: time(0.3 * hour))
        }, power: StatePower(producing: 9_000, idle: 2_000, down: 500, offShift: 100))
    }
    var route = stations.indices.map { index in
      Operation(
        name: "o\(index)", station: index, time: time(60 * Double(whole(1...4))),
        machineTimes: chance(0.1) ? [0: time(120)] : [:], idealTime: 50)
    }
    if chance(0.4) {
      route[0].makes = [DefectChance(defect: 0, probability: 0.2)]
      route[whole(0...count - 1)].inspection = Inspection(
        finds: [DefectChance(defect: 0, probability: 0.7)], falseAlarm: 0.02)
    }
    let release: Release =
      switch whole(0...5) {
      case 0, 1: .saturated
      case 2: .keep(parts: whole(1...30))
      case 3:
        .every(
          interval: time(240), lot: whole(1...3), starting: chance(0.5) ? 5 * hour : nil)
      case 4:
        .orders(
          (0..<200).map { ReleaseOrder(time: Double($0) * 1.2 * hour, parts: whole(0...40)) })
      default: .every(interval: time(180), lot: whole(1...2), lostIfFull: true)
      }
    return Factory(
      name: "random",
      start: PlantTime(seconds: PlantTime.monday.seconds + Double(whole(0...160)) * hour),
      warmUp: chance(0.4) ? 0 : 30 * hour, horizon: 200 * hour, calendars: calendars,
      defects: ["flaw"], product: Product(name: "part", release: release, route: route),
      stations: stations, costs: CostRates(currency: "EUR", energy: 7e-8))
  }

  /// Counts are equal, sums agree to 1e-9 of themselves or of the largest sum of their kind.
  private func expectAgreement(
    _ recursion: RunAccount, _ events: RunAccount, _ line: Factory,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    func expect(_ name: String, _ value: Double, _ expected: Double, _ scale: Double) {
      #expect(
        abs(value - expected) <= 1e-9 * max(abs(expected), scale),
        "\(name): \(value) by recursion, \(expected) by events", sourceLocation: sourceLocation)
    }
    func expect(_ name: String, _ value: Int, _ expected: Int) {
      #expect(
        value == expected, "\(name): \(value) by recursion, \(expected) by events",
        sourceLocation: sourceLocation)
    }
    let (a, b) = (recursion.line, events.line)
    expect("duration", recursion.duration, events.duration, 0)
    expect("released", a.released, b.released)
    expect("good", a.good, b.good)
    expect("good first time", a.goodFirstTime, b.goodFirstTime)
    expect("escaped", a.escaped, b.escaped)
    expect("scrapped", a.scrapped, b.scrapped)
    expect("lost", a.lost, b.lost)
    expect("sent back", a.sentBack, b.sentBack)
    expect("inside", a.inside, b.inside)
    expect("loaded", a.loaded, b.loaded)
    expect("presence", a.presence, b.presence, 0)
    expect("waiting time", a.waitingTime, b.waitingTime, 1e-3 * line.horizon)
    #expect(recursion.products == [a], sourceLocation: sourceLocation)
    expect("cycle times", a.cycleTime.count, b.cycleTime.count)
    expect("cycle time", a.cycleTime.sum, b.cycleTime.sum, 0)
    if a.cycleTime.count > 0 {
      expect("shortest", a.cycleTime.minimum, b.cycleTime.minimum, 0)
      expect("longest", a.cycleTime.maximum, b.cycleTime.maximum, 0)
    }
    for (index, station) in line.stations.enumerated() {
      let (a, b) = (recursion.stations[index], events.stations[index])
      let name = station.name
      expect("\(name) machines", a.machines, b.machines)
      // Sums of up to 10^4 pieces of time, each of which is rounded at the size of the clock: the error
      // is at most 10^4 · 2^-53 · 10^6 s, 1e-6 s or 1e-12 of the horizon.
      let scale = 1e-3 * line.horizon
      expect("\(name) producing", a.producing, b.producing, scale)
      expect("\(name) starved", a.starved, b.starved, scale)
      expect("\(name) blocked", a.blocked, b.blocked, scale)
      expect("\(name) down", a.down, b.down, scale)
      expect("\(name) off shift", a.offShift, b.offShift, scale)
      expect("\(name) waiting time", a.waitingTime, b.waitingTime, scale)
      expect("\(name) ideal time", a.idealTime, b.idealTime, 0)
      expect("\(name) produced", a.produced, b.produced)
      expect("\(name) good", a.good, b.good)
      expect("\(name) failures", a.failures, b.failures)
      expect("\(name) loaded", a.loaded, b.loaded)
      expect("\(name) queue time", a.queueTime, b.queueTime, scale)
      expect("\(name) presence", a.presence, b.presence, scale)
      expect("\(name) active periods", a.activePeriods, b.activePeriods)
      expect("\(name) energy", a.energy, b.energy, 0)
      expect("\(name) cost of energy", a.energyCost, b.energyCost, 0)
    }
  }

  @Test(
    "All sums of a random line agree to 1e-9", .tags(.law), arguments: 0..<200 as Range<UInt64>)
  func randomLines(number: UInt64) throws {
    let line = randomLine(number)
    #expect(RecursionLine.refusal(of: line) == nil)
    for replication in 0..<2 as Range<UInt64> {
      expectAgreement(
        try recursionAccount(of: line, seed: number, replication: replication),
        try account(of: line, seed: number, replication: replication), line)
    }
  }

  @Test("Random lines are of all kinds", .tags(.law))
  func variety() throws {
    var down = 0
    var blocked = 0
    var lost = 0
    var scrapped = 0
    var offShift = 0
    for number in 0..<200 as Range<UInt64> {
      let account = try recursionAccount(of: randomLine(number), seed: number)
      if account.stations.contains(where: { $0.down > 0 }) { down += 1 }
      if account.stations.contains(where: { $0.blocked > 0 }) { blocked += 1 }
      if account.stations.contains(where: { $0.offShift > 0 }) { offShift += 1 }
      if account.line.lost > 0 { lost += 1 }
      if account.line.scrapped > 0 { scrapped += 1 }
    }
    #expect(min(down, blocked, offShift, lost, scrapped) >= 15)
  }
}
