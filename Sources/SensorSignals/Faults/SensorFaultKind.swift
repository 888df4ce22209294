/// What can be wrong with a sensor, or with the way from it to the table.
///
/// Raw values are labels in tables.
public enum SensorFaultKind: String, CaseIterable, Hashable, Sendable, BitwiseCopyable {
  /// The value runs away, by so much a second.
  case drift
  /// The value is too high or too low by the same amount.
  case offset
  /// The last value is shown again and again.
  case stuck
  /// Some values are far off.
  case spikes
  /// The noise is larger than it was.
  case noiseBurst = "noise_burst"
  /// Two sensors' values have changed places.
  case swappedTags = "swapped_tags"
  /// The row is there, its value is missing.
  case dropOut = "drop_out"
  /// The clock that stamps the readings is fast or slow.
  case clockSkew = "clock_skew"
  /// Some rows are missing.
  case missingRows = "missing_rows"
  /// Some rows come twice.
  case duplicated
  /// Some rows come later than they should.
  case late

  /// The kind's bit in a ``SensorFaultMask``.
  public var mask: SensorFaultMask {
    switch self {
    case .drift: .drift
    case .offset: .offset
    case .stuck: .stuck
    case .spikes: .spikes
    case .noiseBurst: .noiseBurst
    case .swappedTags: .swappedTags
    case .dropOut: .dropOut
    case .clockSkew: .clockSkew
    case .missingRows: .missingRows
    case .duplicated: .duplicated
    case .late: .late
    }
  }
}
