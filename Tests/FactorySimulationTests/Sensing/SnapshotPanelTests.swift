import Degradation
import FactoryModel
import FactorySimulation
import RandomVariates
import SensorSignals
import SignalFeatures
import TestSupport
import Testing

/// Snapshots that are taken while a factory goes its way.
@Suite("Snapshots in a factory")
struct SnapshotPanelTests {
  private static let geometry = BearingGeometryExample.geometry

  /// Two machines whose bearings wear, and of which snapshots are taken.
  private static func mill(_ change: (inout Waveform) throws -> Void = { _ in }) throws -> Factory {
    var station = Station(name: "mill", machines: ["mill_1", "mill_2"])
    station.components = [
      Component(
        name: "bearing",
        wear: .gamma(try GammaWear(meanLife: 200_000, cvOfLife: 0.3)),
        clock: ComponentClock(.producing), replace: Restoration(failed: .constant(5_000)))
    ]
    let inputs = SensingInputs(components: 1, lotProperties: 0, products: 1, conditions: 0)
    let model = WaveformModel(
      bearing: try BearingVibration(
        geometry: geometry, resonance: 3_000, damping: 0.05,
        amplitudes: BearingVibration.Faults(outerRace: 1)),
      noise: try BackgroundNoise(deviation: 0.1))
    let speed = FormulaExpression.operation(
      .product, .constant(30), .input(inputs.activity(.producing)))
    var waveform = Waveform(
      name: "vibration", model: model, samplingRate: 12_800, length: 2_048, rhythm: .every(3_600),
      shaftSpeed: try FormulaProgram(speed), highestShaftSpeed: 30,
      load: try FormulaProgram(.constant(1)),
      features: [.rms, .kurtosis, .envelopeLine(name: "outer_race", order: 5.2)])
    waveform.severities = [.outerRace: try FormulaProgram(.input(0))]
    waveform.envelopeBand = 2_250...3_750
    try change(&waveform)
    station.waveforms = [waveform]
    return Factory(
      name: "mill", horizon: 1_000_000,
      product: Product(
        name: "part", release: .saturated,
        route: [
          Operation(
            name: "mill", station: 0, time: Distribution(.exponential(mean: 300)), idealTime: 300)
        ]),
      stations: [station])
  }

  private static func blocks(
    _ factory: Factory, rows: Int = 4_096, replication: UInt64 = 0
  ) throws -> [ReadingBlock] {
    var simulation = FactorySimulation(
      factory, seed: 3, replication: replication, readings: ReadingRequest(rowsPerBlock: rows))
    var blocks: [ReadingBlock] = []
    while try simulation.advance(maximumEvents: 500) { blocks += simulation.takeReadings() }
    return blocks + simulation.takeReadings()
  }

  /// Times, features and samples of a machine.
  private struct Taken: Equatable {
    var times: [Double] = []
    var features: [[UInt32]] = [[], [], []]
    var samples: [UInt32] = []
    var wear: [Float] = []

    init(_ blocks: [ReadingBlock], machine: Int) {
      for block in blocks where block.machine == machine {
        times += block.times
        for place in features.indices { features[place] += block.readings(place).map(\.bitPattern) }
        samples += block.samples.map(\.bitPattern)
        wear += block.wear
      }
    }
  }

  @Test("Snapshots do not depend on how often somebody asks for them", .tags(.law))
  func lazyAndEager() throws {
    let (lazy, eager) = (
      try Self.blocks(Self.mill()), try Self.blocks(Self.mill(), rows: 1)
    )
    for machine in 0..<2 {
      let isSame = Taken(lazy, machine: machine) == Taken(eager, machine: machine)
      #expect(isSame)
    }
    let first = Taken(lazy, machine: 0)
    #expect(first.times == (0..<278).map { Double($0) * 3_600 })
    #expect(first.samples.count == 278 * 2_048)
    #expect(first.samples != Taken(lazy, machine: 1).samples)
    #expect(lazy.allSatisfy { $0.waveform == 0 && $0.samples.count == 2_048 * $0.rowCount })
  }

