public import EventKernel

/// What a sensor of one number does to what is true: lag, noise, resolution and range, in that order.
///
/// The chain is what the sensor is, the same for ever. What it remembers from one reading to the
/// next is a ``SensorState``, so that a copy of all states is a copy of all sensors.
///
/// ```swift
/// let chain = try SensorChain(
///   timeConstant: 120, noise: 0.2, digitizer: Digitizer(resolution: 0.1, highest: 150))
/// var state = SensorState(truth: 40, at: 0)
/// let reading = chain.reading(of: 55, at: 600, state: &state, using: &stream)
/// ```
public struct SensorChain: Hashable, Sendable, BitwiseCopyable {
  /// The time constant of the lag, in seconds; 0 for none.
  public let timeConstant: Double
  /// The standard deviation of the noise, in the unit of the quantity; 0 for none.
  public var noise: Double
  /// The time in which the noise's correlation falls to 1/e, in seconds; 0 for independent noise.
  public let correlationTime: Double
  /// Resolution and range.
  public let digitizer: Digitizer

  /// Creates a chain.
  ///
  /// - Parameters:
  ///   - timeConstant: The time constant of the lag, in seconds, ≥ 0.
  ///   - noise: The standard deviation of the noise, in the unit of the quantity, ≥ 0.
  ///   - correlationTime: The noise's correlation time, in seconds, ≥ 0.
  ///   - digitizer: Resolution and range.
  /// - Throws: ``SignalProblem`` that says what is wrong.
  public init(
    timeConstant: Double = 0, noise: Double = 0, correlationTime: Double = 0,
    digitizer: Digitizer
  ) throws(SignalProblem) {
    try SignalProblem.requireNonnegative("the time constant of a sensor", timeConstant)
    try SignalProblem.requireNonnegative("the noise of a sensor", noise)
    try SignalProblem.requireNonnegative("a noise's correlation time", correlationTime)
    self.timeConstant = timeConstant
    self.noise = noise
    self.correlationTime = correlationTime
    self.digitizer = digitizer
  }

  /// Tells the sensor that what is true jumps, without a reading.
  ///
  /// Between two readings what is true goes straight from one value to the next. Where it jumped in
  /// between, as when a part is replaced, tell so twice: the value just before and that after.
  ///
  /// - Parameters:
  ///   - before: What was true up to then, in the unit of the quantity.
  ///   - after: What is true from then on.
  ///   - time: When, in seconds, not before the last call.
  ///   - state: What the sensor remembers.
  public func truthJumps(
    from before: Double, to after: Double, at time: Double, state: inout SensorState
  ) {
    state.lag.ramp(to: before, over: time - state.time, timeConstant: timeConstant)
    state.lag.jump(to: after)
    state.time = time
  }

  /// What the sensor would show with any number of digits, and the part of it that is noise.
  ///
  /// - Parameters:
  ///   - truth: What is true now, in the unit of the quantity.
  ///   - time: Now, in seconds, not before the last call.
  ///   - state: What the sensor remembers.
  ///   - stream: Where the random bits come from; one normal number is drawn if there is noise.
  /// - Returns: Value and noise, in the unit of the quantity.
  public func analog(
    of truth: Double, at time: Double, state: inout SensorState, using stream: inout RandomStream
  ) -> (value: Double, noise: Double) {
    state.lag.ramp(to: truth, over: time - state.time, timeConstant: timeConstant)
    if state.hasNoise {
      state.noise.advance(
        by: time - state.noiseTime, deviation: noise, correlationTime: correlationTime,
        using: &stream)
    } else {
      state.noise = CorrelatedNoise(deviation: noise, using: &stream)
      state.hasNoise = true
    }
    (state.time, state.noiseTime) = (time, time)
    return (state.lag.output + state.noise.value, state.noise.value)
  }

  /// What the sensor shows while nothing is wrong with it.
  ///
  /// - Parameters:
  ///   - truth: What is true now, in the unit of the quantity.
  ///   - time: Now, in seconds, not before the last call.
  ///   - state: What the sensor remembers.
  ///   - stream: Where the random bits come from; one normal number is drawn if there is noise.
  /// - Returns: The shown value, in the unit of the quantity.
  public func reading(
    of truth: Double, at time: Double, state: inout SensorState, using stream: inout RandomStream
  ) -> Double {
    let value = analog(of: truth, at: time, state: &state, using: &stream).value
    return digitizer.shown(value).value
  }
}
