/// The noise that is always there: white, or with a correlation that falls as e^(-t/τ).
public struct BackgroundNoise: Hashable, Sendable, BitwiseCopyable {
  /// The standard deviation, in the unit of the signal.
  public let deviation: Double
  /// τ, in seconds; 0 for white noise.
  public let correlationTime: Double

  /// Creates noise.
  ///
  /// - Parameters:
  ///   - deviation: The standard deviation, in the unit of the signal, ≥ 0.
  ///   - correlationTime: τ, in seconds, ≥ 0; 0 for white noise.
  /// - Throws: ``SignalProblem`` that says what is wrong.
  public init(deviation: Double, correlationTime: Double = 0) throws(SignalProblem) {
    try SignalProblem.requireNonnegative("the deviation of background noise", deviation)
    try SignalProblem.requireNonnegative(
      "the correlation time of background noise", correlationTime)
    self.deviation = deviation
    self.correlationTime = correlationTime
  }
}
