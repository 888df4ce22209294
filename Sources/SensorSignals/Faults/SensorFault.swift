/// Something that is wrong with a sensor from one moment to another.
public struct SensorFault: Hashable, Sendable, BitwiseCopyable {
  /// What is wrong, with its size.
  public enum Behavior: Hashable, Sendable, BitwiseCopyable {
    /// The value runs away by `rate` a second, in the unit of the quantity per second.
    case drift(rate: Double)
    /// The value is off by `amount`, in the unit of the quantity.
    case offset(amount: Double)
    /// The last value from before is shown.
    case stuck
    /// With a probability, a reading is off by `size`, up or down, in the unit of the quantity.
    case spikes(probability: Double, size: Double)
    /// The sensor's noise is `factor` times as large.
    case noiseBurst(factor: Double)
    /// The values of this sensor and of another are exchanged.
    case swappedTags(partner: Int32)
    /// With a probability, the value of a reading is missing.
    case dropOut(probability: Double)
    /// Time stamps run away by `rate` seconds a second.
    case clockSkew(rate: Double)
    /// With a probability, a row is missing.
    case missingRows(probability: Double)
    /// With a probability, a row comes twice.
    case duplicated(probability: Double)
    /// With a probability, a row comes `delay` seconds late.
    case late(probability: Double, delay: Double)
  }

  /// What is wrong, with its size.
  public let behavior: Behavior
  /// When it begins, in seconds.
  public let begin: Double
  /// When it has ended, in seconds; ∞ for never.
  public let end: Double

  /// Creates a fault.
  ///
  /// - Parameters:
  ///   - behavior: What is wrong.
  ///   - begin: When it begins, in seconds.
  ///   - end: When it has ended, in seconds, not before it begins; ∞ for never.
  /// - Throws: ``SignalProblem`` that says what is wrong with the parameters.
  public init(
    _ behavior: Behavior, from begin: Double, to end: Double = .infinity
  ) throws(SignalProblem) {
    self.behavior = behavior
    self.begin = begin
    self.end = end
    try SignalProblem.requireFinite("the onset of a sensor's fault", begin)
    guard end >= begin else {
      throw SignalProblem(
        "a sensor's fault is from \(begin) s to \(end) s; it must not end before it begins")
    }
    try SensorFault.check(behavior)
  }

  /// What kind of fault it is.
  public var kind: SensorFaultKind {
    switch behavior {
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

  /// Whether the fault lasts at a time: from its beginning on, no longer at its end.
  ///
  /// - Parameter time: The true time, in seconds.
  /// - Returns: Whether it lasts.
  public func isActive(at time: Double) -> Bool {
    begin <= time && time < end
  }

  private static func check(_ behavior: Behavior) throws(SignalProblem) {
    switch behavior {
    case .drift(let rate): try SignalProblem.requireFinite("the rate of a drift", rate)
    case .offset(let amount): try SignalProblem.requireFinite("an offset", amount)
    case .stuck: break
    case .spikes(let probability, let size):
      try SignalProblem.requireShare("the probability of a spike", probability)
      try SignalProblem.requireFinite("the size of a spike", size)
    case .noiseBurst(let factor):
      try SignalProblem.requireNonnegative("the factor of a burst of noise", factor)
    case .swappedTags(let partner):
      guard partner >= 0 else {
        throw SignalProblem("the sensor with which tags are swapped is \(partner); it must be ≥ 0")
      }
    case .dropOut(let probability):
      try SignalProblem.requireShare("the probability of a missing value", probability)
    case .clockSkew(let rate):
      guard rate > -1 && rate < .infinity else {
        throw SignalProblem(
          "the rate at which a clock runs away is \(rate) s/s; it must be finite and > -1, or time "
            + "would go back")
      }
    case .missingRows(let probability):
      try SignalProblem.requireShare("the probability of a missing row", probability)
    case .duplicated(let probability):
      try SignalProblem.requireShare("the probability of a row that comes twice", probability)
    case .late(let probability, let delay):
      try SignalProblem.requireShare("the probability of a late row", probability)
      try SignalProblem.requireNonnegative("the delay of a late row", delay)
    }
  }
}
