import Degradation
import FactoryModel
import FactorySimulation
import RandomVariates
import SensorSignals
import SignalFeatures
import TestSupport
import Testing

/// What is made of readings in the loop, and what is exported.
@Suite("Features in the loop")
struct FeatureLoopTests {
  private static let features: [ReadingFeature] = [
    .last, .mean(readings: 7), .deviation(readings: 5), .slope(readings: 12), .least(readings: 9),
    .greatest(readings: 9), .exponentialMean(timeConstant: 7_200),
    .aboveBaseline(readings: 3, first: 20), .baselineScore(readings: 3, first: 20), .count,
    .missing,
    .age, .silence,
  ]

  /// A random factory, each component of which is told of by a sensor that fails in many ways.
  private static func factory(_ number: Int) throws -> Factory {
    var factory = RandomNetwork.factory(UInt64(number))
    factory.timeline = []
    factory.sharedStops = []
    var places: Set<ComponentPlace> = []
    for station in factory.stations.indices {
      let components = factory.stations[station].components
      var sensors: [Sensor] = []
      for component in components.indices {
        for rhythm in [Sensor.Rhythm.every(1_800), .part] {
          var sensor = try Sensor.reading(
            .input(component), every: rhythm,
            name: "\(components[component].name)_\(rhythm == .part ? "parts" : "moments")")
          sensor.noise = try FormulaProgram(.constant(0.05))
          sensor.resolution = 0.001
          sensor.features = features
          sensors.append(sensor)
        }
        for machine in factory.stations[station].machines.indices {
          places.insert(ComponentPlace(station: station, machine: machine, component: component))
        }
      }
      if !sensors.isEmpty {
        sensors[0].faults = faults
        // A slower one beside it: rows without a reading.
        var slow = sensors[0]
        slow.name = "slow"
        slow.rhythm = .every(5_400)
        slow.faults = []
        sensors.append(slow)
      }
      factory.stations[station].sensors = sensors
    }
    var rule = MaintenanceRule(name: "seen", components: places, trigger: .decider("recorder"))
    rule.look = .every(20_000)
    factory.rules = places.isEmpty ? [] : [rule]
    return factory
  }

  private static let faults: [SensorFaultPlan] = {
    let (after, lasts) = (
      Distribution(.exponential(mean: 40_000)), Distribution(.exponential(mean: 40_000))
    )
    return [
      SensorFaultPlan(
        name: "late", behavior: .late(probability: 0.4, delay: 9_000.5), after: after, lasts: lasts),
      SensorFaultPlan(
        name: "twice", behavior: .duplicated(probability: 0.2), after: after, lasts: lasts),
      SensorFaultPlan(
        name: "lost", behavior: .missingRows(probability: 0.2), after: after, lasts: lasts),
      SensorFaultPlan(
        name: "blank", behavior: .dropOut(probability: 0.3), after: after, lasts: lasts),
      SensorFaultPlan(
        name: "clock", behavior: .clockSkew(rate: 0.01), after: after, lasts: lasts),
    ]
  }()

  /// The rows of a machine's sensors of one rhythm, all blocks one behind the other.
  private struct Panel {
    var times: [Double] = []
    var stamps: [Double] = []
    var arrivals: [Double] = []
    /// Sensor by sensor.
    var values: [[Float]] = []
    /// Feature by feature.
    var features: [[Double]] = []
  }

  private struct PanelPlace: Hashable {
    var station: Int
    var machine: Int
    var isPerPart: Bool
  }

  private static func collect(_ blocks: [ReadingBlock], in panels: inout [PanelPlace: Panel]) {
    for block in blocks {
      let place = PanelPlace(
        station: block.station, machine: block.machine, isPerPart: block.isPerPart)
      var panel = panels[place, default: Panel()]
      if panel.values.isEmpty {
        panel.values = Array(repeating: [], count: block.sensorCount)
        panel.features = Array(repeating: [], count: block.features.count / block.rowCount)
      }
      panel.times += block.times
      for row in block.times.indices {
        // As tables have them: whole microseconds, differences as Float.
        let error = block.hasFaults ? Double(block.stampErrors[row]) : 0
        let delay = block.hasFaults ? Double(block.delays[row]) : 0
        panel.stamps.append(microseconds(block.times[row] + error))
        panel.arrivals.append(block.times[row] + delay)
      }
      for sensor in panel.values.indices { panel.values[sensor] += block.readings(sensor) }
      for feature in panel.features.indices { panel.features[feature] += block.feature(feature) }
      panels[place] = panel
    }
  }

  private static func microseconds(_ time: Double) -> Double {
    (time * 1_000_000).rounded() / 1_000_000
  }

