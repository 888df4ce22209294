import EventKernel
import RandomVariates
import SensorSignals
import TestSupport
import Testing

@Suite("Snapshots")
struct SnapshotTests {
  /// A bearing like those of the FEMTO test rig, a gear and a shaft in noise.
  static func machine() throws -> WaveformModel {
    WaveformModel(
      shaft: try ShaftVibration(referenceSpeed: 30, residualUnbalance: 0.1),
      bearing: try bearing(), gear: try GearVibration(teeth: 37, amplitude: 0.5),
      noise: try BackgroundNoise(deviation: 0.2, correlationTime: 1e-4))
  }

  static func bearing() throws -> BearingVibration {
    let geometry = try BearingGeometry(
      rollingElements: 13, ballDiameter: 0.0035, pitchDiameter: 0.0256)
    return try BearingVibration(geometry: geometry, resonance: 9_000, damping: 0.03)
  }

  static let allFaults = WaveformSeverities(
    shaft: .init(unbalance: 0.5, misalignment: 0.2, looseness: 0.3),
    bearing: .init(outerRace: 0.5, innerRace: 0.3, ball: 0.2, cage: 0.1),
    gear: .init(wear: 0.3, crack: 0.4), rotorBars: 0.5, tool: 0.5)

  /// A snapshot of a model, from a stream of its own.
  static func samples(
    _ model: WaveformModel, count: Int, rate: Double = 25_600, speed: Double = 30,
    load: Double = 1, severities: WaveformSeverities = WaveformSeverities(), ordinal: UInt64 = 0
  ) throws -> [Float] {
    var sensor = try WaveformSnapshot(model, samplingRate: rate, highestShaftSpeed: speed)
    var stream = ReadingTests.stream("snapshot", ordinal: ordinal)
    var samples = [Float](repeating: 0, count: count)
    var span = samples.mutableSpan
    sensor.fill(
      &span, conditions: OperatingConditions(shaftSpeed: speed, load: load),
      severities: severities, using: &stream)
    return samples
  }

  @Test("Fault frequencies are those of a worked example", .tags(.exact))
  func frequencies() throws {
    // n = 8, d/D = 0.2, 60°: d/D cos α = 0.1, at 10 Hz.
    let geometry = try BearingGeometry(
      rollingElements: 8, ballDiameter: 0.01, pitchDiameter: 0.05, contactAngle: .pi / 3)
    let found = geometry.frequencies(shaftSpeed: 10)
    #expect(abs(found.outerRace - 36) < 1e-12 && abs(found.innerRace - 44) < 1e-12)
    #expect(abs(found.cage - 4.5) < 1e-12 && abs(found.ball - 24.75) < 1e-12)
    // All rolling elements pass a point once while shaft and cage turn against each other once.
    #expect(abs(found.outerRace + found.innerRace - 80) < 1e-12)
  }

  @Test("Equal streams give equal bits, whatever the sensor did before", .tags(.law))
  func determinism() throws {
    let model = try Self.machine()
    var sensor = try WaveformSnapshot(model, samplingRate: 25_600, highestShaftSpeed: 40)
    var (used, fresh) = ([Float](repeating: 0, count: 3_000), [Float](repeating: 0, count: 3_000))
    let conditions = OperatingConditions(shaftSpeed: 33.3, load: 0.8)
    func fill(_ samples: inout [Float], _ sensor: inout WaveformSnapshot, _ ordinal: UInt64) {
      var stream = ReadingTests.stream("determinism", ordinal: ordinal)
      var span = samples.mutableSpan
      sensor.fill(&span, conditions: conditions, severities: Self.allFaults, using: &stream)
    }
    fill(&used, &sensor, 1)
    let first = used
    fill(&used, &sensor, 2)
    #expect(used != first)
    fill(&used, &sensor, 1)
    var other = try WaveformSnapshot(model, samplingRate: 25_600, highestShaftSpeed: 40)
    fill(&fresh, &other, 1)
    #expect(used == first && fresh == first)
  }

