import FactoryModel
import FactorySimulation

/// Which sensors of a station's machines a table of readings tells of.
enum ReadingPanel: Hashable, Sendable {
  /// Those that are read at equal distances.
  case moments
  /// Those that are read when a part is finished.
  case parts
  /// One that takes snapshots, by index in the station's `waveforms`.
  case snapshots(Int)

  /// The panels of a station, in the order of their tables.
  static func all(of station: Station) -> [ReadingPanel] {
    let rhythms = station.sensors.map(\.rhythm)
    return (rhythms.contains { $0 != .part } ? [.moments] : [])
      + (rhythms.contains(.part) ? [.parts] : [])
      + station.waveforms.indices.map { .snapshots($0) }
  }

  /// Whether a block is of it.
  func isPanel(of shape: ReadingBlockShape) -> Bool {
    switch self {
    case .moments: shape.waveform == nil && !shape.isPerPart
    case .parts: shape.waveform == nil && shape.isPerPart
    case .snapshots(let place): shape.waveform == place
    }
  }

  /// The name of its table.
  func tableName(_ station: Station) -> String {
    switch self {
    case .moments: station.name
    case .parts: station.name + "_parts"
    case .snapshots(let place): "\(station.name)_\(station.waveforms[place].name)"
    }
  }

  /// What a row of its table is.
  func meaning(_ station: Station) -> String {
    switch self {
    case .moments: "What the sensors of a machine of \(station.name) read at a moment"
    case .parts: "What the sensors of a machine of \(station.name) read when it had finished a part"
    case .snapshots(let place):
      "A snapshot by \(station.waveforms[place].name) of a machine of \(station.name): "
        + "\(station.waveforms[place].length) samples, "
        + "\(DatasetDescription.short(station.waveforms[place].samplingRate)) a second"
    }
  }

  /// How many samples stand in a row of its table.
  func samplesPerRow(_ station: Station) -> Int {
    if case .snapshots(let place) = self { station.waveforms[place].length } else { 0 }
  }

  /// What it is called in streams of random numbers.
  var streamName: String {
    switch self {
    case .moments: "moments"
    case .parts: "parts"
    case .snapshots(let place): "snapshots.\(place)"
    }
  }
}