  /// Makes the features of a sensor anew, of nothing but its rows and when the component was replaced.
  private struct Offline {
    var pipeline: FeaturePipeline
    let values: [Float]
    let panel: Panel
    let replaced: [Double]
    private var nextRow = 0
    private var nextReplacement = 0
    private var late: [Int] = []

    init(_ sensor: Sensor, _ values: [Float], _ panel: Panel, replaced: [Double]) throws {
      pipeline = try FeaturePipeline([
        FeatureChannel(sensor.name, sensor.features, leastDeviation: sensor.resolution / 3)
      ])
      (self.values, self.panel, self.replaced) = (values, panel, replaced)
    }

    private mutating func feed(_ row: Int) {
      pipeline.feed(
        channel: 0, time: panel.stamps[row], value: values[row], isMissing: values[row].isNaN)
    }

    /// Takes in what has come before a row, and the row if it comes at once.
    mutating func goOn(toRow row: Int) {
      precondition(row == nextRow)
      goOn(to: panel.times[row])
      if panel.arrivals[row] > panel.times[row] { late.append(row) } else { feed(row) }
      nextRow += 1
    }

    /// Takes in late rows and replacements up to a moment.
    mutating func goOn(to time: Double) {
      while true {
        let arrival = late.min { panel.arrivals[$0] < panel.arrivals[$1] }
        let arrives = arrival.map { panel.arrivals[$0] } ?? .infinity
        let replacement = nextReplacement < replaced.count ? replaced[nextReplacement] : .infinity
        guard min(arrives, replacement) <= time else { return }
        if replacement < arrives {
          pipeline.beginLife(at: FeatureLoopTests.microseconds(replacement))
          nextReplacement += 1
        } else if let arrival {
          feed(arrival)
          late.removeAll { $0 == arrival }
        }
      }
    }
  }

