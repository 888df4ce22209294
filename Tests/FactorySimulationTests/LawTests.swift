import EventKernel
import FactoryModel
import FactorySimulation
import RandomVariates
import SimulationStatistics
import TestDraws
import TestSupport
import Testing

/// Laws that hold for every factory, over many random ones.
@Suite("Laws")
struct LawTests {
  /// A random factory: stations, buffers, calendars, failures, rework and release all vary.
  private func randomFactory(_ number: UInt64) -> Factory {
    var draws = Draws(
      StreamKey(seed: 99, replication: number, path: "factory", purpose: "test"))
    func chance(_ probability: Double) -> Bool { draws.chance(probability) }
    func whole(_ range: ClosedRange<Int>) -> Int { draws.whole(range) }
    func time(_ mean: Double) -> Distribution {
      switch whole(0...7) {
      case 0: .constant(mean)
      case 1: Distribution(.exponential(mean: mean))
      case 2: Distribution(.logNormal(mean: mean, standardDeviation: mean / 3))
      case 3: Distribution(.gamma(shape: 2, scale: mean / 2))
      case 4:
        Distribution(
          .discrete([Weighted(mean / 2, weight: 2), Weighted(2 * mean, weight: 1)]))
      case 5: Distribution(.empirical(values: [mean / 2, mean, 3 * mean], interpolated: true))
      case 6:
        Distribution(
          .mixture([
            Weighted(Distribution(.erlang(stages: 2, mean: mean)), weight: 3),
            Weighted(.constant(mean), weight: 1),
          ]), shift: mean / 10, atMost: 20 * mean)
      default: Distribution(.triangular(lower: mean / 2, mode: mean, upper: 2 * mean))
      }
    }
    let hour = 3_600.0
    let calendars = [
      WorkCalendar(
        name: "two",
        spans: (0..<5).map {
          .init(start: Double($0 * 24 + 6) * hour, end: Double($0 * 24 + 22) * hour)
        }),
      WorkCalendar(name: "night", spans: [.init(start: 160 * hour, end: 176 * hour)]),
    ]
    let count = whole(1...6)
    let shared: Int? = chance(0.5) ? nil : whole(0...1)
    let stations = (0..<count).map { index in
      Station(
        name: "s\(index)", machines: (1...whole(1...3)).map { Machine(name: "m\($0)") },
        buffer: index == 0 || chance(0.3) ? nil : whole(0...6), calendar: shared,
        failures: (0..<whole(0...2)).map { mode in
          FailureMode(
            name: "f\(mode)", timeToFailure: time(40 * hour / Double(whole(1...20))),
            clock: FailureMode.Clock.allCases[whole(0...2)], timeToRepair: time(0.3 * hour))
        })
    }
    var route = stations.indices.map { index in
      Operation(
        name: "o\(index)", station: index, time: time(60 * Double(whole(1...5))), idealTime: 50)
    }
    route[0].makes = [DefectChance(defect: 0, probability: 0.05)]
    // Rework only to a station with room for everything, so that nothing can lock.
    let target = whole(0...count - 1)
    if stations[target].buffer == nil {
      route[count - 1].inspection = Inspection(
        finds: [DefectChance(defect: 0, probability: 0.9)], falseAlarm: 0.01,
        dispositions: [0: .back(operation: target, atMost: chance(0.5) ? 2 : nil)])
    }
    let release: Release =
      switch whole(0...3) {
      case 0: .saturated
      case 1: .keep(parts: whole(1...40))
      case 2: .every(interval: time(400), lot: whole(1...3))
      default: .every(interval: time(300), lot: 2, lostIfFull: true)
      }
    return Factory(
      name: "random",
      start: PlantTime(seconds: PlantTime.monday.seconds + Double(whole(0...160)) * hour),
      warmUp: chance(0.5) ? 0 : 30 * hour, horizon: 400 * hour, calendars: calendars,
      defects: ["flaw"], product: Product(name: "part", release: release, route: route),
      stations: stations)
  }

  @Test(
    "Machine time in all states adds up to all time", .tags(.law),
    arguments: 0..<60 as Range<UInt64>)
  func stateFractions(number: UInt64) throws {
    let factory = randomFactory(number)
    let account = try account(of: factory, seed: number)
    #expect(account.duration == factory.horizon)
    for station in account.stations {
      let total = station.open + station.offShift
      let expected = factory.horizon * Double(station.machines)
      // Sums of up to 10^5 spans: rounding stays below 1e-9 of the total.
      #expect(abs(total - expected) < 1e-9 * expected)
    }
  }

