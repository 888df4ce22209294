/// A reading as it is recorded.
public struct SensorReading: Hashable, Sendable, BitwiseCopyable {
  /// The time stamp, in seconds; the true time unless a clock is skewed.
  public var time: Double
  /// What is shown, in the unit of the quantity; without meaning where ``isMissing``.
  public var value: Double
  /// How long after its true time the row comes, in seconds.
  public var delay = 0.0
  /// How often the row comes: 1, or 0 where it is lost, or 2 where it comes twice.
  public var copies: UInt8 = 1
  /// Whether the row has no value.
  public var isMissing = false
  /// Whether the value lay outside the sensor's range and was clipped.
  public var isClipped = false
  /// Which faults acted on the reading.
  public var faults: SensorFaultMask = []

  /// Creates a reading with which nothing is wrong.
  ///
  /// - Parameters:
  ///   - time: The time stamp, in seconds.
  ///   - value: What is shown, in the unit of the quantity.
  public init(time: Double, value: Double) {
    self.time = time
    self.value = value
  }
}
