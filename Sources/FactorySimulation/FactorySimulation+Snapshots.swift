import EventKernel
import FactoryModel
import SensorSignals
import SignalFeatures

/// Sensors that take snapshots.
extension FactorySimulation {
  /// Takes a snapshot.
  @inline(never)
  mutating func takeSnapshot(
    _ panel: Int, at time: Double, tick: Int64, _ steady: SteadyInputs
  ) {
    let record = sensing.panels[panel]
    let taking = sensing.snapshotPanels[Int(record.snapshots)]
    let waveform = Int(taking.waveform)
    if sensing.waveforms[waveform].onlyWhileProducing, !record.isPerPart,
      steady.state != MachineState.producing.rawValue
    {
      return
    }
    readVaryingInputs(record, at: time, row: record.rows)
    let first = Int(taking.firstProgram)
    let speed = atLeastZero(sensed(sensing.waveformPrograms[first]))
    let conditions = OperatingConditions(
      shaftSpeed: min(speed, sensing.waveforms[waveform].highestShaftSpeed),
      load: atLeastZero(sensed(sensing.waveformPrograms[first + 1])))
    var severities = WaveformSeverities()
    for (place, fault) in sensing.waveforms[waveform].faults.enumerated() {
      severities.set(fault, atLeastZero(sensed(sensing.waveformPrograms[first + 2 + place])))
    }
    // Each snapshot has draws of its own, whichever were taken before it.
    var stream = RandomStream(taking.key, ordinal: UInt64(bitPattern: tick))
    sensing.waveforms[waveform].take(conditions, severities, using: &stream)
    let machine = Int(record.machine)
    let firstFeature = sensing.waveforms[waveform].firstFeature
    for feature in 0..<record.valueCount {
      let value = Float(sensing.waveforms[waveform].features.values[feature])
      sensing.values[record.firstValue + feature * sensing.rowsPerBlock + record.rows] = value
      sensing.features[machine][firstFeature + feature] = Double(value)
    }
    if time >= record.keptFrom {
      let length = sensing.waveforms[waveform].samples.count
      let begin = taking.firstSample + record.rows * length
      for place in 0..<length {
        sensing.samples[begin + place] = sensing.waveforms[waveform].samples[place]
      }
    }
    finishRow(panel, at: time, steady)
  }

  /// What speeds, loads and severities are that come out below 0, or as no number.
  private func atLeastZero(_ value: Double) -> Double { value > 0 && value.isFinite ? value : 0 }

  /// The place of what takes a panel's snapshots among those of its station; `nil` for sensors of one number.
  func waveformPlace(_ record: PanelRecord) -> Int? {
    guard record.snapshots >= 0 else { return nil }
    let waveform = Int(sensing.snapshotPanels[Int(record.snapshots)].waveform)
    return factory.stations[..<Int(record.station)].reduce(waveform) { $0 - $1.waveforms.count }
  }
}
