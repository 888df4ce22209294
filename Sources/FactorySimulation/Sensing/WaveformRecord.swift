import EventKernel
import FactoryModel
import SensorSignals
import SignalFeatures

/// What takes the snapshots of a sensor at the machines of a station, one after the other.
struct WaveformRecord: Sendable {
  let faults: [WaveformFault]
  let onlyWhileProducing: Bool
  let highestShaftSpeed: Double
  /// Where its features stand among those of the machine.
  let firstFeature: Int
  private var snapshot: WaveformSnapshot
  private(set) var features: SnapshotFeatures
  /// The samples of the last snapshot.
  private(set) var samples: [Float]

  init(_ waveform: Waveform, firstFeature: Int) {
    faults = WaveformFault.allCases.filter { waveform.severities[$0] != nil }
    onlyWhileProducing = waveform.onlyWhileProducing
    highestShaftSpeed = waveform.highestShaftSpeed
    self.firstFeature = firstFeature
    do {
      snapshot = try WaveformSnapshot(
        waveform.model, samplingRate: waveform.samplingRate,
        highestShaftSpeed: waveform.highestShaftSpeed)
      features = try SnapshotFeatures(
        waveform.features, length: waveform.length, samplingRate: waveform.samplingRate,
        envelopeBand: waveform.envelopeBand)
    } catch {
      preconditionFailure("\(waveform.name): \(error)")
    }
    samples = [Float](repeating: 0, count: waveform.length)
  }

  /// Takes a snapshot, and makes features of it.
  mutating func take(
    _ conditions: OperatingConditions, _ severities: WaveformSeverities,
    using stream: inout RandomStream
  ) {
    // Taken out, so that nothing else is looked at while samples are written.
    var taken: [Float] = []
    swap(&taken, &samples)
    var span = taken.mutableSpan
    snapshot.fill(&span, conditions: conditions, severities: severities, using: &stream)
    features.analyze(taken.span, shaftSpeed: conditions.shaftSpeed)
    swap(&taken, &samples)
  }
}
