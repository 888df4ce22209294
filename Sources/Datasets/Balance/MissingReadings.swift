import DataTables
import EventKernel

/// Leaves out readings of a machine's sensors, completely at random.
struct MissingReadings {
  private let share: Double
  private let keys: [String: StreamKey]

  /// - Parameters:
  ///   - share: The share of readings to leave out, 0…1.
  ///   - sensors: The names of the sensors, in order.
  ///   - panel: Which sensors of the machine they are.
  ///   - seed: The seed of the dataset.
  ///   - replication: Which chance the unit meets.
  ///   - machine: The machine, counted over all stations.
  init(
    share: Double, sensors: [String], panel: ReadingPanel, seed: UInt64, replication: Int,
    machine: Int
  ) {
    self.share = share
    keys = Dictionary(
      uniqueKeysWithValues: sensors.enumerated().map { place, name in
        (
          name,
          StreamKey(
            seed: seed, replication: UInt64(replication),
            path: "dataset.machines.\(machine).\(panel.streamName).\(place)",
            purpose: "missing readings")
        )
      })
  }

  /// Leaves out readings of some rows.
  ///
  /// - Parameters:
  ///   - rows: The rows.
  ///   - first: How many rows the machine had before them.
  func apply(to rows: inout ColumnarTable, from first: Int) {
    for index in rows.columns.indices {
      guard let key = keys[rows.columns[index].description.name],
        case .float32(var values) = rows.columns[index].values
      else { continue }
      var isPresent =
        rows.columns[index].isPresent ?? [Bool](repeating: true, count: values.count)
      for row in values.indices {
        var stream = RandomStream(key, ordinal: UInt64(first + row))
        guard stream.uniform() < share else { continue }
        values[row] = .nan
        isPresent[row] = false
      }
      rows.columns[index].values = .float32(values)
      rows.columns[index].isPresent = isPresent.contains(false) ? isPresent : nil
    }
  }
}
