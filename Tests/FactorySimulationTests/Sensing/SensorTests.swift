#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

import Degradation
import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

/// What sensors read of a factory that goes its way.
@Suite("Sensors")
struct SensorTests {
  private static func layout(_ factory: Factory, _ station: Int) -> SensingInputs {
    SensingInputs(
      components: factory.stations[station].components.count,
      lotProperties: factory.lotProperties.count, products: factory.products.count,
      conditions: factory.conditions.count)
  }

  /// A factory whose machines tell all that there is to tell.
  private static func told(_ network: UInt64) throws -> Factory {
    var factory = RandomNetwork.factory(network)
    factory.conditions = [AmbientCondition(name: "air", mean: 293, daily: 4, deviation: 1)]
    for station in factory.stations.indices {
      let inputs = layout(factory, station)
      var sensors: [Sensor] = []
      for activity in SensingInputs.Activity.allCases {
        sensors.append(
          try .reading(
            .input(inputs.activity(activity)), every: .every(1_800), name: activity.rawValue))
      }
      for component in 0..<inputs.components {
        for (name, input) in [("wear", inputs.wear(component)), ("age", inputs.age(component))] {
          sensors.append(
            try .reading(.input(input), every: .every(1_800), name: "\(name)_\(component)"))
        }
      }
      var air = try Sensor.reading(
        .input(inputs.firstCondition), every: .every(5_400), name: "air")
      air.noise = try FormulaProgram(.constant(0.5))
      air.noiseLasts = 3_600
      air.lag = 7_200
      sensors.append(air)
      sensors.append(
        try .reading(
          .operation(.sum, .input(inputs.firstProduct), .input(inputs.activity(.producing))),
          every: .part, name: "product"))
      factory.stations[station].sensors = sensors
    }
    return factory
  }

  @Test(
    "Readings do not depend on how often somebody asks for them", .tags(.law), arguments: 1...40)
  func lazyAndEager(number: Int) throws {
    let factory = try Self.told(UInt64(number))
    let lazy = try SensedRun(factory, seed: 3)
    let eager = try SensedRun(factory, seed: 3, ReadingRequest(rowsPerBlock: 1))
    let isAccountSame = lazy.account == eager.account
    #expect(isAccountSame)
    let firstEvent = zip(lazy.history.entries, eager.history.entries).first { $0 != $1 }
    #expect(firstEvent == nil, "\(factory.stations.map { $0.components.map(\.wear) })")
    let firstLife = zip(lazy.history.lives, eager.history.lives).first { $0 != $1 }
    #expect(firstLife == nil)
    #expect(lazy.rows.count == eager.rows.count && !lazy.rows.isEmpty)
    for (place, rows) in lazy.rows {
      let difference = try #require(eager.rows[place]).firstDifference(from: rows)
      #expect(difference == nil, "\(place)")
    }
  }