  @Test("Features of snapshots are those of the samples beside them", .tags(.exact))
  func features() throws {
    let factory = try Self.mill()
    let waveform = factory.stations[0].waveforms[0]
    var features = try SnapshotFeatures(
      waveform.features, length: 2_048, samplingRate: 12_800, envelopeBand: 2_250...3_750)
    var count = 0
    for block in try Self.blocks(factory) {
      for row in 0..<block.rowCount {
        let samples = Array(block.samples[row * 2_048..<(row + 1) * 2_048])
        let isProducing = block.states[row] == .producing
        features.analyze(samples.span, shaftSpeed: isProducing ? 30 : 0)
        for place in 0..<3 {
          let shown = block.readings(place)[block.readings(place).startIndex + row]
          #expect(shown.bitPattern == Float(features.values[place]).bitPattern)
        }
        count += isProducing ? 1 : 0
      }
    }
    #expect(count > 400)
  }

  @Test("Kurtosis and the envelope's line rise with the wear")
  func rise() throws {
    let blocks = try Self.blocks(Self.mill { $0.onlyWhileProducing = true })
    var (new, worn): ([Float], [Float]) = ([], [])
    for block in blocks {
      #expect(block.states.allSatisfy { $0 == .producing })
      for (row, wear) in block.wear.enumerated() {
        let line = block.readings(2)[block.readings(2).startIndex + row]
        if wear < 0.1 { new.append(line) }
        if wear > 0.8 { worn.append(line) }
      }
    }
    #expect(new.count > 5 && worn.count > 5)
    let (most, least) = (new.max() ?? .infinity, worn.min() ?? 0)
    #expect(least > 5 * most)
  }

  @Test(
    "What is part by part is taken when a part is finished, and what is not asked for costs nothing"
  )
  func perPart() throws {
    let factory = try Self.mill {
      $0.rhythm = .part
      $0.length = 64
      $0.features = [.rms]
      $0.envelopeBand = nil
    }
    let blocks = try Self.blocks(factory)
    #expect(blocks.allSatisfy { $0.isPerPart && $0.features.isEmpty })
    let parts = blocks.reduce(0) { $0 + $1.rowCount }
    var simulation = FactorySimulation(factory, seed: 3, replication: 0)
    while try simulation.advance(maximumEvents: 1_000) {}
    #expect(simulation.takeReadings().isEmpty)
    // Wear that goes by chance is looked at more often with snapshots, so that only the law is the same.
    #expect(parts > 5_000)
  }

  @Test("A shaft turns no faster than its highest speed, and a step of the timeline changes it")
  func speeds() throws {
    var factory = try Self.mill {
      $0.shaftSpeed = try FormulaProgram(.constant(20))
      $0.model.bearing = nil
      $0.severities = [:]
      $0.model.shaft = try ShaftVibration(
        referenceSpeed: 30, residualUnbalance: 1,
        amplitudes: ShaftVibration.Faults(unbalance: 0, misalignment: 0, looseness: 0))
      $0.features = [.rms, .line(name: "shaft_1", order: 1), .kurtosis]
      $0.envelopeBand = nil
      // Whole turns in a snapshot, at 20 and at 30 Hz.
      $0.samplingRate = 20_480
    }
    var changed = factory
    changed.stations[0].waveforms[0].shaftSpeed = try FormulaProgram(.constant(500))
    factory.timeline = [TimelineStep(time: 500_000, factory: changed)]
    for block in try Self.blocks(factory) {
      for (row, time) in block.times.enumerated() {
        let line = block.readings(1)[block.readings(1).startIndex + row]
        // The amplitude goes as the square of the speed.
        let expected: Float = time < 500_000 ? 4.0 / 9 : 1
        #expect(abs(line - expected) < 0.02, "at \(time) s")
      }
    }
  }
}

enum BearingGeometryExample {
  static let geometry: BearingGeometry = {
    do {
      return try BearingGeometry(
        rollingElements: 13, ballDiameter: 0.005, pitchDiameter: 0.025)
    } catch {
      preconditionFailure("\(error)")
    }
  }()
}
