import FactoryModel

/// Checks of fast sensors that take snapshots.
extension Reading {
  mutating func checkWaveforms(_ station: Plant.StationNames) {
    let sensors = Set((station["sensors"]?.entries ?? []).map(\.name))
    let entries = station["waveforms"]?.entries ?? []
    if entries.count > Reading.mostSensorsOfStation, let node = station["waveforms"] {
      error(
        node.place, node.path,
        "has \(entries.count) waveforms; a machine may have \(Reading.mostSensorsOfStation)")
    }
    for entry in entries {
      guard let waveform = entry.node.section else { continue }
      if sensors.contains(entry.name) {
        error(
          entry.place, waveform.path,
          "there is a sensor of that name already; call one of them something else")
      }
      let amplitudes = WaveformSection.amplitudes(of: waveform)
      if amplitudes.isEmpty {
        error(
          entry.place, waveform.path,
          "says not what it sees; add a 'bearing', 'gear', 'shaft', 'motor' or 'cutting', or 'noise: 0.1 m/s^2'"
        )
        continue
      }
      checkAmplitudes(amplitudes, of: waveform)
      for part in ["bearing", "gear", "shaft", "cutting"]
      where waveform[part] != nil && waveform["shaft_speed"] == nil {
        error(
          entry.place, waveform.path,
          "has a '\(part)' but no 'shaft_speed'; add one, such as 'shaft_speed: 50 Hz'")
        break
      }
      if waveform["noise_lasts"] != nil, waveform["noise"] == nil,
        let node = waveform["noise_lasts"]
      {
        error(node.place, node.path, "there is no 'noise' that could last")
      }
    }
  }

  /// Checks that all amplitudes of a sensor measure the same.
  private mutating func checkAmplitudes(_ amplitudes: [TreeNode], of waveform: TreeSection) {
    guard let dimension = WaveformSection.dimension(of: waveform) else { return }
    for node in amplitudes {
      guard let found = node.value?.dimension, found != dimension else { continue }
      error(
        node.place, node.path,
        "\(quoted(node.text ?? "")) is \(found.name); the sensor reads \(dimension.name)")
    }
    checkUnit(waveform["unit"], of: dimension)
  }
}