  @Test(
    "Features in the loop, features beside rows, and features made of the rows are the same bits",
    .tags(.law), arguments: 1...30)
  func sameBits(number: Int) throws {
    let factory = try Self.factory(number)
    let record = RecordingDecider.Record()
    var simulation = FactorySimulation(
      factory, seed: 11, replication: 0,
      deciders: ["recorder": RecordingDecider(record: record, replaceFrom: .infinity)],
      readings: ReadingRequest(rowsPerBlock: 64))
    var panels: [PanelPlace: Panel] = [:]
    while try simulation.advance(maximumEvents: 1_000) {
      Self.collect(simulation.takeReadings(), in: &panels)
    }
    Self.collect(simulation.takeReadings(), in: &panels)
    let history = simulation.history
    var firstMachine = 0
    var compared = 0
    for (station, model) in factory.stations.enumerated() {
      defer { firstMachine += model.machines.count }
      for machine in model.machines.indices {
        let looks = record.observations.filter {
          $0.place.station == station && $0.place.machine == machine
        }
        var begin = 0
        for sensor in model.sensors.indices {
          defer { begin += Self.features.count }
          let isPerPart = model.sensors[sensor].rhythm == .part
          let together = model.sensors.indices.filter {
            (model.sensors[$0].rhythm == .part) == isPerPart
          }
          guard let own = together.firstIndex(of: sensor),
            let panel = panels[
              PanelPlace(station: station, machine: machine, isPerPart: isPerPart)]
          else { continue }
          let component = sensor == model.sensors.count - 1 ? 0 : sensor / 2
          let replaced = history.entries.filter {
            $0.kind == .workEnds && $0.work == .replace && $0.component == component
              && $0.machine == firstMachine + machine
          }.map(\.time)
          var offline = try Offline(
            model.sensors[sensor], panel.values[own], panel, replaced: replaced)
          var row = 0
          func readOn(before time: Double) {
            while row < panel.times.count, panel.times[row] < time {
              offline.goOn(toRow: row)
              let exported = Self.features.indices.map {
                panel.features[own * Self.features.count + $0][row].bitPattern
              }
              let isSame = exported == offline.pipeline.vector.map(\.bitPattern)
              #expect(isSame, "\(model.name) \(model.sensors[sensor].name), row \(row)")
              row += 1
              compared += 1
            }
          }
          for look in looks {
            readOn(before: look.time)
            offline.goOn(to: look.time)
            let seen = look.features[begin..<begin + Self.features.count].map(\.bitPattern)
            let isSame = seen == offline.pipeline.vector.map(\.bitPattern)
            #expect(
              isSame, "\(model.name) \(model.sensors[sensor].name), look at \(look.time) s")
          }
          readOn(before: .infinity)
        }
      }
    }
    let hasSensors = factory.stations.contains { !$0.sensors.isEmpty }
    #expect(!hasSensors || compared > 100)
  }

  @Test("Who looks sees the same features whether or not the rows are kept", arguments: 1...10)
  func seenWithoutRows(number: Int) throws {
    func looks(_ request: ReadingRequest?) throws -> [[UInt64]] {
      let record = RecordingDecider.Record()
      var simulation = FactorySimulation(
        try Self.factory(number), seed: 4, replication: 0,
        deciders: ["recorder": RecordingDecider(record: record, replaceFrom: .infinity)],
        readings: request)
      while try simulation.advance(maximumEvents: 1_000) {}
      return record.observations.map { $0.features.map(\.bitPattern) }
    }
    // Wear that sensors do not read is not looked at either, so that paths are the same.
    let kept = try looks(ReadingRequest(start: 90_000, notesWear: false, keepsHistory: false))
    #expect(try looks(nil) == kept)
  }

  @Test("Bystanders leave alone what rules cannot read", arguments: 1...20)
  func bystanders(number: Int) throws {
    var factory = try Self.factory(number)
    for station in factory.stations.indices {
      // Sensors of parts tell rules nothing now.
      for sensor in factory.stations[station].sensors.indices
      where factory.stations[station].sensors[sensor].rhythm == .part {
        factory.stations[station].sensors[sensor].features = []
      }
    }
    func account(_ request: ReadingRequest?) throws -> (RunAccount, [[UInt64]]) {
      let record = RecordingDecider.Record()
      var simulation = FactorySimulation(
        factory, seed: 4, replication: 0,
        deciders: ["recorder": RecordingDecider(record: record, replaceFrom: .infinity)],
        readings: request)
      while try simulation.advance(maximumEvents: 1_000) { _ = simulation.takeReadings() }
      return (simulation.account(), record.observations.map { $0.features.map(\.bitPattern) })
    }
    let alone = try account(nil)
    let watched = try account(ReadingRequest(start: 50_000, isBystander: true))
    #expect(watched.0 == alone.0)
    #expect(watched.1 == alone.1)
  }

  /// One machine that always works, whose die wears straight to its end in 10,000 s.
  private static func press(_ trigger: MaintenanceRule.Trigger) throws -> Factory {
    var station = Station(name: "press")
    station.components = [
      Component(
        name: "die", wear: .linear(meanLife: 10_000), clock: ComponentClock(.producing),
        replace: Restoration(planned: .constant(500), failed: .constant(1_000)))
    ]
    var sensor = try Sensor.reading(.input(0), every: .every(100), name: "wear")
    sensor.features = [.last, .greatest(readings: 3)]
    station.sensors = [sensor]
    var factory = Factory(
      name: "press", horizon: 40_000,
      product: Product(
        name: "part", release: .saturated,
        route: [Operation(name: "press", station: 0, time: .constant(60), idealTime: 60)]),
      stations: [station])
    var rule = MaintenanceRule(
      name: "dies", components: [ComponentPlace(station: 0, machine: 0, component: 0)],
      trigger: trigger)
    rule.look = .every(1_000)
    factory.rules = [rule]
    return factory
  }

  @Test("A limit for a feature replaces at the first look that finds it passed", .tags(.exact))
  func limit() throws {
    let place = Station.FeaturePlace(sensor: "wear", feature: "last")
    let run = try SensedRun(
      Self.press(.feature(FeatureLimit(place, 0.455, isUpper: true))), ReadingRequest())
    // The reading before the look at 5,000 s is 49 %, that before the look at 4,000 s is 39 %. Looks count from the
    // replacement, which ends at 5,500 s.
    let lives = run.history.lives
    #expect(lives.map(\.ended).prefix(3) == [5_000, 10_500, 16_000])
    #expect(lives.dropLast().allSatisfy { $0.end == .maintenance })
  }

  @Test("A lower limit is passed from above, and what is not known passes none", .tags(.exact))
  func lowerLimit() throws {
    let unknown = Station.FeaturePlace(sensor: "wear", feature: "last")
    let below = try SensedRun(
      Self.press(.feature(FeatureLimit(unknown, 0.2, isUpper: false))), ReadingRequest())
    #expect(below.history.lives.map(\.ended).prefix(2) == [1_000, 2_500])
    var factory = try Self.press(.feature(FeatureLimit(unknown, -1, isUpper: true)))
    // Read for the first time long after the end.
    factory.stations[0].sensors[0].rhythm = .every(1_000_000)
    factory.stations[0].sensors[0].value = try FormulaProgram(.constant(5))
    factory.stations[0].sensors[0].features = [.last, .slope(readings: 2)]
    factory.rules[0].trigger = .feature(
      FeatureLimit(Station.FeaturePlace(sensor: "wear", feature: "slope_2"), -1, isUpper: true))
    let never = try SensedRun(factory, ReadingRequest())
    #expect(never.history.lives.dropLast().allSatisfy { $0.end == .failure })
  }
}