  @Test("Flags of activity are what the log of states says", .tags(.law), arguments: 1...20)
  func activities(number: Int) throws {
    let factory = try Self.told(UInt64(number))
    var simulation = FactorySimulation(
      factory, seed: 5, replication: 0, readings: ReadingRequest(rowsPerBlock: 1 << 20))
    simulation.recordStates(from: 0, until: .infinity, capacity: 10_000_000)
    while try simulation.advance(maximumEvents: 10_000) {}
    let blocks = simulation.takeReadings().filter { !$0.isPerPart }
    let recorded = simulation.stateLog
    let log = try #require(recorded)
    var first = 0
    for (station, machines) in factory.stations.map(\.machines.count).enumerated() {
      for machine in 0..<machines {
        let block = try #require(
          blocks.first { $0.station == station && $0.machine == machine })
        let changes = log.changes.filter { $0.machine == first + machine }
        var next = 0
        var state = log.initialStates[first + machine]
        for (row, time) in block.times.enumerated() {
          // What happens at the moment itself has happened.
          while next < changes.count, changes[next].time <= time {
            state = changes[next].state
            next += 1
          }
          #expect(block.states[row] == state, "station \(station), at \(time) s")
          let flags = (0..<SensingInputs.Activity.allCases.count).map {
            block.readings($0)[block.readings($0).startIndex + row]
          }
          #expect(flags.reduce(0, +) == 1)
          #expect((flags[0] == 1) == (state == .producing))
          #expect((flags[5] == 1) == (state == .offShift))
        }
      }
      first += machines
    }
  }

  @Test("Sensors change nothing of a factory whose lives say all of the wear", .tags(.law))
  func observingIsFree() throws {
    for number in 1...20 {
      var factory = try Self.told(UInt64(number))
      for station in factory.stations.indices {
        for component in factory.stations[station].components.indices {
          factory.stations[station].components[component].wear = .life(
            Distribution(.weibull(shape: 2, scale: 100_000)))
        }
      }
      let sensed = try SensedRun(factory, seed: 9)
      #expect(try account(of: factory, seed: 9) == sensed.account)
    }
  }

  @Test("Bystanders change nothing, whatever wears how", .tags(.law))
  func bystanders() throws {
    var disturbed = 0
    for number in 1...30 {
      var factory = try Self.told(UInt64(number))
      for station in factory.stations.indices {
        factory.stations[station].sensors = [
          Sensor(name: "watch", value: .zero, rhythm: .every(900))
        ]
      }
      let alone = try account(of: factory, seed: 9)
      let watched = try SensedRun(factory, seed: 9, ReadingRequest(isBystander: true))
      #expect(watched.account == alone)
      let looked = try SensedRun(factory, seed: 9)
      if looked.account != alone { disturbed += 1 }
      for (place, rows) in watched.rows {
        #expect(rows.wear.count == factory.stations[place.station].components.count)
        #expect(rows.wear.allSatisfy { $0.allSatisfy { $0 >= 0 && $0 < 10 } })
      }
    }
    // Otherwise there is nothing here that could be disturbed.
    #expect(disturbed > 2)
  }

  /// One machine that always works, with a component.
  private static func press(_ component: Component, _ sensors: [Sensor], horizon: Double) -> Factory
  {
    var station = Station(name: "press")
    station.components = [component]
    station.sensors = sensors
    return Factory(
      name: "press", horizon: horizon,
      product: Product(
        name: "part", release: .saturated,
        route: [Operation(name: "press", station: 0, time: .constant(60), idealTime: 60)]),
      stations: [station])
  }

  @Test("What is read of straight wear is the age by the mean life", .tags(.exact))
  func straightWear() throws {
    let die = Component(
      name: "die", wear: .linear(meanLife: 10_000), clock: ComponentClock(.producing),
      replace: Restoration(failed: .constant(1_000)))
    let sensors = [
      try Sensor.reading(.input(0), every: .every(500), name: "wear"),
      try Sensor.reading(.input(1), every: .every(1_000), name: "age"),
    ]
    let run = try SensedRun(Self.press(die, sensors, horizon: 24_000))
    let rows = try #require(run.rows[.init(station: 0, machine: 0)])
    #expect(rows.times == (0..<48).map { Double($0) * 500 })
    for (row, time) in rows.times.enumerated() {
      // Works for 10,000 s, stands for 1,000 s at 100 %, and is new from 11,000 s on.
      let phase = time.truncatingRemainder(dividingBy: 11_000)
      let age = min(phase, 10_000)
      #expect(abs(rows.readings(0)[row] - Float(age / 10_000)) < 1e-6, "at \(time) s")
      #expect(rows.wear[0][row] == rows.readings(0)[row])
      if row.isMultiple(of: 2) {
        #expect(abs(rows.readings(1)[row] - Float(age)) < 1e-2)
      } else {
        #expect(rows.readings(1)[row].isNaN)
      }
    }
    let lives = run.history.lives
    #expect(lives.map(\.end) == [.failure, .failure, .ongoing])
    #expect(lives.map(\.began) == [0, 11_000, 22_000])
    #expect(lives.map(\.ended) == [10_000, 21_000, 24_000])
  }

  @Test("A lag is followed exactly through changes between readings", .tags(.exact))
  func lag() throws {
    // On for 10,000 s, off for 1,000 s; a reading every 700 s sees the steps between.
    let die = Component(
      name: "die", wear: .linear(meanLife: 10_000), clock: ComponentClock(.producing),
      replace: Restoration(failed: .constant(1_000)))
    let probe = Self.press(die, [], horizon: 40_000)
    let inputs = Self.layout(probe, 0)
    var sensor = try Sensor.reading(.input(inputs.activity(.producing)), every: .every(700))
    sensor.lag = 900
    let run = try SensedRun(Self.press(die, [sensor], horizon: 40_000))
    let rows = try #require(run.rows[.init(station: 0, machine: 0)])
    var expected = 1.0
    var time = 0.0
    var isOn = true
    var change = 10_000.0
    func goOn(to moment: Double) {
      let target = isOn ? 1.0 : 0.0
      expected = target + (expected - target) * pow(2.718281828459045, -(moment - time) / 900)
      time = moment
    }
    for (row, moment) in rows.times.enumerated() {
      while change <= moment {
        goOn(to: change)
        isOn.toggle()
        change += isOn ? 10_000 : 1_000
      }
      goOn(to: moment)
      #expect(abs(Double(rows.readings(0)[row]) - expected) < 1e-6, "at \(moment) s")
    }
  }

  @Test("Chance has the deviation and the memory that were asked for", .tags(.statistical))
  func chance() throws {
    var sensor = try Sensor.reading(.constant(5), every: .every(60))
    sensor.noise = try FormulaProgram(.constant(2))
    sensor.noiseLasts = 300
    let die = Component(
      name: "die", wear: .linear(meanLife: 1e9), replace: Restoration(failed: .constant(1)))
    let run = try SensedRun(Self.press(die, [sensor], horizon: 60 * 200_000))
    let readings = try #require(run.rows[.init(station: 0, machine: 0)]).readings(0).map(
      Double.init)
    let count = Double(readings.count)
    let mean = readings.reduce(0, +) / count
    let memory = pow(2.718281828459045, -60.0 / 300)
    // Variance of the mean of an AR(1) process: σ²/n · (1 + ρ)/(1 − ρ).
    let error = 2 * ((1 + memory) / (1 - memory) / count).squareRoot()
    #expect(abs(mean - 5) < 4 * error)
    let variance = readings.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / count
    // Variance of the sample variance: 2σ⁴/n · (1 + ρ²)/(1 − ρ²).
    let spread = 4 * (2 / count * (1 + memory * memory) / (1 - memory * memory)).squareRoot()
    #expect(abs(variance - 4) < 4 * spread)
    let lagged = zip(readings, readings.dropFirst()).map { ($0 - mean) * ($1 - mean) }
    let correlation = lagged.reduce(0, +) / count / variance
    #expect(abs(correlation - memory) < 4 * ((1 - memory * memory) / count).squareRoot())
  }

  @Test("Sensors are off by constants of their own, lagging or not", .tags(.statistical))
  func offsets() throws {
    var station = Station(
      name: "press", machines: (1...400).map { Machine(name: "press_\($0)") })
    var sensor = try Sensor.reading(.constant(5), every: .every(3_600))
    sensor.offsetDeviation = 2
    sensor.lag = 600
    station.sensors = [sensor]
    let factory = Factory(
      name: "presses", horizon: 36_000,
      product: Product(
        name: "part", release: .saturated,
        route: [Operation(name: "press", station: 0, time: .constant(60), idealTime: 60)]),
      stations: [station])
    let run = try SensedRun(factory)
    let readings = (0..<400).compactMap { run.rows[.init(station: 0, machine: $0)]?.readings(0) }
    #expect(readings.allSatisfy { Set($0).count == 1 })
    let offsets = readings.map { Double($0[0]) - 5 }
    let mean = offsets.reduce(0, +) / 400
    #expect(abs(mean) < 4 * 2 / 20.0)
    let variance = offsets.map { $0 * $0 }.reduce(0, +) / 400
    #expect(abs(variance - 4) < 4 * 4 * (2 / 400.0).squareRoot())
  }

  @Test("Readings are cut to the range, and whole multiples of the resolution")
  func display() throws {
    var sensor = try Sensor.reading(.constant(5), every: .every(60))
    sensor.noise = try FormulaProgram(.constant(2))
    sensor.unit = ShownScale(name: "mm/s", size: 0.001)
    sensor.value = try FormulaProgram(.constant(0.005))
    sensor.noise = try FormulaProgram(.constant(0.002))
    sensor.range = 2...8
    sensor.resolution = 0.25
    let die = Component(
      name: "die", wear: .linear(meanLife: 1e9), replace: Restoration(failed: .constant(1)))
    let run = try SensedRun(Self.press(die, [sensor], horizon: 60 * 2_000))
    let readings = try #require(run.rows[.init(station: 0, machine: 0)]).readings(0)
    #expect(Set(readings).count == 25)
    #expect(readings.min() == 2 && readings.max() == 8)
    #expect(readings.allSatisfy { ($0 * 4).rounded() == $0 * 4 })
  }

  @Test("A fork reads on as the original does")
  func fork() throws {
    let factory = try Self.told(4)
    var simulation = FactorySimulation(factory, seed: 2, replication: 0, readings: ReadingRequest())
    _ = try simulation.advance(maximumEvents: 500)
    _ = simulation.takeReadings()
    var fork = simulation.fork()
    while try simulation.advance(maximumEvents: 1_000) {}
    while try fork.advance(maximumEvents: 1_000) {}
    let (left, right) = (simulation.takeReadings(), fork.takeReadings())
    #expect(left.map(\.times) == right.map(\.times))
    #expect(left.map { $0.values.map(\.bitPattern) } == right.map { $0.values.map(\.bitPattern) })
  }
}
