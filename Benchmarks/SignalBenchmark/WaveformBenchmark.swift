import BenchmarkSupport
import EventKernel
import RandomVariates
import SensorSignals

/// Snapshots of a vibration; times are those of a sample.
enum WaveformBenchmark {
  /// A bearing with faults in noise; with `all`, the shaft and a gear beside it.
  ///
  /// - Parameters:
  ///   - count: How many samples in all.
  ///   - length: How many a snapshot.
  ///   - all: Whether there are a shaft and a gear.
  /// - Throws: Nothing, for these parameters are possible.
  static func snapshots(_ count: Int, length: Int, all: Bool) throws {
    let geometry = try BearingGeometry(
      rollingElements: 13, ballDiameter: 0.0035, pitchDiameter: 0.0256)
    var model = WaveformModel(
      bearing: try BearingVibration(geometry: geometry, resonance: 9_000, damping: 0.03),
      noise: try BackgroundNoise(deviation: 0.2, correlationTime: 1e-4))
    if all {
      model.shaft = try ShaftVibration(referenceSpeed: 30, residualUnbalance: 0.1)
      model.gear = try GearVibration(teeth: 37, amplitude: 0.5)
    }
    var sensor = try WaveformSnapshot(model, samplingRate: 25_600, highestShaftSpeed: 30)
    let severities = WaveformSeverities(
      shaft: ShaftVibration.Faults(unbalance: 0.5, misalignment: 0.2, looseness: 0.3),
      bearing: BearingVibration.Faults(outerRace: 0.5, innerRace: 0.3, ball: 0.2, cage: 0.1),
      gear: GearVibration.Faults(wear: 0.3, crack: 0.4))
    var samples = [Float](repeating: 0, count: length)
    var stream = ScalarBenchmark.stream("snapshots")
    let snapshots = max(1, count / length)
    var sum = 0.0
    let start = ProcessUse.time
    for _ in 0..<snapshots {
      var span = samples.mutableSpan
      sensor.fill(
        &span, conditions: OperatingConditions(shaftSpeed: 30), severities: severities,
        using: &stream)
      sum += Double(samples[length - 1])
    }
    BenchmarkProgram.report(snapshots * length, ProcessUse.time - start, ",\"sum\":\(sum)")
  }

  /// Normal numbers one by one, or block by block.
  static func normals(_ count: Int, blockwise: Bool) {
    var stream = ScalarBenchmark.stream("normals")
    var block = [Double](repeating: 0, count: 256)
    var sum = 0.0
    let start = ProcessUse.time
    for _ in 0..<count / 256 {
      var span = block.mutableSpan
      if blockwise {
        Ziggurat.fillNormal(&span, using: &stream)
      } else {
        for place in 0..<256 { span[place] = Ziggurat.normal(using: &stream) }
      }
      sum += block[17]
    }
    BenchmarkProgram.report(count, ProcessUse.time - start, ",\"sum\":\(sum)")
  }
}