  @Test("Its bits are these", .tags(.golden))
  func bits() throws {
    let samples = try Self.samples(
      Self.machine(), count: 25_600, severities: Self.allFaults)
    // FNV-1a over the samples' bits.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for sample in samples { hash = (hash ^ UInt64(sample.bitPattern)) &* 0x0000_0100_0000_01b3 }
    #expect(hash == 17_001_951_525_719_218_816)
  }

  @Test("A long snapshot begins as a short one does", .tags(.law))
  func prefix() throws {
    let model = try Self.machine()
    let long = try Self.samples(model, count: 5_001, severities: Self.allFaults)
    let short = try Self.samples(model, count: 77, severities: Self.allFaults)
    #expect(Array(long[..<77]) == short)
  }

  @Test("Severities change nothing about the noise", .tags(.law))
  func commonNoise() throws {
    let noise = WaveformModel(noise: try BackgroundNoise(deviation: 0.2))
    var machine = try Self.machine()
    machine.noise = noise.noise
    let (alone, whole) = (
      try Self.samples(noise, count: 2_000),
      try Self.samples(machine, count: 2_000, severities: Self.allFaults)
    )
    machine.noise = nil
    let without = try Self.samples(machine, count: 2_000, severities: Self.allFaults)
    // Three numbers below 8 are rounded to Float.
    #expect(
      alone.indices.allSatisfy {
        abs(Double(whole[$0]) - Double(without[$0]) - Double(alone[$0])) < 3e-6
      })
  }

  @Test("Background noise has its deviation and correlation", .tags(.statistical))
  func noise() throws {
    for correlationTime in [0, 1e-4] {
      let model = WaveformModel(
        noise: try BackgroundNoise(deviation: 0.5, correlationTime: correlationTime))
      let count = 400_000
      let samples = try Self.samples(model, count: count, rate: 10_000).map { Double($0) }
      var (square, product) = (0.0, 0.0)
      for place in 1..<count {
        square += samples[place] * samples[place] / 0.25
        product += samples[place] * samples[place - 1] / 0.25
      }
      // ρ = e^-1; both have a variance below 2 (1 + ρ²)/(1 - ρ²)/n < 3/n.
      let error = 4 * (3 / Double(count)).squareRoot()
      #expect(abs(square / Double(count) - 1) < error)
      let correlation = correlationTime > 0 ? 0.36787944117144233 : 0
      #expect(abs(product / Double(count) - correlation) < error)
    }
  }

  @Test("Snapshots ask for no memory", .tags(.exact))
  func memory() throws {
    var model = try Self.machine()
    model.motor = try MotorCurrent(lineFrequency: 50, ratedAmplitude: 10, ratedSlip: 0.03)
    model.cutting = try CuttingForce(teeth: 4, amplitude: 100, engaged: 0.4)
    var sensor = try WaveformSnapshot(model, samplingRate: 25_600, highestShaftSpeed: 40)
    var samples = [Float](repeating: 0, count: 2_560)
    var stream = ReadingTests.stream("memory")
    // The first makes what the library keeps for ever.
    for round in 0..<2 {
      let count = allocations {
        for _ in 0..<10 {
          var span = samples.mutableSpan
          sensor.fill(
            &span, conditions: OperatingConditions(shaftSpeed: 30), severities: Self.allFaults,
            using: &stream)
        }
      }
      #expect(round == 0 || (count ?? 0) == 0)
    }
  }

  @Test("Blocks of normal numbers are the numbers one by one", .tags(.exact))
  func normalBlocks() {
    var (one, many) = (ReadingTests.stream("normals"), ReadingTests.stream("normals"))
    for length in [0, 1, 7, 256, 100_000] {
      var block = [Double](repeating: 0, count: length)
      var span = block.mutableSpan
      Ziggurat.fillNormal(&span, using: &many)
      #expect(block == (0..<length).map { _ in Ziggurat.normal(using: &one) })
    }
    #expect(one.next() == many.next())
  }

  @Test("A sampling rate that is too low is refused with what would do", .tags(.failure))
  func nyquist() throws {
    func refuse(_ model: WaveformModel, rate: Double, _ text: String) {
      #expect(throws: SignalProblem(text)) {
        try WaveformSnapshot(model, samplingRate: rate, highestShaftSpeed: 30)
      }
    }
    refuse(
      WaveformModel(bearing: try Self.bearing()), rate: 12_000,
      "the resonance of the bearing is 9000.0 Hz, above half of the sampling rate of 12000.0 Hz; "
        + "sample at 18000.0 Hz or more, or leave it out")
    refuse(
      WaveformModel(gear: try GearVibration(teeth: 37, amplitude: 1)), rate: 5_000,
      "sideband 16 of harmonic 3 of the gear mesh at a shaft speed of 30.0 Hz is 3810.0 Hz, above "
        + "half of the sampling rate of 5000.0 Hz; sample at 7620.0 Hz or more, or leave it out")
    refuse(
      WaveformModel(shaft: try ShaftVibration(referenceSpeed: 30)), rate: 250,
      "harmonic 5 of the loose shaft at a shaft speed of 30.0 Hz is 150.0 Hz, above half of the "
        + "sampling rate of 250.0 Hz; sample at 300.0 Hz or more, or leave it out")
    refuse(
      WaveformModel(motor: try MotorCurrent(lineFrequency: 50, ratedAmplitude: 1, ratedSlip: 0.03)),
      rate: 600,
      "harmonic 7.0 of the motor's current is 350.0 Hz, above half of the sampling rate of 600.0 "
        + "Hz; sample at 700.0 Hz or more, or leave it out")
    refuse(
      WaveformModel(cutting: try CuttingForce(teeth: 4, amplitude: 1, engaged: 0.5)), rate: 1_000,
      "harmonic 8 of the passing teeth of the tool at a shaft speed of 30.0 Hz is 990.0 Hz, above "
        + "half of the sampling rate of 1000.0 Hz; sample at 1980.0 Hz or more, or leave it out")
    _ = try WaveformSnapshot(
      WaveformModel(bearing: try Self.bearing()), samplingRate: 18_000, highestShaftSpeed: 30)
  }

  @Test("What parts cannot be is said", .tags(.failure))
  func problems() throws {
    #expect(
      throws: SignalProblem(
        "the pitch diameter of a bearing is 0.01 m and its ball diameter 0.02 m; the pitch diameter "
          + "must be the larger one")
    ) { try BearingGeometry(rollingElements: 8, ballDiameter: 0.02, pitchDiameter: 0.01) }
    #expect(throws: SignalProblem("a bearing has 2 rolling elements; it must have 3 to 1000")) {
      try BearingGeometry(rollingElements: 2, ballDiameter: 0.02, pitchDiameter: 0.1)
    }
    #expect(throws: SignalProblem("a gear has 3 teeth; it must have 4 to 100000")) {
      try GearVibration(teeth: 3, amplitude: 1)
    }
    #expect(
      throws: SignalProblem("the rated slip of a motor is 0.0; it must be above 0, up to 0.2")
    ) { try MotorCurrent(lineFrequency: 50, ratedAmplitude: 1, ratedSlip: 0) }
    #expect(
      throws: SignalProblem(
        "the engaged part of a tool's tooth is 1.5; it must be above 0, up to 1")
    ) { try CuttingForce(teeth: 4, amplitude: 1, engaged: 1.5) }
    #expect(throws: SignalProblem("the sampling rate is 0.0; it must be finite and > 0")) {
      try WaveformSnapshot(WaveformModel(), samplingRate: 0, highestShaftSpeed: 1)
    }
    var bearing = try Self.bearing()
    bearing.slip = 0.3
    #expect(throws: SignalProblem("the slip of a bearing is 0.3; it must be from 0 to 0.2")) {
      try WaveformSnapshot(
        WaveformModel(bearing: bearing), samplingRate: 25_600, highestShaftSpeed: 1)
    }
  }
}
