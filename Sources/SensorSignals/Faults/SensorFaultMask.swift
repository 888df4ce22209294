/// Which faults acted on a reading: one bit for each kind.
///
/// A fault that lasts but leaves a reading alone, as spikes do with most of them, sets no bit.
public struct SensorFaultMask: OptionSet, Hashable, Sendable, BitwiseCopyable {
  /// The bits; they are written to tables, so a kind keeps its bit.
  public var rawValue: UInt16

  /// Creates a mask from its bits.
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// Bit 0: ``SensorFaultKind/drift``.
  public static let drift = SensorFaultMask(rawValue: 1 << 0)
  /// Bit 1: ``SensorFaultKind/offset``.
  public static let offset = SensorFaultMask(rawValue: 1 << 1)
  /// Bit 2: ``SensorFaultKind/stuck``.
  public static let stuck = SensorFaultMask(rawValue: 1 << 2)
  /// Bit 3: ``SensorFaultKind/spikes``.
  public static let spikes = SensorFaultMask(rawValue: 1 << 3)
  /// Bit 4: ``SensorFaultKind/noiseBurst``.
  public static let noiseBurst = SensorFaultMask(rawValue: 1 << 4)
  /// Bit 5: ``SensorFaultKind/swappedTags``.
  public static let swappedTags = SensorFaultMask(rawValue: 1 << 5)
  /// Bit 6: ``SensorFaultKind/dropOut``.
  public static let dropOut = SensorFaultMask(rawValue: 1 << 6)
  /// Bit 7: ``SensorFaultKind/clockSkew``.
  public static let clockSkew = SensorFaultMask(rawValue: 1 << 7)
  /// Bit 8: ``SensorFaultKind/missingRows``.
  public static let missingRows = SensorFaultMask(rawValue: 1 << 8)
  /// Bit 9: ``SensorFaultKind/duplicated``.
  public static let duplicated = SensorFaultMask(rawValue: 1 << 9)
  /// Bit 10: ``SensorFaultKind/late``.
  public static let late = SensorFaultMask(rawValue: 1 << 10)

  /// The kinds whose bits are set, in the order of the bits.
  public var kinds: [SensorFaultKind] {
    SensorFaultKind.allCases.filter { contains($0.mask) }
  }
}