  @Test("Open time is what the calendar says", .tags(.law), arguments: 0..<60 as Range<UInt64>)
  func openTime(number: UInt64) throws {
    var factory = randomFactory(number)
    factory.warmUp = 0
    factory.horizon = 3 * WorkCalendar.week
    let account = try account(of: factory, seed: number)
    for (station, sums) in zip(factory.stations, account.stations) {
      let weekly = station.calendar.map { factory.calendars[$0].weeklyTime } ?? WorkCalendar.week
      let expected = 3 * weekly * Double(station.machines.count)
      #expect(abs(sums.open - expected) < 1e-9 * expected)
    }
  }

  @Test(
    "Every part that entered has left or is still there", .tags(.law),
    arguments: 0..<60 as Range<UInt64>)
  func conservation(number: UInt64) throws {
    var factory = randomFactory(number)
    factory.warmUp = 0
    let account = try account(of: factory, seed: number)
    let line = account.line
    #expect(line.released == line.good + line.scrapped + line.inside)
    #expect(line.inside >= 0)
    if case .keep(let parts) = factory.products[0].release {
      #expect(line.inside == parts)
    }
    #expect(line.escaped <= line.good)
    #expect(line.goodFirstTime <= line.good)
  }

  /// Little's law over a finite time, as an equality.
  ///
  /// The area under the number of parts in the factory is the time
  /// spent there by those that left plus the time spent so far by those still inside. Run with only
  /// good exits, from empty, until the line has drained, nobody is still inside.
  @Test("Little's law holds on a line that fills and drains", .tags(.law))
  func littlesLaw() throws {
    var drained = 0
    for number in 0..<40 as Range<UInt64> {
      var factory = randomFactory(number)
      factory.warmUp = 0
      factory.products[0].route[factory.products[0].route.count - 1].inspection = nil
      // Thirty-six lots, the last of them one interval before the end.
      factory.products[0].release = .every(interval: .constant(factory.horizon / 37), lot: 5)
      factory.horizon *= 0.995
      let account = try account(of: factory, seed: number)
      // Some lines are closed or down when the last lot comes, and still hold it at the end.
      guard account.line.inside == 0 else { continue }
      drained += 1
      let area = account.meanWorkInProcess * account.duration
      let timeInside = account.line.cycleTime.sum
      #expect(account.line.good == 36 * 5)
      #expect(abs(area - timeInside) < 1e-8 * timeInside)
    }
    #expect(drained >= 15)
  }

  @Test(
    "Both branches of a fork meet the future of the uninterrupted run", .tags(.law),
    arguments: 0..<20 as Range<UInt64>)
  func forks(number: UInt64) throws {
    let factory = randomFactory(number)
    let uninterrupted = try account(of: factory, seed: number)
    var stream = RandomStream(
      StreamKey(seed: 5, replication: number, path: "fork", purpose: "test"))
    for _ in 0..<3 {
      var trunk = FactorySimulation(factory, seed: number, replication: 0)
      let goesOn = try trunk.advance(maximumEvents: 1 + Int(stream.uniform() * 3_000))
      var branch = trunk.fork()
      if goesOn { while try trunk.advance(maximumEvents: 1_000) {} }
      if goesOn { while try branch.advance(maximumEvents: 777) {} }
      #expect(trunk.account() == uninterrupted)
      #expect(branch.account() == uninterrupted)
    }
  }

  @Test("Adding a machine leaves the failures of the others as they were", .tags(.law))
  func independence() throws {
    let mode = FailureMode(
      name: "jam", timeToFailure: exponential(rate: 0.01), clock: .calendar,
      timeToRepair: exponential(rate: 0.1))
    let short = serialLine(
      times: [exponential(rate: 1), exponential(rate: 1)], buffers: [nil, nil], warmUp: 0,
      horizon: 10_000, failures: [mode])
    var long = short
    long.stations.append(Station(name: "s3", failures: [mode]))
    long.products[0].route.append(
      Operation(name: "s3", station: 2, time: exponential(rate: 1), idealTime: 1))
    let before = try account(of: short, seed: 3)
    let after = try account(of: long, seed: 3)
    for station in 0..<2 {
      #expect(before.stations[station].failures == after.stations[station].failures)
      #expect(before.stations[station].down == after.stations[station].down)
      #expect(before.stations[station].produced == after.stations[station].produced)
    }
  }

  /// On a serial line without failures or rework a longer buffer lets every part leave no later:
  /// with the same draws the number of parts made cannot fall.
  @Test("A longer buffer never costs a part", .tags(.law), arguments: 0..<20 as Range<UInt64>)
  func monotonicity(seed: UInt64) throws {
    var made: [Int] = []
    for buffer in [0, 1, 2, 5, 20] {
      let line = serialLine(
        times: Array(repeating: exponential(rate: 1), count: 4),
        buffers: [nil, buffer, buffer, buffer],
        warmUp: 0, horizon: 2_000)
      made.append(try account(of: line, seed: seed).line.good)
    }
    #expect(made == made.sorted())
  }
}
