public import EventKernel

/// A sensor that takes snapshots of a waveform.
///
/// ```swift
/// let bearing = try BearingVibration(
///   geometry: BearingGeometry(rollingElements: 13, ballDiameter: 0.0035, pitchDiameter: 0.0256),
///   resonance: 9_000, damping: 0.03)
/// var sensor = try WaveformSnapshot(
///   WaveformModel(bearing: bearing, noise: BackgroundNoise(deviation: 0.1)),
///   samplingRate: 25_600, highestShaftSpeed: 30)
/// sensor.fill(
///   &samples, conditions: OperatingConditions(shaftSpeed: 30),
///   severities: WaveformSeverities(bearing: .init(outerRace: 0.7)), using: &stream)
/// ```
///
/// Each snapshot begins at random angles, long after the machine started: nothing fades in. Each part and each fault of the
/// bearing has draws of its own, so the noise is the same whatever the severities. The samples are the same to the
/// bit on every processor: sums and products in a fixed order, functions from `Reproducible`.
///
/// - Complexity: O(n) for n samples; no memory is asked for after the beginning.
public struct WaveformSnapshot: Sendable {
  /// What the sensor sees.
  public let model: WaveformModel
  /// In Hz.
  public let samplingRate: Double
  /// The highest speed at which it may be used, in Hz.
  public let highestShaftSpeed: Double

  /// Samples of a block, and the same eight by eight for what is made of tones.
  private var block: [Double]
  private var lanes: [SIMD8<Double>]
  private var tones: ToneBank

  private static let blockLength = 256

  /// Creates a sensor.
  ///
  /// - Parameters:
  ///   - model: What it sees.
  ///   - samplingRate: In Hz, > 0.
  ///   - highestShaftSpeed: The highest speed at which it will be used, in Hz, ≥ 0.
  /// - Throws: ``SignalProblem`` that says what is wrong: with a parameter, or which frequency of the
  ///   model lies above half of the sampling rate and what rate would do.
  public init(
    _ model: WaveformModel, samplingRate: Double, highestShaftSpeed: Double
  ) throws(SignalProblem) {
    try SignalProblem.requirePositive("the sampling rate", samplingRate)
    try SignalProblem.requireNonnegative("the highest shaft speed", highestShaftSpeed)
    try model.bearing?.validate()
    try HighestFrequency(of: model, shaftSpeed: highestShaftSpeed).requireBelowHalf(
      of: samplingRate)
    self.model = model
    self.samplingRate = samplingRate
    self.highestShaftSpeed = highestShaftSpeed
    block = [Double](repeating: 0, count: WaveformSnapshot.blockLength)
    lanes = [SIMD8<Double>](repeating: SIMD8(), count: WaveformSnapshot.blockLength / 8)
    tones = ToneBank(capacity: 64)
  }

  /// Takes a snapshot.
  ///
  /// - Parameters:
  ///   - samples: Where the samples go, in the unit of the signal; as many as there is room for.
  ///   - conditions: Speed, not above ``highestShaftSpeed``, and load.
  ///   - severities: How bad each fault is, from 0.
  ///   - stream: Where the random bits come from: three words, which begin the streams of the parts.
  public mutating func fill(
    _ samples: inout MutableSpan<Float>, conditions: OperatingConditions,
    severities: WaveformSeverities = WaveformSeverities(), using stream: inout RandomStream
  ) {
    precondition(
      conditions.shaftSpeed >= 0 && conditions.shaftSpeed <= highestShaftSpeed,
      "a snapshot is taken at a speed for which the sensor was made")
    // Drawn whether the parts are there or not: what one draws is nothing to the others.
    var angles = stream.branch()
    let noiseDraws = stream.branch()
    let bearingDraws = stream.branch()
    var noise = model.noise.map {
      NoiseBlocks($0, samplingRate: samplingRate, using: noiseDraws)
    }
    var bearing = model.bearing.map {
      RingDown(
        $0, severities: severities.bearing, conditions: conditions, samplingRate: samplingRate,
        using: bearingDraws)
    }
    if bearing?.isSilent == true { bearing = nil }
    let shaftAngle = angles.uniform()
    prepareTones(
      conditions: conditions, severities: severities, shaftAngle: shaftAngle,
      lineAngle: angles.uniform())
    let gear = model.gear.map {
      GearTones(
        $0, severities: severities.gear, conditions: conditions, samplingRate: samplingRate,
        angle: shaftAngle)
    }
    let hasLanes = gear != nil || !tones.isSilent

    var start = 0
    while start < samples.count {
      if noise == nil {
        for place in block.indices { block[place] = 0 }
      } else {
        noise?.fill(&block)
      }
      bearing?.add(to: &block, from: start)
      if hasLanes {
        for place in lanes.indices { lanes[place] = SIMD8() }
        tones.add(to: &lanes, from: start)
        gear?.add(to: &lanes, from: start)
      }
      write(to: &samples, from: start, hasLanes: hasLanes)
      start += block.count
    }
  }

  private mutating func prepareTones(
    conditions: OperatingConditions, severities: WaveformSeverities, shaftAngle: Double,
    lineAngle: Double
  ) {
    tones.removeAll()
    model.shaft?.add(
      to: &tones, severities: severities.shaft, conditions: conditions,
      samplingRate: samplingRate, angle: shaftAngle)
    model.motor?.add(
      to: &tones, rotorBars: severities.rotorBars, load: conditions.load,
      samplingRate: samplingRate, angle: lineAngle)
    model.cutting?.add(
      to: &tones, wear: severities.tool, conditions: conditions, samplingRate: samplingRate,
      angle: shaftAngle)
  }

  /// Writes a block, or as much of it as there is room for.
  private func write(to samples: inout MutableSpan<Float>, from start: Int, hasLanes: Bool) {
    let count = min(block.count, samples.count - start)
    if hasLanes {
      for place in 0..<count {
        samples[start + place] = Float(block[place] + lanes[place >> 3][place & 7])
      }
    } else {
      for place in 0..<count { samples[start + place] = Float(block[place]) }
    }
  }
}
