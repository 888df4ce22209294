/// What a sensor remembers from one reading to the next.
public struct SensorState: Hashable, Sendable, BitwiseCopyable {
  /// When what is true was last told, in seconds.
  var time: Double
  /// When the noise last moved, in seconds.
  var noiseTime: Double
  var lag: FirstOrderLag
  var noise = CorrelatedNoise(value: 0)
  var hasNoise = false
  /// The last value that was shown while the sensor was not stuck.
  var held = 0.0
  var hasHeld = false

  /// Creates the state of a sensor that has long been where it is.
  ///
  /// - Parameters:
  ///   - truth: What has been true up to then, in the unit of the quantity.
  ///   - time: When, in seconds.
  public init(truth: Double, at time: Double) {
    self.time = time
    noiseTime = time
    lag = FirstOrderLag(restingAt: truth)
  }

  /// What was true last, in the unit of the quantity.
  public var truth: Double { lag.input }

  /// What the sensor would show without noise, resolution and range, in the unit of the quantity.
  public var lagged: Double { lag.output }
}
