/// A number that is made of a snapshot.
public enum SnapshotFeature: Hashable, Sendable {
  /// The root of the mean square, in the unit of the signal.
  case rms
  /// The largest magnitude, in the unit of the signal.
  case peak
  /// The peak over the rms.
  case crest
  /// The third standardized moment.
  case skewness
  /// The fourth standardized moment, less the 3 of a normal distribution.
  case kurtosis
  /// The power in a band from `low` to `high`, in Hz; in the unit of the signal, squared.
  case band(low: Double, high: Double)
  /// The standard deviation of the squared envelope, in the unit of the signal, squared.
  case envelope
  /// The amplitude of the envelope's line at so many times the speed of the shaft; in the unit of the signal, squared.
  case envelopeLine(name: String, order: Double)
  /// The amplitude of the line at so many times the speed of the shaft, in the unit of the signal.
  case line(name: String, order: Double)

  /// The feature's name in headings of tables.
  public var name: String {
    switch self {
    case .rms: "rms"
    case .peak: "peak"
    case .crest: "crest"
    case .skewness: "skewness"
    case .kurtosis: "kurtosis"
    case .band(let low, let high):
      "band_\(SnapshotFeature.digits(low))_\(SnapshotFeature.digits(high))"
    case .envelope: "envelope"
    case .envelopeLine(let name, _): "envelope_\(name)"
    case .line(let name, _): name
    }
  }

  /// Which power of the signal's unit it is in: 0 for plain numbers, 2 for squares.
  public var unitPower: Int {
    switch self {
    case .rms, .peak, .line: 1
    case .crest, .skewness, .kurtosis: 0
    case .band, .envelope, .envelopeLine: 2
    }
  }

  private static func digits(_ frequency: Double) -> String {
    frequency.rounded() == frequency && frequency < 1e15
      ? String(Int(frequency)) : String(frequency)
  }
}
